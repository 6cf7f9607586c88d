"""The dialects of made stations: other headers, other words for the same, other ways to write a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import numpy as np
import pandas as pd

HEADERS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "clients": {
        "client": ("档案号", "档案编号", "服务对象编号"),
        "name": ("姓名", "服务对象姓名"),
        "id_number": ("身份证", "身份证号码"),
        "sex": ("性别",),
        "age": ("年龄",),
        "phone": ("联系电话", "手机号码"),
        "address": ("居住地址", "现住址"),
        "labels": ("人员类型", "困难类型", "服务对象类别"),
        "residence": ("户籍状态", "户籍性质", "是否户籍"),
        "separation": ("人户状态", "人户情况"),
        "community": ("社区", "所属社区", "所在村居"),
        "served": ("本年度是否服务", "本年是否服务"),
        "enrolled_on": ("建档日期", "建档时间"),
        "worker": ("负责社工", "责任社工"),
    },
    "services": {
        "service": ("服务编号", "记录编号"),
        "date": ("日期", "服务日期"),
        "method": ("服务类型", "服务手法", "服务方法"),
        "field": ("服务领域", "领域"),
        "project": ("项目", "所属项目"),
        "group": ("小组名称", "小组"),
        "title": ("服务内容", "活动名称"),
        "hours": ("工时", "服务时长", "时长（小时）"),
        "participants": ("人次", "参加人数"),
        "planned_participants": ("计划人数", "计划人次"),
        "planned_on": ("计划日期",),
        "worker": ("负责社工", "跟进社工"),
    },
    "attendance": {
        "service": ("服务编号", "记录编号"),
        "client": ("档案号", "组员编号"),
        "attended": ("是否出席", "签到", "出席情况"),
    },
    "payments": {
        "instalment": ("期次", "批次", "期数"),
        "due_on": ("约定日期", "应拨日期"),
        "paid_on": ("到账日期", "拨付时间"),
        "amount": ("拨款金额", "到账金额"),
    },
    "spending": {
        "category": ("支出项目", "支出科目"),
        "budget": ("预算金额", "年度预算"),
        "spent": ("实际支出", "支出金额"),
        "audited": ("审计结论",),
    },
}
"""Headers of made files by table and column; each is one that stations use (tests/unit/intake/mapping/headers.csv)."""

METHODS: Mapping[str, Sequence[str]] = {
    "个案": ("个案", "个案工作", "个案服务"),
    "小组": ("小组", "小组工作"),
    "社区活动": ("社区活动", "社区", "社区工作"),
}
OTHER_METHODS = ("探访", "电访", "转介")
RESIDENCE = (("户籍", "非户籍"), ("是", "否"), ("本地户籍", "来穗人员"))
SEPARATION = {"户籍在人在": "0", "户籍在人不在": "1", "户籍不在人在": "2"}
OVERALL = {"非常满意": "非常满意", "满意": "比较满意", "不满意": "比较不满意"}
RATINGS = ("非常不满意", "不满意", "一般", "满意", "非常满意")
ANSWERS = {
    4: (("从不", "很少", "有时", "一直"), ("完全不会", "好几天", "一半以上的天数", "几乎每天")),
    5: (("非常不同意", "比较不同意", "一般", "比较同意", "非常同意"),),
}
CODES = {
    "低保对象": 1, "低保": 1, "低保边缘": 2, "特困人员": 3, "困境儿童": 4, "孤寡老人": 6, "独居老人": 8, "残疾人": 10,
    "空巢老人": 15, "失能老人": 16, "孤儿": 19,
}  # fmt: skip
JOINTS = ("、", "+", "&", "，", ",")


def pick(chance: np.random.Generator, count: int) -> int:
    """Return a number from 0 up to below `count`."""
    return int(chance.integers(count))


def header(table: str, column: str, chance: np.random.Generator) -> str:
    """Return one of the headers that stations use for a column."""
    words = HEADERS[table][column]
    return words[pick(chance, len(words))]


DAYS: Mapping[str, Callable[[datetime], object]] = {
    "short": lambda day: f"{day.month}.{day.day}",
    "dotted": lambda day: f"{day.year}.{day.month}.{day.day}",
    "words": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "month": lambda day: f"{day.month}月{day.day}日",
    "real": lambda day: day,
}
"""Ways to write a day; those without a year only where the file's own year is meant."""


def day(cell: object, way: str, year: int) -> object:
    """Return a day as the station writes it."""
    if not isinstance(cell, datetime) or pd.isna(cell):
        return None
    moment = cell.to_pydatetime() if isinstance(cell, pd.Timestamp) else cell
    full = "dotted" if way == "short" else "words" if way == "month" else way
    return DAYS[way if moment.year == year else full](moment)


def labels(cell: object, way: int) -> object:
    """Return labels as the station writes them: as codes of the city platform, or joined in one of several ways."""
    words = cell if isinstance(cell, tuple) else ()
    if not words:
        return None
    if way == 0:
        return ",".join(str(CODES.get(word, word)) for word in words)
    return JOINTS[way % len(JOINTS)].join(words)
