"""Make small streets at random, with rosters, surveys and groups that are hard to protect: nothing in them is real."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import METHODS, OVERALL, RESIDENCE, RESPONDENTS, WAVES
from safety.made_answers import asked_and_listed, measurements_of, some_more, with_forms, with_items

YEAR = 2023
CATEGORIES = ("孤儿", "残疾人", "低保对象", "独居老人", "老年人")
PRIMARY = "uls6"
"""The scale on which people of the made streets are judged; each of them belongs to a group."""
PLAN = Plan(
    street="示例街道", slug="shili", district="示例区", year=YEAR, project="示例项目", synthetic=True,
    indicator_system="national_2020", primary_scales={"小组": PRIMARY},
)  # fmt: skip
PURPOSES = ("照护", "支持")
_MOST_REVISED = 12
_DAY = pd.Timestamp(YEAR, 6, 1)


@dataclass(frozen=True, slots=True, eq=False)
class MadeStreet:
    """A made street: what intake would hand over, and the scored measurements."""

    evidence: Evidence
    scored: pd.DataFrame


def make_street(seed: int, *, revised: bool = False, groups: tuple[int, int] = (2, 15)) -> MadeStreet:
    """Return the street of a seed; `revised` is the same some weeks later, with a few more people and answers.

    Parameters
    ----------
    seed
        Decides everything.
    revised
        Whether some people joined, were served, measured and asked since.
    groups
        Least and greatest size of a measured group.
    """
    chance = np.random.default_rng([seed, 4])
    later = np.random.default_rng([seed, 5])
    clients, population = _people(chance)
    answers, attendance = _answers(chance), _attendance(chance)
    scored = _followed_up(_looked_back(_with_purposes(with_forms(_measured(chance, groups), seed), seed), seed), seed)
    listed = asked_and_listed(np.random.default_rng([seed, 8]))
    answers = with_items(answers, seed)
    if revised:
        clients = _later_clients(clients, later)
        more = with_items(_answers(later).head(int(later.integers(0, _MOST_REVISED))), seed + 1)
        answers = pd.concat([answers, more], ignore_index=True)
        scored = _later_scores(scored, later)
        listed = some_more(listed, np.random.default_rng([seed, 9]))
    tables = {
        "clients": clients, "population": population, "satisfaction": answers, **attendance, **listed,
        "measurements": measurements_of(scored, seed),
    }  # fmt: skip
    quality = Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"]))
    return MadeStreet(Evidence({name: table for name, table in tables.items() if len(table)}, quality), scored)


def corrected(street: MadeStreet, seed: int) -> MadeStreet:
    """Return the street with the last score of one person corrected, in whatever it is counted."""
    chance = np.random.default_rng([seed, 10])
    rows = street.scored[(street.scored["wave"] == "后测") & (street.scored["scale"] == PRIMARY)]
    row = chance.choice(rows.index) if len(rows) else None
    scored = street.scored.copy()
    if row is not None:
        scored.loc[row, "score"] = float(chance.integers(6, 25))
    return MadeStreet(street.evidence, scored)


def _people(chance: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    size, communities = int(chance.integers(15, 260)), int(chance.integers(2, 7))
    shares = chance.uniform(0.01, 0.35, len(CATEGORIES))
    labels = [tuple(np.array(CATEGORIES)[row]) for row in chance.random((size, len(CATEGORIES))) < shares]
    places = np.array([*RESIDENCE, None], dtype=object)[chance.choice(3, size, p=[0.7, 0.25, 0.05])]
    away = np.array([None, "户籍在人不在"], dtype=object)[(chance.random(size) < 0.06).astype(int)]
    clients = pd.DataFrame(
        {
            "client": [f"C{number:04d}" for number in range(size)],
            "labels": pd.Series(labels, dtype=object),
            "residence": pd.Series(places, dtype="str"),
            "separation": pd.Series(away, dtype="str"),
            "community": [f"第{number}社区" for number in chance.integers(1, communities + 1, size)],
            "served": pd.Series(chance.random(size) < chance.uniform(0.4, 0.95), dtype="boolean"),
            "enrolled_on": _DAY,
        }
    )
    return clients, _population(clients, chance)


def _population(clients: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    rows = []
    for name in ("全部", *CATEGORIES):
        held = clients["labels"].map(lambda labels, name=name: name == "全部" or name in labels)
        how = chance.choice(["none", "divided", "undivided"], p=[0.4, 0.4, 0.2])
        more = chance.integers(0, 9, 3)
        if how == "divided":
            for number, place in enumerate(RESIDENCE):
                people = int((held & (clients["residence"] == place)).sum() + more[number])
                rows.append({"category": name, "residence": place, "people": float(people)})
        elif how == "undivided":
            rows.append({"category": name, "residence": "全部", "people": float(held.sum() + more[2])})
    return pd.DataFrame(rows, columns=["category", "residence", "people"])


def _later_clients(clients: pd.DataFrame, later: np.random.Generator) -> pd.DataFrame:
    more = clients.sample(int(later.integers(0, min(_MOST_REVISED, len(clients)))), random_state=later)
    more = more.assign(client=[f"N{number:04d}" for number in range(len(more))])
    served = clients["served"].to_numpy(dtype=bool) | (later.random(len(clients)) < 0.02)
    return pd.concat([clients.assign(served=pd.array(served, dtype="boolean")), more], ignore_index=True)


def _answers(chance: np.random.Generator) -> pd.DataFrame:
    rows = []
    for method in METHODS:
        for respondent in RESPONDENTS:
            sizes = [0, int(chance.integers(1, 5)), int(chance.integers(5, 60))]
            size = sizes[int(chance.choice(3, p=[0.2, 0.3, 0.5]))]
            rows += [(method, respondent, level) for level in chance.choice(OVERALL[:5], size)]
    frame = pd.DataFrame(rows, columns=["method", "respondent", "overall"])
    return frame.assign(date=_DAY, client=None).sample(frac=1.0, random_state=chance).reset_index(drop=True)


def _attendance(chance: np.random.Generator) -> dict[str, pd.DataFrame]:
    services, lists = [], []
    for group in range(int(chance.integers(1, 6))):
        members = int(chance.integers(2, 15))
        for session in range(3):
            name = f"S{group}{session}"
            services.append((name, _DAY, "小组", f"第{group + 1}组", 2.0))
            lists += [(name, f"G{group}M{member}", bool(chance.random() < 0.8)) for member in range(members)]
    held = pd.DataFrame(services, columns=["service", "date", "method", "group", "hours"])
    present = pd.DataFrame(lists, columns=["service", "client", "attended"]).astype({"attended": "boolean"})
    return {"services": held, "attendance": present}


def _measured(chance: np.random.Generator, groups: tuple[int, int]) -> pd.DataFrame:
    """Return scores of people in groups, groups in programmes; some lose their post-test, some a dimension."""
    parts = []
    for group in range(int(chance.integers(1, 8))):
        size = int(chance.integers(groups[0], groups[1] + 1))
        project = f"项目{int(chance.integers(1, 4))}"
        people = [f"G{group}M{member}" for member in range(size)]
        parts.append(_scores(people, f"第{group + 1}组", project, chance))
    return pd.concat(parts, ignore_index=True)


def _scores(people: list[str], group: str, project: str, chance: np.random.Generator) -> pd.DataFrame:
    rows = []
    for client in people:
        stays, partial = chance.random() > 0.2, chance.random() < 0.1
        for wave in ("前测", "后测") if stays else ("前测",):
            rows.append((client, "uls6", "total", wave, float(chance.integers(6, 25))))
            dims = {name: float(chance.integers(4, 21)) for name in ("knowledge", "skill", "confidence")}
            if partial:
                del dims[str(chance.choice(list(dims)))]
            rows += [(client, "station_own_template", name, wave, score) for name, score in dims.items()]
            if not partial:
                rows.append((client, "station_own_template", "total", wave, sum(dims.values())))
    frame = pd.DataFrame(rows, columns=["client", "scale", "dimension", "wave", "score"])
    return frame.assign(group=group, method="小组", field="长者服务", project=project, purpose=None)


def _with_purposes(scored: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the scores with a purpose of service: that of the group, for some people another."""
    chance = np.random.default_rng([seed, 6])
    groups, people = scored["group"].drop_duplicates(), scored["client"].drop_duplicates()
    usual = dict(zip(groups, chance.choice(PURPOSES, len(groups)), strict=True))
    own = dict(zip(people, chance.choice([*PURPOSES, ""], len(people), p=[0.05, 0.05, 0.9]), strict=True))
    purposes = [own[client] or usual[group] for client, group in zip(scored["client"], scored["group"], strict=True)]
    return scored.assign(purpose=purposes)


