"""The two-page summary of one group, in both its forms."""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.reporting.gate import Roster
from evaltoolkit.reporting.kernel import Kernels, kernel_options
from evaltoolkit.reporting.one_group import find_group
from evaltoolkit.reporting.two_forms import Place, SummaryKind, TwoForms, make_two_forms


def report_group(
    plan_path: Path,
    group: str,
    *,
    run: str,
    home: Path | None = None,
    roster: Roster | None = None,
    kernels: Kernels = kernel_options,
) -> TwoForms:
    """Make both forms of the summary of one group.

    Parameters
    ----------
    plan_path
        The parameter file of the street.
    group
        Name of a group; or of a project, field or method, for a case programme.
    run, home, roster, kernels
        As :class:`~evaltoolkit.reporting.two_forms.Place` has them.

    Raises
    ------
    UserError
        Anything the user can put right; a page that holds what names a person is not written.
    """
    return make_two_forms(GROUP, plan_path, group, Place(run, home, roster, kernels))


def _named(evidence: Evidence, name: str) -> str:
    return find_group(evidence, name).name


GROUP = SummaryKind(
    Path("notebooks") / "group_summary.ipynb", "group", text("Group summary {year}: {name}, {street}"), "", _named
)
