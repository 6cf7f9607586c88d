"""The page on outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import Choice, hide
from evaltoolkit.explore.desk import Desk, Show
from evaltoolkit.explore.notebook_output import open_desk
from evaltoolkit.explore.outcome_choice import (
    OutcomeChoice,
    chosen_group,
    dimension_options,
    group_options,
    picture_options,
    scale_options,
)
from evaltoolkit.explore.outcome_reach import EVERYONE, outcome_reach
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.explore.person_view import person_options, person_view
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.street_years import StreetYear
from evaltoolkit.explore.view import View
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text

_COLUMNS: Mapping[str, tuple[str, ...]] = {"group": ("group", "project"), "method": ("method",), "field": ("field",)}


class OutcomeDesk(Desk):
    """Scale, kind of picture, dimension, one way of grouping; in the station's version one person."""

    name: ClassVar[str] = "outcomes"
    unknown: ClassVar[str] = "?"

    def __init__(self, session: Session, language: Language, show: Show) -> None:
        super().__init__(session, language, show)
        say = language.say
        self.scale, self.dimension = Choice(say(text("Scale"))), Choice(say(text("Dimension")))
        self.group, self.method = Choice(say(text("Group"))), Choice(say(text("Method")))
        self.field, self.picture = Choice(say(text("Field of service"))), Choice(say(text("Picture")))
        self.person = Choice(say(text("Person")))
        self._groupings = {"group": self.group, "method": self.method, "field": self.field}

    @property
    def own_rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the controls of the outcomes."""
        return (self.scale, self.picture, self.dimension, self.person), (self.group, self.method, self.field)

    def offer_choices(self, analysis: Analysis, report: ProtectedReport) -> None:
        """Offer the scales, pictures, dimensions and groups that were measured; what leads to nothing says why."""
        table, wanted, reach = analysis.results.outcomes, self.choices(), outcome_reach(report)
        self.scale.offer(scale_options(table, reach), wanted["scale"], self.language)
        scale = str(self.scale.value or "")
        self.picture.offer(picture_options(reach, scale), wanted["picture"], self.language)
        choice = OutcomeChoice(scale, picture=str(self.picture.value))
        self.dimension.offer(dimension_options(table, reach, choice), wanted["dimension"], self.language)
        choice = OutcomeChoice(scale, str(self.dimension.value or ""), picture=choice.picture)
        for name, control in self._groupings.items():
            control.offer(group_options(table, _COLUMNS[name], reach, choice), wanted[name], self.language)
        self.person.offer(person_options(report, scale), str(self.person.value or ""), self.language)
        hide(self.person, hidden=report.audience is not Audience.STATION)

    def closed_beside(self, chosen: StreetYear, other: StreetYear) -> Text | str:
        """Return why another street's year has nothing to stand beside this one; a person stands in one street."""
        is_elsewhere = bool(self.person.value) and other.street != chosen.street
        return other.missing or (text("this person is not there") if is_elsewhere else "")

    @property
    def lists(self) -> Mapping[str, Choice]:
        """Return the lists of the outcomes; which person was looked at is not remembered."""
        return {"scale": self.scale, "picture": self.picture, "dimension": self.dimension, **self._groupings}

    def view(self, analysis: Analysis, report: ProtectedReport) -> View:
        """Return the outcomes of the choice."""
        if self.person.value and report.audience is Audience.STATION:
            title = self.title(analysis, str(self.person.value))
            return person_view(report, str(self.person.value), title, self.language)
        named = [control for control in self._groupings.values() if control.value != EVERYONE]
        grouping, group = chosen_group(str(named[0].value)) if named else (EVERYONE, "")
        choice = OutcomeChoice(self.scale.value, self.dimension.value, grouping, group, self.picture.value)
        words = (self.scale.words, self.dimension.words, named[0].words if named else text("Everyone together"))
        return outcome_view(report, choice, self.title(analysis, *words), self.language)

    def _changed(self, change: Any) -> None:
        owner = change["owner"]
        if not self._is_setting and owner in self._groupings.values() and owner.value not in owner.closed:
            with self._setting():  # one way of grouping at a time
                for other in self._groupings.values():
                    if other is not owner:
                        other.value = EVERYONE
        super()._changed(change)


def explore_outcomes(street: str = "", year: int | None = None, *, language: str = DEFAULT_LANGUAGE) -> Desk:
    """Show the page on outcomes below the cell.

    Parameters
    ----------
    street
        Street to begin with; the one of last time by default.
    year
        Year to begin with; the latest by default.
    language
        ``zh_CN`` or ``en``.

    Returns
    -------
    Desk
        The page; its ``report`` holds the protected tables that are shown, for an analysis of one's own.
    """
    return open_desk(OutcomeDesk, street, year, language)
