"""What can be looked at: each table of the report with the functions that say, draw and list it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from evaltoolkit import charts, words
from evaltoolkit.charts.amounts import amounts
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.findings.numbers import fixed, money, percent, trimmed
from evaltoolkit.language import Text, text
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.words.page.any_table import any_table, any_words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Prose
from evaltoolkit.words.services.delivery import by_conversion

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
        Name of the table that the chart draws, where it is another; it is listed too.
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

_FIRST: tuple[Subject, ...] = (
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
"""What is looked at most."""

ELSEWHERE = frozenset(
    ("outcomes", "verdicts", "verdicts_pooled", "verdicts_by_group", "verdict_methods", "courses", "total",
     "other_points", "satisfaction_levels", "theme_fit")
)  # fmt: skip
"""Tables that the page on outcomes, the trial of the score or another subject shows."""

_BARS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "funds": (("item",), ("value",)),
    "spending": (("category",), ("spent", "budget")),
    "payments": (("instalment",), ("amount",)),
    "unit_costs": (("item",), ("cost",)),
    "resources": (("kind",), ("value",)),
    "work_kinds": (("method", "form", "basis"), ("hours", "agreed")),
    "projects": (("project",), ("done", "agreed")),
    "delivery": (("method",), ("held", "agreed")),
    "conversions": (("method", "form"), ("converted",)),
    "satisfaction_change": (("method", "respondent"), ("share",)),
    "satisfaction_items": (("method", "respondent", "item"), ("share",)),
    "needs": (("need", "group"), ("share",)),
    "coverage_by_community": (("community",), ("share",)),
    "priority": (("residence",), ("share",)),
    "posts": (("post",), ("people",)),
    "partners": (("type",), ("activities",)),
    "themes": (("theme",), ("excerpts",)),
    "timeliness": (("item",), ("on_time",)),
    "scale_quality": (("scale_name", "dimension_name"), ("alpha",)),
    "item_quality": (("scale_name", "item"), ("item_rest",)),
    "straight_lining": (("scale_name",), ("n_straight",)),
    "attrition": (("scale_name",), ("n_lost",)),
    "unscored_forms": (("scale_name", "wave"), ("n_forms",)),
    "people": (("programme", "scale_name"), ("n_pairs",)),
    "quality": (("table", "kind"), ("rows",)),
    "other_years": (("sheet",), ("rows",)),
    "row_account": (("sheet",), ("counted", "given")),
}
"""What names a row, and the amount of each that is drawn, by table; amounts of several units share no ruler."""
_FORMS: dict[str, Callable[[float], str]] = {
    **dict.fromkeys(("spending", "payments", "resources"), money),
    **dict.fromkeys(
        ("satisfaction_change", "satisfaction_items", "needs", "coverage_by_community", "priority"), percent
    ),
    **dict.fromkeys(("scale_quality", "item_quality"), partial(fixed, decimals=2)),
    "conversions": by_conversion,
    "unit_costs": partial(fixed, decimals=1),
}
"""How a drawn amount is written, as in the table beside it; those that are not named have the digits they need."""

_SAID: dict[str, str] = {
    "coverage_by_community": "communities", "goals": "goals_reached",
}  # fmt: skip
_NEEDS_MORE = frozenset(("quality", "two_sources"))
"""Tables whose sentence in the report is made of more than the table itself."""
_LISTED: dict[str, str] = {
    "coverage_by_community": "community_table", "goals": "goals_reached_table", "posts": "posts_table",
    "crossings": "crossing_table", "scorecard": "score_table",
    "planning": "planning_table",
}  # fmt: skip
_DRAWN: dict[str, Callable[..., Chart]] = {
    "hours_by_month": charts.hours_course, "flow": charts.flow, "scorecard": charts.points_by_indicator,
}  # fmt: skip


def _more() -> Iterator[Subject]:
    """Yield a subject for every other table, in the order of the report's sections."""
    taken = ELSEWHERE.union(one.table for one in _FIRST)
    sections = [section.name for section in SECTIONS]
    left = [name for name in REPORT_TABLES if name not in taken]
    for name in sorted(left, key=lambda name: _place(sections, REPORT_TABLES[name].section)):
        said = _SAID.get(name, name)
        is_said = said in words.__all__ and name not in _NEEDS_MORE
        yield Subject(
            name, REPORT_TABLES[name].title, name,
            getattr(words, said) if is_said else any_words, _drawing(name),
            listing(name), (), _PROTECTION,
        )  # fmt: skip


def listing(table: str) -> Callable[..., HtmlTable]:
    """Return what lists the rows of a table of the report: its own function, else the one for any table."""
    listed = _LISTED.get(table, f"{table}_table")
    return getattr(words, listed) if listed in words.__all__ else any_table


def _drawing(table: str) -> Callable[..., Chart] | None:
    if table in _DRAWN or table not in _BARS:
        return _DRAWN.get(table)
    names, columns = _BARS[table]
    return partial(amounts, names=names, columns=columns, say=_FORMS.get(table, trimmed))


def _place(sections: list[str], section: str) -> int:
    return sections.index(section) if section in sections else len(sections)


SUBJECTS: tuple[Subject, ...] = (*_FIRST, *_more())
"""Every subject of the report that is none of the outcomes."""


def subject(key: str) -> Subject:
    """Return the subject of that key, the first where there is none."""
    return next((one for one in SUBJECTS if one.key == key), SUBJECTS[0])
