"""One function a figure: a protected table in, a chart with its words out."""

from evaltoolkit.charts.figures.attendance import attendance
from evaltoolkit.charts.figures.awareness import awareness
from evaltoolkit.charts.figures.coverage import coverage
from evaltoolkit.charts.figures.flow import flow
from evaltoolkit.charts.figures.hours_by_quarter import hours_by_quarter
from evaltoolkit.charts.figures.hours_course import hours_course
from evaltoolkit.charts.figures.hours_done import hours_by_field, hours_by_method
from evaltoolkit.charts.figures.outcome_figure import outcomes
from evaltoolkit.charts.figures.outcome_forest import outcome_forest
from evaltoolkit.charts.figures.outcome_slopes import outcome_slopes
from evaltoolkit.charts.figures.points_by_indicator import points_by_indicator
from evaltoolkit.charts.figures.reliable_change import reliable_change
from evaltoolkit.charts.figures.residence_gap import residence_gap
from evaltoolkit.charts.figures.satisfaction import satisfaction
from evaltoolkit.charts.figures.satisfaction_levels import satisfaction_levels
from evaltoolkit.charts.figures.total_range import total_range
from evaltoolkit.charts.parts.chart import Chart

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
