"""Draw the total as a band on the scale of grades: what is settled and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from evaltoolkit.charts.parts.chart import Chart, not_provided
from evaltoolkit.charts.parts.measure import width_of
from evaltoolkit.charts.parts.ruler import Ruler, draw_labels
from evaltoolkit.charts.parts.sheet import Sheet, line_height
from evaltoolkit.charts.parts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.charts.parts.theme import ACCENT, BODY, INK, RULE, TRACK, WARNING
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import score
from evaltoolkit.findings.numbers import points, trimmed
from evaltoolkit.findings.printed import drawn_rows
from evaltoolkit.findings.rows import Row, says_nothing
from evaltoolkit.findings.score import total_of
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
    rows = drawn_rows(table)[:1]
    if says_nothing(rows, "low", "high"):
        return not_provided(table, language)
    row, found = rows[0], total_of(rows)
    floors = {band.label: float(band.low) for band in sorted(bands, key=lambda band: band.low)}
    story = Story(
        BAR_CHART,
        text("Total: {state}", state=row.said("low", points)) if found is None else score.total(found),
        text("Solid: points settled; hatched: points still open ({system})", system=row.said("system_name")),
        text("indicator table of this report"),
        _figures(row, floors),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, row.number("weight") or 100.0)
    _grades(sheet, ruler, floors)
    _band(sheet, ruler, row)
    ends = {0.0, ruler.high, *floors.values()}
    draw_labels(sheet, ruler, sorted(ends), trimmed)
    return finish(sheet, story, language, table)


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


def _band(sheet: Sheet, ruler: Ruler, row: Row) -> None:
    low, high = row.number("low"), row.number("high")
    top = sheet.y + 0.05
    sheet.box(ruler.left, ruler.right, top + 0.08, _HEIGHT - 0.16, fill=TRACK)
    if low is not None and high is not None:
        sheet.box(ruler.at(0.0), ruler.at(low), top, _HEIGHT, fill=ACCENT)
        if high > low:
            sheet.box(ruler.at(low), ruler.at(high), top, _HEIGHT, fill=None, edge=WARNING, hatched=True)
        else:
            sheet.stroke((ruler.at(low), top - 0.05), (ruler.at(low), top + _HEIGHT + 0.05), ink=INK, width=2.4)
    sheet.skip(_HEIGHT + 0.18)


def _figures(row: Row, floors: Mapping[str, float]) -> tuple[Text, ...]:
    settled = text(
        "{points} of {weight} points", points=row.said("scored", points), weight=row.said("scored_weight", trimmed)
    )
    grades = tuple(
        text("{grade} from {points} points", grade=say_choice(name), points=trimmed(low))
        for name, low in floors.items()
    )
    return (
        entry(text("settled"), settled),
        entry(text("lowest possible total"), row.said("low", points)),
        entry(text("highest possible total"), row.said("high", points)),
        *grades,
    )
