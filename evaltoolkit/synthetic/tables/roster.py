"""The roster of a made street: who lives there, with which labels, and who was served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.synthetic.chance import chosen, picked, stream
from evaltoolkit.synthetic.identity import address, identity_number, made_names, phone
from evaltoolkit.synthetic.setting import Setting

AWAY = "人户分离"
UNSTATED = "未说明"
COMMUNITY_SUFFIX = "社区"


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The people of a made street.

    Parameters
    ----------
    clients
        The sheet 服务对象, one row a person.
    place
        Residence as coverage counts it: 户籍, 非户籍, 人户分离 or 未说明.
    categories
        Official categories of each person.
    kind
        elder, child or adult.
    """

    clients: pd.DataFrame
    place: pd.Series
    categories: pd.Series
    kind: pd.Series

    def served(self, kind: str | None = None) -> list[str]:
        """Return the codes of the people served, of one kind or of all."""
        mask = self.clients["served"] & (True if kind is None else self.kind == kind)
        return self.clients.loc[mask.astype(bool), "client"].tolist()


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = load_yaml(
        (files("evaltoolkit.synthetic.tables") / "roster.yaml").read_text(encoding="utf-8")
    )
    return content


def make_people(setting: Setting) -> People:
    """Return the people of a made street."""
    chance = stream(setting.seed, setting.street.slug, "roster")
    kinds = _content()["kinds"]
    drawn = chance.choice(len(kinds), setting.people, p=[entry["share"] for entry in kinds])
    kind = pd.Series([kinds[place]["id"] for place in drawn])
    labels, categories = _labels(kind, chance)
    place = _places(setting.people, chance)
    clients = _written(setting, kind, place, chance)
    clients["labels"] = labels
    clients["served"] = _served(setting, place, categories, chance)
    return People(clients[_ORDER], place, categories, kind)


_ORDER = [
    "client", "name", "id_number", "sex", "age", "phone", "address", "registered_address", "labels", "residence",
    "separation", "community", "field", "served", "enrolled_on", "worker", "note",
]  # fmt: skip


def population(setting: Setting, people: People) -> pd.DataFrame:
    """Return the sheet 人口底数: the whole street, and every official category as the roster has it."""
    per_person = _content()["residents"]
    source = "示例数据（合成）"
    rows = [("常住人口", place, float(round(setting.people * times, -2))) for place, times in per_person.items()]
    for (category, place), (_, there) in covered(people).items():
        if place in per_person:
            rows.append((category, place, float(there)))
    frame = pd.DataFrame(rows, columns=["category", "residence", "people"])
    return frame.assign(as_of=pd.Timestamp(setting.year, 12, 31), source=source)


def covered(people: People) -> dict[tuple[str, str], tuple[int, int]]:
    """Return people served and people there by (category, residence), each once in a category."""
    long = pd.DataFrame({"category": people.categories, "place": people.place, "served": people.clients["served"]})
    counts = long.explode("category").dropna(subset=["category"]).groupby(["category", "place"])["served"]
    table = counts.agg(["sum", "size"])
    return {
        (str(category), str(place)): (int(served), int(size))
        for (category, place), served, size in zip(table.index, table["sum"], table["size"], strict=True)
    }


def served_by_place(people: People) -> dict[str, int]:
    """Return people served by residence, each once."""
    served = people.clients["served"].groupby(people.place).sum()
    return {str(place): int(count) for place, count in served.items()}


def _labels(kind: pd.Series, chance: np.random.Generator) -> tuple[pd.Series, pd.Series]:
    written: list[list[str]] = [[] for _ in kind]
    official: list[list[str]] = [[] for _ in kind]
    for entry in _content()["labels"]:
        has = (kind == entry["kind"]).to_numpy() & (chance.random(len(kind)) < entry["share"])
        for person, word in zip(np.flatnonzero(has), picked(entry["words"], int(has.sum()), chance), strict=True):
            written[person].append(word)
            official[person].append(entry["name"])
    plain = {entry["id"]: entry["plain"] for entry in _content()["kinds"]}
    for person in np.flatnonzero(chance.random(len(kind)) < 0.6):
        written[person].append(picked(plain[kind[person]], 1, chance)[0])
    return pd.Series([tuple(words) for words in written], dtype=object), pd.Series(official, dtype=object)


