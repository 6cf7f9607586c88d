"""The protected tables of a report as problems and merits look them up: rows by table, indicators by their feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.finding import NO_ROW
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import is_scored, same
from evaltoolkit.findings.targets import Target, is_of_users, satisfaction_target

MEAN_POINTS = 10.0
"""Points of a row where there is no indicator table: 10 rows of 100 points, as 财预〔2020〕10号 has it."""
SATISFACTION = ("satisfaction_rate", "satisfaction_rate_low", "satisfaction_lowest")
HOURS = ("service_hours", "hours_completion")
PAYMENTS = ("payments_on_time",)
INSPECTIONS = ("inspections_held", "findings_put_right")
_BY_NAME = "满意度"


def table_of(shown: ProtectedReport, name: str) -> ProtectedTable | None:
    """Return a protected table, or None where the report has none of that name or it has no row."""
    found = shown.tables.get(name)
    return None if found is None or found.is_empty else found


def rows_in(shown: ProtectedReport, name: str) -> tuple[Row, ...]:
    """Return the rows of a protected table; none where the report has none of that name."""
    found = table_of(shown, name)
    return () if found is None else rows_of(found)


@dataclass(frozen=True)
class Facts:
    """What the rules on problems and merits read, and whether the year is over."""

    shown: ProtectedReport
    is_over: bool = True

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table."""
        return rows_in(self.shown, name)

    @cached_property
    def card(self) -> tuple[Row, ...]:
        """Return the rows of the indicator table."""
        return self.rows("scorecard")

    @cached_property
    def feeds(self) -> Mapping[str, str]:
        """Return which computed figure feeds which indicator; empty for one that a person states."""
        return {row.string("indicator"): row.string("metric") for row in self.rows("evidence_index")}

    def feed(self, row: Row) -> str:
        """Return the computed figure that feeds a row of the indicator table."""
        found = self.feeds.get(row.string("indicator"), "")
        is_named = any(_BY_NAME in row.string(level) for level in ("level_1", "level_2", "level_3"))
        return found or (SATISFACTION[0] if is_named else "")

    def fed_by(self, feeds: tuple[str, ...]) -> Row | None:
        """Return the row of the indicator table that one of these figures feeds."""
        return next((row for row in self.card if self.feed(row) in feeds), None)

    def points(self, row: Row | None) -> float:
        """Return how many points a matter is worth: those of its row, else half of a mean row's."""
        if row is not None and row.has("weight"):
            return row.number("weight") or 0.0
        weights = [weight for one in self.card if (weight := one.number("weight"))]
        return NO_ROW * (sum(weights) / len(weights) if weights else MEAN_POINTS)

    @cached_property
    def target(self) -> Target:
        """Return the target of satisfaction."""
        return satisfaction_target(self.shown["scorecard"]) if "scorecard" in self.shown.tables else Target()

    @cached_property
    def methods(self) -> tuple[Row, ...]:
        """Return the answers of users whose share may be told, by method."""
        rows = (row for row in self.rows("satisfaction") if is_of_users(row))
        return tuple(row for row in rows if row.has("share", "n_valid", "n_satisfied"))

    @cached_property
    def below_target(self) -> tuple[Row, ...]:
        """Return the methods of which fewer users are satisfied than the target asks for."""
        least = self.target.share
        return () if least is None else tuple(row for row in self.methods if (row.number("share") or 0.0) < least)

    @cached_property
    def fallen(self) -> tuple[Row, ...]:
        """Return the methods of which fewer users are satisfied than last year, beyond chance."""
        rows = self.rows("satisfaction_change")
        return tuple(row for row in rows if row.has("share", "last_share") and (row.number("ci_high") or 0.0) < 0)

    @cached_property
    def unsatisfied(self) -> float:
        """Return the share of users who are not satisfied, over the methods shown."""
        known = [row.numbers("n_satisfied", "n_valid") for row in self.methods]
        satisfied, valid = (sum(one[place] for one in known if one) for place in (0, 1))
        return 1 - satisfied / valid if valid else 0.0


def lost(row: Row) -> float:
    """Return the points that a scored row lost; 0 for one that is open or full."""
    if not is_scored(row):
        return 0.0
    points, weight = row.number("points") or 0.0, row.number("weight") or 0.0
    return 0.0 if same(points, weight) else weight - points


def worst_first(rows: Iterable[Row], name: str, *, reverse: bool = False) -> tuple[Row, ...]:
    """Return the rows with the least figure of a column first, or with the largest."""
    return tuple(sorted(rows, key=lambda row: row.number(name) or 0.0, reverse=reverse))


def is_full(row: Row) -> bool:
    """Return whether the row brought all of its points."""
    return is_scored(row) and not lost(row) and bool(row.number("weight"))
