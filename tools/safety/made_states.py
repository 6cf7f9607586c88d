"""Make states of one street's data between which people leave and come, and things are corrected and called anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.workbook import METHODS
from evaltoolkit.services.given import UNSTATED
from safety.made_answers import CUT, measurements_of
from safety.made_evidence import CATEGORIES, PRIMARY, MadeStreet, make_street

OWN, DIMENSIONS = "station_own_template", ("knowledge", "skill", "confidence")
"""A scale of dimensions, whose total is their sum."""
OTHER_NAME = {CUT: "gds15_key_1_5_7_11"}
"""What a scale is called in a later state, where it is called anew."""
ANEW = "（新）"
"""Ends the name of a community as often as it was called anew."""
RENUMBERED = "新"
"""Ends a file number as often as it was rewritten."""
STATES = 3
_OTHER_WAVE = {"跟进一": "跟进二", "跟进二": "跟进一"}
_OTHER_RESPONDENT = {"服务对象": "村居委及合作方", "村居委及合作方": "服务对象"}
_ENDS = {(PRIMARY, "total"): (6, 24), (OWN, "total"): (12, 60)}
_OF_CUT, _OF_DIMENSION = (0, 15), (4, 20)
_SIZES = ((2, 15), (6, 22), (14, 40))
_MOST_EVENTS, _FEW = 4, 5
_ANEW = 0.5
_CORRECTED = 16, 11
"""Of so many streets the one with this rest has a single score corrected between two states, and nothing else."""
Chance = np.random.Generator
Change = Callable[[pd.DataFrame, Chance, str], pd.DataFrame]


def make_changing_street(seed: int) -> list[MadeStreet]:
    """Return the states of a street in the order in which they are published; what happens between them is drawn."""
    chance = np.random.default_rng([seed, 20])
    street = make_street(seed, groups=_SIZES[seed % len(_SIZES)])
    own = street.scored["scale"] == OWN
    scored = pd.concat([street.scored[~own], _redrawn(street.scored[own], chance)], ignore_index=True)
    states = [MadeStreet(street.evidence, _some_lack_a_dimension(scored, chance))]
    for number in range(1, STATES):
        of = (_correct,) if seed % _CORRECTED[0] == _CORRECTED[1] else _CHANGES
        states.append(_later(states[-1], chance, str(number), of))
    return states


def _later(street: MadeStreet, chance: Chance, mark: str, of: Sequence[Change]) -> MadeStreet:
    scored = street.scored
    for change in chance.choice(len(of), min(len(of), int(chance.integers(1, _MOST_EVENTS + 1))), replace=False):
        changed = of[change](scored, chance, mark)
        scored = changed.reset_index(drop=True) if len(changed) else scored
    tables = {**street.evidence.tables, **_tables(street.evidence.tables, chance, mark)}
    tables["measurements"] = _measurements(tables["measurements"], scored)
    (own,) = chance.spawn(1)
    if own.random() < _ANEW:
        scored = scored.assign(wave=scored["wave"].replace(_OTHER_WAVE))
    if own.random() < _ANEW:
        tables |= _respondents_anew(tables, own)
    if own.random() < _ANEW:
        scored = _regrouped(scored, own)
    if own.random() < _ANEW:
        names = _renumbered(scored, own)
        scored = scored.assign(client=scored["client"].replace(names))
        tables |= {
            name: table.assign(client=table["client"].replace(names))
            for name, table in tables.items() if "client" in table.columns
        }  # fmt: skip
    return MadeStreet(Evidence(tables, street.evidence.quality), scored)


def with_first_numbers(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the scores under the file numbers that people had at first, by which an attacker knows them."""
    return scored.assign(client=scored["client"].str.rstrip(RENUMBERED))


def _renumbered(scored: pd.DataFrame, chance: Chance) -> dict[str, str]:
    """Return new file numbers for all who were measured, for all but one, or for some."""
    people = chance.permutation(scored["client"].unique())
    left = (0, 1, int(chance.integers(len(people) + 1)))[chance.integers(3)]
    return {str(one): f"{one}{RENUMBERED}" for one in people[left:]}


