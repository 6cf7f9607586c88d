"""Draw the service hours as they add up over the year, beside an even pace of those agreed."""

from __future__ import annotations

from itertools import pairwise

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler, draw_labels
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.story import LINE_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, BODY, GRID, INK, LEFT, RIGHT, SOFT, WARNING
from evaltoolkit.disclosure.protected import SUPPRESSED, ProtectedTable
from evaltoolkit.findings.headlines.hours import MONTHS, over_the_year, overshoot
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of, says_nothing
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.rounding import SHARE_DECIMALS, as_printed
from evaltoolkit.model.thresholds import SHORTFALL

_HEIGHT = 1.9  # inches of the plot
_DECIMALS = 2  # of hours, as they are written
_QUARTERS = (3.0, 6.0, 9.0, 12.0)


def hours_course(table: ProtectedTable, language: Language, *, agreed: ProtectedTable | None = None) -> Chart:
    """Draw the hours done up to the end of each month as a line, the agreed hours spread evenly as a dashed one.

    Parameters
    ----------
    table
        ``hours_by_month``.
    language
        Language of the chart's words.
    agreed
        ``hours``, for the hours agreed; without them there is no dashed line.

    Returns
    -------
    Chart
        The line ends before the first month whose hours are not all known; it is amber where the year ends
        far from the agreement.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = rows_of(table)
    if says_nothing(rows, "done"):
        return not_provided(table, language)
    course = _course(rows)
    compared = () if agreed is None else rows_of(agreed)
    agreed_hours = column_sum(compared, "agreed")
    whole = None if agreed_hours is None else as_printed(agreed_hours, _DECIMALS)
    is_hidden = any(row.is_withheld("done") for row in rows)
    story = Story(
        LINE_CHART,
        over_the_year(course, whole),
        _subtitle(whole),
        text("the station's service records and the agreement"),
        tuple(entry(_month(place), trimmed(value)) for place, value in enumerate(course, start=1))
        or ((entry(text("hours done"), SUPPRESSED),) if is_hidden else ()),
        name="hours",
    )
    sheet = begin(story, language)
    done: str | Text = rows[0].said("done", trimmed) if not course else trimmed(course[-1])
    label_line(sheet, language.say(text("— done")), language.say(done), ink=INK)
    if whole is not None:
        label_line(sheet, language.say(text("- - agreed")), trimmed(whole), ink=SOFT)
    if course:
        ink = WARNING if _is_off(course, whole, overshoot(compared), _last_month(rows)) else ACCENT
        _draw(sheet, course, (whole, _last_month(rows)), language, ink)
    return finish(sheet, story, language, table)


def _course(rows: tuple[Row, ...]) -> tuple[float, ...]:
    sums: list[float] = []
    for month in range(1, MONTHS + 1):
        part = tuple(row for row in rows if row.number("month") == month)
        done = column_sum(part, "done")
        if done is None:
            break
        sums.append(done + (sums[-1] if sums else 0.0))
    return tuple(as_printed(value, _DECIMALS) for value in sums)


def _last_month(rows: tuple[Row, ...]) -> int:
    """Return the last month of which the table tells: the twelfth, or that to which the report counts."""
    return int(max(row.number("month") or 0.0 for row in rows))


def _draw(
    sheet: Sheet, course: tuple[float, ...], agreed: tuple[float | None, int], language: Language, ink: str
) -> None:
    whole, last = agreed
    upright = Ruler(0.0, max(course[-1], whole or 0.0) or 1.0)
    ticks = [tick for tick in upright.ticks(4) if tick > 0] if max(course[-1], whole or 0.0) > 0 else [0.0]
    left = LEFT + max(width_of(trimmed(tick), BODY) for tick in ticks) + 0.1
    months = Ruler(0.0, float(MONTHS), left, RIGHT)
    top = sheet.y + 0.12

    def height(value: float) -> float:
        return top + _HEIGHT * (1.0 - value / upright.high)

    for tick in ticks:
        sheet.write(trimmed(tick), left - 0.1, height(tick) + 0.06, ink=SOFT, align="right")
        sheet.stroke((left, height(tick)), (RIGHT, height(tick)), ink=GRID, width=0.8)
    sheet.stroke((left, height(0.0)), (RIGHT, height(0.0)), ink=SOFT, width=1.2)
    if whole is not None:
        sheet.stroke((left, height(0.0)), (months.at(float(last)), height(whole)), ink=SOFT, width=1.6, dashed=True)
    points = [(months.at(place), height(value)) for place, value in enumerate((0.0, *course))]
    for start, end in pairwise(points):
        sheet.stroke(start, end, ink=ink, width=2.8)
    sheet.y = top + _HEIGHT + 0.04
    draw_labels(sheet, months, _QUARTERS, lambda month: language.say(_month(int(month))))


def _is_off(course: tuple[float, ...], whole: float | None, most: float, last: int) -> bool:
    share = course[-1] / whole if len(course) == last and whole else 1.0
    return as_printed(share, SHARE_DECIMALS) < SHORTFALL or share >= most


def _month(number: int) -> Text:
    return text("month {n}", n=number)


def _subtitle(whole: float | None) -> Text:
    if whole is None:
        return text("Hours done up to the end of each month")
    return text("Hours done up to the end of each month; dashed: the hours agreed, spread evenly over the year")
