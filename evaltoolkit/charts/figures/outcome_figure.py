"""The one figure of the outcomes: each scale before and after, and its change on an axis whose right is better."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.charts.figures.outcome_rows import INKS, chosen, name_of
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.rows import label_line
from evaltoolkit.charts.parts.ruler import Ruler, draw_grid, draw_labels
from evaltoolkit.charts.parts.sheet import Mark, Sheet, line_height
from evaltoolkit.charts.parts.story import INTERVAL_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import BODY, GRID, INK, LEFT, RIGHT, SOFT
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import (
    ESTABLISHED,
    READINGS,
    Reading,
    decimals,
    interval_decimals,
    is_total,
    marked_reading,
    read,
    remarks,
    remarks_of,
    turned,
)
from evaltoolkit.findings.follow_up import at_wave, headline, last_follow_ups
from evaltoolkit.findings.headlines.outcomes import change_figures, change_sentence, mean, tally
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.rounding import as_printed

_SLOPE = (0.55, 0.24)  # inches of a slope, wide and high, between the means of its line
_LINE, _DROP = 0.38, 0.05  # inches of that line, and how far its words lie below its top
_BETWEEN = 0.12  # inches of white between a mean and its slope
_APART = 0.3  # between the slopes and the axis
_MARK = 0.2  # inches of the axis behind a mark
_AXIS = 1.5  # the axis is at least so wide, else it takes the whole width
_INDENT = 0.2
_LEAST = 0.05  # the axis reaches at least so far to either side, as a share of the scale's range
_STEEPEST = 0.1  # of the scale's range: a change of less is drawn less steep than the slope allows
_MARKS: tuple[Mark, Mark] = ("ring", "dot")


def outcomes(table: ProtectedTable, language: Language, *, follow_up: ProtectedTable | None = None) -> Chart:
    """Draw each measured scale: means before and after, and the change with its interval, to the right if better.

    Parameters
    ----------
    table
        ``outcomes``.
    language
        Language of the chart's words.
    follow_up
        ``follow_up``: the last wave of a scale stands under its row.

    Returns
    -------
    Chart
        Scales that are hidden are named and said to be; where nothing else could be drawn there is no picture at all.
        Dimensions stand indented under their scale and are not counted.

    Raises
    ------
    TypeError
        The table is not protected.

    Notes
    -----
    The axis is in shares of each scale's range, so that scales compare; the figures beside it are the scale's own
    points with its own sign, and a slope goes the way its figures go. Places are worked out from the printed figures.
    """
    rows = chosen(table, None, "all")
    if not any(row.has("mean_change") for row in rows):
        return Chart(None, "", "", "", "", name=_NAME)
    last = {} if follow_up is None else last_follow_ups(rows_of(follow_up))
    marks = remarks(rows_of(table))
    notes = remarks_of(rows, marks)
    counted = tally(rows, name_of(rows[0], rows), lambda row: READINGS[read(row)])
    title = headline(counted, rows, last, lambda row: name_of(row, rows))
    story = Story(
        INTERVAL_CHART,
        text("{title} (see the notes beneath)", title=title) if notes else title,
        text(
            "Left: means before and after. Right: change with 95% interval, in per cent of the scale's range; filled: "
            "established. Beside the name: pairs of those with a pre-test"
        ),
        text("the station's measurements before and after"),
        tuple(entry(name_of(row, rows), _sentence(row, last)) for row in rows),
        name=_NAME,
    )
    sheet = begin(story, language, title=BODY)
    place = _place(rows, last)
    _head(sheet, place, language)
    for row in rows:
        label = row.said("dimension_name") if not is_total(row) else name_of(row, rows)
        reading = marked_reading(row, marks)
        (_whole if is_total(row) else _part)(sheet, place, row, language.say(label), language.say(reading), language)
        if row.string("scale") in last and is_total(row):
            _wave(sheet, place, last[row.string("scale")], language)
        sheet.skip(0.06)
    draw_labels(sheet, place.ruler, place.ruler.ticks(4), lambda share: f"{trimmed(100 * abs(share))}%")
    for note in notes:
        sheet.paragraph(language.say(note), ink=SOFT)
    return finish(sheet, story, language, table)


_NAME = "outcomes"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the slopes end, the axis of the changes, and how steep the steepest slope is in shares of the range."""

    slopes: float
    ruler: Ruler
    steepest: float


