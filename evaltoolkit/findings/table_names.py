"""What the tables of a report are called in the reader's words, and the one sentence for one that is not there."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import NOT_PROVIDED, ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import TABLES

NAMES: dict[str, Text] = {
    "scorecard": text("score table"),
    "total": text("total score"),
    "outcomes": text("change on scales"),
    "quality": text("quality of the data"),
    "funds": text("budget figures"),
    "spending": text("spending by category"),
    "payments": text("instalments"),
    "hours": text("hours by method"),
    "hours_by_field": text("hours by field"),
    "hours_by_quarter": text("hours by quarter"),
    "hours_by_month": text("hours by month"),
    "projects": text("projects"),
    "delivery": text("services planned and delivered"),
    "conversions": text("hour conversion table"),
    "satisfaction": text("satisfaction"),
    "satisfaction_change": text("satisfaction against the year before"),
    "satisfaction_levels": text("satisfaction by level"),
    "satisfaction_items": text("satisfaction by item"),
    "awareness": text("awareness"),
    "coverage": text("coverage by category"),
    "coverage_by_community": text("coverage by community"),
    "residence": text("coverage by residence"),
    "priority": text("coverage of the priority groups"),
    "resources": text("resources linked"),
    "resource_list": text("list of resources"),
    "inspections": text("inspections and assessments"),
    "attendance": text("attendance of groups"),
    "flow": text("flow of participants"),
    "goals": text("goals of the year"),
    "evidence_index": text("index of evidence"),
    "other_points": text("points under other choices"),
    "needs": text("needs of residents"),
    "staff": text("staff of the station"),
    "posts": text("posts"),
    "volunteers": text("volunteers"),
    "partners": text("partners"),
    "quotes": text("quotes"),
    "themes": text("themes of what people said"),
    "theme_fit": text("themes beside measured changes"),
    "stories": text("case stories"),
    "quality_checks": text("quality checks"),
    "supervisions": text("supervision"),
    "timeline": text("course of the year"),
    "two_sources": text("figures with two sources"),
    "timeliness": text("timeliness"),
    "unit_costs": text("cost of services"),
    "scale_quality": text("reliability of the scales"),
    "item_quality": text("single items against their scale"),
    "straight_lining": text("same answer throughout"),
    "verdicts": text("verdicts on single people"),
    "verdicts_pooled": text("verdicts on single people, better or not"),
    "verdicts_by_group": text("verdicts on single people by group"),
    "verdict_methods": text("verdicts by other methods"),
    "people": text("verdicts on the primary scale"),
    "attrition": text("the lost against the kept"),
    "crossings": text("crossings of cut-offs"),
    "maintenance": text("services that maintain"),
    "follow_up": text("follow-up waves"),
    "unscored_forms": text("forms that cannot be scored"),
    "planning": text("change that next year would have to show"),
    "retrospective": text("retrospective pre-test"),
    "courses": text("single courses"),
}
_SHEETS = {spec.name: spec.sheet for spec in TABLES}


def report_table(name: str) -> Text | str:
    """Return what a table of the report is called; its identifier where it has no words yet."""
    return NAMES.get(name, name)


def absence(table: ProtectedTable, language: Language) -> str:
    """Return what sentence, chart and table all say of a table that the street has not given: 未提供, never 0."""
    what = report_table(require_protected(table).name)
    said = language.say(text("{what}: {gap}.", what=what, gap=NOT_PROVIDED))
    return said[:1].upper() + said[1:]


def sheet(name: str) -> str:
    """Return the sheet of the workbook that a table comes from, as the station knows it.

    Examples
    --------
    >>> sheet("clients")
    '服务对象'
    """
    return _SHEETS.get(name, name)
