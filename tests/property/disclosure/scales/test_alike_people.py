"""Of few people who share a value nobody is told it, whichever tables tell of them and of others beside.

The reader knows who stands in which row, and that these people share the value; he takes every printed mean for a sum
of whole scores within half its last digit, and what a scale's dimensions add up to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from safety.made_evidence import MadeStreet, make_street
from safety.made_report import MadeReport, make_report

PRE, POST, WAVE, THEN = "前测", "后测", "跟进一", "回顾前测"
ENDS = {"uls6": {"total": (6, 24)}}
DIMENSIONS = ("knowledge", "skill", "confidence")
ENDS["station_own_template"] = {"total": (12, 60), **dict.fromkeys(DIMENSIONS, (4, 20))}
LEAST, FEW, HALF = 5, 10, 0.05
WAYS = {
    "change": (POST, PRE), "shift": (THEN, PRE), "looking_back": (POST, THEN), "later": (WAVE, PRE),
    "first": (PRE,), "second": (POST,), "past": (THEN,), "wave": (WAVE,), "dimensions": (POST,),
}  # fmt: skip
"""Of which test, less which, these people share a value: a change, the least or the most, or that in two dimensions."""
OWN = {"retrospective": ("shift", "looking_back", "past"), "follow_up": ("change", "later", "wave", "dimensions")}
TABLES = ("retrospective", "follow_up", "maintenance", "attrition")
SIGNS = {
    "outcomes": {"mean_pre": (PRE,), "mean_post": (POST,), "mean_change": (POST, PRE)},
    "retrospective": {"change": (POST, PRE), "shift": (THEN, PRE), "looking_back": (POST, THEN)},
    "follow_up": {"mean_pre": (PRE,), "mean_post": (POST,), "mean_wave": (WAVE,), "mean_change": (WAVE, PRE)},
    "maintenance": {"mean_change": (POST, PRE)},
    "attrition": {"mean_kept": (PRE,), "mean_lost": (PRE,)},
}
Score = tuple[str, str]
"""A dimension and a test."""


@dataclass(frozen=True)
class Made:
    """Measurements of people of whom `alike` share a value of some tests, of one scale."""

    scored: pd.DataFrame
    scale: str
    alike: frozenset[str]
    way: str


def measured(seed: int, way: str, tables: tuple[str, ...], many: int) -> Made:
    """Return a street in which so many people share a value, and who stands in which tables: just they for seed 0."""
    chance = np.random.default_rng([seed, many, *map(ord, way)])
    scale = "station_own_template" if way == "dimensions" else "uls6"
    others, lost = (int(chance.choice(sizes)) for sizes in ((0, 8, 20), (0, 6)))
    value = float(chance.integers(-3, 4)) if len(WAYS[way]) == 2 else float(chance.integers(0, 2))
    rows, alike = [], frozenset(f"A{number}" for number in range(many))
    others, lost = (others, lost) if seed else (0 if "attrition" in tables else 20, 6)
    beside = {
        name: "alike" if not seed else chance.choice(["alike", "more", "less", "others"], p=[0.7, 0.1, 0.1, 0.1])
        for name in (THEN, WAVE)
    }
    for person in [*alike, *(f"B{number}" for number in range(others)), *(f"L{number}" for number in range(lost))]:
        mine, gone = person in alike, person.startswith("L")
        kind = "A" if mine else "B" if int(person[1:]) < others / 2 or gone else "C"
        scores = _scores(chance, scale, way if mine else "", value)
        kept = {PRE, POST} - ({POST} if gone else set())
        for name, wave in (("retrospective", THEN), ("follow_up", WAVE)):
            stays = {"alike": mine, "more": mine or chance.random() < 0.5, "others": not mine,
                     "less": mine and person != "A0"}[beside[wave]]  # fmt: skip
            kept |= {wave} if name in tables and stays and not gone and scale == "uls6" else set()
        purpose = "照护" if "maintenance" in tables and kind in ("A", "C") else "支持"
        rows += [
            (person, scale, dimension, wave, score, f"{kind}组", f"项目{kind}", purpose)
            for (dimension, wave), score in scores.items() if wave in kept
        ]  # fmt: skip
    names = ["client", "scale", "dimension", "wave", "score", "group", "project", "purpose"]
    return Made(pd.DataFrame(rows, columns=names).assign(method="小组", field="长者服务"), scale, alike, way)


def _scores(chance: np.random.Generator, scale: str, way: str, value: float) -> dict[Score, float]:
    """Return whole scores of a person, who shares the value or is any."""
    if scale != "uls6":
        found = {(one, wave): float(chance.integers(4, 21)) for one in DIMENSIONS for wave in (PRE, POST)}
        if way:
            found |= {(one, POST): (4.0, 20.0)[int(value)] for one in DIMENSIONS[:2]}
        return found | {("total", wave): sum(found[one, wave] for one in DIMENSIONS) for wave in (PRE, POST)}
    found = {("total", wave): float(chance.integers(9, 22)) for wave in (PRE, POST, WAVE, THEN)}
    tests = WAYS.get(way, ())
    if len(tests) == 2:
        found["total", tests[0]] = found["total", tests[1]] + value
    elif tests:
        found["total", tests[0]] = ENDS[scale]["total"][int(value)]
    return found


@cache
def _evidence() -> MadeStreet:
    return make_street(3)


def report_of(made: Made) -> MadeReport:
    """Return the shared report of a street where nothing but this was measured."""
    base = _evidence().evidence
    tables = {name: table for name, table in base.tables.items() if name in ("clients", "population")}
    return make_report(MadeStreet(type(base)(tables, base.quality), made.scored), "shared")


def _printed(report: MadeReport) -> Iterator[tuple[str, Mapping[str, object]]]:
    for name in SIGNS:
        yield from ((name, row) for row in report.published["tables"][name]["rows"])
    yield from (("outcomes", row) for row in report.pages)


def _people(made: Made, table: str, row: Mapping[str, object], figure: str) -> frozenset[str]:
    """Return who stands in a row."""
    scored = made.scored
    whole = frozenset(scored.loc[scored["wave"] == POST, "client"])
    if figure == "mean_lost":
        return frozenset(scored["client"]) - whole
    chosen = scored
    if table == "outcomes" and row["group_kind"] != "all":
        chosen = scored[scored[str(row["group_kind"])] == row["group"]]
    elif table == "maintenance":
        chosen = scored[scored["purpose"] == row["purpose"]]
    elif table in ("retrospective", "follow_up"):
        chosen = scored[scored["wave"] == (THEN if table == "retrospective" else WAVE)]
    return whole & frozenset(chosen["client"])


def values_left(made: Made, report: MadeReport) -> Iterator[int]:
    """Yield of each value that these people share how many whole ones the printed means leave."""
    sums: list[tuple[frozenset[str], str, tuple[str, ...], float]] = []
    for table, row in _printed(report):
        for figure, tests in SIGNS[table].items():
            if row["scale"] == made.scale and row.get(figure) is not None:
                who = _people(made, table, row, figure)
                sums.append((who, str(row.get("dimension", "total")), tests, float(row[figure])))  # type: ignore[arg-type]
    blocks = Counter(
        (one in made.alike, tuple(one in who for who, *_ in sums)) for one in made.scored["client"].unique()
    )
    ends = ENDS[made.scale]
    place = {
        (block, dimension, test): number
        for number, (block, dimension, test) in enumerate(
            (block, dimension, test) for block in blocks for dimension in ends for test in (PRE, POST, WAVE, THEN)
        )
    }
    bounds = [(blocks[block] * ends[dimension][0], blocks[block] * ends[dimension][1]) for block, dimension, _ in place]
    rows, limits, links = [], [], []
    for number, (who, dimension, tests, mean) in enumerate(sums):
        row = np.zeros(len(place) + 1)
        for sign, test in zip((1.0, -1.0), tests, strict=False):
            row[[place[block, dimension, test] for block in blocks if block[1][number]]] += sign
        low, high = (len(who) * (mean + half) for half in (-HALF, HALF))
        rows += [row, -row]
        limits += [np.floor(high + 1e-6), -np.ceil(low - 1e-6)]
    for block in blocks if len(ends) > 1 else ():
        for test in (PRE, POST):
            link = np.zeros(len(place) + 1)
            link[place[block, "total", test]] = -1.0
            link[[place[block, one, test] for one in DIMENSIONS]] = 1.0
            links.append(link)
    for dimension in DIMENSIONS[:2] if made.way == "dimensions" else ("total",):
        shared = []
        for block in (block for block in blocks if block[0]):
            link = np.zeros(len(place) + 1)
            for sign, test in zip((1.0, -1.0), WAYS[made.way], strict=False):
                link[place[block, dimension, test]] += sign
            link[-1] = -float(blocks[block])
            shared.append(link)
        equal = np.array([*links, *shared])
        found = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(place) + 1)
            goal[-1] = sign
            done = linprog(goal, np.array(rows).reshape(-1, len(goal)), limits, equal, np.zeros(len(equal)),
                           bounds=[*bounds, (None, None)])  # fmt: skip
            assert done.status == 0, done.message
            found.append(sign * done.fun)
        yield int(np.floor(found[1] + 1e-6) - np.ceil(found[0] - 1e-6)) + 1


def cases(seeds: range) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield every way in the table that tells it, beside each other table, for one seed after another."""
    seed = iter(seeds)
    for one in seed:
        for number, way in enumerate(WAYS):
            own = next((name for name, ways in OWN.items() if way in ways), "attrition")
            beside = [name for name in TABLES if name != own]
            yield one, way, (own, beside[(number + one) % len(beside)])


def require_untold(seed: int, way: str, tables: tuple[str, ...]) -> None:
    """Require that the value is left open of fewer than ten people."""
    many = LEAST + seed % (FEW - LEAST)
    made = measured(seed, way, tables, many)
    left = list(values_left(made, report_of(made)))
    assert min(left) > 1, (seed, way, tables, many, left)


@pytest.mark.parametrize(("seed", "way", "tables"), list(cases(range(1))))
def test_nobody_of_fewer_than_ten_is_told_what_all_of_them_share(seed, way, tables):
    require_untold(seed, way, tables)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 26))
def test_nor_is_anybody_of_many_streets(seed):
    for one, way, tables in cases(range(seed, seed + 1)):
        require_untold(one, way, tables)


@pytest.mark.parametrize("many", [10, 12])
def test_of_ten_or_more_what_all_share_is_shown(many):
    made = measured(1, "change", (), many)
    row = next(row for _, row in _printed(report_of(made)) if row["group"] == "")
    assert row["mean_change"] is not None
