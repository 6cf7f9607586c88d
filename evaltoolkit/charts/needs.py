"""Draw what residents need, which service answers it, and whether it is met."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import bar, end_row, heading, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.shares import share_words
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, ACCENT_LIGHT, GAP, RULE, SOFT, WARNING, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice

_WHOLE = Ruler(0.0, 1.0)
_INKS = {"未回应": WARNING, "部分回应": ACCENT_LIGHT, "已回应": ACCENT}
_STATES: dict[str, Text] = {
    "未回应": text("not met"), "部分回应": text("partly met"), "已回应": text("met"), "未说明": text("not stated"),
}  # fmt: skip


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
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["asked", "named", "share"]):
        return not_provided(text("Needs found by asking residents"), language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("Share of those asked who named each need, and the service that answers it; unmet first"),
        text("the station's inquiry into needs"),
        tuple(entry(_name(row), _words(row)) for row in rows),
    )
    sheet = begin(story, language)
    for apart, part in groupby(rows, key=lambda row: bool(row.flag("non_registered"))):
        heading(sheet, language.say(text("Residents without local registration") if apart else text("Other residents")))
        for row in part:
            _draw(sheet, row, language)
    return finish(sheet, story, language)


def _draw(sheet: Sheet, row: Record, language: Language) -> None:
    share, met = row.number("share").value, row.given("met")
    label_line(sheet, language.say(_name(row)), language.say(share_words(row, "named", "asked")))
    sheet.paragraph(language.say(_answer(row)), ink=WARNING_INK if met == "未回应" else SOFT)
    if share is None:
        sheet.skip(GAP)
        return
    bar(sheet, _WHOLE, min(max(share, 0.0), 1.0), ink=_INKS.get(met or "", RULE), track=1.0)
    end_row(sheet)


def _name(row: Record) -> Text:
    return text("{need} ({group})", need=row.words("need"), group=row.words("group"))


def _answer(row: Record) -> Text:
    service = row.given("service")
    return text("→ {service}: {state}", service=service or text("no service"), state=_state(row))


def _state(row: Record) -> Text | str:
    met = row.given("met") or "未说明"
    return _STATES.get(met) or say_choice(met)


def _words(row: Record) -> Text:
    return text("{share}, {state}", share=share_words(row, "named", "asked"), state=_state(row))


def _message(rows: tuple[Record, ...]) -> Text:
    unmet = [row for row in rows if row.given("met") == "未回应"]
    if not unmet:
        return text("None of the {n} needs is stated as unmet", n=len(rows))
    apart = sum(bool(row.flag("non_registered")) for row in unmet)
    if apart:
        return text("Unmet: {k} of {n} needs, {apart} of them of non-registered residents",
                    k=len(unmet), n=len(rows), apart=apart)  # fmt: skip
    return text("Unmet: {k} of {n} needs", k=len(unmet), n=len(rows))
