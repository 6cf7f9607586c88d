"""Hold recomputed figures against the results of the package, at full precision."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recompute.figures import Figures
from recompute.not_recomputed import EVERYTHING, NOT_RECOMPUTED

Results = Mapping[str, Any]
Tables = Mapping[str, Sequence[Mapping[str, Any]]]
RELATIVE, ABSOLUTE = 1e-9, 1e-13
"""Largest difference of two figures of one closed form, and the last bits of a figure that is 0."""


@dataclass(slots=True)
class Comparison:
    """How many figures were compared in each part, and a sentence for each that differs."""

    compared: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def compare(figures: Iterable[Figures], results: Results) -> Comparison:
    """Return what is equal and what differs; an expected table, column or row that is missing differs.

    Parameters
    ----------
    figures
        What was recomputed.
    results
        The content of a results file. Further tables and columns are left alone.
    """
    tables, found = tables_of(results), Comparison()
    for part in figures:
        if part.table in tables:
            _compare_table(part, _types(results, part.table), tables[part.table], found)
        else:
            found.differences.append(f"{part.table}: the table is missing")
    return found


def tables_of(results: Results) -> Tables:
    """Return the rows of every table of the results by its name."""
    services = {name: table["frame"]["rows"] for name, table in results["services"].items()}
    card = results["scorecard"]
    return {"outcomes": results["outcomes"]["rows"], **services, "scorecard": card["rows"], "total": [card["total"]]}


def unlisted(figures: Iterable[Figures], results: Results) -> Iterator[str]:
    """Yield the columns of the results that are neither recomputed nor said not to be."""
    done = {part.table: {*part.keys, *(column for row in part.rows.values() for column in row)} for part in figures}
    for name, rows in tables_of(results).items():
        listed = NOT_RECOMPUTED.get(name, ())
        if rows and listed != EVERYTHING:
            left = _types(results, name) - done.get(name, set()) - {*listed}
            yield from (f"{name}.{column}" for column in sorted(left))


def _types(results: Results, name: str) -> set[str]:
    """Return the columns of a table, also of one without rows."""
    if name == "outcomes":
        return set(results["outcomes"]["types"])
    if name in results["services"]:
        return set(results["services"][name]["frame"]["types"])
    return {column for row in tables_of(results)[name] for column in row}


def _compare_table(part: Figures, columns: set[str], rows: Sequence[Mapping[str, Any]], found: Comparison) -> None:
    wanted = {*part.keys, *part.within, *(column for row in part.rows.values() for column in row)}
    missing = sorted(wanted - columns)
    found.differences += [f"{part.table}: the column {column} is missing" for column in missing]
    if missing:
        return
    chosen = [row for row in rows if all(row[column] in values for column, values in part.within.items())]
    given = {tuple(str(row[key]) for key in part.keys): row for row in chosen}
    if len(given) < len(chosen):
        found.differences.append(f"{part.table}: several rows have one key")
    for key in sorted({*given, *part.rows}):
        if key not in given or key not in part.rows:
            whose = "recomputed" if key in part.rows else "in the results"
            found.differences.append(f"{part.table} {' '.join(key)}: the row is only {whose}")
            continue
        for column, own in part.rows[key].items():
            theirs = given[key][column]
            found.compared[part.part] += own is not None
            if not _agree(own, theirs):
                found.differences.append(f"{part.table} {' '.join(key)} {column}: {theirs}, recomputed {own}")


def _agree(own: Any, theirs: Any) -> bool:
    if isinstance(own, str | bool) or isinstance(theirs, str | bool) or own is None or theirs is None:
        return bool(own == theirs)
    return math.isclose(own, theirs, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
