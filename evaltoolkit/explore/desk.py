"""A page of controls over one street's year: what every such page has, whatever it shows."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import Any, ClassVar

from ipywidgets import HTML

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import UserError
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import Choice, Controls, button, closing, hide, switch
from evaltoolkit.explore.fault import FILE, write_fault
from evaltoolkit.explore.memory import remember, remembered
from evaltoolkit.explore.options import ALL, Option
from evaltoolkit.explore.saving import Saved, save_chart, save_table
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.street_years import StreetYear, first_choice
from evaltoolkit.explore.view import Page, View, Way, kindly, place_title
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.chapters.front import synthetic_band
from evaltoolkit.words.page.audience_words import AUDIENCES

Show = Callable[[Page], None]
Save = Callable[[Analysis, ProtectedReport, View, Language], Saved]
_SHARED, _STATION = "shared", "station"
_SUBTITLE = re.compile("[：:]")  # an audience's words say its name, then what it means
_MOST_WAYS = 8
"""Buttons for what a message names: more are no help but a list."""


class Desk(ABC):
    """Street, year, another one beside it, version, saving; a page adds its own controls and says what they show.

    Parameters
    ----------
    session
        The project's streets.
    language
        The reader's.
    show
        Puts a page where the last one was.
    """

    name: ClassVar[str]
    unknown: ClassVar[str] = ""
    """Chosen where nothing is remembered; what no list offers lets each begin with its first."""

    def __init__(self, session: Session, language: Language, show: Show) -> None:
        self.session, self.language, self.show = session, language, show
        self.memory = remembered(session.project, self.name)
        labels = text("Street"), text("Year"), text("Beside it")
        self.street, self.year, self.beside = (Choice(language.say(words)) for words in labels)
        self.version = switch(self._versions(Audience.SHARED))
        self.save_chart = self._saving(text("Save the chart (PNG)"), save_chart)
        self.save_table = self._saving(text("Save the table (xlsx)"), save_table)
        self.status, self.ways = HTML(), closing()
        self._is_setting, self._is_fresh = False, True

    @property
    @abstractmethod
    def own_rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the page's own controls, row by row."""

    @abstractmethod
    def offer_choices(self, analysis: Analysis, report: ProtectedReport) -> None:
        """Let the page's own controls offer what this street has."""

    @abstractmethod
    def view(self, analysis: Analysis, report: ProtectedReport) -> View:
        """Return what the controls choose now, of any street's year."""

    def closed_beside(self, chosen: StreetYear, other: StreetYear) -> Text | str:  # noqa: ARG002 - a page's own may
        """Return why another street's year has nothing to stand beside the one chosen; empty where it may have."""
        return other.missing

    @property
    @abstractmethod
    def lists(self) -> Mapping[str, Choice]:
        """Return the page's own lists, by the name under which their choice is remembered."""

    def choices(self) -> Mapping[str, str]:
        """Return the value of each list; before the first showing, what was remembered."""
        if self._is_fresh:
            return {name: str(self.memory.get(name, self.unknown)) for name in self.lists}
        return {name: str(control.value or "") for name, control in self.lists.items()}

    def open(self, street: str = "", year: int | None = None) -> Controls:
        """Choose the street given, else the one of last time, show it and return the controls."""
        wanted = street or str(self.memory.get("street", ""))
        last = self.memory.get("year") if not street else None
        found = first_choice(self.session.known, wanted, year or (last if isinstance(last, int) else None))
        self._offer_streets(found)
        first = (self.street, self.year, self.beside, self.version)
        for control in (*first, *(one for row in self.own_rows for one in row)):
            if "value" in control.trait_names():
                control.observe(self._changed, names="value")
        self._tell_reading(self.street)
        self.refresh(is_new_street=True)
        saving = (self.save_chart, self.save_table, self.status)
        instead = self.language.say(text("The controls stand here while the notebook is open in JupyterLab."))
        return Controls((first, *self.own_rows, (self.ways,), saving), instead)

    @property
    def chosen(self) -> StreetYear | None:
        """Return the parameter file that street and year name."""
        return self._named(self.year.value)

    @property
    def report(self) -> ProtectedReport | None:
        """Return the tables of the street chosen as its version shows them, or None where no street is chosen."""
        chosen = self.chosen
        return None if chosen is None else self._tables(chosen)[1]

    def audience(self, analysis: Analysis) -> Audience:
        """Return for whom a street's year is shown now: the station's own version on its own machine alone."""
        is_own = self.version.value == _STATION and analysis.is_stations_machine
        return Audience.STATION if is_own else analysis.audience

    def title(self, analysis: Analysis, *parts: Text | str) -> str:
        """Return street, year and what was chosen, as one line."""
        chosen = self.language.join(filter(None, parts), separator=" · ")
        return self.language.say(place_title(analysis.plan, chosen))

    def refresh(self, *, is_new_street: bool = False) -> None:
        """Show what the controls choose; where that fails, the sentence for it and never what stood there before."""
        if self.session.look_again():
            self._offer_streets(self.chosen)
        try:
            view = self._view_now(is_new_street=is_new_street)
            page = Page(view, self.language)
            page.html  # noqa: B018 - drawn here, where a fault is told
        except UserError as error:
            view = kindly(self._place(), self.language, *error.sentences)
            page = Page(view, self.language)
        except Exception:
            view = self._fault()
            page = Page(view, self.language)
        self.save_chart.disabled = view.chart is None or view.chart.figure is None
        self.save_table.disabled = view.table is None or not view.table.rows
        self._offer_ways(view.ways)
        self.show(page)
        self._remember()

    def take(self, values: Mapping[str, str]) -> None:
        """Set lists to what a message named, and show it."""
        with self._setting():
            for name, value in values.items():
                control = {"street": self.street, **self.lists}[name]
                control.value = value
        if "street" in values:
            self._offer_years(values["street"])
            self._tell_reading(self.street)
        self.refresh(is_new_street="street" in values)

    def _view_now(self, *, is_new_street: bool) -> View:
        chosen = self.chosen
        if chosen is None:
            sentence = text("There is no parameter file yet in parameters/streets.")
            return kindly("", self.language, sentence, _BEGIN)
        analysis = self.session.open(chosen)
        if is_new_street:
            self._offer_versions(analysis)
        analysis, report = self._tables(chosen)
        with self._setting():
            self.offer_choices(analysis, report)
            self._offer_beside(chosen)
        self._is_fresh = False
        return self._with_ways(self._marked(analysis, report))

    def _marked(self, analysis: Analysis, report: ProtectedReport) -> View:
        """Return the view of a street's year with its bands, beside it the other one where one is chosen."""
        view = self._banded(self.view(analysis, report), analysis, report)
        other = self._named(str(self.beside.value or ""))
        if other is None:
            return view
        tables = self._tables(other)
        return replace(view, beside=self._banded(self.view(*tables), *tables))

    def _banded(self, view: View, analysis: Analysis, report: ProtectedReport) -> View:
        made = "".join(paragraph.words for paragraph in synthetic_band(analysis.plan, self.language).paragraphs)
        return replace(view, made=made, band=self.language.say(AUDIENCES[report.audience]))

    def _with_ways(self, view: View) -> View:
        """Return a view of nothing with the streets that have something; any other as it is."""
        if not view.is_empty or view.ways or view.beside is not None:
            return view
        now = self.street.value
        there = {_street_key(one): one.name for one in self.session.known if one.has_data}
        return replace(view, ways=tuple(Way(words, {"street": key}) for key, words in there.items() if key != now))

    def _tables(self, chosen: StreetYear) -> tuple[Analysis, ProtectedReport]:
        analysis = self.session.open(chosen)
        return analysis, self.session.report(chosen, self.audience(analysis))

    def _named(self, file: str | None) -> StreetYear | None:
        return next((one for one in self.session.known if one.path.name == file), None)

    def _place(self) -> str:
        chosen = self.chosen
        return "" if chosen is None else f"{chosen.street} {chosen.year or ''}".strip()

    def _fault(self) -> View:
        """Return the sentence for a fault of the program; what it was stands in a file that stays in the station."""
        place = write_fault(self.session.project)
        sentences = (
            text("The program has a fault here, so nothing is shown: a wrong figure would be worse than none."),
            text("Choose something else. If it comes again, run the page anew; if it stays, give the file {file} to "
                 "whoever looks after the program.", file=place or FILE),
        )  # fmt: skip
        return kindly(self._place(), self.language, *sentences)

    def _changed(self, change: Any) -> None:
        if self._is_setting:
            return
        self.status.value = ""
        owner = change["owner"]
        if isinstance(owner, Choice) and owner.value in owner.closed:
            self._refuse(owner, change["old"])
            return
        if owner is self.street:
            self._offer_years(self.street.value)
        self._tell_reading(owner)
        self.refresh(is_new_street=owner in (self.street, self.year))

    def _tell_reading(self, owner: Any) -> None:
        """Say that a street is being read: it takes seconds, and what stands there is of another choice."""
        if owner in (self.street, self.year, self.beside, self.version):
            self.show(Page(kindly(self._place(), self.language, text("reading …")), self.language))

    def _refuse(self, control: Choice, before: Any) -> None:
        """Put a list back to what it was, and say why what was chosen leads to nothing."""
        words = text(
            "{words} leads to nothing here ({reason}): what was shown stays.",
            words=control.words, reason=control.closed[str(control.value)],
        )  # fmt: skip
        with self._setting():
            control.value = before
        self.status.value = _escaped(self.language.say(words))

    def _offer_streets(self, first: StreetYear | None) -> None:
        named: dict[str, Text | str] = {_street_key(one): one.name for one in self.session.known}
        options = tuple(Option(words, key) for key, words in named.items())
        with self._setting():
            self.street.offer(options, "" if first is None else _street_key(first), self.language)
        self._offer_years(self.street.value, "" if first is None else first.path.name)

    def _offer_years(self, street: str | None, wanted: str = "") -> None:
        files = [one for one in self.session.known if _street_key(one) == street]
        options = tuple(Option(str(one.year or "—"), one.path.name) for one in files)
        with self._setting():
            self.year.offer(options, wanted, self.language)

    def _offer_beside(self, chosen: StreetYear) -> None:
        """Offer nothing, the other years of the street, then the other streets in pinyin order."""
        own = [one for one in self.session.known if one.street == chosen.street and one != chosen]
        rest = [one for one in self.session.known if one.street != chosen.street]
        others = tuple(
            Option(
                text("{street} {year}", street=one.name, year=one.year or "—"),
                one.path.name,
                self.closed_beside(chosen, one),
            )
            for one in (*own, *rest)
        )
        alone = Option(text("nothing beside it"), ALL)
        self.beside.offer((alone, *others), str(self.beside.value or ""), self.language)

    def _versions(self, audience: Audience) -> tuple[tuple[str, str], ...]:
        names = {_SHARED: AUDIENCES[audience], _STATION: AUDIENCES[Audience.STATION]}
        return tuple((_SUBTITLE.split(self.language.say(words))[0], value) for value, words in names.items())

    def _offer_versions(self, analysis: Analysis) -> None:
        """Begin with the version to pass on; the station's own is offered on the station's own machine only."""
        hide(self.version, hidden=not analysis.is_stations_machine)
        with self._setting():
            self.version.options = self._versions(analysis.audience)
            self.version.value = _SHARED

    def _offer_ways(self, ways: tuple[Way, ...]) -> None:
        """Turn what the sentence names into buttons."""
        made = []
        for way in ways[:_MOST_WAYS]:
            one = button(self.language.say(way.words))
            one.on_click(lambda _, values=way.values: self.take(values))
            made.append(one)
        self.ways.children = made
        hide(self.ways, hidden=not made)

    @contextmanager
    def _setting(self) -> Iterator[None]:
        """Take no change of a control for the reader's while the block runs."""
        before, self._is_setting = self._is_setting, True
        try:
            yield
        finally:
            self._is_setting = before

    def _saving(self, words: Text, save: Save) -> Any:
        made = button(self.language.say(words))
        made.on_click(lambda _: self._save(save))
        return made

    def _save(self, save: Save) -> None:
        """Save what is shown, of both streets where two are; say where each file is, with a link to it."""
        files = [one for one in (self.chosen, self._named(str(self.beside.value or ""))) if one is not None]
        try:
            said = [self._saved(save, one) for one in files]
        except UserError as error:
            said = [_escaped(self.language.say(error.sentence))]
        except Exception:
            said = [_escaped(paragraph.words) for paragraph in self._fault().sentence.paragraphs]
        self.status.value = "".join(said)

    def _saved(self, save: Save, chosen: StreetYear) -> str:
        analysis, report = self._tables(chosen)
        view = self._banded(self.view(analysis, report), analysis, report)  # drawn anew: a file gets a band of its own
        done = save(analysis, report, view, self.language)
        place = done.path.relative_to(self.session.project.root).as_posix()
        link = done.link(self.language.say(text("open")), self.language.say(text("download")))
        return _escaped(self.language.say(text("Saved: {path}", path=place)), link)

    def _remember(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            kept: dict[str, str | int] = {"street": chosen.path.stem, "year": chosen.year, **self.choices()}
            remember(self.session.project, self.name, kept)


_BEGIN = text("Begin one with: python start.py new; or make the example streets with: python start.py demo.")


def _street_key(one: StreetYear) -> str:
    return f"{one.street}|{one.synthetic}"


def _escaped(words: str, link: str = "") -> str:
    return f'<span class="explore-saved">{escape(words)}</span> {link}'
