"""Withhold what would state a count that another table withholds because few people changed since an earlier report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Reason
from evaltoolkit.model.results import ResultTable

_VERDICTS = ("verdicts", "verdicts_pooled")
_COUNTING = ("outcomes", "flow", "attrition", "planning")
"""Tables of the participants of a whole scale: enrolled, measured before, after, both times, lost."""
_RESTATING = ("flow", "attrition", "planning", "crossings", "maintenance", "retrospective", *_VERDICTS)
"""Tables with a row or more of each scale, from which the number of its pairs or of its lost can be read."""
_FOLLOW_UP, _LOST = "follow_up", "n_lost"  # shown however small it is, but for a change


def hide_changed_beside(
    tables: Mapping[str, ResultTable], hidings: Mapping[str, Sequence[Hiding]]
) -> dict[str, list[Hiding]]:
    """Return the rows to hide because another table's row of their scale differs from an earlier report by a few.

    Both tables of verdicts count those who got better, and several tables those who took part: what one withholds
    beside an earlier report the others, which that report perhaps did not show, would state.
    """
    participants = set(_changed(tables, hidings, _COUNTING))
    verdicts = participants | set(_changed(tables, hidings, _VERDICTS))
    found = {}
    for name in _RESTATING:
        if name in tables:
            table, scales = tables[name], verdicts if name in _VERDICTS else participants
            columns = tuple(dict.fromkeys((*table.people, *table.figures, _LOST)))
            found[name] = [Hiding(row, columns, Reason.CHANGED) for row in _rows_of(table.frame, scales)]
    if _FOLLOW_UP in tables:  # whose kept and lost are the pairs together
        rows = _rows_of(tables[_FOLLOW_UP].frame, participants)
        found[_FOLLOW_UP] = [Hiding(row, (_LOST,), Reason.CHANGED) for row in rows]
    return found


def _changed(
    tables: Mapping[str, ResultTable], hidings: Mapping[str, Sequence[Hiding]], names: Iterable[str]
) -> Iterator[str]:
    for name in names:
        for hiding in hidings.get(name, ()):
            row = tables[name].frame.loc[hiding.row]
            is_whole = (row.get("dimension", "total"), row.get("group_kind", "all")) == ("total", "all")
            tells_people = not {*tables[name].people}.isdisjoint(hiding.columns)
            if hiding.reason is Reason.CHANGED and is_whole and tells_people:
                yield str(row["scale"])


def _rows_of(frame: pd.DataFrame, scales: set[str]) -> list[int]:
    return [row for row, scale in enumerate(frame["scale"].astype(str)) if scale in scales] if scales else []
