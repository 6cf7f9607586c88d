"""The page on outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import dropdown, offer
from evaltoolkit.explore.desk import Desk, Show
from evaltoolkit.explore.notebook_output import open_desk
from evaltoolkit.explore.outcome_choice import (
    EVERYONE,
    PICTURES,
    OutcomeChoice,
    chosen_group,
    dimension_options,
    group_options,
    scale_options,
)
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.view import View
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text

_COLUMNS: Mapping[str, tuple[str, ...]] = {"group": ("group", "project"), "method": ("method",), "field": ("field",)}


class OutcomeDesk(Desk):
    """Scale, dimension, one way of grouping, kind of picture."""

    name: ClassVar[str] = "outcomes"
    unknown: ClassVar[str] = "?"

    def __init__(self, session: Session, language: Language, show: Show) -> None:
        super().__init__(session, language, show)
        say = language.say
        self.scale, self.dimension = dropdown(say(text("Scale"))), dropdown(say(text("Dimension")))
        self.group, self.method = dropdown(say(text("Group"))), dropdown(say(text("Method")))
        self.field, self.picture = dropdown(say(text("Field of service"))), dropdown(say(text("Picture")))
        self._groupings = {"group": self.group, "method": self.method, "field": self.field}

    @property
    def own_rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the controls of the outcomes."""
        return (self.scale, self.dimension, self.picture), (self.group, self.method, self.field)

    def offer_choices(self, analysis: Analysis, report: ProtectedReport) -> None:  # noqa: ARG002 - the base class names it
        """Offer the scales, dimensions and groups that were measured; what a version hides says so when chosen."""
        table, wanted = analysis.results.outcomes, self.choices()
        offer(self.scale, scale_options(table), wanted["scale"], self.language)
        offer(self.dimension, dimension_options(table, self.scale.value), wanted["dimension"], self.language)
        offer(self.picture, tuple((words, key) for key, words in PICTURES.items()), wanted["picture"], self.language)
        for name, control in self._groupings.items():
            offer(control, group_options(table, _COLUMNS[name]), wanted[name], self.language)

    @property
    def lists(self) -> Mapping[str, Any]:
        """Return the lists of the outcomes."""
        return {"scale": self.scale, "dimension": self.dimension, "picture": self.picture, **self._groupings}

    def view(self, analysis: Analysis, report: ProtectedReport) -> View:  # noqa: ARG002
        """Return the outcomes of the choice."""
        named = [control for control in self._groupings.values() if control.value != EVERYONE]
        grouping, group = chosen_group(str(named[0].value)) if named else (EVERYONE, "")
        choice = OutcomeChoice(self.scale.value, self.dimension.value, grouping, group, self.picture.value)
        words = (self.scale.label, self.dimension.label, named[0].label if named else text("Everyone together"))
        return outcome_view(report, choice, self.title(*words), self.language)

    def _changed(self, change: Any) -> None:
        # The tables group people in one way at a time: two at once would single people out.
        if not self._is_setting and change["owner"] in self._groupings.values():
            for control in self._groupings.values():
                if control is not change["owner"]:
                    with self._setting():
                        control.value = EVERYONE
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
