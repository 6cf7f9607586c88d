"""四（一）: what was linked from outside the budget, by kind."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.money import resources as linked
from evaltoolkit.findings.numbers import money, percent
from evaltoolkit.language import Language, text
from evaltoolkit.words.body.bars import amount_bar, greatest
from evaltoolkit.words.body.passage import NOTHING, Passage, given, named, passage
from evaltoolkit.words.page.columns import amount, figures, words
from evaltoolkit.words.page.prose import Kind, closed, prose
from evaltoolkit.words.services.resources import without_list


def resources(shown: ProtectedReport, language: Language) -> Passage:
    """Return number and sum of what was linked, and each kind, the largest first; a sum without a list is said so.

    Parameters
    ----------
    shown
        Every protected table of the report; ``resources`` and of ``scorecard`` the sum it states are told.
    language
        The reader's.
    """
    rows = sorted(given(shown, "resources"), key=lambda row: -(row.number("value") or 0.0))
    if not rows:
        stated = without_list(shown["scorecard"], language) if given(shown, "scorecard") else None
        return Passage(stated) if stated else NOTHING
    whole = closed(linked(rows)) or text("Not provided: a kind of resource lacks its value, so no sum is told.")
    most = greatest(rows, "value")
    columns = (
        words("kind", text("Kind of resource")),
        replace(figures("value", text("Value (CNY 10,000)"), money), bar=lambda row: amount_bar(row, "value", most)),
        figures("share", text("Share of the value"), percent),
        amount("items", text("Resources (number)")),
    )
    caption = text("What was linked from outside the budget, by kind")
    return passage(
        prose(language, (Kind.BODY, (whole,))), named("resources", rows, columns, language, caption=caption), language
    )
