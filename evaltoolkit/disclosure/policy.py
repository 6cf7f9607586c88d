"""The audience policy: one YAML with its sources, checked before anything is shown."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.errors import PolicyError
from evaltoolkit.language import text


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Floor(_Strict):
    """The least an office may set for any audience but the station's own."""

    min_people: int = Field(ge=5)
    min_spread: int = Field(ge=10)
    round_to: int = Field(ge=1)


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
    sources: dict[str, str]
    floor: Floor
    audiences: Audiences

    @model_validator(mode="after")
    def _holds_its_floor(self) -> Policy:
        for name in ("partner", "shared", "public"):
            rule: AudienceRule = getattr(self.audiences, name)
            if rule.min_people < self.floor.min_people or rule.min_spread < self.floor.min_spread:
                raise ValueError(f"below_floor:{name}")
        return self

    def rule(self, audience: Audience) -> AudienceRule:
        """Return the rule of an audience."""
        rule: AudienceRule = getattr(self.audiences, audience.value)
        return rule


def check_policy(content: Any) -> Policy:
    """Return the policy that `content` (parsed YAML) states; PolicyError with the faulty keys otherwise."""
    try:
        return Policy.model_validate(content)
    except ValidationError as error:
        keys = ", ".join(".".join(str(part) for part in fault["loc"]) or fault["msg"] for fault in error.errors())
        raise PolicyError(
            text("The audience policy cannot be used: check the keys {keys}. Nothing was written.", keys=keys)
        ) from error


@cache
def shipped_policy() -> Policy:
    """Return the policy that the package ships."""
    source = files("evaltoolkit.disclosure") / "policy.yaml"
    return check_policy(yaml.safe_load(source.read_text(encoding="utf-8")))