def _place(rows: tuple[Row, ...], last: dict[str, Row]) -> _Place:
    means = [width_of(str(mean(row, name)), BODY) for row in rows for name in _MEANS if row.has(name)]
    slopes = LEFT + 2 * (max(means, default=0.0) + _BETWEEN) + _SLOPE[0]
    left = slopes + _APART if RIGHT - slopes - _APART >= _AXIS else LEFT
    ends = [abs(end) for row in (*rows, *last.values()) for end in _shares(row)]
    reach = 1.06 * max([_LEAST, *ends])
    rises = [abs(_rise(row)) for row in rows if is_total(row)]
    return _Place(slopes, Ruler(-reach, reach, left, RIGHT), max([_STEEPEST, *rises]))


_MEANS = ("mean_pre", "mean_post")


def _range(row: Row) -> float | None:
    ends = row.ends("score_low", "score_high")
    return ends[1] - ends[0] if ends and ends[1] > ends[0] else None


def _shares(row: Row) -> tuple[float, ...]:
    """Return the change as printed and the ends of its interval, better above 0, in shares of the scale's range."""
    whole = _range(row)
    if whole is None or not row.has("mean_change"):
        return ()
    middle = as_printed(turned(row, "mean_change"), decimals(row)) / whole
    if not row.has("change_low", "change_high"):
        return (middle,)
    ends = (as_printed(turned(row, name), interval_decimals(row)) / whole for name in ("change_low", "change_high"))
    return (middle, *sorted(ends))


def _rise(row: Row) -> float:
    means, whole = row.numbers(*_MEANS), _range(row)
    if means is None or whole is None:
        return 0.0
    before, after = (as_printed(value, decimals(row)) for value in means)
    return (after - before) / whole


def _head(sheet: Sheet, place: _Place, language: Language) -> None:
    left, right = (language.say(words) for words in (text("← worse"), text("better →")))
    means = language.say(text("before → after"))
    if place.ruler.left > LEFT + width_of(means, BODY):
        sheet.write(means, LEFT, sheet.y + BODY / 72, ink=SOFT)
    sheet.write(left, place.ruler.left, sheet.y + BODY / 72)
    sheet.write(right, RIGHT, sheet.y + BODY / 72, align="right")
    sheet.skip(line_height() + 0.06)


def _whole(sheet: Sheet, place: _Place, row: Row, label: str, reading: str, language: Language) -> None:
    sheet.stroke((LEFT, sheet.y), (RIGHT, sheet.y), ink=GRID, width=0.8)
    sheet.skip(0.04)
    label_line(sheet, label, language.say(_pairs(row)))
    if row.has(*_MEANS):
        _slope(sheet, place, row)
    if row.has("mean_change"):
        _figures(sheet, place, language.say(change_figures(row)), beside=row.has(*_MEANS))
    _read(sheet, place, row, reading)


def _part(sheet: Sheet, place: _Place, row: Row, label: str, reading: str, language: Language) -> None:
    if not row.has("mean_change"):
        sheet.paragraph(language.say(entry(label, reading)), left=LEFT + _INDENT, ink=SOFT)
        return
    means = text("{before} → {after}", before=mean(row, "mean_pre"), after=mean(row, "mean_post"))
    parts = {"name": label, "means": means, "change": change_figures(row)}
    sheet.paragraph(language.say(text("{name} {means}: {change}", **parts)), left=LEFT + _INDENT, ink=SOFT)
    _read(sheet, place, row, reading, indent=_INDENT)


