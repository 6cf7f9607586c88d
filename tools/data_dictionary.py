"""Write docs/data-dictionary.md, the tables of the report and their columns, from the package's own registry.

python tools/data_dictionary.py    write the page
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from evaltoolkit.disclosure.report import result_tables
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import COLUMNS, REPORT_TABLES
from evaltoolkit.model.results import Quality, ResultTable
from evaltoolkit.scoring.registry import read_system
from evaltoolkit.scoring.support import support_score
from evaltoolkit.services.metrics import metrics
from safety.made_evidence import PLAN
from safety.readers import full_street

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "data-dictionary.md"
_PLACES = {section.name: section.place for section in SECTIONS}
_HEAD = """# 数据字典 / Data dictionary

报告的每张数据表和它的列；由 `python tools/data_dictionary.py` 从程序自身的登记生成，不手工修改。
公开范围以政策文件为准。

Every table of the report and its columns, made by `python tools/data_dictionary.py` from the package's own registry;
not edited by hand. Who may see what is the policy's matter.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(line for name in REPORT_TABLES for line in _table(name))])


def tables_of_a_made_street() -> dict[str, ResultTable]:
    """Return every table of a made street, as the notebook of a report makes them."""
    results = full_street(200)
    nothing = Evidence({}, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))
    system = read_system(PLAN.indicator_system, [])
    feeds = metrics(results.services)
    return result_tables(results) | support_score(PLAN, system, nothing, metrics=feeds)


def _table(name: str) -> Iterator[str]:
    facts = REPORT_TABLES[name]
    chinese, english = Language().say(facts.title), facts.title.english()
    place = _PLACES.get(facts.section, "附录 / appendix")
    own = "；仅站内版 / station's version only" if facts.station_only else ""
    yield f"## `{name}` {chinese} / {english}\n"
    yield f"{place}；`{facts.table_class}`{own}{'；' if facts.sheets else ''}{'、'.join(facts.sheets)}\n"
    yield "| 列 / column | 内容 | holds |"
    yield "|---|---|---|"
    for column in facts.columns:
        key = " 🔑" if column in facts.keys else ""
        yield f"| `{column}`{key} | {COLUMNS[column][0]} | {COLUMNS[column][1]} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
