"""The street offices and towns of the district that synthetic workbooks are made for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Street:
    """One street office or town: its name, its slug in file names, and whether it is a 街道 or a 镇."""

    name: str
    slug: str
    kind: str
    district: str


@cache
def known_streets() -> tuple[Street, ...]:
    """Return the 24 streets and towns of 白云区 in the order of the division codes.

    Examples
    --------
    >>> len(known_streets()), known_streets()[14].slug
    (24, 'yuncheng')
    """
    content = yaml.safe_load((files("evaltoolkit.synthetic") / "streets.yaml").read_text(encoding="utf-8"))
    return tuple(Street(**entry, district=content["district"]) for entry in content["streets"])


def known_street(name: str) -> Street:
    """Return the street of that name or slug; KeyError where the district has none."""
    for street in known_streets():
        if name in (street.name, street.slug):
            return street
    raise KeyError(name)
