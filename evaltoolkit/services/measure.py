"""Measure everything a station did in the plan's year: one call, every table by name."""

from __future__ import annotations

from dataclasses import replace

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.thresholds import OVERSHOOT
from evaltoolkit.services.funds.money import funds, payments, spending
from evaltoolkit.services.funds.resources import resource_list, resources
from evaltoolkit.services.funds.unit_costs import unit_costs
from evaltoolkit.services.links import with_links
from evaltoolkit.services.opinions.awareness import awareness
from evaltoolkit.services.opinions.satisfaction import satisfaction, satisfaction_levels
from evaltoolkit.services.opinions.satisfaction_change import satisfaction_change
from evaltoolkit.services.opinions.satisfaction_items import satisfaction_items
from evaltoolkit.services.opinions.voices import quotes, theme_fit, themes
from evaltoolkit.services.other_years import other_years
from evaltoolkit.services.people.attendance import attendance
from evaltoolkit.services.people.coverage import coverage, coverage_by_community, priority, residence
from evaltoolkit.services.people.needs import needs
from evaltoolkit.services.people.staff import partners, posts, staff, volunteers
from evaltoolkit.services.two_sources import two_sources
from evaltoolkit.services.work.delivery import conversions, delivery
from evaltoolkit.services.work.goals import goals
from evaltoolkit.services.work.hours import hours, hours_by_field, hours_by_month, hours_by_quarter
from evaltoolkit.services.work.inspections import inspections
from evaltoolkit.services.work.measures import measures
from evaltoolkit.services.work.practice import quality_checks, stories, supervisions
from evaltoolkit.services.work.projects import projects
from evaltoolkit.services.work.timeline import timeline
from evaltoolkit.services.work.timeliness import timeliness
from evaltoolkit.services.work.work_kinds import work_kinds

_OF_THE_YEAR = (
    hours, work_kinds, hours_by_field, hours_by_quarter, hours_by_month, projects, delivery, conversions, satisfaction,
    satisfaction_levels, satisfaction_items, satisfaction_change, coverage, residence, priority, coverage_by_community,
    payments, resources, resource_list, inspections, attendance, goals, needs, staff, posts, volunteers, partners,
    quotes, themes, theme_fit, stories, quality_checks, supervisions, timeliness, timeline, unit_costs, two_sources,
    other_years, measures,
)  # fmt: skip


def measure_services(plan: Plan, evidence: Evidence, *, overshoot: float = OVERSHOOT) -> dict[str, ResultTable]:
    """Return the tables of the services by name.

    Parameters
    ----------
    plan
        The street's plan; its year is the period, its budget the funds.
    evidence
        The de-identified tables.
    overshoot
        Completion of hours from which on the indicator system asks for a reason; it stands in the tables that compare
        hours done with those agreed, for whatever speaks of them.

    Returns
    -------
    dict of str to ResultTable
        Every table always, in a fixed order; one whose source the street has not given is empty, with its columns.
        The functions of this room document the columns. Rows dated outside the year are not counted.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaltoolkit.model.results import Quality
    >>> plan = Plan(street="甲", slug="a", district="乙", year=2023, project="丙", indicator_system="blank")
    >>> held = pd.DataFrame({"date": ["2023-05-01", "2023-06-01"], "method": ["个案", "小组"], "hours": [2.0, 3.0]})
    >>> tables = measure_services(plan, Evidence({"services": held}, Quality(pd.DataFrame())))
    >>> tables["hours"].frame["done"].sum(), tables["coverage"].frame.empty
    (np.float64(5.0), True)
    """
    tables = [spending(evidence), funds(plan), awareness(evidence), *(make(plan, evidence) for make in _OF_THE_YEAR)]
    return with_links({table.name: _limited(table, overshoot) for table in tables})


def _limited(table: ResultTable, overshoot: float) -> ResultTable:
    is_compared = {"agreed", "done", "completion"} <= set(table.frame.columns)
    return replace(table, frame=table.frame.assign(overshoot=overshoot)) if is_compared else table
