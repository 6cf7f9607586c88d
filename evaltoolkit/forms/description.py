"""The words and places of the form, as its file describes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from evaltoolkit.model.yaml_text import load_yaml


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Funds(_Part):
    """The head of the form: money by column and by row; `also` are further spellings."""

    label: str
    unit: str
    columns: Mapping[str, str]
    rows: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]


class Goals(_Part):
    """Goals of the year, expected beside actual; `set` and `reached` say what came of a goal that has an amount."""

    label: str
    expected: str
    actual: str
    set: str
    reached: str


class Indicators(_Part):
    """The rows of indicators and their sum."""

    label: str
    group: str
    columns: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    total: str
    also_total: tuple[str, ...]


class Description(_Part):
    """The whole form."""

    title: str
    year: str
    adjusted: str
    worked: str
    to_fill: str
    withheld: str
    made: str
    import_sheet: str
    head: Mapping[str, str]
    funds: Funds
    goals: Goals
    indicators: Indicators
    signatures: tuple[str, ...]
    columns_of_import: Mapping[str, str] = Field(alias="import")
    levels: Mapping[str, tuple[str, ...]]


@cache
def description() -> Description:
    """Return the description of the form."""
    return Description.model_validate(load_yaml((files(__package__) / "form.yaml").read_text(encoding="utf-8")))
