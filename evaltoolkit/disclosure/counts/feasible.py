"""What a reader can work out of hidden counts: the range of each that fits everything shown.

The attack of an intruder who solves for the hidden cells with the sums and subsets that hold between the tables of a
report, by integer linear programmes. One answer serves for every count in it: two answers that lie far apart in a count
show that it cannot be narrowed.

References
----------
Fischetti and Salazar (2000), Journal of Computational and Graphical Statistics 9, 1-22: suppression audited by
linear programmes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaltoolkit.model.links import CountCell, CountLink

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Riddle:
    """Hidden counts that hang together, and the links between them.

    Parameters
    ----------
    bounds
        What is known of each count beforehand: hidden ones at least 0, blurred ones within their rounding.
    links
        Links whose every count is in `bounds` or `known`.
    known
        Counts that the report shows exactly.
    """

    bounds: Mapping[CountCell, Span]
    links: tuple[CountLink, ...]
    known: Mapping[CountCell, float]


def extreme(
    riddle: Riddle, cells: Iterable[CountCell], *, greatest: bool, simplified: bool = True
) -> Mapping[CountCell, float]:
    """Return an answer to the riddle in which these counts together are as great, or as small, as they can be.

    Empty where the solver finds none: then nothing is known of how far apart the counts can be. As SciPy 1.17 has it,
    HiGHS sometimes rules out answers that there are when it simplifies a programme first: who hides by its answers then
    hides too much, which does no harm; who prints them asks for the slower way without.
    """
    from scipy.optimize import Bounds, milp  # a third of a second that most processes of a batch can spare

    order = list(riddle.bounds)
    wanted = set(cells)
    goal = np.array([float(one in wanted) for one in order]) * (-1.0 if greatest else 1.0)
    ends = Bounds(*np.array([riddle.bounds[one] for one in order], dtype=float).T)
    done = milp(
        goal,
        constraints=_constraints(riddle, order),
        bounds=ends,
        integrality=np.ones_like(goal),
        options={"presolve": simplified},
    )
    if done.x is None:
        return {}
    return {cell: float(round(count)) for cell, count in zip(order, done.x, strict=True)}


def _constraints(riddle: Riddle, cells: Sequence[CountCell]) -> LinearConstraint | None:
    from scipy.optimize import LinearConstraint

    if not riddle.links:
        return None
    place = {cell: number for number, cell in enumerate(cells)}
    matrix = np.zeros((len(riddle.links), len(cells)))
    fixed = np.zeros(len(riddle.links))
    for number, link in enumerate(riddle.links):
        for sign, side in ((1.0, link.parts), (-1.0, link.whole)):
            for cell in side:
                if cell in place:
                    matrix[number, place[cell]] += sign
                else:
                    fixed[number] += sign * riddle.known[cell]
    exact = np.array([link.is_exact for link in riddle.links])
    return LinearConstraint(matrix, -fixed, np.where(exact, -fixed, np.inf))


def hanging_together(
    links: Iterable[CountLink], unknown: Iterable[CountCell]
) -> dict[CountCell, tuple[CountLink, ...]]:
    """Return for each unknown count the links that it hangs on, directly or through other unknown counts."""
    group: dict[CountCell, set[CountCell]] = {cell: {cell} for cell in unknown}
    touched = [(link, [cell for cell in (*link.whole, *link.parts) if cell in group]) for link in links]
    for _, cells in touched:
        for cell in cells[1:]:
            first, second = group[cells[0]], group[cell]
            if first is not second:
                first |= second
                for member in second:
                    group[member] = first
    by_group: dict[int, list[CountLink]] = {}
    for link, cells in touched:
        if cells:
            by_group.setdefault(id(group[cells[0]]), []).append(link)
    return {cell: tuple(by_group.get(id(members), ())) for cell, members in group.items()}
