"""Draw how the services reach registered and non-registered residents, and the gap between them."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.shares import share_words
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import GAP
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import RESIDENCE


def residence_gap(table: ProtectedTable, language: Language) -> Chart:
    """Draw the share of people served among registered and non-registered residents.

    Parameters
    ----------
    table
        ``residence``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        The gap in percentage points stands in the message. The axis ends at the higher share, as both are small
        parts of a whole population.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["served", "people", "share"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("People served in the year of all residents, by registration"),
        text("the station's roster and population figures"),
        tuple(entry(row.words("residence"), share_words(row, "served", "people")) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number("share").value or 0.0 for row in rows]) or 1.0)
    for row in rows:
        label_line(sheet, language.say(row.words("residence")), language.say(share_words(row, "served", "people")))
        if row.number("share").is_known:
            bar(sheet, ruler, row.number("share").value)
            end_row(sheet)
        else:
            sheet.skip(GAP)
    return finish(sheet, story, language)


def _message(rows: tuple[Record, ...]) -> Text:
    shares = {row.given("residence"): row.number("share").value for row in rows}
    registered, others = (shares.get(name) for name in RESIDENCE)
    if registered is None or others is None:
        return text("The two groups of residents cannot be compared")
    gap = registered - others
    if abs(gap) < 0.0005:
        return text("Registered and non-registered residents are reached alike: {share}", share=percent(others))
    template = (
        text(
            "Non-registered residents are reached less: {others} against {registered}; gap in percentage points: {gap}"
        )
        if gap > 0
        else text(
            "Non-registered residents are reached more: {others} against {registered}; gap in percentage points: {gap}"
        )
    )
    return template.with_(others=percent(others), registered=percent(registered), gap=plain(abs(100 * gap)))
