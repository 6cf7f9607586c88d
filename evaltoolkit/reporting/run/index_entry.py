"""One street's line in the index of a run, read from its published results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaltoolkit.findings.numbers import points
from evaltoolkit.findings.score import points_between
from evaltoolkit.language import Text, text

GAPS = 3
"""How many open points the index names for each street."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index says of one street.

    Parameters
    ----------
    street
        Its name.
    page
        Name of its page in the run's folder; None where it has none.
    low, high
        Least and most its total can be, of `weight`; None for a street without a report, and for one whose report
        stays with the station.
    grade
        Its grade where no open row can change it.
    gaps
        The rows that cost the most points, or may: the largest first.
    failure
        What has to be put right, where there is no report.
    district, year
        As its parameter file says; empty and 0 where it cannot be read.
    """

    key: str
    street: str
    page: str | None
    synthetic: bool = False
    low: float | None = None
    high: float | None = None
    weight: float = 100.0
    grade: str | None = None
    gaps: tuple[Text, ...] = ()
    failure: Text | None = None
    district: str = ""
    year: int = 0

    @property
    def total(self) -> Text | str:
        """Return the total, or its range while rows are open."""
        if self.failure is not None:
            return text("no report")
        if self.low is None or self.high is None:
            return text("kept at the station")
        return points_between(self.low, self.high)


def read_entry(results: Path, *, page: str | None) -> IndexEntry:
    """Return the entry of a street from its published results.

    Parameters
    ----------
    results
        ``<key>.results.json`` as published, in the protected form.
    page
        Name of the street's page beside it.
    """
    content = json.loads(results.read_text(encoding="utf-8"))
    total = content["tables"]["total"]["rows"][0]
    return IndexEntry(
        content["key"],
        content["street"],
        page,
        content["synthetic"],
        total["low"],
        total["high"],
        total["weight"],
        total["grade"],
        largest_gaps(content["tables"]["scorecard"]["rows"]),
    )


def largest_gaps(rows: list[Mapping[str, Any]]) -> tuple[Text, ...]:
    """Return the rows that lose or leave open the most points, largest first, at most :data:`GAPS`.

    Examples
    --------
    >>> row = {"level_1": "产出", "weight": 11.0, "points": None, "points_low": 0.0, "status": "not_provided"}
    >>> [gap.english() for gap in largest_gaps([row])]
    ['Outputs: open, up to 11.00 points']
    """
    lost = sorted(((_at_stake(row), place) for place, row in enumerate(rows)), key=lambda found: (-found[0], found[1]))
    return tuple(_gap(rows[place], stake) for stake, place in lost[:GAPS] if stake > 0)


def _at_stake(row: Mapping[str, Any]) -> float:
    settled = row["points"] if row["points"] is not None else row["points_low"]
    return float(row["weight"]) - float(settled)


def _gap(row: Mapping[str, Any], lost: float) -> Text:
    name = next(row[level] for level in ("level_3", "level_2", "level_1") if row.get(level))
    if row["points"] is None:
        return text("{name}: open, up to {points} points", name=name, points=points(lost))
    return text("{name}: {points} points lost", name=name, points=points(lost))
