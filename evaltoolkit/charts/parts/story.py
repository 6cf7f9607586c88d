"""What stands around every chart: the message above, what is drawn beneath it, the source at its foot, the alt text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.sheet import Sheet
from evaltoolkit.charts.parts.spots import row_spots
from evaltoolkit.charts.parts.theme import MARGIN, SOFT, TITLE, WIDTH
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language, Text, text

BAR_CHART = text("Bar chart")
INTERVAL_CHART = text("Chart of estimates with intervals")
SLOPE_CHART = text("Slope chart")
LINE_CHART = text("Line chart")
DIAGRAM = text("Diagram")


@dataclass(frozen=True, slots=True)
class Story:
    """The words of a chart.

    Parameters
    ----------
    kind
        What kind of picture it is.
    message
        What to see.
    subtitle
        What is drawn.
    source
        Where the figures come from.
    figures
        The key numbers, one entry a row.
    name
        By which sentences of the page refer to the chart; empty where none does.
    """

    kind: Text
    message: Text | str
    subtitle: Text
    source: Text
    figures: tuple[Text, ...] = ()
    name: str = ""


def entry(label: str | Text, value: str | Text) -> Text:
    """Return one key number with what it belongs to."""
    return text("{label}: {value}", label=label, value=value)


def begin(story: Story, language: Language, *, title: float = TITLE) -> Sheet:
    """Return a sheet with the two titles set, the first at `title` points."""
    sheet = Sheet()
    sheet.paragraph(language.say(story.message), size=title, bold=True, even=True)
    sheet.title_bottom = sheet.y
    sheet.skip(0.04)
    sheet.paragraph(language.say(story.subtitle), ink=SOFT, even=True)
    sheet.skip(0.14)
    return sheet


def finish(sheet: Sheet, story: Story, language: Language, table: ProtectedTable | None = None) -> Chart:
    """Set the source line and return the chart with its alt text, as the readers of `table` may see it."""
    source, end = language.say(text("Source: {source}", source=story.source)), sheet.y
    sheet.skip(0.06)
    sheet.paragraph(source, ink=SOFT, even=True)
    alt = text(
        "{kind}: {sentence}. {figures}.",
        kind=story.kind,
        sentence=story.message,
        figures=language.join(story.figures, separator=language.facts.clause),
    )
    message, subtitle, words = (language.say(said) for said in (story.message, story.subtitle, alt))
    audience = None if table is None else table.audience
    name = story.name or ("" if table is None else table.name)
    places = _places(sheet, story, language, end)
    return Chart(sheet.finish(), message, subtitle, words, source, name, audience, sheet.title_bottom, **places)


def _places(sheet: Sheet, story: Story, language: Language, end: float) -> dict[str, Any]:
    """Return rows and people as shares of the drawing without its title."""
    said = [(language.say(_label(one)), language.say(one)) for one in story.figures]
    top = sheet.title_bottom
    height = sheet.y + MARGIN - top
    rows = row_spots(sheet.rows, said, end)
    return {
        "spots": tuple(replace(spot, top=(spot.top - top) / height, height=spot.height / height) for spot in rows),
        "has_axis": sheet.has_axis,
        "people": tuple(replace(one, x=one.x / WIDTH, y=(one.y - top) / height) for one in sheet.people),
    }


def _label(figure: Text) -> Text | str:
    label = dict(figure.parameters).get("label", "")
    return label if isinstance(label, Text) else str(label)
