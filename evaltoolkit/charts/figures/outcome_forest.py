"""Draw the size of every change with its interval, turned so that right is better."""

from __future__ import annotations

from evaltoolkit.charts.figures.outcome_rows import INKS, chosen, name_of, pairs_of
from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler, draw_grid, draw_labels
from evaltoolkit.charts.parts.sheet import Mark, Sheet, line_height
from evaltoolkit.charts.parts.story import INTERVAL_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import BODY, GAP, INK, LEFT, RIGHT, SOFT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import ESTABLISHED, read, turned_estimate
from evaltoolkit.findings.headlines.outcomes import tally
from evaltoolkit.findings.numbers import signed, trimmed
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.language import Language, Text, text

_HEIGHT = 0.24
_MARKS: tuple[Mark, Mark] = ("ring", "dot")
_LEAST = 0.5  # the axis reaches at least so far to either side, that small effects look small


def outcome_forest(
    table: ProtectedTable, language: Language, *, scale: str | None = None, group_kind: str = "all"
) -> Chart:
    """Draw hedges_g of the change with its 95 % interval, one row a scale or dimension, right is better.

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

    Returns
    -------
    Chart
        Rows without an effect size stay, and say that there is none.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    rows = chosen(table, scale, group_kind)
    if says_nothing(rows, "hedges_g"):
        return not_provided(table, language)
    story = Story(
        text(
            "{kind}, turned so that right is better on every scale; figures with the sign of the scale",
            kind=INTERVAL_CHART,
        ),
        tally(rows, name_of(rows[0], rows)),
        text(
            "Size of the change in standard units (hedges_g) with 95% interval, {pairs}; filled: a change is "
            "established after adjustment, ring: not",
            pairs=pairs_of(rows),
        ),
        text("the station's measurements before and after"),
        tuple(entry(name_of(row, rows), _effect(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = _ruler(rows)
    for row in rows:
        _draw(sheet, ruler, row, name=language.say(name_of(row, rows)), value=language.say(_effect(row)))
    draw_labels(sheet, ruler, ruler.ticks(), lambda value: trimmed(abs(value)))
    _ends(sheet, language)
    return finish(sheet, story, language, table)


def _draw(sheet: Sheet, ruler: Ruler, row: Row, *, name: str, value: str) -> None:
    label_line(sheet, name, value, ink=SOFT)
    draw_grid(sheet, ruler, ruler.ticks(), height=_HEIGHT)
    zero, middle = ruler.at(0.0), sheet.y + _HEIGHT / 2
    sheet.stroke((zero, sheet.y), (zero, sheet.y + _HEIGHT), ink=INK, width=1.4)
    effect = turned_estimate(row, "hedges_g", "g_low", "g_high")
    if effect is not None:
        point, low, high = map(ruler.at, effect)
        ink, mark = INKS[read(row)], _MARKS[read(row) in ESTABLISHED]
        sheet.stroke((low, middle), (high, middle), ink=ink, width=2.6)
        sheet.mark(point, middle, ink=ink, mark=mark, size=9.0)
    sheet.skip(_HEIGHT + GAP * 0.7)


def _ruler(rows: tuple[Row, ...]) -> Ruler:
    effects = [effect for row in rows if (effect := turned_estimate(row, "hedges_g", "g_low", "g_high")) is not None]
    reach = max([_LEAST, *(abs(end) for effect in effects for end in effect)])
    return Ruler(-1.05 * reach, 1.05 * reach)


def _ends(sheet: Sheet, language: Language) -> None:
    baseline = sheet.y + BODY / 72
    sheet.write(language.say(text("← worse")), LEFT, baseline)
    sheet.write(language.say(text("better →")), RIGHT, baseline, align="right")
    sheet.skip(line_height() + 0.04)


def _effect(row: Row) -> str | Text:
    effect = row.numbers("hedges_g", "g_low", "g_high")
    if effect is None:
        is_barred = not row.is_withheld("hedges_g") and row.has("n_pairs")
        return text("not computed") if is_barred else row.said("hedges_g", lambda value: signed(value, 2))
    value, low, high = (signed(figure, 2) for figure in effect)
    return text("{value} ({low} to {high})", value=value, low=low, high=high)
