"""The street offices and towns of the district that synthetic workbooks are made for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evaltoolkit.model.yaml_text import load_yaml


@dataclass(frozen=True, slots=True)
class Street:
    """One street office or town: its name, its slug in file names, whether it is 街道 or 镇 (empty where unknown)."""

    name: str
    slug: str
    kind: str
    district: str

    @property
    def office(self) -> str:
        """Return what the place is called: 镇, else 街道."""
        return "镇" if self.name.endswith("镇") else "街道"

    @property
    def government(self) -> str:
        """Return whose department pays for the station."""
        return "镇人民政府" if self.office == "镇" else "街道办事处"


@cache
def known_streets() -> tuple[Street, ...]:
    """Return the 24 streets and towns of 白云区 in the order of the division codes.

    Examples
    --------
    >>> len(known_streets()), known_streets()[14].slug
    (24, 'yuncheng')
    """
    content = load_yaml((files("evaltoolkit.synthetic") / "streets.yaml").read_text(encoding="utf-8"))
    return tuple(Street(**entry, district=content["district"]) for entry in content["streets"])


def known_street(name: str) -> Street:
    """Return the street of that name or slug; KeyError where the district has none."""
    for street in known_streets():
        if name in (street.name, street.slug):
            return street
    raise KeyError(name)
