"""What people say of a made station: satisfaction, how they were asked, and what residents know of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.model.workbook import METHODS, OVERALL
from evaltoolkit.synthetic.chance import picked, stream, workdays
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.programmes import Group
from evaltoolkit.synthetic.tables.roster import People

USERS, PARTNERS = "服务对象", "村居委及合作方"
ASKED = dict(zip(METHODS, ("全部询问", "现场发放", "随机抽取"), strict=True))
_SHARES = dict(zip(METHODS, (0.2, 0.35, 0.45), strict=True))
_RETURNED = {"全部询问": 0.93, "现场发放": 0.78, "随机抽取": 0.86, PARTNERS: 0.9}
_ANSWERED = 0.85  # of a group's members
_AWARE = {"site": 0.82, "content": 0.66, "workers": 0.45, "help": 0.7, "funding": 0.31, "agrees": 0.85}
_REPLIES = ["希望增加周末活动", "社工很有耐心", "活动通知可以再早一点", "多开展来穗家庭的活动", "场地有点小"]
ITEMS = 3  # 服务态度, 服务安排, 需求满足 (莫丽欣, 客联 2021-12)
INTERVIEWED = 60  # 50 by phone and 10 in person (莫丽欣, 客联 2021-12)


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """The sheets 满意度, 问卷发放 and 知晓度; `answers` are satisfied and valid answers of users by method."""

    satisfaction: pd.DataFrame
    surveys: pd.DataFrame
    awareness: pd.DataFrame
    answers: dict[str, tuple[int, int]]


def make_opinions(setting: Setting, people: People, groups: tuple[Group, ...]) -> Opinions:
    """Return the questionnaires of the year and the interviews on awareness."""
    parts, surveys, answers = [], [], {}
    for method in METHODS:
        users = _answers(setting, people, method)
        if method == METHODS[1]:
            users["client"] = _members_first(setting, list(users["client"]), groups)
        valid = users["overall"].isin(OVERALL[:5])
        answers[method] = (int(users["overall"].isin(OVERALL[:2]).sum()), int(valid.sum()))
        parts.append(users)
        surveys.append(_survey(method, USERS, ASKED[method], len(users)) | _last_year(setting, method))
    partners = _partner_answers(setting)
    surveys.append(_survey(METHODS[2], PARTNERS, "全部询问", len(partners)))
    sheet = pd.concat([*parts, partners], ignore_index=True)
    return Opinions(sheet, pd.DataFrame(surveys), _awareness(setting), answers)


def _answers(setting: Setting, people: People, method: str) -> pd.DataFrame:
    chance = stream(setting.seed, setting.street.slug, "satisfaction", method)
    count = round(setting.questionnaires * _SHARES[method])
    # casework and group answers are told by code, those after activities are anonymous
    codes = list(chance.choice(people.served(), count, replace=False)) if method != METHODS[2] else [None] * count
    frame = _filled(setting, method, USERS, count, chance)
    return frame.assign(client=pd.Series(codes, dtype=object))


def _members_first(setting: Setting, codes: list[str], groups: tuple[Group, ...]) -> pd.Series:
    """Return whose answers to group work these are: most members of the measured groups answered, then others."""
    chance = stream(setting.seed, setting.street.slug, "satisfaction", "members")
    members = [code for group in groups if group.name for code in group.members if chance.random() < _ANSWERED]
    others = [code for code in codes if code not in set(members)]
    found = [*members, *others][: len(codes)]
    return pd.Series(chance.permutation(np.array(found, dtype=object)), dtype=object)


def _partner_answers(setting: Setting) -> pd.DataFrame:
    chance = stream(setting.seed, setting.street.slug, "satisfaction", PARTNERS)
    return _filled(setting, METHODS[2], PARTNERS, setting.communities + 6, chance).assign(client=None)


def _filled(setting: Setting, method: str, respondent: str, count: int, chance: np.random.Generator) -> pd.DataFrame:
    satisfied = chance.random(count) < setting.satisfied[method]
    pleased = chance.random(count) < 0.62
    other = chance.choice([2, 3, 4], count, p=[0.7, 0.22, 0.08])
    level = np.where(satisfied, np.where(pleased, 0, 1), other)
    level = np.where(chance.random(count) < 0.02, 5, level)
    replies = pd.Series(picked(_REPLIES, count, chance), dtype=object).where(chance.random(count) < 0.15, None)
    frame = pd.DataFrame(
        {
            "client": None,
            "method": method,
            "respondent": respondent,
            "date": workdays(setting.year, count, chance),
            "overall": np.array(OVERALL, dtype=object)[level],
            "opinion": replies,
        }
    )
    for number in range(1, ITEMS + 1):
        near = np.clip(5 - level + chance.integers(-1, 2, count), 1, 5)
        frame[f"item_{number}"] = np.where(level == 5, np.nan, near)
    return frame


def _survey(method: str, respondent: str, asked: str, returned: int) -> dict[str, object]:
    rate = _RETURNED[PARTNERS if respondent == PARTNERS else asked]
    return {
        "method": method, "respondent": respondent, "asked": asked,
        "issued": float(round(returned / rate)), "returned": float(returned),
    }  # fmt: skip


def _last_year(setting: Setting, method: str) -> dict[str, object]:
    """Return last year's answers: a tenth fewer of them, the share satisfied lower by 3 points on average."""
    chance = stream(setting.seed, setting.street.slug, "last_year", method)
    valid = round(0.9 * setting.questionnaires * _SHARES[method])
    satisfied = int(chance.binomial(valid, setting.satisfied[method] - 0.03))
    return {"last_asked": ASKED[method], "last_valid": float(valid), "last_satisfied": float(satisfied)}


def _awareness(setting: Setting) -> pd.DataFrame:
    chance = stream(setting.seed, setting.street.slug, "awareness")
    shift = chance.uniform(-0.12, 0.1)
    columns = {name: chance.random(INTERVIEWED) < rate + shift for name, rate in _AWARE.items()}
    return pd.DataFrame(columns).astype("boolean")
