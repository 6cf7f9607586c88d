"""The page on services, with a trial of the score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import Choice, button, entry, hide
from evaltoolkit.explore.desk import Desk, Show
from evaltoolkit.explore.notebook_output import open_desk
from evaltoolkit.explore.options import ALL, Option
from evaltoolkit.explore.service_view import ServiceChoice, filter_options, service_view, subject_options
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.subjects import subject
from evaltoolkit.explore.trials.trial import Asked, Supposed, as_it_stands, asked_of
from evaltoolkit.explore.trials.trial_view import trial_view
from evaltoolkit.explore.view import View
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import LEVELS

TRIAL = "trial"
_TRIAL = text("What if: try the score")


class ServiceDesk(Desk):
    """Subject, method, field; and for a trial of the score the indicators with what is supposed of each."""

    name: ClassVar[str] = "services"

    def __init__(self, session: Session, language: Language, show: Show) -> None:
        super().__init__(session, language, show)
        say = language.say
        self.subject, self.method = Choice(say(text("Subject"))), Choice(say(text("Method")))
        self.field, self.indicator = Choice(say(text("Field of service"))), Choice(say(text("Indicator")))
        self.target = entry(say(text("Target")), say(text("such as ≥1000小时")))
        self.actual = entry(say(text("If the actual were")), say(text("such as 950小时 or 3 ÷ 4")))
        self.level = Choice(say(text("If judged")))
        self.points = entry(say(text("Points")), say(text("such as 8.5")))
        self.undo, self.reset = button(say(text("Undo this row"))), button(say(text("Undo all rows")))
        self.undo.on_click(lambda _: self._forget(str(self.indicator.value)))
        self.reset.on_click(lambda _: self._forget())
        self._supposed: dict[str, Supposed] = {}
        self._filled_for: tuple[Any, ...] = ()

    @property
    def own_rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the controls of the services, then those of the trial."""
        trial = (self.indicator, self.target, self.actual, self.level, self.points)
        return (self.subject, self.method, self.field), trial, (self.undo, self.reset)

    def offer_choices(self, analysis: Analysis, report: ProtectedReport) -> None:
        """Offer the subjects and what each can be narrowed to; for a trial the indicators with what stands now."""
        wanted = self.choices()
        subjects = (*subject_options(report), Option(_TRIAL, TRIAL))
        self.subject.offer(subjects, wanted["subject"], self.language)
        for name, control in (("method", self.method), ("field", self.field)):
            options = filter_options(report, subject(self.subject.value), name)
            control.offer(options, wanted[name], self.language)
        if self._filled_for[:2] != (analysis.plan.key, report.audience):
            self._supposed.clear()
        rows = tuple(
            Option(text("● {name}", name=row.name) if row.id in self._supposed else row.name, row.id)
            for row in analysis.system.rows
        )
        self.indicator.offer(rows, wanted["indicator"], self.language)
        levels = (Option(text("not judged"), ALL), *(Option(say_choice(level), level) for level in LEVELS))
        self.level.offer(levels, str(self.level.value or ""), self.language)
        self._show_entries(analysis, report)

    @property
    def lists(self) -> Mapping[str, Choice]:
        """Return the lists of the services; what is supposed of an indicator is not remembered."""
        return {"subject": self.subject, "method": self.method, "field": self.field, "indicator": self.indicator}

    @property
    def is_trial(self) -> bool:
        """Return whether the score is being tried."""
        return bool(self.subject.value == TRIAL)

    def view(self, analysis: Analysis, report: ProtectedReport) -> View:
        """Return the services of the choice, or the trial of the score."""
        if self.is_trial:
            row = analysis.system.row(str(self.indicator.value))
            title = self.title(analysis, _TRIAL, row.name)
            supposed = dict(self._supposed)
            return trial_view(analysis, report, supposed, indicator=row.id, title=title, language=self.language)
        chosen = [control.words for control in (self.method, self.field) if control.value]
        choice = ServiceChoice(self.subject.value, self.method.value or "", self.field.value or "")
        title = self.title(analysis, self.subject.words, *chosen)
        return service_view(report, choice, title, self.language)

    def take(self, values: Mapping[str, str]) -> None:
        """Set lists to what a message named; of a trial also what is supposed."""
        typed = {name: value for name, value in values.items() if name not in (*self.lists, "street")}
        if typed:
            indicator = values["indicator"]
            self._supposed[indicator] = Supposed(
                indicator, typed["actual"], typed["target"], typed["level"], _number(typed["points"])
            )
            self._filled_for = self._filled_for[:2]
        super().take({name: value for name, value in values.items() if name not in typed})

    def _changed(self, change: Any) -> None:
        if not self._is_setting and change["owner"] in (self.target, self.actual, self.level, self.points):
            self._suppose()
        super()._changed(change)

    def _suppose(self) -> None:
        """Keep what is typed of the row that is looked at; as it stands it is no supposition."""
        chosen = self.chosen
        if chosen is None:
            return
        analysis, report = self._tables(chosen)
        row = analysis.system.row(str(self.indicator.value))
        before = as_it_stands(report["scorecard"], row)
        if asked_of(row, self.target.value) is Asked.LEVEL:
            typed = Supposed(
                row.id, before.actual, self.target.value, str(self.level.value), _number(self.points.value)
            )
        else:
            typed = Supposed(row.id, self.actual.value, self.target.value, before.level, before.points)
        if typed == before:
            self._supposed.pop(row.id, None)
        else:
            self._supposed[row.id] = typed

    def _forget(self, *indicators: str) -> None:
        """Let rows stand as they do in the report again, all of them where none is named."""
        for indicator in indicators or tuple(self._supposed):
            self._supposed.pop(indicator, None)
        self._filled_for = self._filled_for[:2]
        self.refresh()

    def _show_entries(self, analysis: Analysis, report: ProtectedReport) -> None:
        row = analysis.system.row(str(self.indicator.value))
        is_trial, target = self.is_trial, self.target.value if self._filled_for[2:] == (row.id,) else ""
        place = (analysis.plan.key, report.audience, row.id)
        if is_trial and self._filled_for != place:
            self._filled_for = place
            target = self._fill(self._supposed.get(row.id) or as_it_stands(report["scorecard"], row))
        is_judged = asked_of(row, target) is Asked.LEVEL
        for control in (self.method, self.field, self.beside):
            hide(control, hidden=is_trial)
        for control in (self.indicator, self.target, self.undo, self.reset):
            hide(control, hidden=not is_trial)
        hide(self.actual, hidden=not is_trial or is_judged)
        for control in (self.level, self.points):
            hide(control, hidden=not is_trial or not is_judged)
        self.undo.disabled, self.reset.disabled = row.id not in self._supposed, not self._supposed
        if is_trial and self.beside.value:  # a page that opens on the trial has nothing to choose there yet
            self.beside.value = ""

    def _fill(self, stands: Supposed) -> str:
        """Begin with what is supposed of a row, else with what the version shows of it, and return its target."""
        self.target.value, self.actual.value = stands.target, stands.actual
        self.points.value = "" if stands.points is None else f"{stands.points:g}"
        self.level.value = stands.level
        return stands.target


def _number(typed: str) -> float | None:
    try:
        return float(typed.strip())
    except ValueError:
        return None


def explore_services(street: str = "", year: int | None = None, *, language: str = DEFAULT_LANGUAGE) -> Desk:
    """Show the page on services below the cell.

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
    return open_desk(ServiceDesk, street, year, language)
