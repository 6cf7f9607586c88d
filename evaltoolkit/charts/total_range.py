"""Draw the total as a band on the scale of grades: what is settled and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.measure import width_of
from evaltoolkit.charts.numbers import plain
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.ruler import Ruler, draw_labels
from evaltoolkit.charts.sheet import Sheet, line_height
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.theme import ACCENT, BODY, INK, RULE, TRACK, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice

_HEIGHT = 0.3


class GradeBand(Protocol):
    """A grade of an indicator system: its label and the lowest points that bring it."""

    @property
    def label(self) -> str:
        """Return the grade as the reader sees it."""
        ...

    @property
    def low(self) -> Any:
        """Return its lowest points, a number."""
        ...


def total_range(table: ProtectedTable, language: Language, *, bands: Iterable[GradeBand] = ()) -> Chart:
    """Draw the total between its lowest and its highest possible value.

    Parameters
    ----------
    table
        ``total``.
    language
        Language of the chart's words.
    bands
        Grades of the indicator system; without them no grade is drawn.

    Returns
    -------
    Chart
        One bar over all points of the system: solid what is settled, hatched what open rows can still bring.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = records(table)[:1]
    if says_nothing(rows, ["low", "high"]):
        return not_provided(table, language)
    row = rows[0]
    floors = {band.label: float(band.low) for band in sorted(bands, key=lambda band: band.low)}
    story = Story(
        BAR_CHART,
        _message(row),
        text("Solid: points settled; hatched: points still open ({system})", system=row.words("system_name")),
        text("indicator table of this report"),
        _figures(row, floors),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, row.number("weight").value or 100.0)
    _grades(sheet, ruler, floors)
    _band(sheet, ruler, row)
    ends = {0.0, ruler.high, *floors.values()}
    draw_labels(sheet, ruler, sorted(ends), plain)
    return finish(sheet, story, language)


def _grades(sheet: Sheet, ruler: Ruler, floors: Mapping[str, float]) -> None:
    if not floors:
        return
    edges = [*floors.values(), ruler.high]
    for (name, low), high in zip(floors.items(), edges[1:], strict=True):
        left, right = ruler.at(low), ruler.at(high)
        if width_of(name, BODY) <= right - left:
            sheet.write(name, (left + right) / 2, sheet.y + BODY / 72, align="center")
    sheet.skip(line_height() + 0.02)
    for floor in floors.values():
        x = ruler.at(floor)
        sheet.stroke((x, sheet.y - line_height()), (x, sheet.y + _HEIGHT + 0.16), ink=RULE)


def _band(sheet: Sheet, ruler: Ruler, row: Record) -> None:
    low, high = row.number("low").value, row.number("high").value
    top = sheet.y + 0.05
    sheet.box(ruler.left, ruler.right, top + 0.08, _HEIGHT - 0.16, fill=TRACK)
    if low is not None and high is not None:
        sheet.box(ruler.at(0.0), ruler.at(low), top, _HEIGHT, fill=ACCENT)
        if high > low:
            sheet.box(ruler.at(low), ruler.at(high), top, _HEIGHT, fill=None, edge=WARNING, hatched=True)
        else:
            sheet.stroke((ruler.at(low), top - 0.05), (ruler.at(low), top + _HEIGHT + 0.05), ink=INK, width=2.4)
    sheet.skip(_HEIGHT + 0.18)


def _message(row: Record) -> Text:
    low, high, weight = (row.number(name).words(lambda value: plain(value, 2)) for name in ("low", "high", "weight"))
    grade = row.words("grade") if row.given("grade") else None
    if low == high and grade:
        return text("Total {points} of {weight} points: {grade}", points=low, weight=weight, grade=grade)
    if low == high:
        return text("Total {points} of {weight} points", points=low, weight=weight)
    if grade:
        return text(
            "Total between {low} and {high} of {weight} points: {grade} either way",
            low=low, high=high, weight=weight, grade=grade,
        )  # fmt: skip
    return text("Total between {low} and {high} of {weight} points; no grade yet", low=low, high=high, weight=weight)


def _figures(row: Record, floors: Mapping[str, float]) -> tuple[Text, ...]:
    def shown(name: str) -> str | Text:
        return row.number(name).words(lambda value: plain(value, 2))

    settled = text("{points} of {weight} points", points=shown("scored"), weight=shown("scored_weight"))
    grades = tuple(
        text("{grade} from {points} points", grade=say_choice(name), points=plain(low)) for name, low in floors.items()
    )
    return (
        entry(text("settled"), settled),
        entry(text("lowest possible total"), shown("low")),
        entry(text("highest possible total"), shown("high")),
        *grades,
    )
