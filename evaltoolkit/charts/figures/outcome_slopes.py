"""Draw the mean before and after as a slope for each scale and dimension, with the interval of the change."""

from __future__ import annotations

from evaltoolkit.charts.figures.outcome_rows import INKS, chosen, name_of, pairs_of
from evaltoolkit.charts.figures.person_lines import Course, courses_of, person_lines
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.sheet import Align, Sheet, line_height
from evaltoolkit.charts.parts.story import SLOPE_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import BODY, GAP, GRID, INK, LEFT, RIGHT, SOFT, WARNING_INK
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, is_total, is_whole, read, turned, turned_estimate
from evaltoolkit.findings.follow_up import headline, last_follow_ups
from evaltoolkit.findings.headlines.outcomes import change_sentence, change_words, mean, tally
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, rows_of, says_nothing
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.75  # inches of a slope
_BETWEEN = 0.16  # inches of white between a mean and the slope
_LEAST = 0.6  # inches that a slope is wide, however long its figures
_WORDS = 0.75  # inches kept for the shorter words, that the slopes of a chart start and end alike
_WIDEST = 1.15  # the window of all slopes is a little wider than the widest change with its interval
_NARROWEST = 0.1  # of the scale's range: never stretch a change of a few hundredths to a steep line

_BEFORE, _AFTER = text("before"), text("after")


def outcome_slopes(
    table: ProtectedTable,
    language: Language,
    *,
    scale: str | None = None,
    group_kind: str = "all",
    courses: ProtectedTable | None = None,
    dimensions: bool = True,
    follow_up: ProtectedTable | None = None,
) -> Chart:
    """Draw mean scores before and after, one slope a row, all turned so that up is better.

    Parameters
    ----------
    table
        ``outcomes``.
    language
        Language of the chart's words.
    scale
        Show the dimensions of this scale only; every scale otherwise.
    group_kind
        How the people are grouped: ``all``, or the column the groups come from.
    courses
        The table ``courses``; where it has rows, as in the station's version, each person's line is drawn behind the
        mean of everyone on the whole scale.
    dimensions
        Whether dimensions have their slopes as well, where no table beside the picture tells of them.
    follow_up
        The table ``follow_up``: how the last wave of a scale reads stands in the title.

    Returns
    -------
    Chart
        For each row the two means, the slope, and at its end the 95 % interval of the mean change. Heights are
        shares of each scale's range, so that rows compare; above twelve rows only whole scales are shown.

    Raises
    ------
    TypeError
        The table is not protected.

    Notes
    -----
    Steepness is colour-free; the hue says better, worse or unclear as
    :func:`~evaltoolkit.findings.change.read` reads the row.
    """
    found = chosen(table, scale, group_kind)
    rows = found if dimensions else tuple(row for row in found if is_total(row))
    if says_nothing(rows, "mean_pre", "mean_post", "mean_change"):
        return not_provided(table, language)
    last = {} if follow_up is None else last_follow_ups(rows_of(follow_up))
    story = Story(
        SLOPE_CHART,
        headline(tally(rows, name_of(rows[0], rows)), rows, last, lambda row: name_of(row, rows)),
        _subtitle(courses).with_(pairs=pairs_of(rows)),
        text("the station's measurements before and after"),
        tuple(entry(name_of(row, rows), change_sentence(row)) for row in rows),
    )
    sheet = begin(story, language)
    window = max((_reach(row) for row in rows), default=0.0)
    people = () if courses is None else drawn_rows(courses)
    for row in rows:
        own = courses_of(people, row.string("scale")) if is_whole(row) and is_total(row) else ()
        _draw(sheet, row, rows, language, max(_WIDEST * window, _NARROWEST), own)
    return finish(sheet, story, language, table)


def _subtitle(courses: ProtectedTable | None) -> Text:
    if courses is None or courses.is_empty:
        return text("Means of the year, {pairs}; upright line and brackets: 95% interval of the change; up is better")
    return text(
        "Means of the year, {pairs}; thin lines: people, blue for the better, amber for the worse; upright line and "
        "brackets: 95% interval of the change; up is better"
    )


def _draw(
    sheet: Sheet, row: Row, rows: tuple[Row, ...], language: Language, window: float, courses: tuple[Course, ...]
) -> None:
    pairs = row.said("n_pairs", lambda value: f"n={trimmed(value)}")
    label_line(sheet, language.say(name_of(row, rows)), language.say(pairs), ink=SOFT)
    if courses:
        person_lines(sheet, row, courses, language)
    elif row.has("mean_pre", "mean_post"):
        _slope(sheet, row, language, window)
    ink = WARNING_INK if read(row) is Reading.WORSE else INK
    sheet.paragraph(language.say(change_words(row)), ink=ink)
    sheet.skip(GAP)


def _slope(sheet: Sheet, row: Row, language: Language, window: float) -> None:
    left, right = _ends(row, language)
    middle = sheet.y + 0.06 + _HEIGHT / 2
    change = turned_estimate(row, "mean_change", "change_low", "change_high")
    rise = turned(row, "mean_change") / _span(row)
    centre = rise / 2
    inch = _HEIGHT / window
    start, end = middle + centre * inch, middle - (rise - centre) * inch
    ink = INKS[read(row)]
    sheet.stroke((left, start), (right, start), ink=GRID)
    if change is not None:
        span = _span(row)
        top, bottom = start - change[2] / span * inch, start - change[1] / span * inch
        sheet.stroke((right, top), (right, bottom), ink=ink, width=2.0)
    sheet.stroke((left, start), (right, end), ink=ink, width=3.0)
    sheet.mark(left, start, ink=ink, mark="ring")
    sheet.mark(right, end, ink=ink)
    _means(sheet, row, language, middle)
    sheet.skip(_HEIGHT + 0.14)


def _ends(row: Row, language: Language) -> tuple[float, float]:
    """Return where a slope starts and ends: clear of its words."""
    before, after = (
        max(width_of(language.say(words), BODY), width_of(language.say(mean(row, column)), BODY))
        for words, column in ((_BEFORE, "mean_pre"), (_AFTER, "mean_post"))
    )
    left = LEFT + max(before, _WORDS) + _BETWEEN
    return left, max(RIGHT - max(after, _WORDS) - _BETWEEN, left + _LEAST)


def _means(sheet: Sheet, row: Row, language: Language, middle: float) -> None:
    for words, column, x in ((_BEFORE, "mean_pre", LEFT), (_AFTER, "mean_post", RIGHT)):
        align: Align = "left" if x == LEFT else "right"
        sheet.write(language.say(words), x, middle - 0.02, ink=SOFT, align=align)
        sheet.write(language.say(mean(row, column)), x, middle - 0.02 + line_height(), align=align)


def _span(row: Row) -> float:
    low, high = row.number("score_low"), row.number("score_high")
    if low is None or high is None or high <= low:
        return max(abs(row.number("mean_pre") or 1.0), 1.0)
    return high - low


def _reach(row: Row) -> float:
    """Share of the scale's range that the slope and its interval take up, twice the larger half."""
    if not row.has("mean_pre", "mean_post"):
        return 0.0
    rise = turned(row, "mean_change")
    change = turned_estimate(row, "mean_change", "change_low", "change_high")
    ends = [0.0, rise] if change is None else [0.0, rise, change[1], change[2]]
    return 2 * max(abs(end - rise / 2) for end in ends) / _span(row)
