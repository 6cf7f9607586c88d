"""What a published results file of this or an earlier version shows, as later papers are compared with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.disclosure.states.printed_means import ENDS, MEANS, Printed, as_printed
from evaltoolkit.model.links import CountCell


def street_of(content: Mapping[str, Any]) -> tuple[str, int]:
    """Return whose results the file holds: street and year."""
    return str(content["street"]), int(content["year"])


def published_parts(content: Mapping[str, Any]) -> Iterator[EarlierReport]:
    """Yield what the report shows, and what a report that it once replaced showed before it.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        It is no results file.
    """
    inputs = (content.get("provenance") or {}).get("inputs", ())
    states = frozenset(digest for name, digest in inputs if name == "workbook" and digest)
    counts = {cell: count for name, table in content["tables"].items() for cell, count in _counts(name, table)}
    rows = content["tables"].get("outcomes", {"rows": ()})["rows"]
    blur = float(content.get("round_to", 1) // 2)
    kinds = [row["group_kind"] for row in rows if row.get("group_kind") not in (None, "all")]
    yield EarlierReport(counts, blur, states, dict(_figures(rows)), kinds[0] if kinds else "")
    for carried in content.get("earlier", ()):
        cells = {
            CountCell(entry["table"], tuple(entry["row"]), column): float(count)
            for entry in carried["counts"]
            for column, count in entry.items()
            if column not in ("table", "row")
        }
        yield EarlierReport(cells, float(carried["blur"]), states)


def _counts(name: str, table: Mapping[str, Any]) -> Iterator[tuple[CountCell, float]]:
    keys, people = table.get("keys", ()), table.get("people", ())
    for number, row in enumerate(table["rows"]):
        key = tuple(str(row[column]) for column in keys) or (str(number),)
        for column in people:
            if row.get(column) is not None:
                yield CountCell(name, key, column), float(row[column])


def _figures(rows: list[Mapping[str, Any]]) -> Iterator[tuple[CountCell, Printed]]:
    for row in rows:
        key = tuple(str(row[name]) for name in ("scale", "dimension", "group_kind", "group"))
        step = row.get("resolution")
        ends = [row[name] for name in ENDS if row.get(name)]
        for name in (*MEANS, *ENDS):
            if row.get(name) is not None:
                value = as_printed(row[name], math.nan if step is None else step, ends if name in ENDS else ())
                yield CountCell("outcomes", key, name), value
