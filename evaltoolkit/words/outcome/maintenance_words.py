"""Services that maintain or slow a decline: whether people stayed as they were, by a margin stated beforehand.

Source of the way of judging: Schuirmann (1987); Lakens (2017), Social Psychological and Personality Science 8, 355-362.
"""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import READINGS, Reading, decimals
from evaltoolkit.findings.numbers import p_value, signed, trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.ladder import TEST_FROM
from evaltoolkit.words.outcome.outcome_verdicts import doubt, unit
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run


def maintenance(table: ProtectedTable, language: Language) -> Prose:
    """Return for each scale and maintaining purpose whether a worsening beyond the margin can be ruled out.

    Parameters
    ----------
    table
        The protected table ``maintenance``; empty where no service of the street maintains: then nothing is said.
    language
        The reader's.
    """
    return Prose(tuple(_paragraph(row, language) for row in rows_of(table)))


def _paragraph(row: Row, language: Language) -> Paragraph:
    lead = language.say(
        text("{scale}, {purpose} services", scale=row.words("scale_name"), purpose=say_choice(row.string("purpose")))
    )
    aim = _AIMS["slow_decline" if _slows(row) else "maintain"]
    if row.gap("mean_change") is Gap.WITHHELD and row.has("n_pairs", "margin", "held"):
        return Paragraph(run(language, aim, _held(row)), Kind.BODY, lead)
    if row.gap("mean_change") is Gap.WITHHELD and row.has("n_pairs") and (row.number("n_pairs") or 0.0) < TEST_FROM:
        pairs = text("Pairs of tests: {n}; {rule}.", n=trimmed(row.number("n_pairs") or 0.0), rule=HELD_FROM)
        return Paragraph(run(language, aim, pairs, _MEAN), Kind.MISSING, lead)
    if Gap.WITHHELD in (row.gap("n_pairs"), row.gap("mean_change")):
        few = text("Too few people, or a difference from other groups shown would be; see the station's version.")
        return Paragraph(run(language, aim, few), Kind.MISSING, lead)
    if row.has("mean_change") and not row.has("low", "high"):
        alike = text("Everyone changed by the same amount, so there is no interval and no test, and no finding.")
        return Paragraph(run(language, aim, alike), Kind.MISSING, lead)
    if not row.has("n_pairs", "mean_change"):
        return Paragraph(
            run(language, aim, text("There are too few people to tell how they stayed.")), Kind.MISSING, lead
        )
    kind = Kind.BODY if row.has("margin") else Kind.MISSING
    return Paragraph(run(language, aim, _change(row), doubt(row) or _verdict(row)), kind, lead)


def held_in_short(row: Row) -> Text:
    """Return of one scale and maintaining purpose whether people stayed as they were, in one sentence."""
    who = {"scale": row.words("scale_name"), "purpose": say_choice(row.string("purpose"))}
    return text("{scale}, {purpose} services: {said}.", said=_short(row), **who)


def _short(row: Row) -> Text:
    pairs = row.number("n_pairs")
    if doubt(row):
        return READINGS[Reading.DOUBTED]
    if row.has("n_pairs", "margin", "held") and (row.is_withheld("mean_change") or row.has("p_adjusted")):
        kept = _KEPT if row.flag("held") else _NOT_KEPT
        return kept[_slows(row)].with_(
            n=trimmed(pairs or 0.0), margin=trimmed(row.number("margin") or 0.0), unit=unit(row)
        )
    if row.is_withheld("n_pairs") or pairs is None:
        return text("too few people to tell here")
    if pairs < TEST_FROM:
        return text("{n} pairs; {rule}", n=trimmed(pairs), rule=HELD_FROM)
    if not row.has("margin"):
        return text("no margin was stated in the plan, so it is not judged whether they held")
    return text("{n} pairs, described only", n=trimmed(pairs))


_KEPT = (
    text("over {n} pairs a worsening of {margin} {unit}, the margin stated in the plan, is ruled out: they held"),
    text("over {n} pairs the decline to be expected, {margin} {unit}, is ruled out"),
)
_NOT_KEPT = (
    text("over {n} pairs a worsening of {margin} {unit}, the margin stated in the plan, cannot be ruled out"),
    text("over {n} pairs the decline to be expected, {margin} {unit}, cannot be ruled out"),
)
"""By whether the service aims to slow a decline rather than to maintain."""


