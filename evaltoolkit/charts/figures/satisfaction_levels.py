"""Draw how many chose each level of satisfaction, as bars that part at the neutral middle."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.figures.satisfaction import method_and_respondent
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.measure import GLUE
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.sheet import Sheet, line_height
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import (
    ACCENT,
    ACCENT_LIGHT,
    BODY,
    GAP,
    GRID,
    INK,
    LEFT,
    RIGHT,
    SOFT,
    WARNING_INK,
    WARNING_LIGHT,
)  # fmt: skip
from evaltoolkit.disclosure.protected import SUPPRESSED, ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, column_sum, rows_of, says_nothing
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import OVERALL

_SATISFIED = OVERALL[:2]
_NEUTRAL = OVERALL[2]
_INKS = dict(zip(OVERALL, (ACCENT, ACCENT_LIGHT, GRID, WARNING_LIGHT, WARNING_INK), strict=False))
_FROM_LEFT = (*reversed(answers.NOT_SATISFIED), _NEUTRAL, *reversed(_SATISFIED))
_BAR = 0.24


def satisfaction_levels(table: ProtectedTable, language: Language) -> Chart:
    """Draw the five levels of satisfaction by method and type of respondent, better to the right of the middle.

    Parameters
    ----------
    table
        ``satisfaction_levels``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Half of the neutral answers lies on either side of the line; every level's share is written beneath
        its bar, in the order of the bar.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = rows_of(table)
    if says_nothing(rows, "share"):
        return not_provided(table, language)
    parts, drawn = _by_method(rows), _by_method(drawn_rows(table))
    names = tuple(method_and_respondent(part[0], rows) for part in parts)
    story = Story(
        BAR_CHART,
        answers.not_satisfied(dict(zip(names, parts, strict=True))),
        text("Share of the year's valid answers by level and method; the line parts satisfied from not satisfied"),
        text("the station's satisfaction questionnaires"),
        tuple(entry(name, _levels(part, language)) for name, part in zip(names, parts, strict=True)),
    )
    sheet = begin(story, language)
    sheet.write(language.say(text("← not satisfied")), LEFT, sheet.y + BODY / 72)
    sheet.write(language.say(text("satisfied →")), RIGHT, sheet.y + BODY / 72, align="right")
    sheet.skip(line_height() + 0.06)
    ruler = _ruler(drawn)
    for name, part, shares in zip(names, parts, drawn, strict=True):
        label_line(sheet, language.say(name), language.say(_count(part)), ink=SOFT)
        _draw(sheet, ruler, shares)
        sheet.paragraph(_levels(part, language, glued=True), ink=SOFT)
        sheet.skip(GAP)
    return finish(sheet, story, language, table)


def _by_method(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], ...]:
    grouped = groupby(rows, key=lambda row: (row.string("method"), row.string("respondent")))
    return tuple(tuple(part) for _, part in grouped)


def _draw(sheet: Sheet, ruler: Ruler, part: tuple[Row, ...]) -> None:
    shares = _shares(part)
    if not shares:
        return
    start, top = -_left(shares), sheet.y + 0.03
    for level in _FROM_LEFT:
        share = shares.get(level, 0.0)
        if share > 0:
            sheet.box(ruler.at(start), ruler.at(start + share), top, _BAR, fill=_INKS[level])
        start += share
    middle = ruler.at(0.0)
    sheet.stroke((middle, top - 0.04), (middle, top + _BAR + 0.04), ink=INK, width=1.6)
    sheet.skip(_BAR + 0.08)


def _ruler(methods: tuple[tuple[Row, ...], ...]) -> Ruler:
    left, right = (max(side(_shares(part)) for part in methods) for side in (_left, _right))
    return Ruler(-left or -0.05, right or 0.05)


def _shares(part: tuple[Row, ...]) -> dict[str, float]:
    return {row.string("level"): share for row in part if (share := row.number("share")) is not None}


def _left(shares: dict[str, float]) -> float:
    return sum(shares.get(level, 0.0) for level in answers.NOT_SATISFIED) + shares.get(_NEUTRAL, 0.0) / 2


def _right(shares: dict[str, float]) -> float:
    return sum(shares.get(level, 0.0) for level in _SATISFIED) + shares.get(_NEUTRAL, 0.0) / 2


def _levels(part: tuple[Row, ...], language: Language, *, glued: bool = False) -> str:
    if all(row.is_withheld("share") for row in part):
        return language.say(SUPPRESSED)
    by_level = {row.string("level"): row for row in part}
    said = (language.say(_level(by_level[level])) for level in _FROM_LEFT if level in by_level)
    return " ".join(GLUE.join(words) if glued else words for words in said)


def _level(row: Row) -> Text:
    return text("{level} {share}", level=row.said("level"), share=row.said("share", percent))


def _count(part: tuple[Row, ...]) -> str:
    count = column_sum((row for row in part if row.string("level") in _INKS), "n")
    return "" if count is None else f"n={trimmed(count)}"
