"""A scale that is called anew is the same to its readers: what an earlier report said of it is said of the new name.

A scale that the earlier report did not have is taken for one that is gone, where a row of as many people or nearly as
many says nearly the same of both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from evaltoolkit.disclosure.earlier import EarlierReport, count_of, printed_means, row_key
from evaltoolkit.disclosure.printed_means import MEANS
from evaltoolkit.disclosure.scale_rows import scale_of
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

_TABLE, _SCALE, _PAIRS = "outcomes", "scale", "n_pairs"


def called_as_now(report: EarlierReport, tables: Mapping[str, ResultTable], least: int) -> EarlierReport:
    """Return an earlier report with its scales called as the tables call them; fewer than `least` people are few."""
    names = dict(_called_anew(report, tables[_TABLE], least)) if _TABLE in tables else {}
    if not names:
        return report
    scaled = {name for name, table in tables.items() if table.keys[:1] == (_SCALE,)}

    def now(cell: CountCell) -> CountCell:
        is_anew = cell.table in scaled and cell.row[0] in names
        return replace(cell, row=(names[cell.row[0]], *cell.row[1:])) if is_anew else cell

    return replace(
        report,
        counts={now(cell): count for cell, count in report.counts.items()},
        figures={now(cell): value for cell, value in report.figures.items()},
        company=frozenset(map(now, report.company)),
    )


def _called_anew(report: EarlierReport, table: ResultTable, least: int) -> Iterator[tuple[str, str]]:
    known = {cell.row: count for cell, count in report.counts.items() if (cell.table, cell.column) == (_TABLE, _PAIRS)}
    before, here = {key[0] for key in known}, set(table.frame[_SCALE].astype(str))
    for row in range(len(table.frame) if before - here else 0):
        key, people = row_key(table, table.frame, row), count_of(table.frame, row, _PAIRS)
        for old, count in known.items() if key[0] not in before else ():
            is_near = old[0] not in here and old[1:3] == key[1:3] and abs(count - people) < least
            if is_near and _says_nearly_the_same(report, old, table, row, least):
                yield old[0], key[0]


def _says_nearly_the_same(
    report: EarlierReport, old: tuple[str, ...], table: ResultTable, row: int, least: int
) -> bool:
    """Return whether the means differ by no more than a few people can bring about."""
    ends, means = scale_of(table.frame, row), printed_means(table.frame, row)
    told = {name: report.figures.get(CountCell(_TABLE, old, name)) for name in MEANS}
    far = 2 * least * (ends.high - ends.low) / max(count_of(table.frame, row, _PAIRS), 1.0)
    apart = [abs(means[name][0] - said[0]) for name, said in told.items() if said is not None and name in means]
    return bool(apart) and math.isfinite(far) and all(one <= far for one in apart)
