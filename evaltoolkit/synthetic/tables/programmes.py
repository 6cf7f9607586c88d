"""The programmes of a made station: its fields and projects, its groups with their members and sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.roster import People


@cache
def programmes() -> Mapping[str, Any]:
    """Return what a made station does, as ``programmes.yaml`` states it."""
    content: Mapping[str, Any] = load_yaml(
        (files("evaltoolkit.synthetic.tables") / "programmes.yaml").read_text(encoding="utf-8")
    )
    return content


def project_of(field: str) -> str:
    """Return the 113X project that a field belongs to."""
    return str(next(entry["project"] for entry in programmes()["fields"] if entry["name"] == field))


@dataclass(frozen=True, slots=True)
class Group:
    """One group, or the measured casework clients together (without name and sessions).

    `members` are codes of people served; nobody is in two groups.
    """

    name: str | None
    method: str
    field: str
    purpose: str
    scale: str
    members: tuple[str, ...]
    sessions: tuple[pd.Timestamp, ...]


def make_groups(setting: Setting, people: People) -> tuple[Group, ...]:
    """Return the measured groups of the year and, last, the measured casework clients."""
    chance = stream(setting.seed, setting.street.slug, "groups")
    free = {kind: list(chance.permutation(people.served(kind))) for kind in ("elder", "child", "adult")}
    groups = []
    kinds = programmes()["groups"]
    for number in range(setting.groups):
        entry = kinds[number % len(kinds)]
        size = min(int(chance.integers(6, 16)), len(free[entry["kind"]]))
        members = tuple(str(free[entry["kind"]].pop()) for _ in range(size))
        first = pd.Timestamp(setting.year, 2, 20) + pd.Timedelta(weeks=int(chance.integers(0, 32)))
        sessions = tuple(first + pd.Timedelta(weeks=week) for week in range(int(chance.integers(5, 9))))
        name = f"{entry['title']}{number // len(kinds) + 1}组"
        groups.append(Group(name, "小组", entry["field"], entry["purpose"], entry["scale"], members, sessions))
    return (*groups, _casework(setting, free["adult"] + free["elder"]))


def _casework(setting: Setting, free: list[str]) -> Group:
    entry = programmes()["casework"]
    chance = stream(setting.seed, setting.street.slug, "casework")
    members = tuple(str(code) for code in chance.permutation(free)[: setting.casework])
    return Group(None, "个案", entry["field"], entry["purpose"], entry["scale"], members, ())