def _looked_back(scored: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the scores with a rating of the past by all, most, some or none of those who have a post-test."""
    chance = np.random.default_rng([seed, 7])
    asked = scored[(scored["wave"] == "后测") & (scored["scale"] == "uls6")]
    chosen = asked[chance.random(len(asked)) < chance.choice([0.0, 0.5, 0.9, 1.0])]
    past = chosen.assign(wave="回顾前测", score=chance.integers(6, 25, len(chosen)).astype(float))
    looked_back: pd.DataFrame = pd.concat([scored, past], ignore_index=True)
    return looked_back


def _followed_up(scored: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the scores with up to two follow-ups of all, most, some or none of those who have a post-test."""
    chance = np.random.default_rng([seed, 8])
    later = [scored]
    for wave in WAVES[2:4]:
        asked = scored[(scored["wave"] == "后测") & (scored["scale"] == "uls6")]
        came = asked[chance.random(len(asked)) < chance.choice([0.0, 0.5, 0.9, 1.0])]
        later.append(came.assign(wave=wave, score=chance.integers(6, 25, len(came)).astype(float)))
    followed: pd.DataFrame = pd.concat(later, ignore_index=True)
    return followed


def _later_scores(scored: pd.DataFrame, later: np.random.Generator) -> pd.DataFrame:
    """Return the scores with some people more, in the groups that there are."""
    clients = scored["client"].drop_duplicates()
    again = clients.sample(int(later.integers(0, min(_MOST_REVISED, len(clients)))), random_state=later)
    more = scored[scored["client"].isin(again)].assign(client=lambda frame: "N" + frame["client"])
    others = more.groupby(["scale", "dimension"], sort=False)["score"].transform(
        lambda scores: later.permutation(scores.to_numpy())
    )
    return pd.concat([scored, more.assign(score=others)], ignore_index=True)
