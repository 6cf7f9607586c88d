"""Draw shares from 0 to 100 % as bars over a pale track; shared by the charts of coverage, awareness, attendance."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.rows import bar, end_row, label_line
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, GAP
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import percent, share_of, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_WHOLE = Ruler(0.0, 1.0)


def draw_share(
    sheet: Sheet, name: str | Text, value: str | Text, row: Row, language: Language, ruler: Ruler = _WHOLE
) -> None:
    """Draw one row; a share above 1 fills the track, its figure says more. Without a share there is no track."""
    share = row.number("share")
    label_line(sheet, language.say(name), language.say(value))
    if share is None:
        sheet.skip(GAP)
        return
    bar(sheet, ruler, min(max(share, 0.0), 1.0), ink=ACCENT, track=ruler.high)
    end_row(sheet)


def share_chart(
    story: Story,
    rows: tuple[Row, ...],
    column: str,
    language: Language,
    *,
    table: ProtectedTable,
    values: tuple[str | Text, ...],
    ruler: Ruler = _WHOLE,
) -> Chart:
    """Return a chart of one share a row: its name from `column`, its figure as `values` say it."""
    told = replace(
        story, figures=tuple(entry(row.said(column), value) for row, value in zip(rows, values, strict=True))
    )
    sheet = begin(told, language)
    for row, value in zip(rows, values, strict=True):
        draw_share(sheet, row.said(column), value, row, language, ruler)
    return finish(sheet, told, language, table)


def reached(row: Row) -> str | Text:
    """Return how many of the people there are were served."""
    return share_words(row, "served", "people")


def share_words(row: Row, part: str, whole: str) -> str | Text:
    """Return the share with numerator and denominator, or what is missing of them."""
    counts = row.numbers(part, whole)
    if counts and row.has("share"):
        return share_of(*counts)
    if row.has(part) and not row.has(whole) and not row.is_withheld(whole):
        return text("{n}, no denominator", n=row.said(part, trimmed))
    return row.said("share", percent) if row.has("share") or not row.is_withheld(part) else row.said(part, trimmed)