def _regrouped(scored: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the scores with many of one group in another, and one more of it in none at all."""
    columns = ["group", "project", "purpose"]
    groups = scored.loc[scored["group"] != "", columns].drop_duplicates("group")
    if len(groups) < len(("from", "to")):
        return scored
    first, second = groups.sample(2, random_state=chance).to_dict("records")
    people = chance.permutation(scored.loc[scored["group"] == first["group"], "client"].unique())
    many = int(chance.integers(_FEW, 2 * _FEW))
    to = dict.fromkeys(people[:many], second) | dict.fromkeys(people[many : many + 1], dict.fromkeys(columns, ""))
    new = {name: scored["client"].map({who: of[name] for who, of in to.items()}) for name in columns}
    return scored.assign(**{name: moved.where(moved.notna(), scored[name]) for name, moved in new.items()})


def _some_lack_a_dimension(scored: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the scores without one dimension of up to a few people who have the total all the same."""
    whole = scored.loc[(scored["scale"] == OWN) & (scored["dimension"] == "total"), "client"].unique()
    few = chance.choice(whole, min(len(whole), int(chance.integers(0, _FEW))), replace=False)
    lacking = scored["client"].isin(few) & (scored["dimension"] == chance.choice(DIMENSIONS))
    return pd.DataFrame(scored[~lacking]).reset_index(drop=True)


def _leave(scored: pd.DataFrame, chance: Chance, _: str) -> pd.DataFrame:
    return scored[~scored["client"].isin(_some(scored, chance))]


def _come(scored: pd.DataFrame, chance: Chance, mark: str) -> pd.DataFrame:
    more = scored[scored["client"].isin(_some(scored, chance))]
    return pd.concat([scored, _redrawn(more.assign(client="N" + mark + more["client"]), chance)])


def _swap(scored: pd.DataFrame, chance: Chance, mark: str) -> pd.DataFrame:
    one = scored["client"] == chance.choice(scored["client"].unique())
    new: pd.DataFrame = scored[one].assign(client=f"S{mark}")
    found: pd.DataFrame = pd.concat([scored[~one], _redrawn(new, chance)])
    return found


def _correct(scored: pd.DataFrame, chance: Chance, _: str) -> pd.DataFrame:
    """Correct one score of one person, of whatever test; a dimension with its total."""
    wave = chance.choice(scored["wave"].unique())
    is_sum = (scored["scale"] == OWN) & (scored["dimension"] == "total")
    row = chance.choice(scored.index[(scored["wave"] == wave) & ~is_sum])
    found, one = scored.copy(), scored.loc[row]
    found.loc[[row]] = _redrawn(found.loc[[row]], chance)
    same = (found[["client", "wave", "scale"]] == one[["client", "wave", "scale"]]).all(axis=1)
    more = float(found["score"].loc[row]) - float(scored["score"].loc[row])
    return found.assign(score=found["score"].mask(same & is_sum, found["score"] + more))


def _call_groups_anew(scored: pd.DataFrame, chance: Chance, mark: str) -> pd.DataFrame:
    return _called_anew(scored, "group", chance, mark)


def _call_programmes_anew(scored: pd.DataFrame, chance: Chance, mark: str) -> pd.DataFrame:
    return _called_anew(scored, "project", chance, mark)


def _called_anew(scored: pd.DataFrame, column: str, chance: Chance, mark: str) -> pd.DataFrame:
    there = scored[column].unique()
    chosen = there[chance.random(len(there)) < chance.choice([0.5, 1.0])]
    return scored.assign(**{column: scored[column].where(~scored[column].isin(chosen), scored[column] + mark)})


def _end(scored: pd.DataFrame, chance: Chance, _: str) -> pd.DataFrame:
    return pd.DataFrame(scored[scored["project"] != chance.choice(scored["project"].unique())])


def _begin(scored: pd.DataFrame, chance: Chance, mark: str) -> pd.DataFrame:
    group = scored[scored["group"] == chance.choice(scored["group"].unique())]
    new = group.assign(client="B" + mark + group["client"], group=f"新组{mark}", project=f"新项目{mark}")
    return pd.concat([scored, _redrawn(new, chance)])


def _move(scored: pd.DataFrame, chance: Chance, _: str) -> pd.DataFrame:
    """Let a few people be of another group, with its programme."""
    columns = ["group", "project", "purpose"]
    to = scored[columns].drop_duplicates().sample(1, random_state=chance).iloc[0]
    return scored.assign(**{name: scored[name].mask(scored["client"].isin(_some(scored, chance)), to[name])
                            for name in columns})  # fmt: skip


def _drop_scale(scored: pd.DataFrame, chance: Chance, _: str) -> pd.DataFrame:
    return pd.DataFrame(scored[scored["scale"] != chance.choice([OWN, CUT])])


def _call_scale_anew(scored: pd.DataFrame, _: Chance, __: str) -> pd.DataFrame:
    return scored.assign(scale=scored["scale"].replace({CUT: OTHER_NAME[CUT]}))


_CHANGES: tuple[Change, ...] = (
    _leave, _come, _swap, _correct, _call_groups_anew, _call_programmes_anew, _end, _begin, _move, _drop_scale,
    _call_scale_anew,
)  # fmt: skip


def _some(scored: pd.DataFrame, chance: Chance) -> np.ndarray:
    """Return a few people, of one group or of all."""
    near = scored[scored["group"] == chance.choice(scored["group"].unique())] if chance.random() < 0.5 else scored
    people = near["client"].unique()
    return chance.choice(people, min(len(people), int(chance.integers(1, _FEW + 1))), replace=False)


def _redrawn(rows: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the rows with other scores; a total is the sum of its dimensions, of those that are not there too."""
    found = rows.copy()
    for place, scale, dimension in zip(rows.index, rows["scale"], rows["dimension"], strict=True):
        low, high = _ENDS.get((scale, dimension), _OF_DIMENSION if dimension in DIMENSIONS else _OF_CUT)
        drawn = float(chance.integers(low, high + 1))
        found.loc[place, "score"] = drawn if rows["score"].notna()[place] else np.nan
    keys = ["client", "wave", "group"]
    dims = (
        found[(found["scale"] == OWN) & found["dimension"].isin(DIMENSIONS)].groupby(keys)["score"].agg(["sum", "size"])
    )
    for place in found.index[(found["scale"] == OWN) & (found["dimension"] == "total")]:
        key = tuple(found.loc[place, keys])
        if key in dims.index:
            lacking = chance.integers(_OF_DIMENSION[0], _OF_DIMENSION[1] + 1, len(DIMENSIONS) - int(dims["size"][key]))
            found.loc[place, "score"] = float(dims["sum"][key]) + float(lacking.sum())
    return found


def _tables(tables: Mapping[str, pd.DataFrame], chance: Chance, mark: str) -> dict[str, pd.DataFrame]:
    """Return roster, answers, lists and volunteers with a few more and a few less, and one community called anew."""
    found: dict[str, pd.DataFrame] = {}
    for name in ("clients", "satisfaction", "awareness", "volunteers"):
        if name in tables and len(tables[name]) > _FEW and chance.random() < 0.7:
            table = tables[name]
            gone = chance.choice(len(table), int(chance.integers(0, _FEW)), replace=False)
            more = table.sample(int(chance.integers(0, _FEW)), random_state=chance)
            if name in ("clients", "volunteers"):
                more = more.assign(**{name[:-1]: "N" + mark + more[name[:-1]].astype(str)})
            found[name] = pd.concat([table.drop(table.index[gone]), more], ignore_index=True)
    clients = found.get("clients", tables["clients"])
    if chance.random() < 0.5:
        found["clients"] = clients = _others(clients, chance)
    (own,) = chance.spawn(1)  # what happens to scores stays as it is drawn
    if own.random() < _ANEW:
        found["clients"] = _communities_anew(clients, own)
    return found


def _communities_anew(clients: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the roster with one community, or every one, called anew."""
    there = clients["community"].dropna().unique()
    chosen = there if chance.random() < _ANEW else chance.choice(there, 1)
    new = clients["community"] + ANEW
    return clients.assign(community=clients["community"].mask(clients["community"].isin(chosen), new))


def _respondents_anew(tables: Mapping[str, pd.DataFrame], chance: Chance) -> dict[str, pd.DataFrame]:
    """Return answers and surveys of one method with nobody said to have answered, or with the two kinds exchanged."""
    method, is_exchanged = chance.choice(METHODS), chance.random() < _ANEW
    found = {}
    for name in ("satisfaction", "surveys"):
        table = tables[name]
        respondents = table["respondent"].replace(_OTHER_RESPONDENT) if is_exchanged else UNSTATED
        found[name] = table.assign(respondent=table["respondent"].mask(table["method"] == method, respondents))
    return found


def _others(clients: pd.DataFrame, chance: Chance) -> pd.DataFrame:
    """Return the roster with a few people served, moved or of another category than before."""
    changed = clients.reset_index(drop=True)
    few = chance.choice(len(changed), min(len(changed), int(chance.integers(1, _FEW))), replace=False)
    how = chance.choice(["served", "community", "labels"])
    if how == "served":
        changed.loc[few, "served"] = ~changed.loc[few, "served"]
    elif how == "community":
        changed.loc[few, "community"] = chance.choice(changed["community"].unique())
    else:
        changed["labels"] = [
            tuple(dict.fromkeys((*held, str(chance.choice(CATEGORIES))))) if place in few else held
            for place, held in enumerate(changed["labels"])
        ]
    return changed


def _measurements(before: pd.DataFrame, scored: pd.DataFrame) -> pd.DataFrame:
    """Return the answers to items of those who are there, as they were, and of those who came."""
    pre = scored[(scored["scale"] == PRIMARY) & (scored["wave"] == "前测") & scored["score"].notna()]
    kept = before[before["client"].isin(pre["client"])]
    new = measurements_of(pre[~pre["client"].isin(kept["client"])], len(kept))
    return pd.concat([kept, new], ignore_index=True) if len(new) else kept.reset_index(drop=True)
