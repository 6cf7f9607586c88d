"""The money of a made year: budget, instalments with what was late, spending, resources."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaltoolkit.synthetic.chance import shared_out, stream, workdays
from evaltoolkit.synthetic.contents import contents, source
from evaltoolkit.synthetic.setting import Setting

CENT = 0.01  # 万元 are written with two decimals
_DUE = ((3, 31), (6, 30), (9, 30), (12, 15))


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """The sheets 经费拨付, 经费支出 and 资源链接, with the exact totals in 万元."""

    payments: pd.DataFrame
    spending: pd.DataFrame
    resources: pd.DataFrame
    executed: float
    resources_total: float


def make_money(setting: Setting) -> Money:
    """Return the year's money; instalments add up to the budget, spending to what was executed."""
    chance = stream(setting.seed, setting.street.slug, "money")
    executed = round(setting.budget * float(chance.uniform(0.965, 1.0)), 2)
    total = round(float(chance.uniform(18, 60)), 2)
    return Money(_payments(setting), _spending(setting, executed), _resources(setting, total), executed, total)


def _payments(setting: Setting) -> pd.DataFrame:
    rows = []
    for (month, day), late, name in zip(_DUE, setting.late, "一二三四", strict=True):
        due = pd.Timestamp(setting.year, month, day)
        paid = due + pd.Timedelta(days=late if late else -3)
        rows.append({"instalment": f"第{name}期", "due_on": due, "paid_on": paid, "amount": setting.budget / 4})
    return pd.DataFrame(rows).assign(source=source())


def _spending(setting: Setting, executed: float) -> pd.DataFrame:
    entries = contents()["spending"]
    budget = [round(setting.budget * entry["share"], 2) for entry in entries]
    spent = [round(executed * entry["share"], 2) for entry in entries[:-1]]
    spent.append(round(executed - sum(spent), 2))
    names = [entry["category"] for entry in entries]
    audited = [entry["audited"] for entry in entries]
    return pd.DataFrame({"category": names, "budget": budget, "spent": spent, "audited": audited, "source": source()})


def _resources(setting: Setting, total: float) -> pd.DataFrame:
    chance = stream(setting.seed, setting.street.slug, "resources")
    entries = contents()["resources"]
    count = int(chance.integers(16, 34))
    drawn = [entries[number % len(entries)] for number in range(count)]
    sizes = [float(entry["high"]) for entry in drawn]
    values = [round(float(value), 2) for value in shared_out(total, count, CENT, chance, sizes=sizes)]
    return pd.DataFrame(
        {
            "item": [f"{entry['item']}（第{number // len(entries) + 1}批）" for number, entry in enumerate(drawn)],
            "date": workdays(setting.year, count, chance),
            "kind": [entry["kind"] for entry in drawn],
            "provider": [entry["provider"] for entry in drawn],
            "value": values,
            "basis": [entry["basis"] for entry in drawn],
        }
    )
