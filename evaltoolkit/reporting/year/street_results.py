"""A street's year analysed with what its project adds, and the report that every page of it shows rows of."""

from __future__ import annotations

from evaltoolkit.analysis.street import StreetAnalysis, analyse_street
from evaltoolkit.disclosure.policy import Policy
from evaltoolkit.disclosure.report import ProtectedReport, protect_results
from evaltoolkit.intake.files.project import Project, find_project
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.filling import fill_plan
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.release.provenance import provenance
from evaltoolkit.reporting.year.registries import street_policy, street_scales, street_system


def street_analysis(plan: Plan, evidence: Evidence, project: Project | None = None) -> StreetAnalysis:
    """Return everything that is computed of a street's year, with where it comes from.

    Parameters
    ----------
    plan
        Filled from the workbook.
    evidence
        The de-identified tables of the street.
    project
        Whose own scales and indicator systems count; that of the working folder by default.
    """
    return analyse_street(
        plan,
        evidence,
        scales=street_scales(project),
        system=street_system(plan, project),
        sources=provenance(plan, workbook=evidence.sha256),
    )


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
    results = street_analysis(fill_plan(plan, evidence), evidence, home).results
    earlier = earlier_reports(plan, home=home.root)
    return protect_results(results, policy or street_policy(home), plan.audience, earlier=earlier)
