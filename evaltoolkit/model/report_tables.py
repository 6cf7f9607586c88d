"""The tables of a report, each described once: what it is called, which section it belongs to, how it is protected.

Privacy, pictures, exploring, the list of what is withheld and the data dictionary take their facts here. What the
columns hold stands beside this module in ``report_columns.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import ResultTable, TableClass

if TYPE_CHECKING:
    import pandas as pd

_FACT, _MONEY, _HOURS = TableClass.FACT, TableClass.MONEY, TableClass.HOURS
_ATTENDANCE, _ANSWERS, _COVERAGE = TableClass.ATTENDANCE, TableClass.SATISFACTION, TableClass.COVERAGE
_SCALE = TableClass.SCALE
_ROSTER = "clients services attendance population"
APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """What is known of a table before any street fills it.

    Parameters
    ----------
    title
        What the reader calls it.
    section
        Key of the section it belongs to (:data:`evaltoolkit.model.chapters.SECTIONS`), or :data:`APPENDIX`.
    table_class
        Decides how an audience may see it.
    keys
        Columns that say which group a row is.
    sheets
        Names of the workbook's tables that it is made from.
    station_only
        Whether it is filled in the station's version alone.
    """

    title: Text
    section: str
    table_class: TableClass
    keys: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    station_only: bool = False


_BY_SECTION: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "conclusion": {
        "scorecard": (text("score table"), _FACT, "level_1 level_2 level_3", "targets"),
        "total": (text("total score"), _FACT, "", "targets"),
        "other_points": (text("points under other choices"), _FACT, "indicator kind", "targets"),
    },
    "indicators": {
        "evidence_index": (text("index of evidence"), _FACT, "indicator", "evidence"),
    },
    "problem_evidence": {
        "quality": (text("quality of the data"), _FACT, ""),
        "other_years": (text("rows dated in another year"), _FACT, "sheet"),
        "two_sources": (text("figures with two sources"), _MONEY, "figure"),
    },
    "goals": {
        "goals": (text("goals of the year"), _FACT, "goal", "goals"),
    },
    "funding": {
        "funds": (text("budget figures"), _MONEY, "item"),
        "spending": (text("spending by category"), _MONEY, "category", "spending"),
    },
    "timeliness": {
        "payments": (text("instalments"), _MONEY, "instalment", "payments"),
        "timeliness": (text("timeliness"), _FACT, "item", "services inspections payments"),
    },
    "cost": {
        "unit_costs": (text("cost of services"), _MONEY, "item", "spending services"),
    },
    "economic_social": {
        "resources": (text("resources linked"), _MONEY, "kind", "resources"),
        "resource_list": (text("list of resources"), _MONEY, "item", "resources"),
    },
    "implementation": {
        "hours": (text("hours by method"), _HOURS, "method", "services agreements"),
        "hours_by_field": (text("hours by field"), _HOURS, "field", "services agreements"),
        "hours_by_quarter": (text("hours by quarter"), _HOURS, "quarter method", "services"),
        "hours_by_month": (text("hours by month"), _HOURS, "month method", "services"),
        "projects": (text("projects"), _HOURS, "project", "projects services"),
        "delivery": (text("services planned and delivered"), _HOURS, "method", "services agreements"),
        "conversions": (text("hour conversion table"), _HOURS, "method", "conversions services"),
    },
    "design": {
        "timeline": (text("course of the year"), _FACT, "lane name start", "services"),
        "inspections": (text("inspections and assessments"), _FACT, "kind date", "inspections"),
    },
    "analysis": {
        "attendance": (text("attendance of groups"), _ATTENDANCE, "group", "services attendance"),
    },
    "satisfaction": {
        "satisfaction": (text("satisfaction"), _ANSWERS, "method respondent", "satisfaction surveys"),
        "satisfaction_change": (
            text("satisfaction against the year before"),
            _ANSWERS,
            "method respondent",
            "satisfaction surveys",
        ),
        "satisfaction_levels": (text("satisfaction by level"), _ANSWERS, "method respondent level", "satisfaction"),
        "satisfaction_items": (text("satisfaction by item"), _ANSWERS, "method respondent item", "satisfaction"),
        "awareness": (text("awareness"), _ANSWERS, "item", "awareness"),
    },
    "problem_coverage": {
        "needs": (text("needs of residents"), _ANSWERS, "need group source", "needs services"),
        "coverage": (text("coverage by category"), _COVERAGE, "category residence", _ROSTER),
        "coverage_by_community": (text("coverage by community"), _COVERAGE, "community", _ROSTER),
        "residence": (text("coverage by residence"), _COVERAGE, "residence", _ROSTER),
        "priority": (text("coverage of the priority groups"), _COVERAGE, "residence", _ROSTER),
    },
    "sustainability": {
        "staff": (text("staff of the station"), _FACT, "item", "staff"),
        "posts": (text("posts"), _FACT, "post", "staff"),
        "volunteers": (text("volunteers"), _ATTENDANCE, "item", "volunteers"),
        "partners": (text("partners"), _FACT, "type", "partners"),
    },
    "quality": {
        "quality_checks": (text("quality checks"), _FACT, "subject aspect rater date", "quality_checks"),
        "supervisions": (text("supervision"), _FACT, "date", "supervisions"),
    },
    "social": {
        "quotes": (text("quotes"), _FACT, "theme group", "voices"),
        "themes": (text("themes of what people said"), _FACT, "theme", "voices"),
        "theme_fit": (text("themes beside measured changes"), _FACT, "scale relation", "voices"),
        "stories": (text("case stories"), _FACT, "story", "stories"),
        "flow": (text("flow of participants"), _ATTENDANCE, "scale", "measurements attendance"),
        "outcomes": (text("change on scales"), _SCALE, "scale dimension group_kind group", "measurements"),
        "verdicts": (text("verdicts on single people"), _SCALE, "scale", "measurements"),
        "verdicts_pooled": (text("verdicts on single people, better or not"), _SCALE, "scale", "measurements"),
        "verdicts_by_group": (text("verdicts on single people by group"), _SCALE, "scale group", "measurements", True),
        "verdict_methods": (text("verdicts by other methods"), _SCALE, "scale method", "measurements", True),
        "people": (text("verdicts on the primary scale"), _SCALE, "programme", "measurements"),
        "attrition": (text("the lost against the kept"), _SCALE, "scale", "measurements"),
        "crossings": (text("crossings of cut-offs"), _SCALE, "scale cutoff", "measurements"),
        "maintenance": (text("services that maintain"), _SCALE, "scale purpose", "measurements"),
        "follow_up": (text("follow-up waves"), _SCALE, "scale wave", "measurements"),
        "retrospective": (text("retrospective pre-test"), _SCALE, "scale", "measurements"),
        "unscored_forms": (text("forms that cannot be scored"), _SCALE, "scale wave", "measurements"),
        "planning": (text("change that next year would have to show"), _SCALE, "scale", "measurements"),
        "courses": (text("single courses"), _SCALE, "scale", "measurements", True),
        "scale_quality": (text("reliability of the scales"), _SCALE, "scale dimension", "measurements"),
        "item_quality": (text("single items against their scale"), _SCALE, "scale item", "measurements"),
        "straight_lining": (text("same answer throughout"), _SCALE, "scale", "measurements"),
    },
}


def _described(
    section: str, title: Text, table_class: TableClass, keys: str, sheets: str = "", own: bool = False
) -> ReportTable:
    return ReportTable(title, section, table_class, tuple(keys.split()), tuple(sheets.split()), own)


REPORT_TABLES: Mapping[str, ReportTable] = MappingProxyType(
    {name: _described(section, *facts) for section, tables in _BY_SECTION.items() for name, facts in tables.items()}
)
"""Every table by name, in no order that a reader would see."""


def make_table(name: str, frame: pd.DataFrame, **parts: Any) -> ResultTable:
    """Return a table of the report with its registered class and keys; KeyError where the registry lacks it.

    Parameters
    ----------
    name
        Its name in the registry.
    frame
        Its rows.
    parts
        What depends on the columns: people, figures, spread, counts, shares, together, links and stated of
        :class:`~evaltoolkit.model.results.ResultTable`.
    """
    facts = REPORT_TABLES[name]
    return ResultTable(name, facts.table_class, frame, facts.keys, **parts)
