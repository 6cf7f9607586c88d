"""Which tables of a published report the attack works on, and which it need not, with the reason."""

from __future__ import annotations

ATTACKED = (
    "coverage", "residence", "priority", "coverage_by_community", "satisfaction", "satisfaction_levels",
    "satisfaction_items", "satisfaction_change", "awareness", "needs", "volunteers", "attendance", "flow", "outcomes",
    "verdicts", "verdicts_pooled", "people", "attrition", "crossings", "maintenance", "retrospective", "planning",
    "follow_up", "unscored_forms", "scale_quality", "item_quality", "straight_lining", "scorecard",
)  # fmt: skip
"""Tables that count people whom the station served, asked or enlisted: all of them."""

STATIONS_OWN = ("verdicts_by_group", "verdict_methods", "courses", "individuals")
"""Tables that count people and are empty in every version but the station's."""

NO_PEOPLE = {
    "total": "points",
    "spending": "money", "funds": "money", "payments": "money", "resources": "money", "resource_list": "money",
    "unit_costs": "money", "two_sources": "money and hours",
    "hours": "hours", "hours_by_field": "hours", "hours_by_quarter": "hours", "hours_by_month": "hours",
    "projects": "hours, services and attendances", "delivery": "services and attendances",
    "conversions": "hours, services and attendances", "work_kinds": "hours and services",
    "inspections": "dates", "timeliness": "dates and services", "timeline": "dates", "goals": "words of the office",
    "measures": "words of the office",
    "staff": "the station's own staff", "posts": "the station's own staff", "partners": "organisations",
    "supervisions": "the station's own staff", "quality_checks": "words of the office",
    "quotes": "words", "themes": "excerpts", "theme_fit": "excerpts", "stories": "words of people who agreed",
    "evidence_index": "files", "other_points": "points", "quality": "rows of the workbook",
    "other_years": "rows of the workbook", "row_account": "rows of the workbook",
}  # fmt: skip
"""Tables without a count of the people served, and what they hold."""
