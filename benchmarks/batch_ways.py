"""The ways of making many reports that benchmarks/batch.py sets against each other; each call is one of them, whole.

    python benchmarks/batch_ways.py WAY KIND HOME

Every way leaves ``private/<WAY>/<name>.ipynb`` and ``.html`` for the small report; for the street report what
``evaltoolkit batch`` leaves.
"""

from __future__ import annotations

import ast
import os
import pickle
import subprocess
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parent
SMALL, STREET = "small", "street"
ONE_BY_ONE, AT_ONCE, CALLS, BATCH, FLOOR = "commands", "commands-at-once", "calls", "batch", "floor"
# The first spares jsonschema a grammar that takes as long as all the rest, as the toolkit does.
SMALL_MODULES = ("evaltoolkit.reporting", "matplotlib.pyplot", "numpy", "pandas", "scipy.stats")
SMALL_WORKER = (
    *SMALL_MODULES,
    "evaltoolkit.batch.cells.client",
    "evaltoolkit.reporting.run.execute",
    "evaltoolkit.reporting.page.export",
)
RUN = "r"  # the same everywhere, so that pages can be compared


def main() -> int:
    """Make the reports one way and return the exit status."""
    way, kind, home = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    ways: dict[str, Callable[[str, Path], None]] = {
        ONE_BY_ONE: partial(by_commands, at_once=1),
        AT_ONCE: partial(by_commands, at_once=cores()),
        CALLS: by_calls,
        BATCH: by_batch,
        FLOOR: by_floor,
    }
    (home / "private" / RUN).mkdir(parents=True, exist_ok=True)
    ways[way](kind, home)
    return 0


def cores() -> int:
    """Return how many reports are made at a time."""
    from evaltoolkit.batch.capacity import usable_processors

    return usable_processors()


def notebook_of(kind: str, home: Path) -> Path:
    """Return what every report of a kind is made from."""
    return BENCHMARKS / "small_report.ipynb" if kind == SMALL else home / "notebooks" / "street_report.ipynb"


def plans(home: Path) -> tuple[Path, ...]:
    """Return the parameter files; a small report takes nothing of them but the number."""
    return tuple(sorted((home / "parameters" / "streets").glob("*.yaml")))


def by_commands(kind: str, home: Path, at_once: int) -> None:
    """Run papermill's and nbconvert's command lines for each report, as many at a time as asked for."""

    def make(plan: Path) -> None:
        executed = str(home / "private" / RUN / f"{plan.stem}.ipynb")
        given = () if kind == SMALL else ("-f", str(plan), "-p", "run", RUN)
        for command in (
            ("papermill", str(notebook_of(kind, home)), executed, "--no-progress-bar", *given),
            ("jupyter", "nbconvert", "--to", "html", executed),
        ):
            subprocess.run([sys.executable, "-m", *command], cwd=home, check=True, capture_output=True)

    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(make, plans(home)))


def by_calls(kind: str, home: Path) -> None:
    """Call papermill and nbconvert from this process, each report in a fresh kernel, one after another."""
    import papermill
    import yaml
    from nbconvert import HTMLExporter

    for plan in plans(home):
        executed = home / "private" / RUN / f"{plan.stem}.ipynb"
        given = {} if kind == SMALL else {**yaml.safe_load(plan.read_text(encoding="utf-8")), "run": RUN}
        papermill.execute_notebook(
            str(notebook_of(kind, home)), str(executed), given, progress_bar=False, cwd=str(home)
        )
        page, _ = HTMLExporter().from_filename(str(executed))
        executed.with_suffix(".html").write_text(page, encoding="utf-8")


def by_batch(kind: str, home: Path) -> None:
    """Make the reports as the toolkit does: plain processes, workers, its own page, written whole."""
    from evaltoolkit.batch.cells.preload import SHELL_MODULES
    from evaltoolkit.batch.cells.process import start_server
    from evaltoolkit.batch.crew import run_jobs

    if kind == STREET:
        command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", RUN]
        subprocess.run(command, cwd=home, check=True, capture_output=True)
        return
    start_server((*SHELL_MODULES, *SMALL_WORKER))
    jobs = [(plan, home) for plan in plans(home)]
    for fault in run_jobs(make_small, jobs, workers=cores(), died=_no_answer, first=_begin_small):
        if fault:
            raise SystemExit(fault)


def _no_answer(job: tuple[Path, Path]) -> str:
    return f"{job[0].name}: no answer"


def _begin_small(line: Connection) -> None:
    from evaltoolkit.batch.kernels import _of_this_process

    _of_this_process().go_on([line])


def make_small(job: tuple[Path, Path]) -> str:
    """Make one small report in a worker of the batch and return what went wrong."""
    from evaltoolkit.batch.kernels import cell_options
    from evaltoolkit.reporting.run.execute import execute_notebook

    plan, home = job
    executed = home / "private" / RUN / f"{plan.stem}.ipynb"
    node = execute_notebook(notebook_of(SMALL, home), {}, executed, cwd=home, kernels=cell_options)
    _write_page(node, executed.with_suffix(".html"))
    return ""


def by_floor(kind: str, home: Path) -> None:
    """Make the same pages in processes forked from one that has imported everything, without Jupyter's machinery."""
    from evaltoolkit.batch.cells.preload import preload
    from evaltoolkit.batch.kernels import INTAKE_MODULES, MODULES, PAGE_MODULES, WORKER_MODULES

    preload(SMALL_MODULES if kind == SMALL else (*INTAKE_MODULES, *WORKER_MODULES, *PAGE_MODULES, *MODULES))
    if kind == SMALL:
        import evaltoolkit.reporting.page.export
        import evaltoolkit.reporting.run.execute  # noqa: F401 - imported before the forks

        _forked([partial(_plain_small, plan, home) for plan in plans(home)], lambda _: None)
    else:
        _floor_of_streets(home)


