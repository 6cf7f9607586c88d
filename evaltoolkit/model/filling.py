"""Fill what a plan leaves open from the workbook: the sheets 基本信息 and 文字说明.

The parameter file wins where both speak, so that a figure with its source is never overwritten by a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from evaltoolkit.language import Language
from evaltoolkit.model.amounts import amount
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Budget, Plan, SectionWords, SourcedFigure

FILLED_FROM = BASICS, COMMENTARY = "basics", "commentary"
"""The tables of those sheets."""

NOTHING = "无"
"""What an author writes to declare a section empty."""

WORDS: Mapping[str, str] = {"项目名称": "project", "主管部门": "department", "承接机构": "operator"}
"""Items of 基本信息 that are words, and the plan's field each fills."""

FIGURES: Mapping[str, str] = {"年初预算数": "initial", "全年预算数": "annual", "全年执行数": "executed"}
"""Items of 基本信息 that are money in 万元, and the part of the budget each fills (form of 财预〔2020〕10号)."""

MONEY_UNIT = "万元"

UNNAMED_PROJECT = "社会工作服务站项目"
"""Project name that a new parameter file carries until the workbook's 基本信息 gives one."""


def fill_plan(plan: Plan, evidence: Evidence) -> Plan:
    """Return `plan` with what it leaves open taken from the workbook's 基本信息 and 文字说明.

    Parameters
    ----------
    plan
        As its parameter file states it.
    evidence
        The de-identified tables; where the two sheets are absent the plan comes back as it is.
    """
    basics = _by_item(evidence.table(BASICS))
    changes: dict[str, Any] = {
        field: basics[item][0] for item, field in WORDS.items() if _is_open(plan, field) and item in basics
    }
    changes["budget"] = _filled_budget(plan.budget, basics)
    changes["sections"] = {**_sections(evidence.table(COMMENTARY)), **plan.sections}
    return plan.model_copy(update=changes)


def _is_open(plan: Plan, field: str) -> bool:
    return getattr(plan, field) in (None, UNNAMED_PROJECT)


def section_key(written: str) -> str | None:
    """Return the key of the section that a 章节 cell names, by number (三（一）), by heading or by key."""
    wanted = _plain(written)
    for section in SECTIONS:
        heading = Language().say(section.heading)
        if wanted in {_plain(name) for name in (section.name, section.place, heading, section.place + heading)}:
            return section.name
    return None


def is_taken(brings: str, written: str) -> bool:
    """Return whether the plan takes a row of a sheet that brings its rows along, by the row's first cell."""
    if brings == "sections":
        return section_key(written) is not None
    return brings != "plan_items" or item_name(written) in {**WORDS, **FIGURES}


def names_taken(brings: str) -> list[str]:
    """Return the names of which :func:`is_taken` knows that the plan takes them."""
    if brings == "sections":
        return [f"{section.place}{Language().say(section.heading)}" for section in SECTIONS]
    return [*WORDS, *FIGURES] if brings == "plan_items" else []


def item_name(written: str) -> str:
    """Return the item that a cell of 基本信息 names, without what stands in brackets behind it."""
    return written.split("（")[0].strip()


def _plain(words: str) -> str:
    return words.strip().replace("(", "（").replace(")", "）").replace("、", "").replace(" ", "")


def _by_item(basics: pd.DataFrame | None) -> dict[str, tuple[str, str]]:
    if basics is None:
        return {}
    sources = basics["source"] if "source" in basics else pd.Series(None, index=basics.index, dtype=object)
    rows = zip(basics["item"], basics["value"], sources, strict=True)
    return {
        item_name(str(item)): (str(value).strip(), "" if pd.isna(source) else str(source))
        for item, value, source in rows
        if not pd.isna(value)
    }


def _filled_budget(budget: Budget, basics: Mapping[str, tuple[str, str]]) -> Budget:
    found = {
        part: SourcedFigure(value=value, unit=MONEY_UNIT, source=basics[item][1] or "基本信息")
        for item, part in FIGURES.items()
        if item in basics
        and getattr(budget, part) is None
        and (value := amount(basics[item][0], MONEY_UNIT)) is not None
    }
    return budget.model_copy(update=found)


def _sections(commentary: pd.DataFrame | None) -> dict[str, SectionWords]:
    if commentary is None:
        return {}
    given: dict[str, list[str]] = {}
    for written, words in zip(commentary["section"], commentary["words"], strict=True):
        key = section_key(str(written))
        if key is not None and not pd.isna(words) and str(words).strip():
            given.setdefault(key, []).append(str(words).strip())
    return {key: _of_rows(rows) for key, rows in given.items()}


def _of_rows(rows: list[str]) -> SectionWords:
    """Return what the rows of a section say, one paragraph after another; 无 is said only where no row has words."""
    words = [one for one in rows if one != NOTHING]
    return SectionWords(words="\n".join(words)) if words else SectionWords(none=True)
