"""The part of a street's report that may be done elsewhere: run the notebook and make the page of it.

No identifier is needed for it; the search of the finished page, which needs them, stays with whoever publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from evaltoolkit.disclosure.of_run import run_of
from evaltoolkit.errors import RunError
from evaltoolkit.intake.load import kernel_parameters, load
from evaltoolkit.language import text
from evaltoolkit.model.filling import FILLED_FROM, fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.page.own_cells import codes_of, require_protected_cells
from evaltoolkit.reporting.release.results_file import protected_path
from evaltoolkit.reporting.run.execute import CELL_SECONDS, execute_notebook, read_notebook
from evaltoolkit.reporting.run.kernel import Kernels, kernel_options
from evaltoolkit.reporting.run.parameters import declared_parameters

NOTEBOOK = Path("notebooks") / "street_report.ipynb"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that one cell, and the whole notebook, may take; None is no limit."""

    cell: float = CELL_SECONDS
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class StreetWork:
    """What a street's page is computed from.

    Parameters
    ----------
    plan
        The checked plan, for the audience asked for.
    run
        Name of the run.
    home
        The project folder, that the notebook's kernel works in.
    notebook
        The report's notebook.
    title
        Title of the page.
    limits
        Time limits.
    """

    plan: Plan
    run: str
    home: Path
    notebook: Path
    title: str
    limits: Limits = Limits()

    @property
    def private(self) -> Path:
        """Return the folder of what stays with the station."""
        return self.home / "private" / self.run


@dataclass(frozen=True, slots=True)
class Computed:
    """The finished page and the protected results, both still unsearched."""

    page: str
    results: str


Compute = Callable[[StreetWork], Computed]


def compute_here(
    work: StreetWork, kernels: Kernels = kernel_options, execute: Callable[..., NotebookNode] = execute_notebook
) -> Computed:
    """Run the notebook in a kernel of this machine and make the page of it.

    Parameters
    ----------
    work
        The street's.
    kernels
        Where the kernel comes from; a fresh process by default.
    execute
        Runs the notebook, as :func:`evaltoolkit.reporting.run.execute.execute_notebook` does by default.

    Raises
    ------
    UserError
        The notebook did not come to its end, ended without saving its results, or has cells that show what is not
        protected.
    """
    kept = protected_path(work.home, work.run, work.plan.key)
    before = _written(kept)
    parameters = _parameters(work)
    filled = fill_plan(work.plan, load(work.plan, home=work.home, only=FILLED_FROM))
    with run_of(work.plan, filled), _page_ahead():
        node = execute(
            work.notebook,
            parameters,
            work.private / f"{work.plan.key}.ipynb",
            cwd=work.home,
            timeout=work.limits.cell,
            whole=work.limits.whole,
            kernels=kernels,
            is_own=work.notebook.name != NOTEBOOK.name,
        )
    if _written(kept) == before:
        raise RunError(
            text(
                "The notebook {file} ended without saving its results; nothing was published.", file=work.notebook.name
            )
        )
    plan = work.plan
    require_protected_cells(node, plan.audience, lambda: codes_of(load(plan, home=work.home)))
    from evaltoolkit.reporting.page.export import export_html

    page = export_html(node, language=plan.language, title=work.title, unbroken=plan.street, synthetic=plan.synthetic)
    return Computed(page, kept.read_text(encoding="utf-8"))


@contextmanager
def _page_ahead() -> Iterator[None]:
    """Import what makes a page, and read its templates, while another process runs the notebook."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(_make_page_ready)
        yield


def _make_page_ready() -> None:
    from evaltoolkit.reporting.page.export import make_ready

    make_ready()


def _parameters(work: StreetWork) -> dict[str, object]:
    parameters: dict[str, object] = kernel_parameters(work.plan, home=work.home)
    if work.notebook.is_file() and "run" in declared_parameters(read_notebook(work.notebook)):
        parameters["run"] = work.run
    return parameters


def _written(path: Path) -> tuple[int, int] | None:
    if not path.exists():
        return None
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