def _read(sheet: Sheet, place: _Place, row: Row, reading: str, *, indent: float = 0.0) -> None:
    """Set the reading and draw the axis with the change beside it, or beneath where the words are too long."""
    ink = SOFT if indent else INK
    if not _shares(row) or LEFT + indent + width_of(reading, BODY) + _BETWEEN > place.ruler.left:
        sheet.paragraph(reading, left=LEFT + indent, ink=ink)
    else:
        sheet.write(reading, LEFT + indent, sheet.y + BODY / 72, ink=ink)
    _mark(sheet, place, row)
    sheet.skip(0.06)


def _wave(sheet: Sheet, place: _Place, row: Row, language: Language) -> None:
    if row.has("mean_change"):
        _mark(sheet, place, row)
    sheet.paragraph(language.say(at_wave(row)), ink=SOFT, left=LEFT + _INDENT)


def _figures(sheet: Sheet, place: _Place, words: str, *, beside: bool) -> None:
    """Set the figures of a change beside the slope, or beneath it where they are longer than the axis."""
    if place.ruler.left > LEFT and width_of(words, BODY) <= RIGHT - place.ruler.left:
        sheet.write(words, RIGHT, sheet.y + BODY / 72 + _DROP, align="right")
        sheet.skip(_LINE)
        return
    sheet.skip(_LINE if beside else 0.0)
    sheet.paragraph(words)


def _mark(sheet: Sheet, place: _Place, row: Row) -> None:
    """Draw the axis and on it the change with its interval; without the scale's range nothing can be placed."""
    shares = _shares(row)
    if not shares:
        return
    ruler, reading = place.ruler, read(row)
    draw_grid(sheet, ruler, ruler.ticks(4), height=_MARK)
    zero, middle = ruler.at(0.0), sheet.y + _MARK / 2
    sheet.stroke((zero, sheet.y), (zero, sheet.y + _MARK), ink=INK, width=1.4)
    if len(shares) > 1:
        low, high = map(ruler.at, shares[1:])
        sheet.stroke((low, middle), (high, middle), ink=INKS[reading], width=2.6, dashed=reading is Reading.DOUBTED)
    size = 9.0 if is_total(row) else 7.0
    sheet.mark(ruler.at(shares[0]), middle, ink=INKS[reading], mark=_MARKS[reading in ESTABLISHED], size=size)
    sheet.skip(_MARK)


def _slope(sheet: Sheet, place: _Place, row: Row) -> None:
    """Draw the two means and the line between them, which goes the way the figures go."""
    before, after = (str(mean(row, name)) for name in _MEANS)
    left = LEFT + width_of(before, BODY) + _BETWEEN
    right = place.slopes - width_of(after, BODY) - _BETWEEN
    middle, rise = sheet.y + _LINE / 2, _rise(row) / place.steepest * _SLOPE[1] / 2
    ink, reading = INKS[read(row)], read(row)
    sheet.stroke((left, middle + rise), (right, middle - rise), ink=ink, width=2.4)
    sheet.mark(left, middle + rise, ink=ink, mark="ring")
    sheet.mark(right, middle - rise, ink=ink, mark=_MARKS[reading in ESTABLISHED])
    sheet.write(before, LEFT, sheet.y + BODY / 72 + _DROP)
    sheet.write(after, place.slopes, sheet.y + BODY / 72 + _DROP, align="right")


def _pairs(row: Row) -> Text | str:
    if not row.has("n_pre"):
        return text("{n} people", n=row.said("n_pairs", trimmed)) if row.has("n_pairs") else row.said("n_pairs")
    return text("{pairs} of {asked}", pairs=row.said("n_pairs", trimmed), asked=row.said("n_pre", trimmed))


def _sentence(row: Row, last: dict[str, Row]) -> Text:
    said = change_sentence(row)
    if is_total(row) and row.has("n_pre"):
        said = text("{said}, of {n} with a pre-test", said=said, n=row.said("n_pre", trimmed))
    if is_total(row) and row.string("scale") in last:
        said = text("{said}; {later}", said=said, later=at_wave(last[row.string("scale")]))
    return said
