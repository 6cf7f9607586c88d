"""What was published of a street's year before, as disclosure control compares it with a new paper.

It stands in the private ledger (:mod:`evaltoolkit.reporting.release.ledger`), by street and year, whatever the run, the
slug or the kind of paper: a reader may hold them all.
"""

from __future__ import annotations

from pathlib import Path

from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.ledger import Ledger, take_in

STATION = "station"


def earlier_reports(
    plan: Plan, run: str = "", *, workbook: str = "", home: Path | None = None
) -> tuple[EarlierReport, ...]:
    """Return what earlier states of the data of the plan's street and year showed, in the order of their publication.

    Parameters
    ----------
    plan
        Names street and year; for the station's own version nothing is compared.
    run, workbook
        Given by notebooks of earlier versions; nothing depends on them.
    home
        The project folder; that of the working folder by default.

    Raises
    ------
    FileError
        An earlier results file cannot be read: nothing can be compared with it.
    """
    del run, workbook
    if plan.audience == STATION:
        return ()
    root = find_project().root if home is None else home
    take_in(root, plan)
    return Ledger.read(root, plan).reports()
