"""Write docs/data-dictionary.md, the tables of the report and their columns, from the package's own registry.

    python tools/data_dictionary.py           write the page
    python tools/data_dictionary.py columns   put the columns that the tables of a made street have into the registry

Descriptions of columns are kept by hand in ``evaltoolkit/model/report_columns.yaml``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import yaml

from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import Quality, ResultTable
from evaltoolkit.model.workbook import table as sheet_of
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.metrics import metrics
from safety.made_evidence import PLAN
from safety.readers import full_street

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "data-dictionary.md"
COLUMNS = ROOT / "evaltoolkit" / "model" / "report_columns.yaml"
_PLACES = {section.name: section.place for section in SECTIONS}
_HEAD = """# 数据字典 / Data dictionary

报告的每张数据表和它的列；由 `python tools/data_dictionary.py` 从程序自身的登记生成，不手工修改。
公开范围以政策文件为准。

Every table of the report and its columns, made by `python tools/data_dictionary.py` from the package's own registry;
not edited by hand. Who may see what is the policy's matter.
"""


def page(columns: Mapping[str, tuple[str, ...]]) -> str:
    """Return the page; `columns` are those of each table, as :func:`registered` returns them."""
    return "\n".join([_HEAD, *(line for name in REPORT_TABLES for line in _table(name, columns[name]))])


def registered() -> dict[str, tuple[str, ...]]:
    """Return the columns of every table as the registry has them."""
    return {name: tuple(columns) for name, columns in _document()["tables"].items()}


def described() -> dict[str, tuple[str, str]]:
    """Return what each column holds, in Chinese and in English."""
    return {name: (chinese, english) for name, (chinese, english) in _document()["columns"].items()}


def tables_of_a_made_street() -> dict[str, ResultTable]:
    """Return every table of a made street, as the notebook of a report makes them."""
    results = full_street(200)
    nothing = Evidence({}, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))
    system = read_system(PLAN.indicator_system, [])
    feeds = metrics(results.services)
    return result_tables(results) | support_score(PLAN, system, nothing, metrics=feeds)


def _document() -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = yaml.safe_load(COLUMNS.read_text(encoding="utf-8"))
    return document


def _table(name: str, columns: tuple[str, ...]) -> Iterator[str]:
    facts, words = REPORT_TABLES[name], described()
    chinese, english = Language().say(facts.title), facts.title.english()
    place = _PLACES.get(facts.section, "附录 / appendix")
    sheets = "、".join(sheet_of(sheet).sheet for sheet in facts.sheets)
    own = "；仅站内版 / station's version only" if facts.station_only else ""
    yield f"## `{name}` {chinese} / {english}\n"
    yield f"{place}；`{facts.table_class}`{own}{'；' + sheets if sheets else ''}\n"
    yield "| 列 / column | 内容 | holds |"
    yield "|---|---|---|"
    for column in columns:
        key = " 🔑" if column in facts.keys else ""
        yield f"| `{column}`{key} | {words[column][0]} | {words[column][1]} |"
    yield ""


def put_columns(columns: Mapping[str, tuple[str, ...]]) -> None:
    """Write the columns of each table behind the descriptions in the registry's file."""
    kept, _, _ = COLUMNS.read_text(encoding="utf-8").partition("\ntables:")
    lines = (f"  {name}: [{', '.join(columns[name])}]" for name in REPORT_TABLES)
    COLUMNS.write_text("\n".join([kept.rstrip("\n"), "tables:", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["columns"]:
        put_columns({name: tuple(table.frame.columns) for name, table in tables_of_a_made_street().items()})
    PAGE.write_text(page(registered()), encoding="utf-8")
