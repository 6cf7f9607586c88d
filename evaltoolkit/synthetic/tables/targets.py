"""The sheets 目标, 年度目标 and 佐证材料: what was promised, and what the other sheets say came of it.

Indicators are those of 云城街道 2023 (ten rows). Targets and human judgements are made up; every actual is counted from
the made tables, so that the sheets agree with one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.contents import contents, source
from evaltoolkit.synthetic.setting import Setting


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of the indicator table that is counted: target and actual, written as in the form."""

    indicator: str
    name: str
    target: str
    actual: str
    reached: bool
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the made tables add up to, as the promises need it."""

    hours: Mapping[str, tuple[float, float]]
    answers: Mapping[str, tuple[int, int]]
    resources: float


def promises(setting: Setting, counted: Counted) -> tuple[Promise, ...]:
    """Return the counted rows."""
    agreed, done = (sum(pair[place] for pair in counted.hours.values()) for place in (0, 1))
    satisfied, valid = (sum(pair[place] for pair in counted.answers.values()) for place in (0, 1))
    on_time = sum(late == 0 for late in setting.late)
    wanted = int(stream(setting.seed, setting.street.slug, "promises").integers(20, 46))
    return (
        Promise("service_hours", "社工站服务工时", f"≥{agreed:.10g}小时", f"{done:.10g}小时", done >= agreed),
        Promise("payment_on_time", "按时支付运营经费", "100%", f"{25 * on_time}%", on_time == 4, on_time, 4),
        Promise("cost_budget", "按照年度预算发放运营经费", f"{setting.budget}万元", f"{setting.budget}万元", True),
        Promise(
            "economic_benefit", "链接政策资源，整合辖内各类资源为经济困难群众提供帮助", f"≥{wanted}万元",
            f"{counted.resources:.10g}万元", counted.resources >= wanted,
        ),
        Promise(
            "satisfaction", "服务对象满意度", "≥90%", f"{100 * satisfied / valid:.2f}%", satisfied / valid >= 0.9,
            satisfied, valid,
        ),
    )  # fmt: skip


def targets(setting: Setting, counted: Counted) -> pd.DataFrame:
    """Return the sheet 目标: counted rows with their actuals, judged rows with level and points."""
    rows: list[dict[str, object]] = []
    for promise in promises(setting, counted):
        rows.append(
            {
                "indicator": promise.indicator, "name": promise.name, "target": promise.target,
                "target_source": source(), "actual": promise.actual, "numerator": promise.numerator,
                "denominator": promise.denominator, "evidence": _files(promise.indicator),
                "deviation": None if promise.reached else "受年初人员变动影响，下年度按季度跟踪（示例文字）",
            }
        )  # fmt: skip
    rows += [_judged(setting, indicator, entry) for indicator, entry in contents()["qualitative"].items()]
    columns = [
        "indicator", "name", "part", "part_weight", "target", "target_source", "actual", "numerator", "denominator",
        "level", "points", "conclusion", "evidence", "deviation",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def goals(setting: Setting, counted: Counted) -> pd.DataFrame:
    """Return the sheet 年度目标: last year's goals and this year's."""
    by_indicator = {promise.indicator: promise for promise in promises(setting, counted)}
    rows = []
    for year in (setting.year - 1, setting.year):
        for entry in contents()["goals"]:
            promise = by_indicator.get(entry.get("indicator", ""))
            this_year = promise is not None and year == setting.year
            rows.append(
                {
                    "goal": entry["goal"], "year": float(year), "expected": entry["expected"],
                    "measure": entry["measure"],
                    "target": promise.target if promise and this_year else entry.get("target"),
                    "actual": promise.actual if promise and this_year else entry.get("actual", "按计划完成"),
                    "reached": _level(promise) if promise and this_year else entry.get("reached", "达成"),
                    "evidence": None, "source": source(),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def evidence(setting: Setting) -> pd.DataFrame:
    """Return the sheet 佐证材料: the files that stand behind each indicator."""
    rows = [
        {"indicator": indicator, "file": file, "date": pd.Timestamp(setting.year, 12, 28), "person": "陈甲子"}
        for indicator, files in contents()["evidence"].items()
        for file in files
    ]
    return pd.DataFrame(rows)


def _level(promise: Promise) -> str:
    return "达成" if promise.reached else "部分达成"


def _files(indicator: str) -> str:
    return "、".join(contents()["evidence"][indicator])


def _judged(setting: Setting, indicator: str, entry: Mapping[str, object]) -> dict[str, object]:
    chance = stream(setting.seed, setting.street.slug, "judged", indicator)
    weight = float(str(entry["weight"]))
    # bands of the qualitative rule: reached from 80 % of the points, partly reached from 60 %
    level, low, high = ("达成", 0.82, 1.0) if chance.random() < 0.75 else ("部分达成", 0.62, 0.75)
    return {
        "indicator": indicator, "level": level, "points": round(2 * weight * float(chance.uniform(low, high))) / 2,
        "target": "完成年度计划", "target_source": source(), "conclusion": entry.get("conclusion"),
        "evidence": _files(indicator), "deviation": None if level == "达成" else "部分活动因天气顺延（示例文字）",
    }  # fmt: skip
