"""How the counts of verdicts depend on the method: a table for the station alone."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import fixed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.outcome_verdicts import scale_column
from evaltoolkit.words.page.columns import Column, amount, build_rows, figures
from evaltoolkit.words.page.html_table import HtmlTable

METHODS: Mapping[str, Text] = texts("words", "verdict_methods")


def verdict_method_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the counts by each way of reaching a verdict.

    Parameters
    ----------
    table
        The protected table ``verdict_methods``.
    language
        The reader's.
    """
    columns = (
        scale_column(),
        Column(text("How judged"), lambda row: METHODS.get(row.string("method"), row.string("method"))),
        figures("reliability", text("Reliability"), lambda alpha: fixed(alpha, 2), none="—", detail=_interval),
        figures("threshold", text("Threshold"), trimmed, none="—"),
        amount("n_better", text("Better")),
        amount("n_unchanged", text("Unchanged")),
        amount("n_worse", text("Worse")),
    )
    note = text(
        "Counts depend on the method. The headline stays the registry's threshold, fixed beforehand and the same for "
        "every street; the other rows show how much hangs on it. A percentage, an important change or a cut-off alone "
        "do not say whether a change is more than the scale's error."
    )
    caption = text("The same people judged by other methods")
    return build_rows(rows_of(table), columns, language, caption=caption, notes=(note,))


def _interval(row: Row) -> Text | str:
    ends, n = row.ends("reliability_low", "reliability_high"), row.number("n_reliability")
    if ends is None or n is None:
        return ""
    return text("{low} to {high}, n = {n}", low=fixed(ends[0], 2), high=fixed(ends[1], 2), n=trimmed(n))
