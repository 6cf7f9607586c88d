"""Sentences and tables of the report: what the protected figures say, and what they do not say."""

from evaltoolkit.disclosure.shown import show_tables_with
from evaltoolkit.words import body
from evaltoolkit.words.appendix.annex import (
    annex_benefit,
    annex_data,
    annex_evaluation,
    annex_form,
    annex_project,
    annex_quality,
    annex_reach,
    annex_score,
)
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.appendix.parameter_table import parameter_table
from evaltoolkit.words.appendix.provenance_table import provenance_fold, provenance_table
from evaltoolkit.words.appendix.quality_words import quality, quality_table, sheets_given
from evaltoolkit.words.chapters.advice_chapter import advice_chapter
from evaltoolkit.words.chapters.front import FrontPage, front_page, original_conclusion, synthetic_band
from evaltoolkit.words.chapters.gap_words import not_given
from evaltoolkit.words.chapters.group_words import (
    group_attendance,
    group_head,
    group_outcomes,
    group_satisfaction,
    group_satisfaction_table,
    group_verdicts,
    reflection,
)
from evaltoolkit.words.chapters.problem_chapter import problems_chapter
from evaltoolkit.words.outcome.attrition_words import attrition
from evaltoolkit.words.outcome.caution_words import cautions
from evaltoolkit.words.outcome.crossing_words import crossing_table, crossings
from evaltoolkit.words.outcome.flow_words import flow, flow_table
from evaltoolkit.words.outcome.follow_up_words import follow_up, follow_up_table
from evaltoolkit.words.outcome.individual_words import individuals
from evaltoolkit.words.outcome.maintenance_words import maintenance
from evaltoolkit.words.outcome.method_table_words import verdict_method_table
from evaltoolkit.words.outcome.outcome_table import outcome_table
from evaltoolkit.words.outcome.outcome_words import outcomes
from evaltoolkit.words.outcome.people_words import people, people_table
from evaltoolkit.words.outcome.planning_words import planning_table
from evaltoolkit.words.outcome.retrospective_words import retrospective
from evaltoolkit.words.outcome.scale_quality_words import (
    item_quality_table,
    scale_quality,
    scale_quality_table,
    straight_lining,
    weak_items_table,
)
from evaltoolkit.words.outcome.unscored_words import unscored_forms
from evaltoolkit.words.outcome.verdict_words import verdict_table, verdicts
from evaltoolkit.words.page.any_table import any_table, show_table
from evaltoolkit.words.page.chapter import section_heading
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Prose
from evaltoolkit.words.page.section_words import author_words
from evaltoolkit.words.score.check_words import score_checks
from evaltoolkit.words.score.evidence_words import evidence_index, evidence_table
from evaltoolkit.words.score.score_table import group_table, score_table
from evaltoolkit.words.score.score_words import open_points, score_remarks, total
from evaltoolkit.words.score.sensitivity_words import what_would_change
from evaltoolkit.words.services.attendance import attendance, attendance_table
from evaltoolkit.words.services.awareness import awareness, awareness_table
from evaltoolkit.words.services.coverage import (
    communities,
    community_table,
    coverage,
    coverage_table,
    priority,
    residence,
    residence_table,
)
from evaltoolkit.words.services.delivery import conversions, conversions_table, delivery, delivery_table
from evaltoolkit.words.services.goals import (
    goals_reached,
    goals_reached_table,
    goals_set,
    overall_goals_table,
)
from evaltoolkit.words.services.hours import hours, hours_by_quarter, hours_by_quarter_table, hours_table
from evaltoolkit.words.services.inspections import inspections, inspections_table
from evaltoolkit.words.services.money import funds, payments, payments_table, spending_table
from evaltoolkit.words.services.needs import needs, needs_table
from evaltoolkit.words.services.other_years import other_years
from evaltoolkit.words.services.practice import (
    quality_checks,
    quality_checks_table,
    stories,
    supervisions,
    supervisions_table,
)
from evaltoolkit.words.services.process import (
    quantity_alone,
    timeliness,
    timeliness_table,
    unit_costs,
    unit_costs_table,
)
from evaltoolkit.words.services.project_view import project_needs_table
from evaltoolkit.words.services.projects import logic_table, project_chain, project_head, projects, projects_table
from evaltoolkit.words.services.resources import resource_list_table, resources, resources_table
from evaltoolkit.words.services.satisfaction import satisfaction, satisfaction_table
from evaltoolkit.words.services.satisfaction_change import satisfaction_change, satisfaction_change_table
from evaltoolkit.words.services.satisfaction_items import satisfaction_items, satisfaction_items_table
from evaltoolkit.words.services.staff import partners, partners_table, posts_table, staff, volunteers, volunteers_table
from evaltoolkit.words.services.voices import joint_display, quotes, themes, themes_table
from evaltoolkit.words.services.year import timeline_table, two_sources, two_sources_table
from evaltoolkit.words.withheld.hidden_words import hidden, hidden_table

__all__ = [
    "FrontPage", "HtmlTable", "Prose", "advice_chapter", "annex_benefit", "annex_data", "annex_evaluation",
    "annex_form", "annex_project", "annex_quality", "annex_reach", "annex_score", "any_table", "attendance",
    "attendance_table", "attrition", "author_words", "awareness", "awareness_table", "body", "cautions", "communities",
    "community_table", "conversions", "conversions_table", "coverage", "coverage_table", "crossing_table", "crossings",
    "delivery", "delivery_table", "evidence_index", "evidence_table", "flow", "flow_table", "follow_up",
    "follow_up_table", "front_page", "funds", "goals_reached", "goals_reached_table", "goals_set", "group_attendance",
    "group_head", "group_outcomes", "group_satisfaction", "group_satisfaction_table", "group_table", "group_verdicts",
    "hidden", "hidden_table", "hours", "hours_by_quarter", "hours_by_quarter_table", "hours_table", "individuals",
    "inspections", "inspections_table", "item_quality_table", "joint_display", "logic_table", "maintenance",
    "method_notes", "needs", "needs_table", "not_given", "open_points", "original_conclusion", "other_years",
    "outcome_table", "outcomes", "overall_goals_table", "parameter_table", "partners", "partners_table", "payments",
    "payments_table", "people", "people_table", "planning_table", "posts_table", "priority", "problems_chapter",
    "project_chain", "project_head", "project_needs_table", "projects", "projects_table", "provenance_fold",
    "provenance_table", "quality", "quality_checks", "quality_checks_table", "quality_table", "quantity_alone",
    "quotes", "reflection", "residence", "residence_table", "resource_list_table", "resources", "resources_table",
    "retrospective", "satisfaction", "satisfaction_change", "satisfaction_change_table", "satisfaction_items",
    "satisfaction_items_table", "satisfaction_table", "scale_quality", "scale_quality_table", "score_checks",
    "score_remarks", "score_table", "section_heading", "sheets_given", "spending_table", "staff", "stories",
    "straight_lining", "supervisions", "supervisions_table", "synthetic_band", "themes", "themes_table",
    "timeline_table", "timeliness", "timeliness_table", "total", "two_sources", "two_sources_table", "unit_costs",
    "unit_costs_table", "unscored_forms", "verdict_method_table", "verdict_table", "verdicts", "volunteers",
    "volunteers_table", "weak_items_table", "what_would_change",
]  # fmt: skip

show_tables_with(show_table)