def _places(count: int, chance: np.random.Generator) -> pd.Series:
    return pd.Series(chance.choice(["户籍", "非户籍", AWAY, UNSTATED], count, p=[0.62, 0.31, 0.06, 0.01]))


def _served(setting: Setting, place: pd.Series, categories: pd.Series, chance: np.random.Generator) -> pd.Series:
    served = pd.Series(False, index=place.index)
    priority = categories.map(len) > 0
    for name in sorted(place.unique()):
        rate = setting.served.get(name, 0.3)
        # people without a priority label are served when they come, about a third as often
        for mask, share in ((priority & (place == name), rate), (~priority & (place == name), rate / 3)):
            served[mask] = chosen(int(mask.sum()), share, chance)
    return served.astype("boolean")


def _written(setting: Setting, kind: pd.Series, place: pd.Series, chance: np.random.Generator) -> pd.DataFrame:
    count = setting.people
    by_kind = {entry["id"]: entry for entry in _content()["kinds"]}
    spans = [(by_kind[name]["youngest"], by_kind[name]["oldest"]) for name in kind]
    age = np.array([low + int(chance.beta(1.2, 2.2) * (high - low + 1)) for low, high in spans])
    male = chance.random(count) < 0.45
    days = chance.integers(0, 365, count)
    born = [
        pd.Timestamp(setting.year - years, 1, 1) + pd.Timedelta(days=int(day))
        for years, day in zip(age, days, strict=True)
    ]
    communities = [f"第{number}{COMMUNITY_SUFFIX}" for number in range(1, setting.communities + 1)]
    community = picked(communities, count, chance)
    here = pd.Series([address(name, number) for number, name in enumerate(community)])
    separation = place.map({"户籍": "户籍在人在", "非户籍": "户籍不在人在", AWAY: "户籍在人不在"})
    residence = place.map({"户籍": "户籍", "非户籍": "非户籍", AWAY: "户籍"})
    blank = chance.random(count) < 0.05
    return pd.DataFrame(
        {
            "client": [f"{setting.street.slug[:2].upper()}{number:05d}" for number in range(1, count + 1)],
            "name": made_names(count, chance),
            "id_number": [
                identity_number(f"{day:%Y%m%d}", number, is_male=bool(is_male))
                for number, (day, is_male) in enumerate(zip(born, male, strict=True))
            ],
            "sex": np.where(male, "男", "女"),
            "age": age.astype(float),
            "phone": [phone(int(number)) for number in chance.integers(0, 10_000, count)],
            "address": here,
            "registered_address": here.where(place == "户籍", None),
            "residence": residence.where(~blank, None),
            "separation": separation.where(~(blank & (place == UNSTATED)), None),
            "community": community,
            "field": [by_kind[name]["field"] for name in kind],
            "enrolled_on": pd.Timestamp(setting.year - 4, 1, 4)
            + pd.to_timedelta(chance.integers(0, 4 * 365 + 270, count), unit="D"),
            "worker": picked(
                made_names(setting.budget // 15, stream(setting.seed, setting.street.slug, "staff")), count, chance
            ),
            "note": _notes(count, chance),
        }
    )


def _notes(count: int, chance: np.random.Generator) -> list[str | None]:
    patterns = _content()["notes"]
    drawn = chance.random(count) < 0.04
    names = made_names(count, chance)
    return [
        patterns[number % len(patterns)].format(name=names[number], phone=phone(number)) if noted else None
        for number, noted in enumerate(drawn)
    ]