def _floor_of_streets(home: Path) -> None:
    from evaltoolkit.batch.finish import finish_run
    from evaltoolkit.batch.jobs import street_jobs
    from evaltoolkit.batch.manifest import append_line, last_lines, manifest_path, read_manifest
    from evaltoolkit.batch.resume import resume
    from evaltoolkit.batch.run import line_of
    from evaltoolkit.batch.streets import report_one
    from evaltoolkit.reporting.run.compute import compute_here

    path, outcomes = manifest_path(home, RUN), []
    jobs = resume(street_jobs(plans(home), run=RUN, home=home), last_lines(read_manifest(path))).todo

    def end(outcome: Any) -> None:
        append_line(path, line_of(outcome))
        outcomes.append(outcome)

    _forked([partial(report_one, job, compute=partial(compute_here, execute=_plain_execute)) for job in jobs], end)
    if finish_run(sorted(outcomes, key=lambda outcome: outcome.key), run=RUN, home=home).failed:
        raise SystemExit("a street of the floor has no report")


def _forked(works: Iterable[Callable[[], Any]], done: Callable[[Any], None]) -> None:
    """Call each in a process forked from this one, as many at a time as cores, and hand on what they return."""
    running: dict[int, int] = {}
    for work in works:
        if len(running) >= cores():
            done(_next_end(running))
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _be_child(work, writing)
        os.close(writing)
        running[pid] = reading
    while running:
        done(_next_end(running))


def _be_child(work: Callable[[], Any], writing: int) -> None:
    status = 1
    try:
        with os.fdopen(writing, "wb") as stream:
            pickle.dump(work(), stream)
        status = 0
    except BaseException:  # a fork must never return into the loop
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _next_end(running: dict[int, int]) -> Any:
    pid, status = os.wait()
    with os.fdopen(running.pop(pid), "rb") as stream:
        said = stream.read()
    if status:
        raise SystemExit("a report of the floor failed")
    return pickle.loads(said)  # noqa: S301 - our own child's


def _plain_small(plan: Path, home: Path) -> None:
    executed = home / "private" / RUN / f"{plan.stem}.ipynb"
    _write_page(_plain_execute(notebook_of(SMALL, home), {}, executed, cwd=home), executed.with_suffix(".html"))


def _plain_execute(notebook: Path, parameters: dict[str, Any], output: Path, *, cwd: Path, **_limits: Any) -> Any:
    """Do what :func:`evaltoolkit.reporting.run.execute.execute_notebook` does, with the cells run in this process."""
    import nbformat

    from evaltoolkit.reporting.release.publish import write_whole

    node = nbformat.read(notebook, 4)
    run_cells(node, parameters, cwd)
    write_whole(output, nbformat.writes(node).encode(), private=True)
    return node


def run_cells(node: Any, parameters: dict[str, Any], folder: Path) -> None:
    """Run the code cells of a notebook in this process and give them the outputs that a kernel would."""
    import matplotlib

    matplotlib.use("agg")
    os.chdir(folder)
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = [*_result(_run(cell.source, names)), *_open_figures()]
            if "parameters" in cell.metadata.get("tags", []):
                names.update(parameters)


def _run(source: str, names: dict[str, Any]) -> Any:
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body and not source.rstrip().endswith(";") else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - the benchmark's own notebook
        return None
    exec(compile(ast.Module(tree.body[:-1], []), "cell", "exec"), names)  # noqa: S102
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


def _result(value: Any) -> Iterator[Any]:
    if value is None:
        return
    bundle = getattr(value, "_repr_mimebundle_", None)
    data, metadata = bundle() if bundle else ({}, {})
    for mime, name in (("text/html", "_repr_html_"), ("image/png", "_repr_png_")):
        made = getattr(value, name)() if not bundle and hasattr(value, name) else None
        if made is not None:
            data[mime] = made
    data.setdefault("text/plain", repr(value))
    yield _output("execute_result", data, metadata)


def _open_figures() -> Iterator[Any]:
    """Yield what Jupyter's inline backend shows after a cell: every open figure, which is closed then."""
    import matplotlib.pyplot as plt
    from IPython.core.pylabtools import print_figure

    for number in plt.get_fignums():
        figure = plt.figure(number)
        picture = b64encode(print_figure(figure, bbox_inches="tight", dpi=figure.dpi)).decode("ascii")
        yield _output("display_data", {"image/png": picture, "text/plain": repr(figure)}, {})
    plt.close("all")


def _output(kind: str, data: dict[str, Any], metadata: dict[str, Any]) -> Any:
    counted = {"execution_count": None} if kind == "execute_result" else {}
    import nbformat

    return nbformat.from_dict({"output_type": kind, "data": data, "metadata": metadata, **counted})


def _write_page(node: Any, path: Path) -> None:
    """Make the toolkit's page of a small report, whose pictures have no words of their own."""
    from evaltoolkit.reporting.page.export import export_html
    from evaltoolkit.reporting.release.publish import write_whole

    outputs = [output for cell in node.cells for output in cell.get("outputs", ())]
    for number, output in enumerate(one for one in outputs if "image/png" in one.get("data", {})):
        output.metadata["image/png"] = {"alt": f"picture {number + 1}"}
    write_whole(path, export_html(node, title=path.stem).encode("utf-8"), private=True)


if __name__ == "__main__":
    import batch_ways  # by its name: a worker finds nothing in the module that a command runs

    sys.exit(batch_ways.main())
