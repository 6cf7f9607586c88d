"""The page on services, with a trial of the score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.analysis import Analysis
from evaltoolkit.explore.controls import dropdown, entry, hide, offer
from evaltoolkit.explore.desk import Desk, Show
from evaltoolkit.explore.notebook_output import open_desk
from evaltoolkit.explore.outcome_choice import Options
from evaltoolkit.explore.service_view import ServiceChoice, filter_options, service_view
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.subjects import SUBJECTS, subject
from evaltoolkit.explore.trial import Supposed, is_judged, row_of
from evaltoolkit.explore.trial_view import trial_view
from evaltoolkit.explore.view import View
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import LEVELS

TRIAL = "trial"
_TRIAL = text("What if: try the score")


class ServiceDesk(Desk):
    """Subject, method, field; and for a trial of the score one indicator with what is supposed of it."""

    name: ClassVar[str] = "services"

    def __init__(self, session: Session, language: Language, show: Show) -> None:
        super().__init__(session, language, show)
        say = language.say
        self.subject, self.method = dropdown(say(text("Subject"))), dropdown(say(text("Method")))
        self.field, self.indicator = dropdown(say(text("Field of service"))), dropdown(say(text("Indicator")))
        self.target = entry(say(text("Target")), say(text("such as ≥1000小时")))
        self.actual = entry(say(text("If the actual were")), say(text("such as 950小时 or 92%")))
        self.level = dropdown(say(text("If judged")))
        self.points = entry(say(text("Points")), say(text("such as 8.5")))
        self._filled_for = ("", "")

    @property
    def own_rows(self) -> tuple[tuple[Any, ...], ...]:
        """Return the controls of the services, then those of the trial."""
        trial = (self.indicator, self.target, self.actual, self.level, self.points)
        return (self.subject, self.method, self.field), trial

    def offer_choices(self, analysis: Analysis, report: ProtectedReport) -> None:
        """Offer the subjects and what each can be narrowed to; for a trial the indicators with what stands now."""
        wanted = self.choices()
        subjects: Options = (*((one.name, one.key) for one in SUBJECTS), (_TRIAL, TRIAL))
        offer(self.subject, subjects, wanted["subject"], self.language)
        for name, control in (("method", self.method), ("field", self.field)):
            options = filter_options(report, subject(self.subject.value), name)
            offer(control, options, wanted[name], self.language)
        rows: Options = tuple((row.name, row.id) for row in analysis.system.rows)
        offer(self.indicator, rows, wanted["indicator"], self.language)
        offer(self.level, tuple((say_choice(level), level) for level in LEVELS), self.level.value, self.language)
        self._show_entries(analysis)

    @property
    def lists(self) -> Mapping[str, Any]:
        """Return the lists of the services; what is supposed of an indicator is not remembered."""
        return {"subject": self.subject, "method": self.method, "field": self.field, "indicator": self.indicator}

    def view(self, analysis: Analysis, report: ProtectedReport) -> View:
        """Return the services of the choice, or the trial of the score."""
        if self.subject.value == TRIAL:
            words = (_TRIAL, self.indicator.label)
            audience = self.audience(analysis)
            return trial_view(analysis, self._supposed(analysis), audience, self.title(*words), self.language)
        chosen = [control.label for control in (self.method, self.field) if control.value]
        choice = ServiceChoice(self.subject.value, self.method.value or "", self.field.value or "")
        return service_view(report, choice, self.title(self.subject.label, *chosen), self.language)

    def _show_entries(self, analysis: Analysis) -> None:
        is_trial = self.subject.value == TRIAL
        judged = is_judged(analysis.system.row(self.indicator.value))
        for control in (self.method, self.field):
            hide(control, hidden=is_trial)
        hide(self.indicator, hidden=not is_trial)
        for control in (self.target, self.actual):
            hide(control, hidden=not is_trial or judged)
        for control in (self.level, self.points):
            hide(control, hidden=not is_trial or not judged)
        place = str(self.year.value), str(self.indicator.value)
        if is_trial and self._filled_for != place:
            self._filled_for = place
            self._fill(analysis)

    def _fill(self, analysis: Analysis) -> None:
        """Begin a trial with what stands in the report."""
        row = row_of(analysis.results.scorecard, self.indicator.value)
        self.target.value, self.actual.value = row.target or "", row.actual or ""
        self.points.value = "" if row.points is None else f"{row.points:g}"
        stated = next((level for level in LEVELS if row.actual and level in row.actual), None)
        words = "" if row.formula is None else self.language.say(row.formula)
        named = [level for level in sorted(LEVELS, key=len, reverse=True) if level in words]
        self.level.value = (named or [stated or LEVELS[0]])[0]

    def _supposed(self, analysis: Analysis) -> Supposed:
        indicator = str(self.indicator.value)
        if not is_judged(analysis.system.row(indicator)):
            return Supposed(indicator, self.actual.value, self.target.value)
        return Supposed(indicator, level=str(self.level.value), points=_number(self.points.value))


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
