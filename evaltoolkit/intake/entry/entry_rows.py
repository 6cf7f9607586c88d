"""Rows that the entry workbook brings along: what a person would otherwise have to know by heart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.filling import FIGURES, MONEY_UNIT, WORDS


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the indicator system: the id that the sheet 目标 names it by, and its name."""

    id: str
    name: str


def basics_rows(project: str) -> list[tuple[str, ...]]:
    """Return the items of 基本信息 that fill the plan, money last; the project's name where it is known."""
    words = [(item, project) if field == "project" else (item,) for item, field in WORDS.items()]
    return [*words, *((item,) for item in money_items())]


def money_items() -> list[str]:
    """Return the items that take an amount, with their unit.

    Examples
    --------
    >>> money_items()[0]
    '年初预算数（万元）'
    """
    return [f"{item}（{MONEY_UNIT}）" for item in FIGURES]


def target_rows(indicators: Sequence[Indicator]) -> list[tuple[str, ...]]:
    """Return the indicators with their names."""
    return [(indicator.id, indicator.name) for indicator in indicators]


def commentary_rows() -> list[tuple[str, ...]]:
    """Return the sections of the report as the form numbers them.

    Examples
    --------
    >>> commentary_rows()[0]
    ('一（一）项目背景',)
    """
    return [(f"{section.place}{Language().say(section.heading)}",) for section in SECTIONS]
