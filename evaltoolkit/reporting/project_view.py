"""The two-page view of one project of the 113X model, in both its forms."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.language import text
from evaltoolkit.reporting.gate import Roster
from evaltoolkit.reporting.kernel import Kernels, kernel_options
from evaltoolkit.reporting.one_project import named_project
from evaltoolkit.reporting.two_forms import Place, SummaryKind, TwoForms, make_two_forms


def report_project(
    plan_path: Path,
    project: str,
    *,
    run: str,
    home: Path | None = None,
    roster: Roster | None = None,
    kernels: Kernels = kernel_options,
) -> TwoForms:
    """Make both forms of the view of one project: need, logic, delivery, change, voices.

    Parameters
    ----------
    plan_path
        The parameter file of the street.
    project
        Name of the project as the sheets 项目 and 服务记录 have it.
    run, home, roster, kernels
        As :class:`~evaltoolkit.reporting.two_forms.Place` has them.

    Raises
    ------
    UserError
        Anything the user can put right; a page that holds what names a person is not written.
    """
    return make_two_forms(PROJECT, plan_path, project, Place(run, home, roster, kernels))


PROJECT = SummaryKind(
    Path("notebooks") / "project_view.ipynb", "project_name", text("Project view {year}: {name}, {street}"), "项目_",
    named_project, two_columns=True,
)  # fmt: skip
