"""The retrospective pre-test beside the traditional one: shown as what it is, never as the base of the effect.

Source: Howard et al. (1979); Hill & Betz (2005), American Journal of Evaluation 26, 501-517.
"""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals
from evaltoolkit.findings.numbers import change_interval, signed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.words.outcome.outcome_verdicts import doubt, unit
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run


def retrospective(table: ProtectedTable, language: Language) -> Prose:
    """Return how people, asked afterwards, rated where they had stood; nothing where that was not asked.

    Where a rating differs from the pre-test it is said what that may come from.

    Parameters
    ----------
    table
        The protected table ``retrospective``.
    language
        The reader's.
    """
    rows = tuple(row for row in rows_of(table) if row.has("change", "shift", "looking_back"))
    if not rows:
        return Prose(())
    meaning = text(
        "A rating of the past that differs from the pre-test may come from changed standards, memory or "
        "expectation; the "
        "change from the pre-test stays the base."
    )
    said = tuple(
        Paragraph(run(language, _sentence(row), doubt(row)), Kind.BODY, language.say(row.words("scale_name")))
        for row in rows
    )
    differs = any(as_printed(row.number("shift") or 0.0, decimals(row)) for row in rows)
    return Prose((*said, Paragraph(language.say(meaning), Kind.CAUTION)) if differs else said)


def _sentence(row: Row) -> Text:
    return text(
        "{n} people also rated afterwards where they had stood: then less pre-test {shift} "
        "{unit}{shift_interval}; from the "
        "pre-test the mean changed by {change} {unit}, looking back by {back} {unit}.",
        n=trimmed(row.number("n_people") or 0.0),
        shift=_said(row, "shift"),
        shift_interval=_interval(row, "shift"),
        change=_said(row, "change"),
        back=_said(row, "looking_back"),
        unit=unit(row),
    )


def _interval(row: Row, part: str) -> Text | str:
    ends = row.ends(f"{part}_low", f"{part}_high")
    return "" if ends is None else text(" {interval}", interval=change_interval(*ends, decimals(row)))


def _said(row: Row, part: str) -> str:
    return signed(row.number(part) or 0.0, decimals(row))
