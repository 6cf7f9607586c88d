"""Sentences on one result of outcomes: what changed over the period, by how much, how sure; never what caused it."""

from __future__ import annotations

from collections.abc import Callable

from evaltoolkit.findings.change import (
    Reading,
    decimals,
    interval_decimals,
    is_narrow,
    is_one_of_several,
    is_total,
    is_whole,
    read,
)
from evaltoolkit.findings.numbers import change_interval, fixed, p_value, percent, signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.rounding import rounded
from evaltoolkit.words.outcome.outcome_verdicts import regression, skewed, unit, verdict

Sentences = tuple[Text | str, ...]


def label(row: Row) -> Text | str:
    """Return what the row is about: scale, dimension, group."""
    scale = row.words("scale_name") or row.words("scale")
    dimension = row.words("dimension_name") or row.words("dimension")
    named = scale if is_total(row) else text("{scale}: {dimension}", scale=scale, dimension=dimension)
    return named if is_whole(row) else text("{measure} ({group})", measure=named, group=_group(row))


def _group(row: Row) -> Text | str:
    return say_choice(row.string("group"))


def direction(row: Row) -> Text:
    """Return which end of the scale is better."""
    if (row.number("better") or 1.0) > 0:
        return text("higher scores are better")
    return text("lower scores are better")


def describe(row: Row) -> Sentences:
    """Return every sentence on one row, as its ladder allows.

    Parameters
    ----------
    row
        A row of the protected table ``outcomes``.
    """
    reading = read(row)
    if reading in _NOTHING_TO_COMPARE:
        return (_NOTHING_TO_COMPARE[reading](row),)
    return (means(row), change(row), size(row), verdict(row), skewed(row), regression(row), tests(row))


def means(row: Row) -> Text | str:
    """Return pairs and the means before and after, with standard deviations where they may be shown."""
    if not row.has("mean_pre", "mean_post"):
        return text("Pairs of pre-test and post-test: {n}.", n=count_of(row, "n_pairs"))
    figures = {"n": count_of(row, "n_pairs"), "pre": _score(row, "mean_pre"), "post": _score(row, "mean_post")}
    if not row.has("sd_pre", "sd_post"):
        return text("Over {n} pairs the mean was {pre} at pre-test and {post} at post-test.", **figures)
    return text(
        "Over {n} pairs the mean was {pre} (SD {sd_pre}) at pre-test and {post} (SD {sd_post}) at post-test.",
        sd_pre=_score(row, "sd_pre"),
        sd_post=_score(row, "sd_post"),
        **figures,
    )


def change(row: Row) -> Text:
    """Return the mean change over the period in scale points, its interval, and which end is better."""
    figures = {"change": _change(row), "unit": unit(row), "direction": scale_said(row)}
    span = interval_said(row)
    if span is None:
        return text("Over the period the mean changed by {change} {unit}; {direction}.", **figures)
    return text(
        "Over the period the mean changed by {change} {unit} {interval}; {direction}.", interval=span, **figures
    )


def interval_said(row: Row) -> Text | None:
    """Return the interval of the change in brackets, with the warning where it is likely to be too narrow, or None."""
    ends = row.ends("change_low", "change_high")
    if ends is None:
        return None
    if not is_narrow(row):
        return change_interval(*ends, interval_decimals(row))
    low, high = (signed(end, interval_decimals(row)) for end in ends)
    return text("(95% confidence interval {low} to {high}, may be too narrow)", low=low, high=high)


def size(row: Row) -> Text | str:
    """Return the size of the change against what a reader knows: the scale's range, the threshold of one person."""
    ends, change_ = row.ends("score_low", "score_high"), row.number("mean_change")
    if ends is None or change_ is None or ends[1] <= ends[0]:
        return ""
    share = percent(abs(float(rounded(change_, decimals(row)))) / (ends[1] - ends[0]))  # of what stands beside it
    threshold = row.number("threshold")
    if threshold is None:
        return text("That is {share} of the scale's range.", share=share)
    return text(
        "That is {share} of the scale's range; one person's change counts as reliable from {threshold} {unit}.",
        share=share, threshold=trimmed(threshold), unit=unit(row),
    )  # fmt: skip


