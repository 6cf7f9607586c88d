"""The audience policy: one YAML with its sources, checked before anything is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import ErrorDetails

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.errors import PolicyError
from evaltoolkit.language import Ours, text
from evaltoolkit.model.results import TableClass
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.settings.faults import Found, said
from evaltoolkit.settings.read import at_lines, checked, in_file
from evaltoolkit.settings.yaml_lines import Place, YamlDocument, YamlFault

FILE = "policy.yaml"


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
        low = [
            f"audiences.{name}.{number}" for name in ("partner", "shared", "public") for number in Floor.model_fields
            if getattr(getattr(self.audiences, name), number) < getattr(self.floor, number)
        ]  # fmt: skip
        if low:
            raise ValueError(" ".join(low))
        return self

    def rule(self, audience: Audience) -> AudienceRule:
        """Return the rule of an audience."""
        rule: AudienceRule = getattr(self.audiences, audience.value)
        return rule

    def class_rule(self, table_class: TableClass) -> ClassRule:
        """Return the rule of a class of tables."""
        rule: ClassRule = getattr(self.classes, table_class.value)
        return rule


def check_policy(document: YamlDocument, file: str = FILE) -> Policy:
    """Return the policy that a document states.

    Raises
    ------
    PolicyError
        A key is missing, unknown, of the wrong kind, or below the floor: every fault at once, each with its line.
    """
    policy, faults = checked(document, Policy, _reasons)
    if policy is None or faults:
        raise _unusable(file, faults)
    return policy


def check_office_policy(document: YamlDocument, file: str = FILE) -> Policy:
    """Return the policy of an office: the shipped one, with numbers raised or rules made stricter, never the reverse.

    Raises
    ------
    PolicyError
        As :func:`check_policy`, or a key is laxer than the package's own.
    """
    policy = check_policy(document, file)
    laxer = at_lines(document, _laxer(policy, shipped_policy()))
    if laxer:
        raise _unusable(file, laxer)
    return policy


def require_no_laxer(policy: Policy) -> None:
    """Refuse a policy below the shipped one, however it was made: a copy of a model is not checked.

    Raises
    ------
    PolicyError
        Something in it is laxer.
    """
    laxer = tuple(words for _, words in _laxer(policy, shipped_policy()))
    if laxer:
        raise PolicyError(_UNUSABLE, *laxer)


@cache
def shipped_policy() -> Policy:
    """Return the policy that the package ships; PolicyError where its file is missing or broken."""
    source = files("evaltoolkit.disclosure") / FILE
    try:
        content = load_yaml(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyError(
            text("The audience policy {file} is missing or no readable YAML. Nothing was written.", file=FILE)
        ) from error
    return check_policy(YamlDocument(content))


def _laxer(policy: Policy, shipped: Policy) -> Iterator[Found]:
    for number in Floor.model_fields:
        least = getattr(shipped.floor, number)
        if getattr(policy.floor, number) < least:
            yield _below(("floor", number), least)
    for audience in Audience:
        own, shipped_rule = policy.rule(audience), shipped.rule(audience)
        for number in Floor.model_fields:
            least = getattr(shipped_rule, number)
            if getattr(own, number) < least:
                yield _below(("audiences", audience.value, number), least)
        if own.exact_coverage and not shipped_rule.exact_coverage:
            yield _laxer_than(("audiences", audience.value, "exact_coverage"), "false")
    for table_class in TableClass:
        rule = shipped.class_rule(table_class)
        if not _is_as_strict(policy.class_rule(table_class), rule):
            yield _laxer_than(("classes", table_class.value), rule.value)


def _below(place: Place, least: int) -> Found:
    return place, text("`{key}` must be at least {ge}", key=said(place), ge=least)


def _laxer_than(place: Place, shipped: str) -> Found:
    return place, text("`{key}` is laxer than the package's own, which is {own}", key=said(place), own=Ours(shipped))


def _reasons(fault: ErrorDetails, place: Place) -> Iterable[Found] | None:
    if fault["type"] == "value_error":
        floor = fault["input"]["floor"]
        keys = (tuple(key.split(".")) for key in str(fault["ctx"]["error"]).split())
        return [_below(key, floor[key[-1]]) for key in keys]
    if place[0] == "classes" and fault["type"] == "is_instance_of":
        return [
            (place, text("`{key}` must be one of {expected}", key=said(place), expected=Ours(", ".join(ClassRule))))
        ]
    return None


def _is_as_strict(own: ClassRule, least: ClassRule) -> bool:
    if own is least:
        return True
    both_ranked = own in _BY_STRICTNESS and least in _BY_STRICTNESS
    return both_ranked and _BY_STRICTNESS.index(own) > _BY_STRICTNESS.index(least)


def _unusable(file: str, faults: Iterable[YamlFault]) -> PolicyError:
    return PolicyError(_UNUSABLE, *in_file(file, faults))


_UNUSABLE = text("The audience policy cannot be used. Nothing was written.")
