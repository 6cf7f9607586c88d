"""Read a filled-in form and name every fault with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.forms.cells import FoundCell, Grid, read_cells
from evaltoolkit.forms.faults import Fault
from evaltoolkit.forms.figures import is_open
from evaltoolkit.forms.fund_rules import fund_faults, goal_faults
from evaltoolkit.forms.reading import ReadForm, read_form
from evaltoolkit.forms.row_rules import row_faults
from evaltoolkit.forms.sum_rules import sum_faults


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found in a form.

    Parameters
    ----------
    faults
        In the order of their cells.
    to_fill
        Cells that say that they are still to be filled in; no faults.
    grid
        Every cell of the file.
    """

    faults: tuple[Fault, ...]
    to_fill: tuple[FoundCell, ...]
    grid: Grid


def audit(path: Path) -> Audited:
    """Return what is wrong in a filled-in form.

    Raises
    ------
    UserError
        The file cannot be read or holds no form.
    """
    grid = read_cells(path)
    form = read_form(grid, path.name)
    found = [*fund_faults(form), *goal_faults(form), *sum_faults(form)]
    found += [fault for row in form.rows for fault in row_faults(row)]
    faults = {(fault.cell.place, fault.sentence.english()): fault for fault in found}
    ordered = sorted(faults.values(), key=lambda fault: fault.cell.place)
    return Audited(tuple(ordered), tuple(_to_fill(form)), grid)


def _to_fill(form: ReadForm) -> list[FoundCell]:
    rows = (*form.funds.values(), form.goals, *form.rows, form.total)
    cells = dict.fromkeys(cell for row in rows for cell in row.values() if is_open(cell))
    return sorted(cells, key=lambda cell: cell.place)
