"""What is called anew is the same to its readers: what an earlier report said of it is said of the new name.

A scale that the earlier report did not have is taken for one that is gone, where a row of as many people or nearly as
many says nearly the same of both; a row of any other table - a community, a group, a wave, a purpose, who answered, a
cut-off - where all its counts are as many or nearly as many as those of one that is gone, where these were withheld
beside a small one, or where no other is gone and none other new.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from evaltoolkit.disclosure.scales.scale_rows import scale_of
from evaltoolkit.disclosure.states.earlier import EarlierReport, count_of, printed_means, row_key, row_keys
from evaltoolkit.disclosure.states.printed_means import MEANS
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.results import ResultTable

_TABLE, _SCALE, _PAIRS = "outcomes", "scale", "n_pairs"
Row = tuple[str, ...]


def called_as_now(report: EarlierReport, tables: Mapping[str, ResultTable], least: int) -> Iterator[EarlierReport]:
    """Yield an earlier report with its rows called as the tables call them; fewer than `least` people are few.

    Where a row can be one of several that are gone, there are as many of it, the nearest first. Whose scores stood in
    it is said once: the programme of a scale knows who they are, whatever their rows are called.
    """
    report = _with_scales_of_now(report, tables, least)
    others = {name: table for name, table in tables.items() if name != _TABLE and table.people}
    anew = {name: _rows_anew(report, table, least) for name, table in others.items()}
    scaled = {name: table for name, table in others.items() if _is_of_scale(table)}
    taken = {name: _rows_anew(report, table, least, are_taken=True) for name, table in scaled.items()}
    alternatives = [*(_alternatives(anew) or [{}]), *_alternatives(taken)]
    yield _renamed(report, partial(_cells_now, both=scaled, rows=alternatives[0]))
    for rows in alternatives[1:]:
        yield _renamed(replace(report, members={}), partial(_cells_now, both=(), rows=rows))


def _alternatives(found: Mapping[str, Mapping[Row, Sequence[Row]]]) -> list[dict[tuple[str, Row], list[Row]]]:
    """Return, for each place in the lists of what rows of some tables were called, what every old row is called now."""
    alternatives = []
    for number in range(max((len(olds) for rows in found.values() for olds in rows.values()), default=0)):
        now: dict[tuple[str, Row], list[Row]] = {}
        for table, rows in found.items():
            for new, olds in rows.items():
                now.setdefault((table, olds[min(number, len(olds) - 1)]), []).append(new)
        alternatives.append(now)
    return alternatives


def _cells_now(
    cell: CountCell, both: Collection[str], rows: Mapping[tuple[str, Row], Sequence[Row]]
) -> list[CountCell]:
    """Return what a cell is called; one of the tables `both` keeps its own name too, by which its people are known."""
    anew = rows.get((cell.table, cell.row))
    if anew is None:
        return [cell]
    return [replace(cell, row=row) for row in ((cell.row, *anew) if cell.table in both else anew)]


def _with_scales_of_now(report: EarlierReport, tables: Mapping[str, ResultTable], least: int) -> EarlierReport:
    names = dict(_called_anew(report, tables[_TABLE], least)) if _TABLE in tables else {}
    if not names:
        return report
    scaled = {name for name, table in tables.items() if _is_of_scale(table)}

    def now(cell: CountCell) -> list[CountCell]:
        is_anew = cell.table in scaled and cell.row[0] in names
        return [replace(cell, row=(names[cell.row[0]], *cell.row[1:])) if is_anew else cell]

    members = {(names.get(key[0], key[0]), *key[1:]): tags for key, tags in report.members.items()}
    return replace(_renamed(report, now), members=members)


def _is_of_scale(table: ResultTable) -> bool:
    return table.keys[:1] == (_SCALE,)


def _renamed(report: EarlierReport, now: Callable[[CountCell], Iterable[CountCell]]) -> EarlierReport:
    return replace(
        report,
        counts={new: count for cell, count in report.counts.items() for new in now(cell)},
        figures={new: value for cell, value in report.figures.items() for new in now(cell)},
        company=frozenset(new for cell in report.company for new in now(cell)),
    )


def _rows_anew(
    report: EarlierReport, table: ResultTable, least: int, *, are_taken: bool = False
) -> dict[Row, list[Row]]:
    """Return which rows of the report that are gone each new row can be, the nearest first.

    Of several those that are called most like it; of a scale's rows those of the same scale. Where names `are_taken`
    a row of quite another number of people is gone, and new, unless all have only grown.
    """
    before: dict[Row, dict[str, float]] = {cell.row: {} for cell in report.company if cell.table == table.name}
    for cell, count in report.counts.items():
        if cell.table == table.name:
            before.setdefault(cell.row, {})[cell.column] = count
    here = {key: row for row, key in enumerate(row_keys(table, table.frame))}
    gone, new = before.keys() - here.keys(), here.keys() - before.keys()
    if are_taken:
        size = table.people[0]
        more = {
            key: count_of(table.frame, here[key], size) - before[key].get(size, math.nan)
            for key in before.keys() & here.keys()
        }
        changed = {key for key, change in more.items() if abs(change) >= least}
        less = {old[0] for old in gone} | {key[0] for key in changed if more[key] < 0}
        other = {key for key in changed if key[0] in less}  # in other scales there is nothing but growth
        gone, new = gone | other, (new | other if other else set())
    found = {}
    for key in new:
        can_be = [old for old in gone - {key} if len(old) == len(key) and (old[0] == key[0] or not _is_of_scale(table))]
        alike = max((_alike(old, key) for old in can_be), default=0)
        olds = sorted((_far(table, here[key], before[old]), old) for old in can_be if _alike(old, key) == alike)
        is_one = len(olds) == 1 and sum(_alike(olds[0][1], one) == alike for one in new) == 1 and not are_taken
        # of a row that was withheld beside another nobody knows how many it held
        found[key] = [old for far, old in olds if is_one or far < least + report.blur or not before[old]]
    return {key: olds for key, olds in found.items() if olds}


def _alike(one: Row, other: Row) -> int:
    """Return how many words of their keys two rows have in common."""
    return sum(mine == yours for mine, yours in zip(one, other, strict=True))


def _far(table: ResultTable, row: int, counts: Mapping[str, float]) -> float:
    """Return by how many people a row differs at most from the counts; infinite where none of them is known."""
    now = {name: count_of(table.frame, row, name) for name in table.people if name in counts}
    return max((abs(count - counts[name]) for name, count in now.items() if count == count), default=math.inf)


def _called_anew(report: EarlierReport, table: ResultTable, least: int) -> Iterator[tuple[str, str]]:
    known = {cell.row: count for cell, count in report.counts.items() if (cell.table, cell.column) == (_TABLE, _PAIRS)}
    before, here = {key[0] for key in known}, set(table.frame[_SCALE].astype(str))
    for row in range(len(table.frame) if before - here else 0):
        key, people = row_key(table, table.frame, row), count_of(table.frame, row, _PAIRS)
        for old, count in known.items() if key[0] not in before else ():
            is_near = old[0] not in here and old[1:3] == key[1:3] and abs(count - people) < least
            if is_near and _says_nearly_the_same(report, old, table, row, least):
                yield old[0], key[0]


def _says_nearly_the_same(report: EarlierReport, old: Row, table: ResultTable, row: int, least: int) -> bool:
    """Return whether the means differ by no more than a few people can bring about."""
    ends, means = scale_of(table.frame, row), printed_means(table.frame, row)
    told = {name: report.figures.get(CountCell(_TABLE, old, name)) for name in MEANS}
    far = 2 * least * (ends.high - ends.low) / max(count_of(table.frame, row, _PAIRS), 1.0)
    apart = [abs(means[name][0] - said[0]) for name, said in told.items() if said is not None and name in means]
    return bool(apart) and math.isfinite(far) and all(one <= far for one in apart)
