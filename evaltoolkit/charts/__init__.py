"""One function a figure: a protected table in, a chart with its words out."""

from evaltoolkit.charts.attendance import attendance
from evaltoolkit.charts.awareness import awareness
from evaltoolkit.charts.chart import Chart
from evaltoolkit.charts.coverage import coverage
from evaltoolkit.charts.flow import flow
from evaltoolkit.charts.hours_by_quarter import hours_by_quarter
from evaltoolkit.charts.hours_course import hours_course
from evaltoolkit.charts.hours_done import hours_by_field, hours_by_method
from evaltoolkit.charts.outcome_figure import outcomes
from evaltoolkit.charts.outcome_forest import outcome_forest
from evaltoolkit.charts.outcome_slopes import outcome_slopes
from evaltoolkit.charts.points_by_indicator import points_by_indicator
from evaltoolkit.charts.reliable_change import reliable_change
from evaltoolkit.charts.residence_gap import residence_gap
from evaltoolkit.charts.satisfaction import satisfaction
from evaltoolkit.charts.satisfaction_levels import satisfaction_levels
from evaltoolkit.charts.total_range import total_range

__all__ = [
    "Chart",
    "attendance",
    "awareness",
    "coverage",
    "flow",
    "hours_by_field",
    "hours_by_method",
    "hours_by_quarter",
    "hours_course",
    "outcome_forest",
    "outcome_slopes",
    "outcomes",
    "points_by_indicator",
    "reliable_change",
    "residence_gap",
    "satisfaction",
    "satisfaction_levels",
    "total_range",
]
