"""Draw amounts done as bars against the amounts agreed; shared by the charts of hours."""

from __future__ import annotations

from evaltoolkit.charts.rows import bar, end_row, goal, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.theme import ACCENT, INK, WARNING, WARNING_INK
from evaltoolkit.findings.headlines.hours import is_far_above, is_short
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text


def draw_done(sheet: Sheet, rows: tuple[Row, ...], column: str, language: Language) -> None:
    """Draw one row for each record, its name in `column`."""
    ruler = Ruler(0.0, max([row.number(name) or 0.0 for row in rows for name in ("done", "agreed")]) or 1.0)
    for row in rows:
        ink, fill = (WARNING_INK, WARNING) if is_short(row) or is_far_above(row) else (INK, ACCENT)
        label_line(sheet, language.say(row.said(column)), language.say(done_words(row)), ink=ink)
        bar(sheet, ruler, row.number("done"), ink=fill)
        agreed = row.number("agreed")
        if agreed is not None:
            goal(sheet, ruler, agreed)
        end_row(sheet)


def done_words(row: Row) -> Text:
    """Return done and agreed amounts with the completion, or what is missing of them."""
    done, agreed = (row.said(name, trimmed) for name in ("done", "agreed"))
    completion = row.number("completion")
    if completion is None:
        return text("{done} of {agreed}", done=done, agreed=agreed)
    return text("{done} of {agreed}, {share}", done=done, agreed=agreed, share=percent(completion))
