"""What one choice shows: sentence, chart, table and the reasons, as one piece of HTML that needs no kernel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import escape
from importlib.resources import files

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.explore.picture import NOTHING_DRAWN, Picture
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose

_NARROW = 6  # a table of so many columns stands beside the chart, a wider one beneath it


@dataclass(frozen=True, slots=True)
class Way:
    """A choice that a message names: its words on a button, and the value of each list that it sets."""

    words: Text | str
    values: Mapping[str, str]


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
    ways
        Choices that the sentence names.
    codes
        Of the station's version: by scale and scores before and after, the codes of who has them.
    beside
        The same choice of another street or year.
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
    ways: tuple[Way, ...] = ()
    codes: Mapping[tuple[str, float, float], tuple[str, ...]] = field(default_factory=dict)
    beside: View | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to save."""
        return self.chart is None and self.table is None


@dataclass(frozen=True, repr=False)
class Page:
    """A view as a notebook's output shows it; the picture stands inside, so that it also lives in an exported page."""

    view: View
    language: Language

    def _repr_html_(self) -> str:
        return self.html

    @cached_property
    def html(self) -> str:
        """Return the page, drawn once."""
        views = [self.view] if self.view.beside is None else [self.view, self.view.beside]
        caution = "" if len(views) == 1 else f'<p class="caution">{escape(self.language.say(_SIDE_BY_SIDE))}</p>'
        sides = "".join(f'<section class="explore-side">{self._side(view)}</section>' for view in views)
        sides = f'<div class="explore-sides explore-of-{len(views)}">{sides}</div>'
        return f'<div class="explore"><style>{_style()}</style>{caution}{sides}</div>'

    def __repr__(self) -> str:
        return f"{self.view.title}\n{self.view.sentence!r}"

    def _side(self, view: View) -> str:
        table = _part("explore-table", view.table)
        is_narrow = view.table is not None and len(view.table.header) <= _NARROW
        picture = NOTHING_DRAWN if view.chart is None else Picture(view.chart, self.language, view.codes).html()
        return "".join(
            (
                f'<p class="explore-title"><strong>{escape(view.title)}</strong>{_bands(view)}</p>',
                f'<div class="explore-top{picture.kind}">{picture.html}<div class="explore-words">',
                f"{view.sentence._repr_html_()}{self._why(view)}</div>",
                f"{table if is_narrow else ''}</div>",
                "" if is_narrow else table,
                *(_part("explore-more", part) for part in view.more),
            )
        )

    def _why(self, view: View) -> str:
        if view.why is None:
            return ""
        count = len(view.why.of_kind(Kind.CAUTION))
        plain = text("Why does it say that? The methods")
        words = self.language.say(text("Why does it say that? Cautions ({n}) and methods", n=count) if count else plain)
        return f'<details class="explore-why"><summary>{escape(words)}</summary>{view.why._repr_html_()}</details>'


_SIDE_BY_SIDE = text(
    "Two descriptions side by side, no ranking: who came, how many were asked and what was done differ, so a "
    "difference between them is not put down to the service."
)


def without_cautions(prose: Prose) -> Prose:
    """Return the paragraphs that are no cautions."""
    return Prose(tuple(one for one in prose.paragraphs if one.kind is not Kind.CAUTION), prose.title)


def cautions_of(prose: Prose) -> Prose:
    """Return the cautions alone."""
    return Prose(tuple(one for one in prose.paragraphs if one.kind is Kind.CAUTION))


def place_title(plan: Plan, chosen: str) -> Text:
    """Return the title of a view: street and year, then what was chosen."""
    return text("{street} {year}: {name}", street=plan.street, year=plan.year, name=chosen)


def kindly(title: str, language: Language, *sentences: Text | str, ways: tuple[Way, ...] = ()) -> View:
    """Return the view of something that cannot be shown: what is missing, and what can be done."""
    said = tuple(Paragraph(language.say(words), Kind.MISSING) for words in sentences if words)
    return View(title, Prose(said), ways=ways)


def _bands(view: View) -> str:
    made = f' <span class="explore-made">{escape(view.made)}</span>' if view.made else ""
    return f'{made} <span class="explore-band">{escape(view.band)}</span>' if view.band else made


def _part(name: str, part: HtmlTable | Prose | None) -> str:
    words = "" if part is None else part._repr_html_()
    return f'<div class="{name}">{words}</div>' if words else ""


@cache
def _style() -> str:
    return (files("evaltoolkit.explore") / "view.css").read_text(encoding="utf-8").strip()
