"""What may be said of a change, whatever the direction of its scale: right and blue is better everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evaltoolkit.charts.outcome_rows import name_of
from evaltoolkit.charts.records import Record
from evaltoolkit.charts.theme import ACCENT, RULE, WARNING
from evaltoolkit.language import Text, text

ALPHA = 0.05
"""Two-sided level of the adjusted p that words and colours follow (本工具规则)."""


class Verdict(StrEnum):
    """How a change reads."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"  # the interval holds 0, or the adjusted p does not go below the level
    UNKNOWN = "unknown"


VERDICTS: dict[Verdict, Text] = {
    Verdict.BETTER: text("changed for the better"),
    Verdict.WORSE: text("changed for the worse"),
    Verdict.UNCLEAR: text("no clear change"),
    Verdict.UNKNOWN: text("cannot be told"),
}

INKS: dict[Verdict, str] = {
    Verdict.BETTER: ACCENT,
    Verdict.WORSE: WARNING,
    Verdict.UNCLEAR: RULE,
    Verdict.UNKNOWN: RULE,
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """An estimate with its interval, turned so that above 0 is better."""

    value: float
    low: float
    high: float


def aligned(row: Record, value: str, low: str, high: str) -> Aligned | None:
    """Return an estimate of this row turned by its scale's direction, or None where any part is missing."""
    found = [row.number(name).value for name in (value, low, high, "better")]
    known = [figure for figure in found if figure is not None]
    if len(known) < len(found):
        return None
    middle, start, end, better = known
    if better < 0:
        return Aligned(-middle, -end, -start)
    return Aligned(middle, start, end)


def verdict(row: Record) -> Verdict:
    """Return how the mean change of this row reads: by its interval, and by the adjusted p where there is one."""
    change = aligned(row, "mean_change", "change_low", "change_high")
    if change is None:
        return Verdict.UNKNOWN
    p_adjusted = row.number("p_adjusted").value
    if change.low <= 0 <= change.high or (p_adjusted is not None and p_adjusted > ALPHA):
        return Verdict.UNCLEAR
    return Verdict.BETTER if change.low > 0 else Verdict.WORSE


def tally(rows: tuple[Record, ...]) -> Text:
    """Return how many of `rows` changed for the better, for the worse, or not clearly; of a single row, how it did."""
    found = [verdict(row) for row in rows]
    known = len(found) - found.count(Verdict.UNKNOWN)
    if not known:
        return text("The change cannot be told: too few people, withheld or not provided")
    if len(rows) == 1:
        return text("{name}: {verdict} on average", name=name_of(rows[0], rows), verdict=VERDICTS[found[0]])
    return text(
        "Of {n} results {better} changed for the better, {worse} for the worse, {unclear} show no clear change",
        n=known,
        better=found.count(Verdict.BETTER),
        worse=found.count(Verdict.WORSE),
        unclear=found.count(Verdict.UNCLEAR),
    )
