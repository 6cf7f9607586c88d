"""The tables of a report: what each is called, where it belongs, how it is protected; all of it in the file beside.

Privacy, pictures, exploring, the list of what is withheld and the data dictionary take their facts here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from evaltoolkit.language import Text
from evaltoolkit.model.links import ShareOf
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.model.yaml_text import load_yaml

if TYPE_CHECKING:
    import pandas as pd

APPENDIX = "appendix"
_CONTENT = load_yaml((files("evaltoolkit.model") / "report_tables.yaml").read_text(encoding="utf-8"))


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
    protection
        The parts of :class:`~evaltoolkit.model.results.ResultTable` that tell how its figures are protected: people,
        figures, spread, counts, shares, together and gives_way, where they are the same for every street.
    columns
        All of its columns.
    sheets
        Chinese names of the sheets whose columns feed it.
    station_only
        Whether it is filled in the station's version alone.
    """

    title: Text
    section: str
    table_class: TableClass
    keys: tuple[str, ...]
    protection: Mapping[str, Any]
    columns: tuple[str, ...]
    sheets: tuple[str, ...]
    station_only: bool


def _described(name: str, facts: Mapping[str, Any]) -> ReportTable:
    keys, columns = tuple(facts["keys"]), tuple(facts["columns"])
    sheets = tuple(spec.sheet for spec in TABLES if any(name in column.feeds for column in spec.columns))
    kind = TableClass(facts["class"])
    title, own = Text(facts["title"]), facts.get("own", False)
    return ReportTable(title, facts["section"], kind, keys, _protection(facts), columns, sheets, own)


def _protection(facts: Mapping[str, Any]) -> dict[str, Any]:
    listed = ("people", "figures", "spread", "counts", "together")
    shares = tuple(ShareOf(share, part, whole) for share, (part, whole) in facts.get("shares", {}).items())
    columns = {name: tuple(facts[name]) for name in listed if name in facts}
    return {**columns, "shares": shares, "gives_way": facts.get("gives_way", 0)}


REPORT_TABLES: Mapping[str, ReportTable] = MappingProxyType(
    {name: _described(name, facts) for name, facts in _CONTENT["tables"].items()}
)
"""Every table by name, in no order that a reader would see."""
OUTCOME_COLUMNS = REPORT_TABLES["outcomes"].columns
"""Columns of the outcome table, one row for scale x dimension x group.

`better` is +1 or -1; `threshold` is the confirmed change of one person that is more than the scale's error, NaN where
the registry has none; `selected_by_score` is yes, no or unknown, as the plan says; `dimension` is ``total`` for the
whole scale; `group_kind` is ``all`` or the column the groups come from; changes are post - pre in scale points; p and
intervals are two-sided, 95 %; NaN where the ladder allows no such figure and where everyone changed alike; `g_low` and
`g_high` bound the true standardised change of normal changes; `bca_low` and `bca_high` are the bootstrap's interval of
the mean change, from 20 pairs; `regression` is the change to expect from measurement alone, where the registry has norm
and retest reliability, `norm_population` whose norm that is; `adjusted_by` is ``holm`` or ``benjamini_hochberg``, None
where p stands alone; `ladder` a
:class:`~evaltoolkit.model.ladder.Ladder`; `cautions` a tuple of :class:`~evaltoolkit.model.results.Caution`.
"""
COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: tuple(words) for name, words in _CONTENT["columns"].items()}
)
"""What each column holds, in Chinese and in English."""


def make_table(name: str, frame: pd.DataFrame, **parts: Any) -> ResultTable:
    """Return a table of the report with what the registry holds of it; KeyError where the registry lacks it.

    Parameters
    ----------
    name
        Its name in the registry.
    frame
        Its rows.
    parts
        Those parts of :class:`~evaltoolkit.model.results.ResultTable` that depend on the street.
    """
    facts = REPORT_TABLES[name]
    return ResultTable(name, facts.table_class, frame, facts.keys, **{**facts.protection, **parts})
