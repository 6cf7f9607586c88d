"""The tables that a station keeps, in its own words; every fact of a sheet stands in ``workbook.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from evaltoolkit.model.columns import Column, Items, Kind, TableSpec
from evaltoolkit.model.yaml_text import load_yaml

_CONTENT: Mapping[str, Any] = load_yaml(
    (files("evaltoolkit.model") / "workbook.yaml").read_text(encoding="utf-8")
)  # fmt: skip
_CHOICES: Mapping[str, tuple[str, ...]] = {name: tuple(words) for name, words in _CONTENT["choices"].items()}

METHODS = _CHOICES["methods"]
FORMS: Mapping[str, str] = _CONTENT["forms"]
"""Forms of work that a station records as if they were methods, and the method under which each counts."""
PERIODS = _CHOICES["periods"]
WAVES = _CHOICES["waves"]
LEVELS = _CHOICES["levels"]
RESIDENCE = _CHOICES["residence"]
SEPARATION = _CHOICES["separation"]
ASKED = _CHOICES["asked"]
RESPONDENTS = _CHOICES["respondents"]
PURPOSES = _CHOICES["purposes"]
PARTNER_TYPES = _CHOICES["partner_types"]
PROJECT_KINDS = _CHOICES["project_kinds"]
QUALITY_ASPECTS = _CHOICES["quality_aspects"]
QUALITY_LEVELS = _CHOICES["quality_levels"]
SUPERVISION = _CHOICES["supervision"]
HOUR_UNITS = _CHOICES["hour_units"]
AUDITED = _CHOICES["audited"]
RELATIONS = _CHOICES["relations"]
OVERALL = _CHOICES["overall"]


def _fields(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}


def _column(name: str, content: Mapping[str, Any]) -> Column:
    fields = _fields(content)
    choices = fields.get("choices", ())
    fields["choices"] = _CHOICES[choices] if isinstance(choices, str) else choices
    return Column(name, **fields | {"kind": Kind(fields.get("kind", Kind.UNSTATED))})


def _table(name: str, content: Mapping[str, Any]) -> TableSpec:
    columns = tuple(_column(column, found) for column, found in content["columns"].items())
    fields = _fields(content) | {"columns": columns, "items": Items(content.get("items", Items.NONE))}
    return TableSpec(name, **fields)


TABLES: tuple[TableSpec, ...] = tuple(_table(name, content) for name, content in _CONTENT["tables"].items())


def table(name: str) -> TableSpec:
    """Return the description of the table of that English name; KeyError where there is none."""
    for spec in TABLES:
        if spec.name == name:
            return spec
    raise KeyError(name)


def source_of(report_table: str) -> TableSpec:
    """Return the sheet that a table of the report comes from: the one of its name, else the first that feeds it."""
    feeding = [spec for spec in TABLES if any(report_table in column.feeds for column in spec.columns)]
    return min(feeding, key=lambda spec: spec.name != report_table)


def table_of_sheet(sheet: str) -> TableSpec | None:
    """Return the table kept on the sheet of that Chinese name, or None for a sheet the toolkit does not know."""
    return next((spec for spec in TABLES if spec.sheet == sheet.strip()), None)