def scale_said(row: Row) -> Text:
    """Return which end is better and how far the scale reaches, without which a change in points has no size."""
    ends = row.ends("score_low", "score_high")
    if ends is None:
        return direction(row)
    low, high = (trimmed(end) for end in ends)
    figures = {"low": low, "high": high, "unit": unit(row)}
    return text("{direction} on a scale of {low} to {high} {unit}", direction=direction(row), **figures)


def change_in_short(row: Row, *, with_interval: bool = True) -> Text:
    """Return the change of one row in one clause, for lists and summaries."""
    span = interval_said(row) if with_interval else None
    figures = {"n": count_of(row, "n_pairs"), "change": _change(row), "unit": unit(row)}
    if span is None:
        return text("over {n} pairs the mean changed by {change} {unit} over the period", **figures)
    return text(
        "over {n} pairs the mean changed by {change} {unit} {interval} over the period", interval=span, **figures
    )


def tests(row: Row) -> Text | str:
    """Return exact p, the t-test's where the ladder gives it, and the adjusted p; empty where no test is made."""
    exact, by_t = (row.number(name) for name in ("p_exact", "p_t"))
    adjusted = row.numbers("p_t_adjusted", "p_exact_adjusted")
    if read(row) in _UNTESTED or (exact is None and by_t is None):
        return ""
    said = _tests_said(exact, by_t)
    if adjusted is None or not is_one_of_several(row):
        return text("{tests}.", tests=said)
    return text(
        "{tests}; adjusted {by}{t} and {p}.",
        tests=said, by=ADJUSTMENTS.get(row.string("adjusted_by"), ""), t=p_value(adjusted[0]), p=p_value(adjusted[1]),
    )  # fmt: skip


_UNTESTED = (Reading.DESCRIBE, Reading.NO_SPREAD, Reading.DOUBTED)
ADJUSTMENTS: dict[str, Text] = {"holm": text("by Holm "), "benjamini_hochberg": text("by Benjamini-Hochberg ")}
"""How p was adjusted, as it stands before the adjusted p."""


def _tests_said(exact: float | None, by_t: float | None) -> Text:
    if exact is None:
        return text("Paired t-test {p}", p=p_value(by_t or 0.0))
    if by_t is None:
        return text("Exact signed-rank test {p}", p=p_value(exact))
    return text("Paired t-test {t}, exact signed-rank test {p}", p=p_value(exact), t=p_value(by_t))


def _withheld(_: Row) -> Text:
    return text(
        "Not shown here: it rests on too few pairs, or figures of too few people could be computed from it; see the "
        "station's version."
    )


def _uncounted(row: Row) -> Text:
    return text(
        "From {pre} at pre-test to {post} at post-test the mean changed by {change} {unit}; {direction}. Few people "
        "differ from an earlier report, so their number and the tests are withheld: described only.",
        pre=_score(row, "mean_pre"), post=_score(row, "mean_post"), change=_change(row), unit=unit(row),
        direction=scale_said(row),
    )  # fmt: skip


def _no_pairs(row: Row) -> Text:
    if row.has("n_pre") or row.has("n_post"):
        return text(
            "Nobody has both a pre-test and a post-test yet; once the post-test is done the change can be read."
        )
    return text("Not provided: no pre-test and post-test were handed in.")


def _too_few(row: Row) -> Text:
    return text(
        "Pairs so far: {n}. That is too few to speak of a group; each person's own course deserves a look instead.",
        n=count_of(row, "n_pairs"),
    )


def _not_provided(_: Row) -> Text:
    return text("Not provided: the change cannot be computed from what was handed in.")


_NOTHING_TO_COMPARE: dict[Reading, Callable[[Row], Text]] = {
    Reading.WITHHELD: _withheld,
    Reading.UNCOUNTED: _uncounted,
    Reading.NO_PAIRS: _no_pairs,
    Reading.TOO_FEW: _too_few,
    Reading.NOT_PROVIDED: _not_provided,
}


def is_comparable(row: Row) -> bool:
    """Return whether the row has a mean change that may be told."""
    return read(row) not in _NOTHING_TO_COMPARE


def count_of(row: Row, name: str) -> str:
    """Return a count that is known to be there."""
    return trimmed(row.number(name) or 0.0)


def _score(row: Row, name: str) -> str:
    return fixed(row.number(name) or 0.0, decimals(row))


def _change(row: Row) -> str:
    return signed(row.number("mean_change") or 0.0, decimals(row))
