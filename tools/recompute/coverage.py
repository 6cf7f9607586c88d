"""Who is on the roster and who was served: by official category, residence and community."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from recompute.figures import Figures, Rows, by, over
from recompute.services import UNSTATED
from recompute.workbook import Row, Sheets, in_year

ALL, AWAY = "全部", "人户分离"
RESIDENCE = ("户籍", "非户籍")
_SEPARATION = {"户籍在人在": "户籍", "户籍不在人在": "非户籍"}


@dataclass(frozen=True, slots=True)
class Categories:
    """The official categories: the name of each word, which come first, and the words for everyone."""

    names: Mapping[str, str]
    official: tuple[str, ...]
    priority: frozenset[str]
    everyone: frozenset[str]

    def name_of(self, label: str) -> str | None:
        """Return the category that a label means: its word, or the longest that it contains."""
        label = label.strip()
        if label in self.names or label.startswith(("非", "无", "不", "未")):
            return self.names.get(label)
        return self.names.get(max((word for word in self.names if word in label), key=len, default=""))


def read_categories(path: Path) -> Categories:
    """Return the categories of the shipped YAML file."""
    content = yaml.safe_load(path.read_text("utf-8"))
    entries = content["categories"]
    words = {word: entry["name"] for entry in entries for word in entry["words"]}
    names = words | {entry["name"]: entry["name"] for entry in entries}
    first = frozenset(entry["name"] for entry in entries if entry["group"] == "priority")
    return Categories(names, tuple(entry["name"] for entry in entries), first, frozenset(content["everyone"]))


def coverage(sheets: Sheets, year: int, known: Categories) -> Iterator[Figures]:
    """Yield the four tables of coverage."""
    people = _roster(sheets, year, known)
    there = _population(sheets["人口底数"], known)
    is_complete = any(row["served"] is False for row in people)
    yield _table("coverage", ("category", "residence"), _categories(people, there, known, is_complete=is_complete))
    places = {place: [row for row in people if row["place"] == place] for place in (*RESIDENCE, *by_place(people))}
    if {place for name, place in there if name == ALL} == {ALL}:
        places[ALL] = _present(people)
    found: Rows = {(place,): _row(part, there.get((ALL, place))) for place, part in places.items()} if people else {}
    yield _table("residence", ("residence",), found)
    first = [row for row in people if row["categories"] & known.priority]
    yield _table("priority", ("residence",), _of_roster(by_place(first), is_complete=is_complete))
    communities = by(_present(first), lambda row: row["community"])
    yield _table("coverage_by_community", ("community",), _of_roster(communities, is_complete=is_complete))


def by_place(people: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the people by where they live."""
    return by(people, lambda row: row["place"])


def _of_roster(parts: Mapping[str, Sequence[Row]], *, is_complete: bool) -> Rows:
    return {(key,): _row(part, float(len(part)) if is_complete else None, "roster") for key, part in parts.items()}


def _present(people: Sequence[Row]) -> list[Row]:
    return [row for row in people if row["place"] != AWAY]


def _table(name: str, keys: tuple[str, ...], rows: Rows) -> Figures:
    return Figures("coverage", name, keys, rows)


def _roster(sheets: Sheets, year: int, known: Categories) -> list[Row]:
    held = {row["service"] for row in in_year(sheets["服务记录"], "date", year)}
    came = {row["client"] for row in sheets["出席"] if row["attended"] and row["service"] in held}
    people: dict[str, Row] = {}
    for row in sheets["服务对象"]:
        if row["enrolled_on"] is None or row["enrolled_on"] <= date(year, 12, 31):
            named = row["residence"] or _SEPARATION.get(row["separation"] or "", UNSTATED)
            served = True if row["served"] is None and row["client"] in came else row["served"]
            people[row["client"]] = {
                "place": AWAY if row["separation"] == "户籍在人不在" else named, "served": served,
                "community": row["community"] or UNSTATED,
                "categories": {known.name_of(label) for label in row["labels"] or ()} - {None},
            }  # fmt: skip
    return list(people.values())


def _population(sheet: Sequence[Row], known: Categories) -> dict[tuple[str, str], float]:
    people: dict[tuple[str, str], float] = {}
    for row in sheet:
        name = ALL if row["category"] in known.everyone else known.name_of(row["category"])
        if name is not None:
            key = name, row["residence"] or ALL
            people[key] = people.get(key, 0.0) + row["people"]
    return people


def _categories(
    people: Sequence[Row], there: Mapping[tuple[str, str], float], known: Categories, *, is_complete: bool
) -> Rows:
    rows: Rows = {}
    for name in known.official if people else ():
        stated = {place for category, place in there if category == name}
        members = [row for row in people if name in row["categories"]]
        if not stated and not (members and name in known.priority):
            continue
        unknown = {row["place"] for row in people} & {UNSTATED}
        places = (*by_place(members), *stated, *unknown)
        parts = {place: [row for row in members if row["place"] == place] for place in places}
        if stated == {ALL}:
            parts = {ALL: _present(members)} | {place: parts[place] for place in parts if place == AWAY}
        for place, part in parts.items():
            fallback = float(len(part)) if is_complete and not stated else None
            rows[name, place] = _row(part, there.get((name, place), fallback), "population" if stated else "roster")
    return rows


def _row(part: Sequence[Row], people: float | None, basis: str = "population") -> dict[str, Any]:
    flags = [row["served"] for row in part]
    served = None if flags and set(flags) == {None} else float(flags.count(True))
    return {"served": served, "people": people, "share": over(served, people), "basis": "" if people is None else basis}
