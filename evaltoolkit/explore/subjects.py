"""What can be looked at of the services: each subject with the report's functions that say, draw and list it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaltoolkit import charts, words
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.language import Text, text
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Prose

_PROTECTION = ("Missing and withheld", "Protection of people")


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject.

    Parameters
    ----------
    key
        Identifier.
    name
        As the list of subjects shows it.
    table
        Name of the protected table.
    say, draw, tabulate
        The report's functions; a subject without a chart draws None.
    feeds
        Metrics of indicator rows that the subject feeds: their evidence is listed beneath it.
    notes
        Titles of the notes on methods behind it.
    filters
        Columns by which its rows can be narrowed, among ``method`` and ``field``.
    drawn
        Name of the table that the chart draws, where it is another.
    """

    key: str
    name: Text
    table: str
    say: Callable[..., Prose]
    draw: Callable[..., Chart] | None
    tabulate: Callable[..., HtmlTable]
    feeds: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    drawn: str = ""


_HOURS = ("service_hours", "hours_completion")
_REACHED = ("priority_coverage", "non_registered_coverage")
_SATISFIED = ("satisfaction_rate", "satisfaction_lowest", "satisfaction_partners", "satisfaction_rate_low")
_KNOWN = ("awareness_share", "agreement_share")

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "hours", text("Service hours by method"), "hours", words.hours, charts.hours_by_method, words.hours_table,
        _HOURS, ("Completion far above the target", *_PROTECTION), ("method",),
    ),
    Subject(
        "fields", text("Service hours by field of service"), "hours_by_field", words.hours, charts.hours_by_field,
        words.hours_table, _HOURS, ("Completion far above the target", *_PROTECTION), ("field",),
    ),
    Subject(
        "quarters", text("Service hours by quarter"), "hours_by_quarter", words.hours_by_quarter,
        charts.hours_by_quarter, words.hours_by_quarter_table, _HOURS, _PROTECTION, ("method",),
    ),
    Subject(
        "coverage", text("Coverage of the priority groups"), "coverage", words.coverage, charts.coverage,
        words.coverage_table, _REACHED, ("Coverage", *_PROTECTION),
    ),
    Subject(
        "residence", text("Registered and non-registered residents"), "residence", words.residence,
        charts.residence_gap, words.residence_table, _REACHED, ("Coverage", *_PROTECTION),
    ),
    Subject(
        "satisfaction", text("Satisfaction of service users"), "satisfaction", words.satisfaction,
        charts.satisfaction, words.satisfaction_table, _SATISFIED,
        ("Satisfaction", "Satisfaction is not outcome", *_PROTECTION), ("method",),
    ),
    Subject(
        "levels", text("Answers on satisfaction"), "satisfaction", words.satisfaction, charts.satisfaction_levels,
        words.satisfaction_table, _SATISFIED, ("Satisfaction", "Satisfaction is not outcome", *_PROTECTION),
        ("method",), "satisfaction_levels",
    ),
    Subject(
        "awareness", text("Awareness of the station"), "awareness", words.awareness, charts.awareness,
        words.awareness_table, _KNOWN, ("Awareness", *_PROTECTION),
    ),
    Subject(
        "attendance", text("Attendance of groups"), "attendance", words.attendance, charts.attendance,
        words.attendance_table, ("attendance_share",), _PROTECTION,
    ),
    Subject(
        "evidence", text("Evidence of every indicator"), "evidence_index", words.evidence_index,
        charts.points_by_indicator, words.evidence_table, (), ("Total and range", "Missing and withheld"), (),
        "scorecard",
    ),
)  # fmt: skip


def subject(key: str) -> Subject:
    """Return the subject of that key, the first where there is none."""
    return next((one for one in SUBJECTS if one.key == key), SUBJECTS[0])
