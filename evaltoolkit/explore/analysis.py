"""Everything the report computes of one street's year, kept for as long as a page is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport, protect_results
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import load, roster_file
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import DEFAULT_LANGUAGE
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Results
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.year.registries import street_policy, street_system
from evaltoolkit.reporting.year.street_results import street_analysis
from evaltoolkit.scoring.part_year import PartYear, part_years
from evaltoolkit.scoring.system import IndicatorSystem

RUN = "explore"
"""Folder under ``private/`` and ``reports/`` for what is saved from the widgets."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One street's year at full precision, with what its protected forms and a trial of its score need.

    Its `results` hold what the plan's audience may know of; what is computed for the station alone comes with
    :meth:`shown`.
    """

    project: Project
    plan: Plan
    evidence: Evidence
    system: IndicatorSystem
    results: Results
    fallen_due: Mapping[str, PartYear] = field(default_factory=dict)
    """By indicator, the share of its yearly amount that has fallen due where the year is not over."""

    @property
    def audience(self) -> Audience:
        """Return whom the plan's report is for; for a plan of the station's own, the shared form."""
        return Audience(self.plan.audience)

    @property
    def is_stations_machine(self) -> bool:
        """Return whether the station's roster lies in this machine's private store: only there is all to be seen."""
        return roster_file(self.plan, home=self.project.root) is not None

    def shown(self, audience: Audience) -> ProtectedReport:
        """Return the tables as `audience` may see them.

        Raises
        ------
        PermissionError
            The station's version was asked for on a machine that is not the station's.
        """
        if audience is Audience.STATION and not self.is_stations_machine:
            raise PermissionError("the station's version is shown on the station's own machine only")
        policy = street_policy(self.project)
        if audience is Audience.STATION:
            return self._for_station(policy)
        plan = self.plan.model_copy(update={"audience": audience.value})
        earlier = earlier_reports(plan, home=self.project.root)
        return protect_results(self.results, policy, audience, earlier=earlier)

    def _for_station(self, policy: Policy) -> ProtectedReport:
        """Return all tables, with those on groups and single people that are computed for the station alone."""
        plan = self.plan.model_copy(update={"audience": Audience.STATION.value})
        own = street_analysis(plan, self.evidence, self.project)
        return protect_results(own.results, policy, Audience.STATION, individuals=own.people)


def analyse(path: Path, project: Project, language: str = DEFAULT_LANGUAGE) -> Analysis:
    """Return the analysis of a parameter file, made as the report makes it.

    Raises
    ------
    UserError
        The parameter file or its data cannot be used; the sentence says what to do.
    """
    given = read_plan(path)
    evidence = load(given, home=project.root)
    who = Audience.SHARED.value if Audience(given.audience) is Audience.STATION else given.audience
    plan = fill_plan(given, evidence).model_copy(update={"language": language, "audience": who})
    system = street_system(plan, project)
    results = street_analysis(plan, evidence, project).results
    return Analysis(project, plan, evidence, system, results, part_years(plan, system, evidence))
