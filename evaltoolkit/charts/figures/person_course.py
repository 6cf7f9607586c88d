"""Draw one person's scores before and after, scale by scale: for the station alone."""

from __future__ import annotations

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler
from evaltoolkit.charts.parts.story import SLOPE_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, GAP, INK, RULE, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import signed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.3


def person_course(individuals: ProtectedTable, outcomes: ProtectedTable, language: Language) -> Chart:
    """Draw the way from before to after on each scale's own range, ends turned so that right is better.

    Parameters
    ----------
    individuals
        The rows of one person in the table ``individuals``.
    outcomes
        ``outcomes``: names, ranges and directions of the scales.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        A ring is before, a dot after; a person without a post-test has the ring alone.

    Raises
    ------
    TypeError
        A table is not protected.
    """
    scales = {row.string("scale"): row for row in rows_of(outcomes)}
    rows = tuple(row for row in rows_of(individuals) if row.has("pre") and row.string("scale") in scales)
    if not rows:
        return not_provided(individuals, language)
    told = tuple((row, scales[row.string("scale")]) for row in rows)
    story = Story(
        SLOPE_CHART,
        text("{code}: scores before and after", code=rows[0].string("client")),
        text("Ring: before; dot: after; right is better; the line is the scale's whole range"),
        text("the station's measurements before and after"),
        tuple(entry(scale.said("scale_name"), _figures(row)) for row, scale in told),
    )
    sheet = begin(story, language)
    for row, scale in told:
        label_line(sheet, language.say(scale.said("scale_name")), language.say(_figures(row)))
        ruler, middle = _ruler(scale), sheet.y + _HEIGHT / 2
        sheet.stroke((ruler.at(ruler.low), middle), (ruler.at(ruler.high), middle), ink=RULE)
        ends = tuple(ruler.at(_turned(scale, value)) for value in row.numbers("pre", "post") or (row.number("pre"),))
        ink = INK if len(ends) == 1 or ends[1] == ends[0] else ACCENT if ends[1] > ends[0] else WARNING
        if len(ends) > 1:
            sheet.stroke((ends[0], middle), (ends[1], middle), ink=ink, width=3.0)
            sheet.mark(ends[1], middle, ink=ink)
        sheet.mark(ends[0], middle, ink=ink, mark="ring")
        sheet.skip(_HEIGHT + GAP)
    return finish(sheet, story, language, individuals)


def _figures(row: Row) -> Text:
    pre, post = row.number("pre"), row.number("post")
    if pre is None or post is None:
        return text("{pre}, no post-test yet", pre=row.said("pre", trimmed))
    return text("{pre} → {post} ({change})", pre=trimmed(pre), post=trimmed(post), change=signed(post - pre, 0)
                if post - pre == int(post - pre) else signed(post - pre, 2))  # fmt: skip


def _turned(scale: Row, value: float | None) -> float:
    return (value or 0.0) * (-1.0 if (scale.number("better") or 1.0) < 0 else 1.0)


def _ruler(scale: Row) -> Ruler:
    ends = sorted(_turned(scale, scale.number(name)) for name in ("score_low", "score_high"))
    return Ruler(*ends)
