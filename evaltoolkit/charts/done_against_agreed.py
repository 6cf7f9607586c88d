"""Draw amounts done as bars against the amounts agreed; shared by the charts of hours."""

from __future__ import annotations

from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record
from evaltoolkit.charts.rows import bar, end_row, goal, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.theme import ACCENT, INK, WARNING, WARNING_INK
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.thresholds import OVERSHOOT, SHORTFALL


def draw_done(sheet: Sheet, rows: tuple[Record, ...], column: str, language: Language) -> None:
    """Draw one row for each record, its name in `column`."""
    ruler = Ruler(0.0, max([row.number(name).value or 0.0 for row in rows for name in ("done", "agreed")]) or 1.0)
    for row in rows:
        ink, fill = (WARNING_INK, WARNING) if is_off(row) else (INK, ACCENT)
        label_line(sheet, language.say(row.words(column)), language.say(done_words(row)), ink=ink)
        bar(sheet, ruler, row.number("done").value, ink=fill)
        agreed = row.number("agreed").value
        if agreed is not None:
            goal(sheet, ruler, agreed)
        end_row(sheet)


def done_words(row: Record) -> Text:
    """Return done and agreed amounts with the completion, or what is missing of them."""
    done, agreed = (row.number(name).words(plain) for name in ("done", "agreed"))
    completion = row.number("completion").value
    if completion is None:
        return text("{done} of {agreed}", done=done, agreed=agreed)
    return text("{done} of {agreed}, {share}", done=done, agreed=agreed, share=percent(completion))


def is_off(row: Record) -> bool:
    """Return whether the completion is one to remark on."""
    completion = row.number("completion").value
    return completion is not None and not SHORTFALL <= completion < OVERSHOOT


def done_message(rows: tuple[Record, ...], column: str) -> Text:
    """Return what to see: which rows are short of or far above the agreement, or that none is."""
    compared = [row for row in rows if row.number("completion").is_known]
    short = [row for row in compared if (row.number("completion").value or 0.0) < SHORTFALL]
    above = [row for row in compared if (row.number("completion").value or 0.0) >= OVERSHOOT]
    if not compared:
        return text("The hours cannot be compared with an agreement")
    if short and above:
        return text(
            "Under 80% of the agreed hours: {short}; over 130%: {above}",
            short=_first(short, column),
            above=_first(above, column),
        )
    if short:
        return text("Under 80% of the agreed hours: {names}", names=_first(short, column))
    if above:
        return text("Over 130% of the agreed hours: {names}", names=_first(above, column))
    if len(compared) == 1:
        share = percent(compared[0].number("completion").value or 0.0)
        return text("{name}: {share} of the agreed hours", name=compared[0].words(column), share=share)
    return text("All {n} reach between 80% and 130% of the agreed hours", n=len(compared))


def _first(rows: list[Record], column: str) -> str | Text:
    if len(rows) == 1:
        return rows[0].words(column)
    return text("{first} and {n} more", first=rows[0].words(column), n=len(rows) - 1)
