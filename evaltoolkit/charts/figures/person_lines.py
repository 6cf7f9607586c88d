"""Draw each person's way from before to after as a thin line behind the group's mean: for the station alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from evaltoolkit.charts.figures.outcome_rows import INKS
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.theme import ACCENT_LIGHT, BODY, GRID, INK, LEFT, RIGHT, RULE, SOFT, WARNING_LIGHT
from evaltoolkit.findings.change import read
from evaltoolkit.findings.headlines.outcomes import mean
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text

_HEIGHT = 2.1  # inches from the worst to the best score that occurs
_BETWEEN = 0.16
_THIN, _THICK = 0.7, 4.0  # points of the line of one person, and the most for many with the same scores
_CROWD = 60  # people from which on lines are drawn thinner, so that single ways can still be told apart
_BEFORE, _AFTER = text("before"), text("after")


@dataclass(frozen=True, slots=True)
class Course:
    """One person's scores before and after."""

    pre: float
    post: float


def courses_of(rows: Iterable[Row], scale: str) -> tuple[Course, ...]:
    """Return the courses of one scale; rows with a gap are passed over."""
    found = []
    for row in rows:
        pre, post = row.number("pre"), row.number("post")
        if row.string("scale") == scale and pre is not None and post is not None:
            found.append(Course(pre, post))
    return tuple(found)


def person_lines(sheet: Sheet, row: Row, courses: tuple[Course, ...], language: Language) -> None:
    """Draw one scale: a line a person, thicker where several share it, and the mean with the interval of its change.

    Parameters
    ----------
    sheet
        Where to draw; the cursor moves below.
    row
        The scale's row of the table ``outcomes``; its mean is drawn where it stands.
    courses
        At least one.
    language
        Language of the words.
    """
    better = -1.0 if (row.number("better") or 1.0) < 0 else 1.0
    scores = [better * score for course in courses for score in (course.pre, course.post)]
    worst, best = min(scores), max(scores)
    room = max(width_of(trimmed(score), BODY) for score in (worst, best))
    left, right = LEFT + room + _BETWEEN, RIGHT - room - _BETWEEN
    top = sheet.y + 0.1

    def height(score: float) -> float:
        return top + _HEIGHT * (1 - (better * score - worst) / ((best - worst) or 1.0))

    for x in (left, right):
        sheet.stroke((x, top), (x, top + _HEIGHT), ink=RULE, width=0.8)
    thin = _THIN * min(1.0, sqrt(_CROWD / len(courses)))
    for course, count in sorted(Counter(courses).items(), key=lambda item: item[1]):
        gain = better * (course.post - course.pre)
        ink = ACCENT_LIGHT if gain > 0 else WARNING_LIGHT if gain < 0 else GRID
        width = min(thin * sqrt(count), _THICK)
        ends = height(course.pre), height(course.post)
        sheet.stroke((left, ends[0]), (right, ends[1]), ink=ink, width=width)
        sheet.note_person((left + right) / 2, sum(ends) / 2, row.string("scale"), (course.pre, course.post))
    _mean(sheet, row, (left, right), height)
    for score in dict.fromkeys((best, worst)):
        y = height(better * score) + 0.35 * BODY / 72
        sheet.write(trimmed(better * score), left - 0.06, y, ink=SOFT, align="right")
        sheet.write(trimmed(better * score), right + 0.06, y, ink=SOFT)
    sheet.skip(_HEIGHT + 0.16)
    baseline = sheet.y + BODY / 72
    sheet.write(_end(row, "mean_pre", _BEFORE, language), LEFT, baseline, ink=SOFT)
    sheet.write(_end(row, "mean_post", _AFTER, language), RIGHT, baseline, ink=SOFT, align="right")
    sheet.skip(0.32)


def _end(row: Row, column: str, words: Text, language: Language) -> str:
    return language.say(text("{when} {mean}", when=words, mean=mean(row, column)))


def _mean(sheet: Sheet, row: Row, ends: tuple[float, float], height: Callable[[float], float]) -> None:
    before, after = row.number("mean_pre"), row.number("mean_post")
    if before is None or after is None:
        return
    left, right = ends
    ink = INKS[read(row)]
    low, high = row.number("change_low"), row.number("change_high")
    if low is not None and high is not None:
        x = right - 0.09
        sheet.stroke((x, height(before + low)), (x, height(before + high)), ink=INK, width=2.0)
    sheet.stroke((left, height(before)), (right, height(after)), ink=INK, width=3.2)
    sheet.mark(left, height(before), ink=ink, mark="ring")
    sheet.mark(right, height(after), ink=ink)
