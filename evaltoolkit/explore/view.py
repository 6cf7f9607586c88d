"""What one choice shows: sentence, chart, table and the reasons, as one piece of HTML that needs no kernel."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose

_NARROW = 5  # a table of so many columns stands beside the chart, a wider one beneath it


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one choice shows.

    Parameters
    ----------
    title
        What was chosen: street, year, measure, group.
    sentence
        What the figures say, and what they do not say.
    chart, table
        None where there is nothing to draw or to list.
    why
        The cautions on these figures, then the methods behind them.
    band
        Words beside the title: whom this version is for.
    made
        Words that say that the data are made up; empty for a real street.
    is_trial
        The figures are supposed; a picture of them must say so.
    more
        Further tables, such as the evidence.
    """

    title: str
    sentence: Prose
    chart: Chart | None = None
    table: HtmlTable | None = None
    why: Prose | None = None
    band: str = ""
    made: str = ""
    is_trial: bool = False
    more: tuple[HtmlTable | Prose, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to save."""
        return self.chart is None and self.table is None


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A view as a notebook's output shows it; the picture stands inside, so that it also lives in an exported page."""

    view: View
    language: Language

    def _repr_html_(self) -> str:
        view, table = self.view, _part("explore-table", self.view.table)
        is_narrow = view.table is not None and len(view.table.header) <= _NARROW
        parts = [
            f'<p class="explore-title"><strong>{escape(view.title)}</strong>{_bands(view)}</p>',
            f'<div class="explore-top">{_picture(view.chart)}<div class="explore-words">'
            f"{view.sentence._repr_html_()}{self._why()}{table if is_narrow else ''}</div></div>",
            "" if is_narrow else table,
            *(_part("explore-more", part) for part in view.more),
        ]
        return f'<div class="explore"><style>{_style()}</style>{"".join(parts)}</div>'

    def __repr__(self) -> str:
        return f"{self.view.title}\n{self.view.sentence!r}"

    def _why(self) -> str:
        if self.view.why is None:
            return ""
        count = len(self.view.why.of_kind(Kind.CAUTION))
        plain = text("Why does it say that? The methods")
        words = self.language.say(text("Why does it say that? Cautions ({n}) and methods", n=count) if count else plain)
        return f'<details class="explore-why"><summary>{escape(words)}</summary>{self.view.why._repr_html_()}</details>'


def without_cautions(prose: Prose) -> Prose:
    """Return the paragraphs that are no cautions."""
    return Prose(tuple(one for one in prose.paragraphs if one.kind is not Kind.CAUTION), prose.title)


def cautions_of(prose: Prose) -> Prose:
    """Return the cautions alone."""
    return Prose(tuple(one for one in prose.paragraphs if one.kind is Kind.CAUTION))


def kindly(title: str, language: Language, *sentences: Text | str) -> View:
    """Return the view of something that cannot be shown: what is missing, and what can be done."""
    said = tuple(Paragraph(language.say(words), Kind.MISSING) for words in sentences if words)
    return View(title, Prose(said))


def _bands(view: View) -> str:
    made = f' <span class="explore-made">{escape(view.made)}</span>' if view.made else ""
    return f'{made} <span class="explore-band">{escape(view.band)}</span>' if view.band else made


def _picture(chart: Chart | None) -> str:
    if chart is None:
        return ""
    if chart.figure is None:
        return f'<div class="explore-chart"><p class="not-provided">{escape(chart.alt)}</p></div>'
    address = "data:image/png;base64," + b64encode(chart.png()).decode("ascii")
    return f'<div class="explore-chart"><img alt="{escape(chart.alt)}" src="{address}"></div>'


def _part(name: str, part: HtmlTable | Prose | None) -> str:
    words = "" if part is None else part._repr_html_()
    return f'<div class="{name}">{words}</div>' if words else ""


@cache
def _style() -> str:
    return (files("evaltoolkit.explore") / "view.css").read_text(encoding="utf-8").strip()
