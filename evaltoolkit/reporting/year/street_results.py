"""A street's year computed in the report's order, and the report that every page of it shows rows of."""

from __future__ import annotations

from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.report import ProtectedReport, protect_results
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Results
from evaltoolkit.outcomes.street_outcomes import measure_outcomes
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.release.provenance import provenance
from evaltoolkit.reporting.year.registries import street_policy, street_scales, street_system
from evaltoolkit.scoring.scorecard import score_street
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics


def street_results(plan: Plan, evidence: Evidence, project: Project) -> Results:
    """Return the results that the street's report is made from.

    Parameters
    ----------
    plan
        Filled from the workbook.
    evidence
        The de-identified tables of the street.
    project
        Whose own scales and indicator systems count.
    """
    system = street_system(plan, project)
    outcomes = measure_outcomes(plan, evidence, street_scales(project))
    services = measure_services(plan, evidence, overshoot=system.hours_overshoot) | outcomes.tables
    feeds = metrics(services)
    card = score_street(plan, system, evidence, metrics=feeds)
    services |= support_score(plan, system, evidence, metrics=feeds)
    return Results(
        plan.key, plan.street, plan.year, plan.synthetic, card, outcomes.changes, services, evidence.quality,
        provenance(plan, workbook=evidence.sha256),
    )  # fmt: skip


def joint_report(
    plan: Plan, evidence: Evidence, *, policy: Policy | None = None, project: Project | None = None
) -> ProtectedReport:
    """Return the street's report as the plan's audience may see it, with the rows that pages of groups show.

    Parameters
    ----------
    plan
        The street's plan; its audience is not the station.
    evidence
        The de-identified tables of the street.
    policy
        The audience policy; the office's by default.
    project
        The project folder; that of the working folder by default.
    """
    home = project or find_project()
    results = street_results(fill_plan(plan, evidence), evidence, home)
    earlier = earlier_reports(plan, home=home.root)
    return protect_results(results, policy or street_policy(home), plan.audience, earlier=earlier)
