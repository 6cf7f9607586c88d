"""Workbooks with planted identifiers: names, identity numbers, phones, addresses and bank cards that are nobody's.

Every planted identifier begins with a mark that no other data hold, so that a kernel's memory can be searched quickly.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year

NAME, PHONE, IDENTITY, ADDRESS, CARD = "禤漏", "1990000", "190099", "泄漏测试路", "62299990"
MARKS = (NAME, PHONE, IDENTITY, ADDRESS, CARD)
_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
_CHECK = "10X98765432"
YEAR = 2023


@dataclass(frozen=True, slots=True)
class Planted:
    """A made street with planted identifiers: its key, its parameter file, and what was planted."""

    key: str
    plan: Path
    identifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One planted person."""

    name: str
    identity: str
    phone: str
    address: str
    card: str

    @classmethod
    def number(cls, number: int) -> Person:
        """Return the person of that running number, below 484."""
        born = f"{1940 + number % 60}{1 + number % 12:02d}{1 + number % 28:02d}"
        start = f"{IDENTITY}{born}{number % 1000:03d}"
        digit = _CHECK[sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, start, strict=True)) % 11]
        card = f"{CARD}{number:07d}"
        return cls(
            NAME + _SIGNS[number // 22] + _SIGNS[number % 22],
            start + digit,
            f"{PHONE}{number:04d}",
            f"{ADDRESS}{1 + number}号{1 + number % 9}栋{101 + number}房",
            card + next(sign for sign in "0123456789" if _is_luhn(card + sign)),
        )

    def identifiers(self) -> tuple[str, ...]:
        """Return everything that names the person."""
        return self.name, self.identity, self.phone, self.address, self.card


def plant(home: Path, seed: int, *, people: int = 400, is_faulty: bool = False) -> Planted:
    """Write a made street with the identifiers of that many people into the project `home`.

    Parameters
    ----------
    home
        The project folder.
    seed
        Decides the street and its year.
    people
        How many people of the roster are planted, with five identifiers each.
    is_faulty
        Whether the workbook holds faults that stop it, beside the planted cells.
    """
    streets = known_streets()
    made = make_year(streets[seed % len(streets)], YEAR, seed)
    planted = [Person.number(number) for number in range(people)]
    tables = dict(made.tables)
    tables["clients"] = _clients(tables["clients"], planted, is_faulty=is_faulty)
    tables["voices"] = _voices(tables["voices"], planted)
    tables["commentary"] = _commentary(tables["commentary"], planted)
    key = f"{made.setting.street.slug}_{seed}"
    data = Path("data") / f"{key}.xlsx"
    plan = home / "parameters" / "streets" / f"{key}.yaml"
    for file in (plan, home / data):
        file.parent.mkdir(parents=True, exist_ok=True)
    plan.write_text(plan_yaml(made, data.as_posix()), encoding="utf-8", newline="\n")
    write_workbook(tables, home / data)
    return Planted(read_plan(plan).key, plan, tuple(found for person in planted for found in person.identifiers()))


def _clients(clients: pd.DataFrame, planted: list[Person], *, is_faulty: bool) -> pd.DataFrame:
    frame = clients.astype(object).reset_index(drop=True)
    rows = np.arange(min(len(planted), len(frame)))
    for column, part in (("name", "name"), ("id_number", "identity"), ("phone", "phone"), ("address", "address")):
        frame.loc[rows, column] = [getattr(person, part) for person in planted[: len(rows)]]
    frame.loc[rows, "age"] = None
    frame.loc[rows, "note"] = [_told(person, number) for number, person in enumerate(planted[: len(rows)])]
    if is_faulty:
        codes, days = frame["client"].tolist(), frame["enrolled_on"].tolist()
        frame["client"] = [codes[0]] * 20 + codes[20:]
        frame["enrolled_on"] = days[:20] + [person.name for person in planted[20:40]] + days[40:]
    return frame


def _told(person: Person, number: int) -> str:
    frames = (
        "{name}，电话{phone}，住{address}", "身份证{identity}由家属代管", "卡号{card}；联系{name}",
        "与 {spaced} 面谈，致电 {phone}",
    )  # fmt: skip
    spaced = " ".join(person.name)
    return frames[number % len(frames)].format(
        name=person.name, phone=person.phone, address=person.address, identity=person.identity, card=person.card,
        spaced=spaced,
    )  # fmt: skip


def _voices(voices: pd.DataFrame, planted: list[Person]) -> pd.DataFrame:
    frame = voices.astype(object).reset_index(drop=True)
    words = [f"{_told(person, number)}，服务很好" for number, person in enumerate(planted[: len(frame)])]
    return frame.assign(excerpt=[*words, *frame["excerpt"].tolist()[len(words) :]])


def _commentary(commentary: pd.DataFrame, planted: list[Person]) -> pd.DataFrame:
    frame = commentary.astype(object).reset_index(drop=True)
    added = [
        f"{words}。{_told(person, place)}。"
        for place, (words, person) in enumerate(zip(frame["words"], planted, strict=False))
    ]
    return frame.assign(words=[*added, *frame["words"].tolist()[len(added) :]])


def _is_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
