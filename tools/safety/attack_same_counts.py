"""Attack the counts of several states: what one state hides and another shows, a reader supposes to be the same still.

The reader is told where that is so and what is called anew, solves each state's counts with all that the others show of
them, and subtracts what two states show of the same row.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any

from evaltoolkit.disclosure.report import result_tables
from safety.attack import Finding
from safety.attack_states import first_name
from safety.attack_tables import attack_counts
from safety.made_report import MadeReport
from safety.made_states import ANEW

Cell = tuple[str, tuple[str, ...], str]
_SUBTRACTED = ("coverage", "residence", "priority", "coverage_by_community")


def first_names(keys: Iterable[object]) -> tuple[str, ...]:
    """Return the keys of a row as they were called first."""
    return tuple(first_name(str(key).replace(ANEW, "")) for key in keys)


def attack_same_counts(states: Sequence[MadeReport], least: int) -> Iterator[Finding]:
    """Yield the hidden counts of each state that are narrowed when another state's unchanged counts are put in.

    One that differs by a few from a count of another state tells of these only where that is shown or narrowed too.
    """
    yield from _subtracted(states, least)
    counts = [_counts(one) for one in states]
    narrowed = [_narrowed(states, place, counts, least) for place in range(len(states))]
    for place, found in enumerate(narrowed):
        if found:
            alone = [{one.what for one in attack_counts(report.published, least)} for report in states]
            too = {what for other in range(len(states)) if other != place for what in {*narrowed[other]} | alone[other]}
            told = _narrowed(states, place, [_told(report) for report in states], least) if found.keys() - too else {}
            yield from (one for what, one in found.items() if what in too | told.keys() and what not in alone[place])


def _subtracted(states: Sequence[MadeReport], least: int) -> Iterator[Finding]:
    """Yield the counts of coverage and communities that two states show and that differ by a few."""
    told = [{cell: count for cell, count in _counts(one).items() if cell in _shown(one)} for one in states]
    for (place, one), (other, its) in combinations(enumerate(told), 2):
        for cell in sorted(one.keys() & its.keys()):
            apart = abs(one[cell] - its[cell])
            if cell[0] in _SUBTRACTED and 0 < apart < least and not _is_public(states[place], cell):
                yield Finding(f"{place} less {other}: {cell}", apart, apart)


def _is_public(report: MadeReport, cell: Cell) -> bool:
    """Return whether anyone can look a count up: an official population figure."""
    rows = report.published["tables"][cell[0]]["rows"]
    bases = {
        first_names(row[key] for key in report.published["tables"][cell[0]]["keys"]): row.get("basis") for row in rows
    }
    return cell[2] == "people" and bases.get(cell[1]) == "population"


def _narrowed(
    states: Sequence[MadeReport], place: int, counts: Sequence[Mapping[Cell, float]], least: int
) -> dict[str, Finding]:
    """Return what of one state is narrowed, of those that differ by a few from the counts of others all the same."""
    found: dict[str, Finding] = {}
    near = _near(_counts(states[place]), [*counts[:place], *counts[place + 1 :]], least)
    for other in range(len(states)):
        read = _read_with(states[place], states[other], near) if other != place else None
        for one in attack_counts(read, least) if read is not None else ():
            found.setdefault(one.what, Finding(f"{place} with {other}: {one.what}", one.low, one.high))
    return found


def _near(own: Mapping[Cell, float], others: Sequence[Mapping[Cell, float]], least: int) -> set[Cell]:
    """Return the counts that differ by a few from another state's: these tell of few people."""
    return {
        cell for cell, value in own.items()
        if any(0 < abs(value - counts.get(cell, value)) < least for counts in others)
    }  # fmt: skip


def _told(report: MadeReport) -> dict[Cell, float]:
    """Return the counts that a state's reader is told, in whichever table of the same scale or category."""
    counts, shown = _counts(report), _shown(report)
    told = {(cell[1][:1], counts[cell]) for cell in shown & counts.keys()}
    return {cell: value for cell, value in counts.items() if (cell[1][:1], value) in told}


def _read_with(report: MadeReport, other: MadeReport, near: set[Cell]) -> dict[str, Any] | None:
    """Return the published report with what another shows and what is the same in both; None where that is nothing."""
    truth, shown = _counts(report), _shown(other)
    same = {cell: value for cell, value in _counts(other).items() if truth.get(cell) == value and cell in shown}
    read = copy.deepcopy(dict(report.published))
    # of a row that is said to have changed nobody knows which of its counts did not
    changed = {
        (entry["table"], first_names(entry["row"])) for entry in read["withheld"] if entry["reason"] == "changed"
    }
    is_more = False
    for name, table in read["tables"].items():
        for entry in table["withheld"]:
            row = table["rows"][entry["row"]]
            key = first_names(row[column] for column in table["keys"])
            known = [
                column for column in entry["columns"] if (name, key, column) in same and (name, key) not in changed
            ]
            for column in known:
                row[column] = same[name, key, column]
                table.get("bands", {}).get(str(entry["row"]), {}).pop(column, None)
            # of a row that changed a count that did not, or by many, tells of no few who left or came
            tells_none = [
                column for column in entry["columns"] if (name, key) in changed and (name, key, column) not in near
            ]
            entry["columns"] = [column for column in entry["columns"] if column not in (*known, *tells_none)]
            is_more = is_more or bool(known)
    return read if is_more else None


@cache
def _counts(report: MadeReport) -> dict[Cell, float]:
    """Return the true counts of people."""
    found = {}
    for name, table in result_tables(report.results).items():
        for row in table.frame.to_dict("records"):
            key = first_names(row[column] for column in table.keys)
            found.update({(name, key, column): row[column] for column in table.people if row[column] == row[column]})
    return found


def _shown(report: MadeReport) -> set[Cell]:
    tables: Mapping[str, Mapping[str, Any]] = report.published["tables"]
    return {
        (name, first_names(row[key] for key in table["keys"]), column)
        for name, table in tables.items() for row in table["rows"] for column in table["people"]
        if row.get(column) is not None
    }  # fmt: skip
