"""Draw each person's score before against after with the band of the scale's error: for the station alone."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from evaltoolkit.charts.figures.person_lines import Course
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.theme import ACCENT, BODY, GRID, INK, LEFT, RIGHT, RULE, SOFT, WARNING
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_DOT, _LARGEST = 5.0, 16.0  # points across for one person, and at most


def change_scatter(sheet: Sheet, row: Row, courses: tuple[Course, ...], language: Language) -> None:
    """Draw one scale: a dot a person, larger where several share its place.

    Parameters
    ----------
    sheet
        Where to draw; the cursor moves below.
    row
        The scale's row of the table ``verdicts``: threshold and direction.
    courses
        At least one.
    language
        Language of the words.
    """
    across, down = _rulers(sheet, courses)
    ticks = across.ticks(whole=all(score == int(score) for course in courses for score in (course.pre, course.post)))
    _frame(sheet, across, down, ticks, language)
    threshold = row.number("threshold")
    _diagonal(sheet, across, down, 0.0)
    for offset in () if threshold is None else (-threshold, threshold):
        _diagonal(sheet, across, down, offset)
    for course, count in Counter(courses).items():
        size = min(_DOT * sqrt(count), _LARGEST)
        x, y = across.at(course.pre), down.at(course.post)
        sheet.mark(x, y, ink=_ink(row, course, threshold), size=size)
        sheet.note_person(x, y, row.string("scale"), (course.pre, course.post))
    sheet.y = down.left + 0.08
    _labels(sheet, across, ticks, language)
    sheet.paragraph(language.say(_legend(row, threshold)), ink=SOFT)
    sheet.skip(0.12)


def _rulers(sheet: Sheet, courses: tuple[Course, ...]) -> tuple[Ruler, Ruler]:
    """Return the ruler across and the one upwards, whose `left` is the bottom edge and `right` the top."""
    scores = [score for course in courses for score in (course.pre, course.post)]
    pad = max(0.05 * (max(scores) - min(scores)), 0.5)
    low, high = min(scores) - pad, max(scores) + pad
    left = LEFT + max(width_of(trimmed(value, 1), BODY) for value in (low, high)) + 0.1
    top = sheet.y + 0.36
    side = RIGHT - left
    return Ruler(low, high, left, RIGHT), Ruler(low, high, top + side, top)


def _frame(sheet: Sheet, across: Ruler, down: Ruler, ticks: tuple[float, ...], language: Language) -> None:
    sheet.write(language.say(text("↑ after")), LEFT, sheet.y + BODY / 72, ink=SOFT)
    for value in ticks:
        x, y = across.at(value), down.at(value)
        sheet.stroke((x, down.right), (x, down.left), ink=GRID, width=0.8)
        sheet.stroke((across.left, y), (across.right, y), ink=GRID, width=0.8)
        sheet.write(trimmed(value, 1), across.left - 0.06, y + 0.35 * BODY / 72, ink=SOFT, align="right")
    for start, end in (((across.left, down.right), (across.left, down.left)),
                       ((across.left, down.left), (across.right, down.left))):  # fmt: skip
        sheet.stroke(start, end, ink=RULE)


def _diagonal(sheet: Sheet, across: Ruler, down: Ruler, offset: float) -> None:
    """Draw post = pre + offset within the frame."""
    low, high = max(across.low, across.low - offset), min(across.high, across.high - offset)
    if high <= low:
        return
    start, end = ((across.at(value), down.at(value + offset)) for value in (low, high))
    sheet.stroke(start, end, ink=SOFT if offset else INK, width=1.2, dashed=bool(offset))


def _ink(row: Row, course: Course, threshold: float | None) -> str:
    if threshold is None:
        return RULE
    gain = (course.post - course.pre) * (-1.0 if (row.number("better") or 1.0) < 0 else 1.0)
    if abs(gain) < threshold - 1e-9:
        return RULE
    return ACCENT if gain > 0 else WARNING


def _labels(sheet: Sheet, across: Ruler, ticks: tuple[float, ...], language: Language) -> None:
    baseline = sheet.y + BODY / 72
    title = language.say(text("before →"))
    room = RIGHT - width_of(title, BODY) - 0.1
    for value in ticks:
        words = trimmed(value, 1)
        if across.at(value) + width_of(words, BODY) / 2 < room:
            sheet.write(words, across.at(value), baseline, ink=SOFT, align="center")
    sheet.write(title, RIGHT, baseline, ink=SOFT, align="right")
    sheet.skip(0.34)


def _legend(row: Row, threshold: float | None) -> Text:
    side = (
        text("below the diagonal: better") if (row.number("better") or 1.0) < 0 else text("above the diagonal: better")
    )
    if threshold is None:
        return text("A dot is a person, larger for several; {side}; no confirmed threshold", side=side)
    return text(
        "A dot is a person, larger for several; {side}; beyond the dashed lines, {threshold} points from it: more than "
        "the scale's error",
        side=side,
        threshold=trimmed(threshold),
    )
