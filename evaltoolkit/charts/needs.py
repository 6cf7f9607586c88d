"""Draw what residents need, which service answers it, and whether it is met."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.rows import bar, end_row, heading, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.shares import share_words
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, ACCENT_LIGHT, GAP, RULE, SOFT, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice

_WHOLE = Ruler(0.0, 1.0)
_INKS = {answers.UNMET: WARNING, "部分回应": ACCENT_LIGHT, "已回应": ACCENT}


def needs(table: ProtectedTable, language: Language) -> Chart:
    """Draw each need as the share of those asked who named it, with the service that answers it.

    Parameters
    ----------
    table
        ``needs``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Non-registered residents apart; within each part in the order of the table, unmet needs first.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = drawn_rows(table)
    if says_nothing(rows, "asked", "named", "share"):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        answers.needs(rows),
        text("Share of those asked who named each need, and the service that answers it; unmet first"),
        text("the station's inquiry into needs"),
        tuple(entry(_name(row), _words(row)) for row in rows),
    )
    sheet = begin(story, language)
    for apart, part in groupby(rows, key=lambda row: bool(row.flag("non_registered"))):
        heading(sheet, language.say(text("Residents without local registration") if apart else text("Other residents")))
        for row in part:
            _draw(sheet, row, language)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, row: Row, language: Language) -> None:
    share, met = row.number("share"), row.string("met")
    label_line(sheet, language.say(_name(row)), language.say(share_words(row, "named", "asked")))
    sheet.paragraph(language.say(_answer(row)), ink=WARNING_INK if met == answers.UNMET else SOFT)
    if share is None:
        sheet.skip(GAP)
        return
    bar(sheet, _WHOLE, min(max(share, 0.0), 1.0), ink=_INKS.get(met, RULE), track=1.0)
    end_row(sheet)


def _name(row: Row) -> Text:
    return text("{need} ({group})", need=row.said("need"), group=row.said("group"))


def _answer(row: Row) -> Text:
    service = row.said("service") if row.has("service") else text("no service")
    return text("→ {service}: {state}", service=service, state=_state(row))


def _state(row: Row) -> Text | str:
    return say_choice(row.string("met") or "未说明")


def _words(row: Row) -> Text:
    return text("{share}, {state}", share=share_words(row, "named", "asked"), state=_state(row))
