"""Annex 2, the data behind the report: all that its chapters leave out, folded by question, a call for each chapter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.score import row_name
from evaltoolkit.findings.targets import satisfaction_target
from evaltoolkit.language import Language, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Results, Scorecard
from evaltoolkit.words.appendix.method_notes import method_notes
from evaltoolkit.words.appendix.parameter_table import parameter_table
from evaltoolkit.words.appendix.provenance_table import provenance_table
from evaltoolkit.words.appendix.quality_words import quality, quality_table, sheets_given
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
    scale_quality,
    scale_quality_table,
    straight_lining,
    weak_items_table,
)
from evaltoolkit.words.outcome.unscored_words import unscored_forms
from evaltoolkit.words.outcome.verdict_words import verdict_table, verdicts
from evaltoolkit.words.page.fold import Annex, annex
from evaltoolkit.words.page.section_words import authors_in_full
from evaltoolkit.words.score.check_words import score_checks
from evaltoolkit.words.score.evidence_words import evidence_index, evidence_table
from evaltoolkit.words.score.score_table import form_table, group_table, score_table
from evaltoolkit.words.score.score_words import open_points, score_remarks
from evaltoolkit.words.score.sensitivity_words import Band, what_would_change
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
from evaltoolkit.words.services.goals import goals_reached, goals_reached_table, overall_goals_table
from evaltoolkit.words.services.hours import hours_by_quarter, hours_by_quarter_table, hours_table, part_of_year_note
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
from evaltoolkit.words.services.process import timeliness, timeliness_table, unit_costs, unit_costs_table
from evaltoolkit.words.services.projects import logic_table, projects, projects_table
from evaltoolkit.words.services.resources import resource_list_table, resources, resources_table
from evaltoolkit.words.services.satisfaction import satisfaction, satisfaction_levels_table, satisfaction_table
from evaltoolkit.words.services.satisfaction_change import satisfaction_change, satisfaction_change_table
from evaltoolkit.words.services.satisfaction_items import satisfaction_items, satisfaction_items_table
from evaltoolkit.words.services.staff import partners, partners_table, posts_table, staff, volunteers, volunteers_table
from evaltoolkit.words.services.voices import joint_display, quotes, themes, themes_table
from evaltoolkit.words.services.year import timeline_table, two_sources, two_sources_table
from evaltoolkit.words.withheld.hidden_words import hidden, hidden_table

Says = Callable[[ProtectedTable, Language], Shown]


def _both(table: ProtectedTable, sentences: Says, figures: Says, language: Language) -> tuple[Shown, Shown]:
    return sentences(table, language), figures(table, language)


def annex_form(shown: ProtectedReport, language: Language) -> Annex:
    """Return annex 1: the indicator rows as the official self-evaluation form has them, and the goals."""
    return annex(
        language,
        (
            text("The self-evaluation form: goals and indicators"),
            (overall_goals_table(shown["goals"], language), form_table(shown["scorecard"], language)),
        ),
    )


def annex_project(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> Annex:
    """Return what chapter 一 leaves out: money by source, hours by every division, conversion, projects.

    The plan says whether hours and services are held against a part of the year.
    """
    given = shown.tables
    return annex(
        language,
        (
            text("Where did the money come from and go to?"),
            (funds(given["funds"], language), spending_table(given["spending"], language)),
        ),
        (
            text("How were hours and services divided?"),
            (
                part_of_year_note(plan, language),
                hours_table(given["hours"], language),
                hours_table(given["hours_by_field"], language),
                hours_by_quarter(given["hours_by_quarter"], language),
                hours_by_quarter_table(given["hours_by_quarter"], language),
                delivery(given["delivery"], language),
                delivery_table(given["delivery"], language),
            ),
        ),
        (
            text("How are services converted to hours?"),
            (conversions(given["conversions"], language), conversions_table(given["conversions"], language)),
        ),
        (
            text("What went into each project, what was done, what was meant to change?"),
            (
                projects(given["projects"], language),
                projects_table(given["projects"], language),
                logic_table(given["projects"], language),
            ),
        ),
    )


def annex_evaluation(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> Annex:
    """Return what chapter 二 leaves out: every inspection, the course of the year, the evidence of each indicator.

    The plan says up to which day inspections should have been held.
    """
    given, held = shown.tables, shown["inspections"]
    return annex(
        language,
        (
            text("All inspections and assessments"),
            (inspections(held, language, plan=plan), inspections_table(held, language)),
        ),
        (text("The course of the year"), (timeline_table(given["timeline"], language),)),
        (
            text("Where is the evidence of each indicator?"),
            (evidence_index(given["evidence_index"], language), evidence_table(given["evidence_index"], language)),
        ),
    )


def annex_score(shown: ProtectedReport, language: Language, *, card: Scorecard, grades: Sequence[Band]) -> Annex:
    """Return what chapter 三 leaves out: the rule and formula of each row, what would change the grade, attendance."""
    rows = shown["scorecard"]
    return annex(
        language,
        (
            text("Rule, formula and source of every row"),
            (
                score_table(rows, language),
                open_points(rows, language),
                score_remarks(rows, language),
                group_table(rows, language),
                score_checks(card, rows, language),
            ),
        ),
        (
            text("What would change the grade?"),
            (what_would_change(shown["total"], rows, shown["other_points"], bands=grades, language=language),),
        ),
        (
            text("How many came to the groups, and how steadily?"),
            (attendance(shown["attendance"], language), attendance_table(shown["attendance"], language)),
        ),
    )


def annex_benefit(shown: ProtectedReport, language: Language) -> Annex:
    """Return what 四（一）and（二） leave out of resources, goals, voices and measured change."""
    return Annex((*_benefit(shown, language).folds, *_change(shown, language).folds, *_single(shown, language).folds))


def _benefit(shown: ProtectedReport, language: Language) -> Annex:
    given, years = shown.tables, shown["other_years"]
    return annex(
        language,
        (
            text("All resources linked"),
            (
                resources(given["resources"], language, stated=given["scorecard"]),
                resources_table(given["resources"], language),
                resource_list_table(given["resource_list"], language),
            ),
        ),
        (
            text("Goals of this year and the last"),
            (
                goals_reached(given["goals"], language),
                goals_reached_table(given["goals"], language),
            ),
        ),
        (
            text("What people said"),
            (
                themes(given["themes"], language),
                themes_table(given["themes"], language),
                quotes(given["quotes"], language, other_years=years),
                joint_display(
                    given["outcomes"],
                    given["themes"],
                    language,
                    fit=given["theme_fit"],
                    follow_up=given["follow_up"],
                ),
                stories(given["stories"], language, other_years=years),
            ),
        ),
    )


def _change(shown: ProtectedReport, language: Language) -> Annex:
    given, changes = shown.tables, shown["outcomes"]
    return annex(
        language,
        (
            text("How many were tested before, how many after?"),
            (
                flow(given["flow"], language),
                flow_table(given["flow"], language),
                unscored_forms(given["unscored_forms"], language),
                attrition(given["attrition"], language),
            ),
        ),
        (
            text("Change on scales: groups, dimensions, tests and intervals"),
            (
                outcomes(changes, language, follow_up=given["follow_up"]),
                outcome_table(changes, language),
                follow_up(given["follow_up"], language),
                follow_up_table(given["follow_up"], language),
                maintenance(given["maintenance"], language),
                retrospective(given["retrospective"], language),
                planning_table(given["planning"], language),
            ),
        ),
    )


def _single(shown: ProtectedReport, language: Language) -> Annex:
    given = shown.tables
    return annex(
        language,
        (
            text("How many reliably changed?"),
            (
                verdicts(given["verdicts"], given["verdicts_pooled"], language),
                verdict_table(given["verdicts"], language),
                verdict_table(given["verdicts_by_group"], language),
                people(given["people"], language, measured=given["outcomes"]),
                people_table(given["people"], language),
                crossings(given["crossings"], language),
                crossing_table(given["crossings"], language),
                verdict_method_table(given["verdict_methods"], language),
                individuals(shown, language),
            ),
        ),
        (
            text("How reliable are the scales here?"),
            (
                scale_quality(given["scale_quality"], language),
                straight_lining(given["straight_lining"], language),
                scale_quality_table(given["scale_quality"], language),
                weak_items_table(given["item_quality"], language),
            ),
        ),
    )


def annex_quality(shown: ProtectedReport, language: Language) -> Annex:
    """Return what 四（三） to（七） leave out: satisfaction by item and year, ratings, supervision, money, staff."""
    return Annex((*_satisfied(shown, language).folds, *_process(shown, language).folds))


def _satisfied(shown: ProtectedReport, language: Language) -> Annex:
    given = shown.tables
    target = satisfaction_target(given["scorecard"])
    return annex(
        language,
        (
            text("Satisfaction by method, by item and against last year"),
            (
                satisfaction(given["satisfaction"], language, target=target),
                satisfaction_table(given["satisfaction"], language, target=target),
                satisfaction_levels_table(given["satisfaction_levels"], language),
                satisfaction_items(given["satisfaction_items"], language),
                satisfaction_items_table(given["satisfaction_items"], language),
                satisfaction_change(given["satisfaction_change"], language),
                satisfaction_change_table(given["satisfaction_change"], language),
            ),
        ),
        (
            text("Do residents know the station?"),
            (awareness(given["awareness"], language), awareness_table(given["awareness"], language)),
        ),
    )


def _process(shown: ProtectedReport, language: Language) -> Annex:
    return annex(
        language,
        (
            text("Every rating of quality"),
            _both(shown["quality_checks"], quality_checks, quality_checks_table, language),
        ),
        (text("Every supervision"), _both(shown["supervisions"], supervisions, supervisions_table, language)),
        (
            text("What was on time"),
            (
                *_both(shown["timeliness"], timeliness, timeliness_table, language),
                *_both(shown["payments"], payments, payments_table, language),
            ),
        ),
        (
            text("Cost of an hour and of an attendance"),
            _both(shown["unit_costs"], unit_costs, unit_costs_table, language),
        ),
        (
            text("Staff, volunteers and partners"),
            (
                staff(shown["staff"], language),
                posts_table(shown["posts"], language),
                *_both(shown["volunteers"], volunteers, volunteers_table, language),
                *_both(shown["partners"], partners, partners_table, language),
            ),
        ),
    )


def annex_reach(shown: ProtectedReport, language: Language) -> Annex:
    """Return what chapter 五 leaves out: needs, coverage by every division, figures with two sources, data quality."""
    return annex(
        language,
        (text("What residents need and what answered it"), _both(shown["needs"], needs, needs_table, language)),
        (
            text("Coverage by category, community and residence"),
            (
                priority(shown["priority"], language),
                *_both(shown["coverage"], coverage, coverage_table, language),
                communities(shown["coverage_by_community"], language, roster=shown["priority"]),
                community_table(shown["coverage_by_community"], language),
                *_both(shown["residence"], residence, residence_table, language),
            ),
        ),
    )


def annex_data(plan: Plan, results: Results, shown: ProtectedReport, language: Language) -> Annex:
    """Return what was handed in, its faults, what is hidden and why, the methods, parameters' and data's versions."""
    given = results.quality
    sheets = len(given.tables_present) if given else 0
    return annex(
        language,
        (
            text("What was handed in, and what of it was not counted"),
            (
                sheets_given(given, language),
                quality(shown["quality"], language, given=given),
                quality_table(shown["quality"], language),
                other_years(shown["other_years"], language),
            ),
        ),
        (
            text("Do two sources agree?"),
            (
                two_sources(shown["two_sources"], language, sheets=sheets),
                two_sources_table(shown["two_sources"], language),
            ),
        ),
        (text("The author's words in full, where the body has an excerpt"), (authors_in_full(plan, language),)),
        (text("What this version hides, and why"), (hidden(shown.hidden, language), hidden_table(shown, language))),
        (text("Methods and cautions"), (cautions(shown["outcomes"], language), method_notes(language, shown=shown))),
        (text("Parameters of this run"), (parameter_table(plan, language, names=_called(results, shown, language)),)),
        (text("Data and versions"), (provenance_table(results.provenance, language),)),
    )


def _called(results: Results, shown: ProtectedReport, language: Language) -> dict[str, str]:
    """Return what the indicator system, its rows and the scales are called, by their ids."""
    card = {row.string("indicator"): language.say(row_name(row)) for row in rows_of(shown["scorecard"])}
    scales = {row.string("scale"): language.say(row.words("scale_name")) for row in rows_of(shown["flow"])}
    return {**card, **scales, results.scorecard.system: results.scorecard.system_name}
