"""A table sealed as one audience may see it: hidden figures out, what hides them listed, of two reasons one told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.hiding import Hiding
from evaltoolkit.disclosure.protected import Audience, Band, Hidden, ProtectedTable, Reason
from evaltoolkit.disclosure.reader import require_within_run
from evaltoolkit.model.results import ResultTable


def sealed(
    table: ResultTable,
    hidings: Iterable[Hiding],
    audience: Audience,
    bands: Mapping[tuple[int, str], Band] | None = None,
    together: object = None,
) -> ProtectedTable:
    """Return a table without what is hidden, and without the rows of groupings that `audience` does not see.

    `bands` are the ranges that stand for counts, by row and column; only those of hidden figures are told. `together`
    stands for all tables that are protected as one.
    """
    if audience is Audience.STATION:
        require_within_run(audience)
    else:
        table, hidings = _without_guards(table, hidings)
    frame, hidden = table.frame, _merged(_there(table, tuple(hidings)))
    marks = np.zeros(frame.shape, dtype=bool)
    for hiding in hidden:
        marks[hiding.row, frame.columns.isin(hiding.columns)] = True
    mask = pd.DataFrame(marks, index=frame.index, columns=frame.columns)
    shown = frame.astype(object).mask(mask).infer_objects() if hidden else frame
    kept = ~frame.index.isin([hiding.row for hiding in hidden if hiding.reason is Reason.OTHER_GROUPING])
    said = {place: band for place, band in (bands or {}).items() if mask.at[place]}
    listed = tuple(_listed(table, hiding) for hiding in hidden)
    whole = ProtectedTable(
        table.name, table.table_class, audience, shown, mask, listed, table.keys, table.people, said, together
    )
    return whole.keep(kept)


def _without_guards(table: ResultTable, hidings: Iterable[Hiding]) -> tuple[ResultTable, list[Hiding]]:
    """Return the table without the counts that only protect it, and the hidings without them."""
    kept = [
        replace(hiding, columns=tuple(name for name in hiding.columns if name not in table.guards))
        for hiding in hidings
    ]
    frame = table.frame.assign(**dict.fromkeys(table.guards, np.nan))
    people = tuple(name for name in table.people if name not in table.guards)
    return replace(table, frame=frame, people=people), [hiding for hiding in kept if hiding.columns]


def _there(table: ResultTable, hidings: Sequence[Hiding]) -> Iterator[Hiding]:
    """Yield the hidings without figures that the table does not have, as its counts tell every reader."""
    counted = {hiding.row for hiding in hidings if {*table.people} & {*hiding.columns}}
    for hiding in hidings:
        row = table.frame.loc[hiding.row]
        lacking = {share.share for share in table.shares if _is_missing(row[share.whole])}
        if hiding.row not in counted:
            lacking |= {name for name in hiding.columns if name in table.figures and _is_missing(row[name])}
        there = tuple(name for name in hiding.columns if name not in lacking)
        if there:
            yield replace(hiding, columns=there)


def _merged(hidings: Iterable[Hiding]) -> tuple[Hiding, ...]:
    """Return one hiding for each row and reason, no column of a row twice: of two reasons the one that hides more.

    That another figure could be worked out comes after every reason of the figure itself.
    """
    columns: dict[tuple[int, Reason], dict[str, None]] = {}
    for hiding in hidings:
        columns.setdefault((hiding.row, hiding.reason), {}).update(dict.fromkeys(hiding.columns))
    taken: dict[int, set[str]] = {}
    kept: dict[tuple[int, Reason], tuple[str, ...]] = {}
    for (row, reason), names in sorted(columns.items(), key=_rank):
        own = tuple(name for name in names if name not in taken.get(row, ()))
        taken.setdefault(row, set()).update(own)
        if own:
            kept[row, reason] = own
    return tuple(Hiding(place[0], kept[place], place[1]) for place in columns if place in kept)


def _rank(item: tuple[tuple[int, Reason], dict[str, None]]) -> tuple[bool, bool, int]:
    (_, reason), columns = item
    return reason is not Reason.OTHER_GROUPING, reason is Reason.SUBTRACTION, -len(columns)


def _listed(table: ResultTable, hiding: Hiding) -> Hidden:
    keys = (table.frame.at[hiding.row, key] for key in table.keys)
    return Hidden(
        table.name, tuple("" if _is_missing(key) else str(key) for key in keys), hiding.columns, hiding.reason
    )


def _is_missing(value: Any) -> bool:
    return pd.isna(value) is True