def _held(row: Row) -> Text:
    """Return whether a worsening is ruled out, where the mean itself is withheld."""
    figures = {
        "n": trimmed(row.number("n_pairs") or 0.0), "margin": trimmed(row.number("margin") or 0.0),
        "unit": unit(row), "source": row.words("margin_source"),
    }  # fmt: skip
    if row.flag("held"):
        return text(
            "Over {n} pairs a worsening of {margin} {unit}, as stated in the plan (source: {source}), is ruled out at "
            "the 95% level. {where}",
            where=_MEAN, **figures,
        )  # fmt: skip
    return text(
        "Over {n} pairs a worsening of {margin} {unit}, as stated in the plan (source: {source}), cannot be ruled out "
        "at the 95% level. {where}",
        where=_MEAN, **figures,
    )  # fmt: skip


# nor where else it stands: the same people may be a group or programme of the table of outcomes
_MEAN = text("This paragraph does not tell the mean.")


HELD_FROM = text("whether such services have held is told from {least} pairs on", least=TEST_FROM)
"""Why nothing is said of whether services of fewer pairs have held."""
_AIMS: Mapping[str, Text] = {
    "maintain": text("These services aim to maintain: staying as one was is a success here, not 'no effect'."),
    "slow_decline": text(
        "These services aim to slow a decline: getting worse less than was to be expected is a success here."
    ),
}


def _slows(row: Row) -> bool:
    return row.string("aim") == "slow_decline"


def _change(row: Row) -> Text:
    low, high = row.ends("low", "high") or (0.0, 0.0)
    return text(
        "Over {n} pairs the mean changed by {change} {unit} (90% confidence interval {low} to {high}).",
        n=trimmed(row.number("n_pairs") or 0.0),
        change=_said(row, row.number("mean_change") or 0.0),
        low=_said(row, low),
        high=_said(row, high),
        unit=unit(row),
    )


def _verdict(row: Row) -> Text:
    margin = row.number("margin")
    if margin is None:
        return text(
            "No margin was stated in the plan, so nothing is tested; state in the plan, with its reason, how much "
            "worse would still count as kept."
        )
    if _slows(row):
        return _slowed(row, margin)
    figures = {"margin": trimmed(margin), "unit": unit(row), "source": row.words("margin_source")}
    kept, p = row.flag("held"), row.number("p_adjusted")
    if kept is None or p is None:
        return text(
            "The margin in the plan is {margin} {unit} (source: {source}); with so few pairs it is described, not "
            "tested.",
            **figures,
        )
    if kept:
        return text(
            "The interval does not reach a worsening of {margin} {unit}, the margin stated in the plan (source: "
            "{source}; "
            "{p}): people stayed as they were, or better.",
            p=_adjusted(p), **figures,
        )  # fmt: skip
    return text(
        "A worsening of {margin} {unit}, the margin stated in the plan (source: {source}; {p}), cannot be ruled "
        "out: that "
        "people stayed as they were is not established.",
        p=_adjusted(p), **figures,
    )  # fmt: skip


def _slowed(row: Row, margin: float) -> Text:
    """Return whether the decline to be expected can be ruled out; never that the service slowed it."""
    figures = {"margin": trimmed(margin), "unit": unit(row), "source": row.words("margin_source")}
    kept, p = row.flag("held"), row.number("p_adjusted")
    if kept is None or p is None:
        return text(
            "The decline to be expected is stated in the plan as {margin} {unit} (source: {source}); with so few pairs "
            "the change is described, not tested.",
            **figures,
        )
    if kept:
        return text(
            "The interval does not reach a worsening of {margin} {unit}, the decline to be expected as stated in "
            "the plan (source: {source}; {p}): people declined less than that, or not at all. What slowed it this "
            "comparison does not show.",
            p=_adjusted(p), **figures,
        )  # fmt: skip
    return text(
        "A worsening of {margin} {unit}, the decline to be expected as stated in the plan (source: {source}; {p}), "
        "cannot be ruled out: that the decline was slowed is not established.",
        p=_adjusted(p), **figures,
    )  # fmt: skip


def _adjusted(p: float) -> Text:
    return text("adjusted by Holm {p}", p=p_value(p))


def _said(row: Row, value: float) -> str:
    return signed(value, decimals(row))
