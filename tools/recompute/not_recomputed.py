"""What of the results is not recomputed, so that nobody takes agreement for more than it is."""

from __future__ import annotations

from collections.abc import Mapping

EVERYTHING = ("*",)
_ABOUT = ("scale_name", "better", "unit", "resolution", "threshold_source", "s_diff")

NOT_RECOMPUTED: Mapping[str, tuple[str, ...]] = {
    # names and facts that are copied from the registry, and figures of the outcome table that stay unchecked here
    "outcomes": (
        "scale_name", "dimension_name", "better", "unit", "resolution", "score_low", "score_high", "n_enrolled",
        "adjusted_by", "hl_low", "hl_high", "bca_low", "bca_high", "g_low", "g_high", "regression",
        "ladder", "cautions", "selected_by_score", "norm_population", "threshold", "p_t_adjusted", "p_exact_adjusted",
    ),
    "verdicts": ("doubted", *_ABOUT),
    "verdicts_pooled": ("doubted", "threshold", *_ABOUT),
    # `overshoot` is the threshold of the indicator system, the rest words as the workbook states them
    "hours": ("overshoot",),
    "hours_by_field": ("overshoot",),
    "projects": ("kind", "need", "people", "change", "impact", "source", "overshoot"),
    "payments": ("due_on", "paid_on"),
    "spending": ("audited", "source"),
    "delivery": ("attended", "in_groups"),
    "satisfaction": ("asked", "interval"),
    "awareness": ("question",),
    "scorecard": (
        "levels", "weight", "rule", "rule_source", "target", "first_target", "target_source", "actual",
        "evidence", "deviation", "formula", "remarks", "metric",
        "actual_source", "demands_reason", "responsible", "responsible_source",
    ),
    "total": ("grades_possible",),
    # whole tables
    **dict.fromkeys(
        (
            "people", "attrition", "crossings", "maintenance", "retrospective", "unscored_forms", "verdicts_by_group",
            "verdict_methods", "planning", "courses", "scale_quality", "item_quality", "straight_lining",
            "evidence_index", "other_points", "funds", "conversions", "satisfaction_items", "satisfaction_change",
            "resource_list", "inspections", "goals", "needs", "posts", "partners", "quotes", "themes", "theme_fit",
            "stories", "quality_checks", "supervisions", "timeliness", "timeline", "unit_costs", "two_sources",
            "measures", "work_kinds", "other_years", "memberships",
        ),
        EVERYTHING,
    ),
}  # fmt: skip
"""By table, the columns that nothing here works out; :data:`EVERYTHING` for a whole table."""
