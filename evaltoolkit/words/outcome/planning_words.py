"""What next year's groups could find: the one use of power, in scale points and looking forward only."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals
from evaltoolkit.findings.numbers import fixed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, text
from evaltoolkit.words.outcome.outcome_verdicts import scale_column
from evaltoolkit.words.page.columns import Column, Shown, amount, build_rows, figure
from evaltoolkit.words.page.html_table import Align, HtmlTable


def planning_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return by scale the mean change that as many pairs as this year would find next year.

    Parameters
    ----------
    table
        The protected table ``planning``.
    language
        The reader's.
    """
    columns = (
        scale_column(),
        amount("n_pairs", text("Pairs of this year")),
        Column(text("Mean change that as many pairs would find"), _detectable, Align.NUMBER),
    )
    note = text(
        "For planning next year alone: with as many pairs and the same spread, a paired t-test finds a true mean "
        "change of this size four times in five. It does not say how this year's result is to be read; that is in its "
        "interval."
    )
    alike = text("A dash: this year everyone changed alike, so there is no spread to plan with.")
    caption = text("How large a change next year's groups would have to show")
    return build_rows(rows_of(table), columns, language, caption=caption, notes=(note, alike))


def _detectable(row: Row) -> Shown:
    said = text("{size} {unit}", unit=row.words("unit"))
    return figure(row, "detectable", lambda size: said.with_(size=fixed(size, decimals(row))))
