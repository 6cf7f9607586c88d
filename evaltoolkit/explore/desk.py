"""A page of controls over one street's year: what every such page has, whatever it shows."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from ipywidgets import HTML, Button, Layout

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import UserError
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import Controls, dropdown, hide, offer, switch
from evaltoolkit.explore.memory import remember, remembered
from evaltoolkit.explore.outcome_choice import Options
from evaltoolkit.explore.saving import save_chart, save_table
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.street_years import StreetYear, first_choice
from evaltoolkit.explore.view import Page, View, kindly
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.chapters.front import synthetic_band
from evaltoolkit.words.page.audience_words import AUDIENCES

Show = Callable[[Page], None]
Save = Callable[[Analysis, ProtectedReport, View, Language], Path]
_SHARED, _STATION = "shared", "station"
_SUBTITLE = re.compile("[：:]")  # an audience's words say its name, then what it means


class Desk(ABC):
    """Street, year, version, saving; a page adds its own controls and says what they show.

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
        self.street, self.year = (dropdown(language.say(words)) for words in (text("Street"), text("Year")))
        self.version = switch(self._versions(Audience.SHARED))
        self.save_chart = self._button(text("Save the chart (PNG)"), save_chart)
        self.save_table = self._button(text("Save the table (xlsx)"), save_table)
        self.status = HTML()
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
        """Return what the controls choose now."""

    @property
    @abstractmethod
    def lists(self) -> Mapping[str, Any]:
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
        for control in (self.street, self.year, self.version, *(one for row in self.own_rows for one in row)):
            if "value" in control.trait_names() and control is not self.status:
                control.observe(self._changed, names="value")
        self.refresh(is_new_street=True)
        saving = (self.save_chart, self.save_table, self.status)
        instead = self.language.say(text("The controls stand here while the notebook is open in JupyterLab."))
        return Controls(((self.street, self.year, self.version), *self.own_rows, saving), instead)

    @property
    def chosen(self) -> StreetYear | None:
        """Return the parameter file that street and year name."""
        files = (one for one in self.session.known if one.path.name == self.year.value)
        return next(files, None)

    @property
    def report(self) -> ProtectedReport | None:
        """Return the tables of the street chosen as its version shows them, or None where no street is chosen."""
        chosen = self.chosen
        if chosen is None:
            return None
        return self.session.report(chosen, self.audience(self.session.open(chosen)))

    def audience(self, analysis: Analysis) -> Audience:
        """Return for whom the page is shown now."""
        return Audience.STATION if self.version.value == _STATION else analysis.audience

    def title(self, *parts: Text | str) -> str:
        """Return street, year and what was chosen, as one line."""
        chosen = self.chosen
        place = "" if chosen is None else f"{chosen.street} {chosen.year}"
        return f"{place}：{' · '.join(said for part in parts if (said := self.language.say(part)))}"

    def refresh(self, *, is_new_street: bool = False) -> None:
        """Show what the controls choose."""
        if is_new_street:
            self.show(Page(kindly(self.title(text("reading …")), self.language), self.language))
        try:
            view = self._view_now(is_new_street=is_new_street)
        except UserError as error:
            view = kindly(self.title(), self.language, *error.sentences)
        self.save_chart.disabled = view.chart is None or view.chart.figure is None
        self.save_table.disabled = view.table is None or not view.table.rows
        self.show(Page(view, self.language))
        self._remember()

    def _view_now(self, *, is_new_street: bool) -> View:
        chosen = self.chosen
        if chosen is None:
            sentence = text("There is no parameter file yet in parameters/streets.")
            return kindly("", self.language, sentence, _BEGIN)
        analysis = self.session.open(chosen)
        if is_new_street:
            self._offer_versions(analysis)
        audience = self.audience(analysis)
        report = self.session.report(chosen, audience)
        with self._setting():
            self.offer_choices(analysis, report)
        self._is_fresh = False
        view = self.view(analysis, report)
        made = "".join(paragraph.words for paragraph in synthetic_band(analysis.plan, self.language).paragraphs)
        return replace(view, made=made, band=self.language.say(AUDIENCES[audience]))

    def _changed(self, change: Any) -> None:
        if self._is_setting:
            return
        self.status.value = ""
        if change["owner"] is self.street:
            self._offer_years(self.street.value)
        self.refresh(is_new_street=change["owner"] in (self.street, self.year))

    def _offer_streets(self, first: StreetYear | None) -> None:
        named: dict[str, Text | str] = {_street_key(one): one.name for one in self.session.known}
        options: Options = tuple((words, key) for key, words in named.items())
        offer(self.street, options, "" if first is None else _street_key(first), self.language)
        self._offer_years(self.street.value, "" if first is None else first.path.name)

    def _offer_years(self, street: str | None, wanted: str = "") -> None:
        files = [one for one in self.session.known if _street_key(one) == street]
        with self._setting():
            offer(self.year, tuple((str(one.year or "—"), one.path.name) for one in files), wanted, self.language)

    def _versions(self, audience: Audience) -> tuple[tuple[str, str], ...]:
        names = {_SHARED: AUDIENCES[audience], _STATION: AUDIENCES[Audience.STATION]}
        return tuple((_SUBTITLE.split(self.language.say(words))[0], value) for value, words in names.items())

    def _offer_versions(self, analysis: Analysis) -> None:
        """Begin with the version to pass on; the station's own is offered on the station's own machine only."""
        hide(self.version, hidden=not analysis.is_stations_machine)
        with self._setting():
            self.version.options = self._versions(analysis.audience)
            self.version.value = _SHARED

    @contextmanager
    def _setting(self) -> Iterator[None]:
        """Take no change of a control for the reader's while the block runs."""
        self._is_setting = True
        try:
            yield
        finally:
            self._is_setting = False

    def _button(self, words: Text, save: Save) -> Any:
        button = Button(description=self.language.say(words), layout=Layout(width="auto"))
        button.on_click(lambda _: self._save(save))
        return button

    def _save(self, save: Save) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        try:
            analysis = self.session.open(chosen)
            report = self.session.report(chosen, self.audience(analysis))
            path = save(analysis, report, self._view_now(is_new_street=False), self.language)
            place = path.relative_to(self.session.project.root).as_posix()
            said = self.language.say(text("Saved: {path}", path=place))
        except UserError as error:
            said = self.language.say(error.sentence)
        self.status.value = _escaped(said)

    def _remember(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            kept: dict[str, str | int] = {"street": chosen.path.stem, "year": chosen.year, **self.choices()}
            remember(self.session.project, self.name, kept)


_BEGIN = text("Begin one with: python start.py new; or make the example streets with: python start.py demo.")


def _street_key(one: StreetYear) -> str:
    return f"{one.street}|{one.synthetic}"


def _escaped(words: str) -> str:
    return f'<span class="explore-saved">{escape(words)}</span>'
