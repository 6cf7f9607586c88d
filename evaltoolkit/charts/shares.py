"""Draw shares from 0 to 100 % as bars over a pale track; shared by the charts of coverage, awareness, attendance."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.charts.chart import Chart
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, GAP
from evaltoolkit.language import Language, Text, text

_WHOLE = Ruler(0.0, 1.0)


def draw_share(sheet: Sheet, name: str | Text, value: str | Text, row: Record, language: Language) -> None:
    """Draw one row; a share above 1 fills the track, its figure says more. Without a share there is no track."""
    share = row.number("share").value
    label_line(sheet, language.say(name), language.say(value))
    if share is None:
        sheet.skip(GAP)
        return
    bar(sheet, _WHOLE, min(max(share, 0.0), 1.0), ink=ACCENT, track=1.0)
    end_row(sheet)


def share_chart(
    story: Story, rows: tuple[Record, ...], column: str, language: Language, *, values: tuple[str | Text, ...]
) -> Chart:
    """Return a chart of one share a row: its name from `column`, its figure as `values` say it."""
    told = replace(
        story, figures=tuple(entry(row.words(column), value) for row, value in zip(rows, values, strict=True))
    )
    sheet = begin(told, language)
    for row, value in zip(rows, values, strict=True):
        draw_share(sheet, row.words(column), value, row, language)
    return finish(sheet, told, language)


def share_words(row: Record, part: str, whole: str) -> str | Text:
    """Return the share with numerator and denominator, or what is missing of them."""
    numerator, denominator = row.number(part), row.number(whole)
    share = row.number("share").value
    if share is not None and numerator.is_known and denominator.is_known:
        return text(
            "{share} ({part}/{whole})",
            share=percent(share), part=numerator.words(plain), whole=denominator.words(plain),
        )  # fmt: skip
    if numerator.is_known and not denominator.withheld:
        return text("{n}, no denominator", n=numerator.words(plain))
    return row.number("share").words(percent)


def lowest(rows: tuple[Record, ...]) -> Record | None:
    """Return the row with the lowest share, or None where no share is known."""
    known = [row for row in rows if row.number("share").is_known]
    return min(known, key=lambda row: row.number("share").value or 0.0) if known else None
