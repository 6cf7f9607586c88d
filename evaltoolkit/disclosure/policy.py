"""The audience policy: one YAML with its sources, checked before anything is shown."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.errors import PolicyError
from evaltoolkit.language import text
from evaltoolkit.model.results import TableClass
from evaltoolkit.model.yaml_text import load_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ClassRule(StrEnum):
    """How the tables of one class are treated; the policy file explains each."""

    SHOWN = "shown"
    DENOMINATORS = "denominators"
    COUNTS = "counts"
    POOLED = "pooled"
    CATEGORIES = "categories"


_BY_STRICTNESS = (ClassRule.SHOWN, ClassRule.DENOMINATORS, ClassRule.COUNTS)
"""Rules that an office may choose among; those of scales have no stricter one."""


def _rule_of(written: object) -> object:
    known = {rule.value: rule for rule in ClassRule}
    return known.get(written, written) if isinstance(written, str) else written


_Rule = Annotated[ClassRule, BeforeValidator(_rule_of)]
_Source = Annotated[str, Field(min_length=1)]


class Sources(_Strict):
    """Where the numbers come from."""

    small: _Source
    published: _Source
    classes: _Source


class Floor(_Strict):
    """The least an office may set for any audience but the station's own."""

    min_people: int = Field(ge=5)
    min_spread: int = Field(ge=10)
    round_to: int = Field(ge=1)


class Classes(_Strict):
    """The rule of each class of table; none may be left out."""

    fact: _Rule
    money: _Rule
    hours: _Rule
    attendance: _Rule
    satisfaction: _Rule
    coverage: _Rule
    scale: _Rule
    verdicts: _Rule


class AudienceRule(_Strict):
    """What one audience may see.

    `exact_coverage` shows coverage of the official categories as counted, for an audience that holds the roster.
    """

    min_people: int = Field(ge=1)
    min_spread: int = Field(ge=1)
    round_to: int = Field(ge=1)
    exact_coverage: bool


class Audiences(_Strict):
    """One rule for each audience; none may be left out."""

    station: AudienceRule
    partner: AudienceRule
    shared: AudienceRule
    public: AudienceRule


class Policy(_Strict):
    """The whole policy."""

    schema_version: Literal[1]
    sources: Sources
    floor: Floor
    classes: Classes
    audiences: Audiences

    @model_validator(mode="after")
    def _holds_its_floor(self) -> Policy:
        for name in ("partner", "shared", "public"):
            rule: AudienceRule = getattr(self.audiences, name)
            for number in Floor.model_fields:
                if getattr(rule, number) < getattr(self.floor, number):
                    raise ValueError(f"audiences.{name}.{number}")
        return self

    def rule(self, audience: Audience) -> AudienceRule:
        """Return the rule of an audience."""
        rule: AudienceRule = getattr(self.audiences, audience.value)
        return rule

    def class_rule(self, table_class: TableClass) -> ClassRule:
        """Return the rule of a class of tables."""
        rule: ClassRule = getattr(self.classes, table_class.value)
        return rule


def check_policy(content: Any) -> Policy:
    """Return the policy that `content` (parsed YAML) states.

    Raises
    ------
    PolicyError
        A key is missing, unknown, of the wrong kind, or below the floor; the sentence names the keys.
    """
    try:
        return Policy.model_validate(content)
    except ValidationError as error:
        raise _wrong(_key(fault) for fault in error.errors()) from error


def check_office_policy(content: Any) -> Policy:
    """Return the policy of an office: the shipped one, with numbers raised or rules made stricter, never the reverse.

    Raises
    ------
    PolicyError
        As :func:`check_policy`, or a key is laxer than the package's own.
    """
    policy, shipped = check_policy(content), shipped_policy()
    laxer = tuple(_laxer(policy, shipped))
    if laxer:
        raise _wrong(laxer)
    return policy


@cache
def shipped_policy() -> Policy:
    """Return the policy that the package ships; PolicyError where its file is missing or broken."""
    source = files("evaltoolkit.disclosure") / "policy.yaml"
    try:
        content = load_yaml(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyError(
            text("The audience policy {file} is missing or no readable YAML. Nothing was written.", file="policy.yaml")
        ) from error
    return check_policy(content)


def _laxer(policy: Policy, shipped: Policy) -> Iterator[str]:
    for number in Floor.model_fields:
        if getattr(policy.floor, number) < getattr(shipped.floor, number):
            yield f"floor.{number}"
    for audience in Audience:
        own, least = policy.rule(audience), shipped.rule(audience)
        for number in Floor.model_fields:
            if getattr(own, number) < getattr(least, number):
                yield f"audiences.{audience}.{number}"
        if own.exact_coverage and not least.exact_coverage:
            yield f"audiences.{audience}.exact_coverage"
    for table_class in TableClass:
        if not _is_as_strict(policy.class_rule(table_class), shipped.class_rule(table_class)):
            yield f"classes.{table_class}"


def _is_as_strict(own: ClassRule, least: ClassRule) -> bool:
    if own is least:
        return True
    both_ranked = own in _BY_STRICTNESS and least in _BY_STRICTNESS
    return both_ranked and _BY_STRICTNESS.index(own) > _BY_STRICTNESS.index(least)


def _key(fault: Any) -> str:
    if fault["loc"]:
        return ".".join(str(part) for part in fault["loc"])
    return str(fault["msg"]).rpartition(" ")[2]


def _wrong(keys: Any) -> PolicyError:
    return PolicyError(
        text("The audience policy cannot be used: check the keys {keys}. Nothing was written.", keys=", ".join(keys))
    )
