"""Make the answers, lists and forms of a made street that its tables beside coverage and scores rest on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.model.workbook import METHODS, RESPONDENTS
from evaltoolkit.services.opinions.awareness import FACTS

CUT, ITEMS = "gds15", 6
"""A scale with one cut-off, on which some people are measured too; items of ``uls6``."""
_MOST_MORE = 12
_DAY, _LONG_AGO = pd.Timestamp(2023, 6, 1), pd.Timestamp(2020, 1, 1)
Tables = dict[str, pd.DataFrame]


def asked_and_listed(chance: np.random.Generator) -> Tables:
    """Return the sheets awareness, needs, volunteers and surveys, each with few or many people."""
    return {
        "awareness": _awareness(_size(chance), chance), "needs": _needs(chance),
        "volunteers": _volunteers(_size(chance), chance), "surveys": _surveys(chance),
    }  # fmt: skip


def some_more(tables: Tables, chance: np.random.Generator) -> Tables:
    """Return the sheets some weeks later: a few more forms and volunteers, a few more asked about a need."""
    forms, people = (int(number) for number in chance.integers(0, _MOST_MORE, 2))
    needs = tables["needs"]
    asked = needs["asked"] + chance.integers(0, _MOST_MORE, len(needs)) * (chance.random(len(needs)) < 0.5)
    volunteers = _volunteers(people, chance).assign(volunteer=lambda frame: "N" + frame["volunteer"].astype(str))
    return {
        **tables,
        "awareness": pd.concat([tables["awareness"], _awareness(forms, chance)], ignore_index=True),
        "needs": needs.assign(asked=asked),
        "volunteers": pd.concat([tables["volunteers"], volunteers], ignore_index=True),
    }


def with_items(answers: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the answers to questionnaires with three items, and with some forms that have no answer as a whole."""
    chance = np.random.default_rng([seed, 10])
    blank = [chance.choice([0.0, 0.3, 0.95]) for _ in range(3)]
    items = {
        f"item_{number}": pd.array(np.where(chance.random(len(answers)) < share, np.nan, values), dtype="Float64")
        for number, share in enumerate(blank, start=1)
        for values in [chance.integers(1, 6, len(answers)).astype(float)]
    }
    overall = answers["overall"].where(chance.random(len(answers)) > chance.choice([0.0, 0.1]), "不适用")
    return answers.assign(overall=overall, **items)


def with_forms(scored: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the scores with those of a scale with one cut-off, and with forms that could not be scored."""
    chance = np.random.default_rng([seed, 11])
    first = scored[scored["scale"] == "uls6"]
    people = first["client"].drop_duplicates()
    share = chance.choice([0.0, 0.5, 1.0])
    chosen = first[first["client"].isin(people[chance.random(len(people)) < share])]
    cut = chosen.assign(scale=CUT, score=chance.integers(0, 16, len(chosen)).astype(float))
    lone = first.sample(int(chance.integers(0, min(9, len(first)))), random_state=chance)
    unscored = lone.assign(client="U" + lone["client"], score=np.nan)
    made: pd.DataFrame = pd.concat([scored, cut, unscored], ignore_index=True)
    return made


def measurements_of(scored: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return answers to the items of ``uls6`` by those who have a pre-test; some blank, some all alike."""
    chance = np.random.default_rng([seed, 12])
    chosen = (scored["scale"] == "uls6") & (scored["wave"] == "前测") & scored["score"].notna()
    forms = scored.loc[chosen, ["client", "scale", "wave"]].reset_index(drop=True)
    answers = chance.integers(1, 5, (len(forms), ITEMS)).astype(float)
    alike = chance.random(len(forms)) < chance.choice([0.0, 0.1, 0.4])
    answers[alike] = answers[alike][:, :1]
    answers[chance.random(len(forms)) < chance.choice([0.0, 0.2, 0.9]), 0] = np.nan
    items = pd.DataFrame(answers, columns=[f"item_{number}" for number in range(1, ITEMS + 1)])
    return pd.concat([forms, items], axis=1).assign(total=np.nan)


def _size(chance: np.random.Generator) -> int:
    return int(chance.choice([chance.integers(1, 10), chance.integers(10, 80)]))


def _awareness(size: int, chance: np.random.Generator) -> pd.DataFrame:
    columns = {}
    for name in (*FACTS, "agrees"):
        answers = pd.Series(chance.random(size) < chance.uniform(0.0, 1.0), dtype="boolean")
        columns[name] = answers.mask(chance.random(size) < chance.choice([0.0, 0.1, 0.95]))
    return pd.DataFrame(columns)


def _needs(chance: np.random.Generator) -> pd.DataFrame:
    rows = []
    for number in range(int(chance.integers(1, 6))):
        asked = _size(chance)
        named = float(chance.integers(0, asked + 1))
        rows.append({"need": f"需求{number}", "group": chance.choice(["长者", "来穗人员"]), "asked": float(asked),
                     "named": named, "service": None, "met": None, "source": "示例"})  # fmt: skip
    return pd.DataFrame(rows)


def _volunteers(size: int, chance: np.random.Generator) -> pd.DataFrame:
    def stated(share: float) -> pd.Series:
        answers = pd.Series(chance.random(size) < share, dtype="boolean")
        return answers.mask(chance.random(size) < chance.choice([0.0, 0.2, 0.9]))

    dates = pd.Series(_DAY, index=range(size)).mask(chance.random(size) < 0.7, _LONG_AGO)
    return pd.DataFrame(
        {
            "volunteer": [f"V{number:03d}" for number in range(size)],
            "joined_on": dates.mask(chance.random(size) < chance.choice([0.0, 0.9])),
            "core": stated(0.2), "trained": stated(0.6), "active": stated(0.8),
            "hours": pd.Series(chance.integers(1, 40, size), dtype="float64"),
            "team": pd.Series(chance.choice(["一队", "二队"], size), dtype="object"),
        }
    )  # fmt: skip


def _surveys(chance: np.random.Generator) -> pd.DataFrame:
    rows = []
    for method in METHODS:
        for who in RESPONDENTS:
            valid = float(_size(chance))
            rows.append({"method": method, "respondent": who, "asked": "随机抽取", "issued": valid + 90.0,
                         "returned": valid + 60.0, "last_asked": "随机抽取", "last_valid": valid,
                         "last_satisfied": float(chance.integers(0, int(valid) + 1))})  # fmt: skip
    return pd.DataFrame(rows)
