"""What stands around every chart: the message above, what is drawn beneath it, the source at its foot, the alt text."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.charts.chart import Chart
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.theme import SOFT, TITLE
from evaltoolkit.language import Language, Text, text

BAR_CHART = text("Bar chart")
INTERVAL_CHART = text("Chart of estimates with intervals")
SLOPE_CHART = text("Slope chart")
LINE_CHART = text("Line chart")
TIMELINE = text("Timeline")
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
    """

    kind: Text
    message: Text | str
    subtitle: Text
    source: Text
    figures: tuple[Text, ...] = ()


def entry(label: str | Text, value: str | Text) -> Text:
    """Return one key number with what it belongs to."""
    return text("{label}: {value}", label=label, value=value)


def begin(story: Story, language: Language) -> Sheet:
    """Return a sheet with the two titles set."""
    sheet = Sheet()
    sheet.paragraph(language.say(story.message), size=TITLE, bold=True, even=True)
    sheet.skip(0.04)
    sheet.paragraph(language.say(story.subtitle), ink=SOFT, even=True)
    sheet.skip(0.14)
    return sheet


def finish(sheet: Sheet, story: Story, language: Language) -> Chart:
    """Set the source line and return the chart with its alt text."""
    source = language.say(text("Source: {source}", source=story.source))
    sheet.skip(0.06)
    sheet.paragraph(source, ink=SOFT, even=True)
    separator = "；" if language.code == "zh_CN" else "; "
    alt = text(
        "{kind}: {sentence}. {figures}.",
        kind=story.kind,
        sentence=story.message,
        figures=language.join(story.figures, separator=separator),
    )
    return Chart(sheet.finish(), language.say(story.message), language.say(story.subtitle), language.say(alt), source)
