"""Two streets that differ in withheld cells alone give the same bytes, whatever was withheld of whom."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_for, protect_results
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.reporting.release.results_file import protected_to_json
from safety.made_answers import CUT
from safety.made_evidence import MadeStreet, make_street
from safety.made_report import made_results

FEW, MANY = (4,), range(30)
DAY = pd.Timestamp(2023, 6, 1)
READERS = (Audience.SHARED, Audience.PUBLIC)


def with_tables(street, **tables):
    evidence = street.evidence
    return MadeStreet(Evidence({**evidence.tables, **tables}, evidence.quality, "cd" * 32), street.scored)


def satisfaction(street, chance):
    """Three or four forms of one method and respondent: the other answer in each."""
    answers = street.evidence.tables["satisfaction"]
    size = int(chance.integers(3, 5))
    first = (answers[["method", "respondent"]] == answers[["method", "respondent"]].iloc[0]).all(axis=1)
    answers = pd.concat([answers[first].head(1)] * size + [answers[~first]], ignore_index=True)
    few = answers.index < size
    return tuple(
        with_tables(street, satisfaction=answers.assign(overall=answers["overall"].mask(few, said)))
        for said in ("非常满意", "满意")
    )


def scales(street, chance):
    """A scale that four people filled in: other scores in each test."""
    scored = street.scored[street.scored["scale"] != CUT]
    few = scored[(scored["scale"] == "uls6") & scored["wave"].isin(["前测", "后测"]) & scored["score"].notna()]
    both = few.groupby("client")["wave"].nunique()
    chosen = few[few["client"].isin(both.index[both == 2][:4])].assign(scale=CUT)
    return tuple(
        MadeStreet(street.evidence, pd.concat([scored, chosen.assign(score=chance.integers(1, 15, len(chosen)) + 0.0)]))
        for _ in range(2)
    )


def coverage(street, chance):
    """Two communities of a few orphans each, of whom one has moved: 2 and 3, or 3 and 2."""
    held = {"甲": 30, "乙": 40, "丙": 25}
    return tuple(
        with_tables(street, population=pd.DataFrame(columns=["category", "residence", "people"]), clients=listed(one))
        for one in ({**held, "丁": 2, "戊": 3}, {**held, "丁": 3, "戊": 2})
    )


def listed(held):
    rows = [(("孤儿",), "户籍", name, number % 4 > 0) for name, people in held.items() for number in range(people)]
    frame = pd.DataFrame(rows, columns=["labels", "residence", "community", "served"]).assign(
        client=[f"P{number}" for number in range(len(rows))], separation=None, enrolled_on=DAY
    )
    return frame.astype({"residence": "str", "separation": "str", "served": "boolean"})


def attendance(street, chance):
    """Two groups of three members, of whom one more came here and one less there."""
    services = pd.DataFrame(
        [(f"S{group}", DAY, "小组", f"第{group}组", 2.0) for group in range(3)],
        columns=["service", "date", "method", "group", "hours"],
    )
    first, second = (
        pd.DataFrame(
            [(f"S{group}", f"G{group}M{member}", member < came) for group, (size, came) in enumerate(groups)
             for member in range(size)], columns=["service", "client", "attended"],
        ).astype({"attended": "boolean"})
        for groups in (((12, 9), (3, 1), (3, 2)), ((12, 9), (3, 2), (3, 1)))
    )  # fmt: skip
    return tuple(with_tables(street, services=services, attendance=one) for one in (first, second))


def needs(street, chance):
    """A need that four people were asked about: named by one, or by three."""
    rows = [("助餐", "长者", 40.0, 22.0), ("助浴", "长者", 4.0, 1.0)]
    table = pd.DataFrame(rows, columns=["need", "group", "asked", "named"]).assign(
        service=None, met=None, source="示例"
    )
    return tuple(with_tables(street, needs=table.assign(named=[22.0, named])) for named in (1.0, 3.0))


def awareness(street, chance):
    """Three or four forms alone: other answers in each."""
    table = street.evidence.tables["awareness"].iloc[:0]
    size = int(chance.integers(3, 5))
    return tuple(
        with_tables(street, awareness=pd.DataFrame(
            {name: pd.array(chance.random(size) < 0.5, dtype="boolean") for name in table.columns}
        ))
        for _ in range(2)
    )  # fmt: skip


def volunteers(street, chance):
    """Four volunteers: others of them trained, active and at the core."""
    table = street.evidence.tables["volunteers"].head(4)
    told = ("core", "trained", "active")
    return tuple(
        with_tables(street, volunteers=table.assign(
            **{name: pd.array(chance.random(len(table)) < 0.5, dtype="boolean") for name in told}
        ))
        for _ in range(2)
    )  # fmt: skip


KINDS = {
    one.__name__: one for one in (satisfaction, scales, coverage, attendance, needs, awareness, volunteers)
}  # fmt: skip


def streets_of(kinds, seed):
    """Return two streets that differ in what these kinds withhold."""
    pair = [make_street(seed)] * 2
    for kind in kinds:
        pair = [kind(street, np.random.default_rng(seed))[place] for place, street in enumerate(pair)]
    return pair


@lru_cache(maxsize=1)
def files_of(kinds, seed):
    """Return for each of two streets that differ in what these kinds withhold the file of each reader."""
    first, other = (made_results(street) for street in streets_of(kinds, seed))
    return [
        {one.audience: protected_to_json(one, first)
         for one in (*protect_for(results, shipped_policy(), READERS),
                     protect_results(results, shipped_policy(), Audience.STATION))}
        for results in (first, other)
    ]  # fmt: skip


def require_the_same_bytes(kinds, seed, audience):
    first, other = files_of(kinds, seed)
    assert first[Audience.STATION] != other[Audience.STATION]
    assert first[audience] == other[audience]


@pytest.mark.parametrize("audience", READERS)
@pytest.mark.parametrize("seed", FEW)
def test_data_that_differ_in_withheld_cells_alone_give_the_same_bytes(seed, audience):
    require_the_same_bytes(tuple(KINDS.values()), seed, audience)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_data_differs_in_what_the_station_sees(kind):
    first, other = streets_of([KINDS[kind]], FEW[0])
    tables = [first.evidence.tables.items(), other.evidence.tables.items()]
    is_same = all(one.equals(other) for (_, one), (_, other) in zip(*tables, strict=True))
    assert not (is_same and first.scored.equals(other.scored))


@pytest.mark.full
@pytest.mark.parametrize("audience", READERS)
@pytest.mark.parametrize("seed", MANY)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_data_alone_does_so_too_for_every_reader(kind, seed, audience):
    require_the_same_bytes((KINDS[kind],), seed, audience)
