"""Draw how many chose each level of satisfaction, as bars that part at the neutral middle."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.measure import GLUE
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Figure, Record, records, says_nothing
from evaltoolkit.charts.rows import label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.satisfaction import method_and_respondent
from evaltoolkit.charts.sheet import Sheet, line_height
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import (
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
from evaltoolkit.disclosure.protected import SUPPRESSED, ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import OVERALL

_SATISFIED = OVERALL[:2]
_NEUTRAL = OVERALL[2]
_UNSATISFIED = OVERALL[3:5]
_INKS = dict(zip(OVERALL, (ACCENT, ACCENT_LIGHT, GRID, WARNING_LIGHT, WARNING_INK), strict=False))
_FROM_LEFT = (*reversed(_UNSATISFIED), _NEUTRAL, *reversed(_SATISFIED))
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
    require_protected(table)
    rows = records(table)
    if says_nothing(rows, ["share"]):
        return not_provided(table, language)
    parts = tuple(
        tuple(part) for _, part in groupby(rows, key=lambda row: (row.given("method"), row.given("respondent")))
    )
    names = tuple(method_and_respondent(part[0], rows) for part in parts)
    story = Story(
        BAR_CHART,
        _message(names, parts),
        text("Share of the year's valid answers by level and method; the line parts satisfied from not satisfied"),
        text("the station's satisfaction questionnaires"),
        tuple(entry(name, _levels(part, language)) for name, part in zip(names, parts, strict=True)),
    )
    sheet = begin(story, language)
    sheet.write(language.say(text("← not satisfied")), LEFT, sheet.y + BODY / 72)
    sheet.write(language.say(text("satisfied →")), RIGHT, sheet.y + BODY / 72, align="right")
    sheet.skip(line_height() + 0.06)
    ruler = _ruler(parts)
    for name, part in zip(names, parts, strict=True):
        label_line(sheet, language.say(name), language.say(_count(part)), ink=SOFT)
        _draw(sheet, ruler, part)
        sheet.paragraph(_levels(part, language, glued=True), ink=SOFT)
        sheet.skip(GAP)
    return finish(sheet, story, language)


def _draw(sheet: Sheet, ruler: Ruler, part: tuple[Record, ...]) -> None:
    shares = _shares(part)
    if not any(share.is_known for share in shares.values()):
        return
    start, top = -_left(shares), sheet.y + 0.03
    for level in _FROM_LEFT:
        share = _of(shares, level)
        if share > 0:
            sheet.box(ruler.at(start), ruler.at(start + share), top, _BAR, fill=_INKS[level])
        start += share
    middle = ruler.at(0.0)
    sheet.stroke((middle, top - 0.04), (middle, top + _BAR + 0.04), ink=INK, width=1.6)
    sheet.skip(_BAR + 0.08)


def _ruler(methods: tuple[tuple[Record, ...], ...]) -> Ruler:
    found = [_shares(part) for part in methods]
    left = max([_left(shares) for shares in found], default=0.0)
    right = max([_right(shares) for shares in found], default=0.0)
    return Ruler(-left or -0.05, right or 0.05)


def _shares(part: tuple[Record, ...]) -> dict[str, Figure]:
    return {row.given("level") or "": row.number("share") for row in part}


def _of(shares: dict[str, Figure], level: str) -> float:
    return shares[level].value or 0.0 if level in shares else 0.0


def _left(shares: dict[str, Figure]) -> float:
    return sum(_of(shares, level) for level in _UNSATISFIED) + _of(shares, _NEUTRAL) / 2


def _right(shares: dict[str, Figure]) -> float:
    return sum(_of(shares, level) for level in _SATISFIED) + _of(shares, _NEUTRAL) / 2


def _levels(part: tuple[Record, ...], language: Language, *, glued: bool = False) -> str:
    shares = _shares(part)
    if all(share.withheld for share in shares.values()):
        return language.say(SUPPRESSED)
    said = (language.say(_level(level, shares[level])) for level in _FROM_LEFT if level in shares)
    return " ".join(GLUE.join(words) if glued else words for words in said)


def _level(level: str, share: Figure) -> Text:
    return text("{level} {share}", level=say_choice(level), share=share.words(percent))


def _count(part: tuple[Record, ...]) -> str:
    counts = [row.number("n").value for row in part if row.given("level") in _INKS]
    known = [count for count in counts if count is not None]
    return f"n={plain(sum(known), 0)}" if known and len(known) == len(counts) else ""


def _message(names: tuple[str | Text, ...], parts: tuple[tuple[Record, ...], ...]) -> Text:
    against = {}
    for name, part in zip(names, parts, strict=True):
        shares = _shares(part)
        if all(shares[level].is_known for level in _UNSATISFIED if level in shares) and any(
            share.is_known for share in shares.values()
        ):
            against[name] = sum(_of(shares, level) for level in _UNSATISFIED)
    if not against and any(share.withheld for part in parts for share in _shares(part).values()):
        return text("The levels of satisfaction are withheld: too few answers")
    if not against:
        return text("The levels of satisfaction are not all provided")
    worst = max(against, key=lambda method: against[method])
    if against[worst] == 0:
        return text("Nobody answered 'not satisfied' or 'not at all satisfied'")
    return text("Not satisfied most often: {method}, {share}", method=worst, share=percent(against[worst]))
