"""Tables of a made street for the gallery: every figure is invented and every picture of them says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, ProtectedTable
from evaltoolkit.disclosure.report import OUTCOME_FIGURES
from evaltoolkit.model.ladder import rungs
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import Caution, ResultTable, RowStatus


def made_tables() -> Mapping[str, ProtectedTable]:
    """Return every table that the gallery draws, as the audience ``shared`` may see it."""
    shared = (protect(table, shipped_policy(), Audience.SHARED) for table in made_results().values())
    return {table.name: table for table in shared}


def made_results() -> Mapping[str, ResultTable]:
    """Return the made tables before protection."""
    return {name: _table(name, make()) for name, make in _MAKERS.items()}


def _table(name: str, frame: pd.DataFrame) -> ResultTable:
    own = {"figures": OUTCOME_FIGURES} if name == "outcomes" else {}
    return make_table(name, frame.reindex(columns=list(REPORT_TABLES[name].columns)), **own)


def _scorecard() -> pd.DataFrame:
    rows = [
        ("资金", "执行率", "资金使用完成情况", 10, 9.6),
        ("产出", "数量", "社工站服务工时", 11, 10.12),
        ("产出", "质量", "社工服务评估（第三方评估结论）", 11, None),
        ("产出", "时效", "按时支付运营经费", 9, 6.75),
        ("产出", "成本", "按照年度预算发放运营经费", 9, 9),
        ("效益", "社会效益", "为居民提供专业服务，帮助居民解决实际困难", 11, 9.5),
        ("效益", "经济效益", "链接政策资源，整合辖内资源为困难群众提供帮助", 10, 10),
        ("效益", "可持续影响", "社工站正常运作服务得到保障", 19, None),
        ("满意度", "服务对象满意度", "服务对象满意度", 10, 10),
    ]
    frame = pd.DataFrame(rows, columns=["level_1", "level_2", "level_3", "weight", "points"])
    known = frame["points"].notna()
    frame["points_low"] = frame["points"].fillna(0.0)
    frame["points_high"] = frame["points"].where(known, frame["weight"])
    frame["status"] = np.where(known, RowStatus.SCORED, RowStatus.NOT_PROVIDED)
    return frame


def _total() -> pd.DataFrame:
    row = {"weight": 100.0, "scored": 64.97, "scored_weight": 70.0, "low": 64.97, "high": 94.97, "grade": None}
    return pd.DataFrame([{**row, "system_name": "示例指标体系"}])


def _outcomes() -> pd.DataFrame:
    none = (None,) * 4
    rows = [
        ("甲", "total", "总分", -1, 6, 24, 14.25, 12.1, -2.15, -2.95, -1.35, 0.62, 48, (0.001, 0.002, 0.004, 0.008)),
        ("甲", "a", "家庭孤独感", -1, 3, 12, 7.4, 6.3, -1.1, -1.6, -0.6, 0.55, 48, (0.003, 0.004, 0.006, 0.008)),
        ("甲", "b", "社交孤独感", -1, 3, 12, 6.85, 6.6, -0.25, -0.7, 0.2, 0.10, 48, (0.41, 0.38, 0.41, 0.38)),
        ("乙", "total", "总分", 1, 10, 40, 24.0, 22.6, -1.4, -2.2, -0.6, -0.42, 31, (0.001, 0.003, 0.006, 0.012)),
        ("丙", "total", "总分", 1, 12, 66, 33.5, 34.9, 1.4, 0.3, 2.5, 0.35, 7, none),
        ("丁", "total", "总分", 1, 0, 25, 12.0, 15.0, 3.0, 1.0, 5.0, 0.90, 4, none),
        ("戊", "total", "总分", 1, 0, 21, 9.0, 10.1, 1.1, 0.02, 2.18, 0.44, 12, (0.046, 0.08, 0.046, 0.08)),
        ("己", "total", "总分", -1, 0, 27, 11.0, 9.4, -1.6, -2.6, -0.6, 0.50, 22, (0.003, 0.004, 0.02, 0.03)),
        ("庚", "total", "总分", 1, 0, 10, 4.0, 5.0, 1.0, None, None, None, 11, none),
        ("辛", "total", "总分", 1, 8, 40, 25.0, 24.95, -0.05, -1.2, 1.1, -0.01, 40, (0.93, 0.97, 1.0, 1.0)),
        ("壬", "total", "总分", 1, 5, 25, 15.0, 16.2, 1.2, 0.1, 2.3, 0.33, 26, (0.034, 0.041, 0.17, 0.2)),
    ]
    names = ["scale", "dimension", "dimension_name", "better", "score_low", "score_high", "mean_pre", "mean_post",
             "mean_change", "change_low", "change_high", "g", "n_pairs", "p"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    frame[["p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted"]] = frame.pop("p").tolist()
    aligned = frame.pop("g") * frame["better"]
    half = aligned.abs() * (frame["change_high"] - frame["change_low"]) / (2 * frame["mean_change"].abs())
    return frame.assign(
        scale_name="示例量表" + frame["scale"], group_kind="all", group="", resolution=1.0,
        hedges_g=aligned, g_low=aligned - half, g_high=aligned + half, ladder=rungs(frame["n_pairs"]),
        cautions=frame["scale"].map(lambda scale: _CAUTIONS.get(scale, ())),
    )  # fmt: skip


_CAUTIONS: dict[str, tuple[Caution, ...]] = {"己": (Caution.DOUBTED_KEY,), "庚": (Caution.NO_SPREAD,)}


def _verdicts() -> pd.DataFrame:
    rows = [
        ("甲", -1, 6.0, 48, 17, 26, 5, 0.354, 0.234, 0.496, 0.542, 0.403, 0.673, 0.104, 0.045, 0.222),
        ("乙", 1, 5.0, 31, 9, 19, 3, 0.290, 0.161, 0.466, 0.613, 0.438, 0.763, 0.097, 0.033, 0.249),
    ]
    names = ["scale", "better", "threshold", "n_pairs", "n_better", "n_unchanged", "n_worse", "share_better",
             "better_low", "better_high", "share_unchanged", "unchanged_low", "unchanged_high", "share_worse",
             "worse_low", "worse_high"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(scale_name="示例量表" + frame["scale"])


def _satisfaction() -> pd.DataFrame:
    rows = [
        ("个案", "服务对象", 60, 60, 0.9398, 1.0, "wilson"),
        ("小组", "服务对象", 66, 54, 0.709, 0.894, "indicative"),
        ("社区活动", "服务对象", 2500, 2499, None, None, "none"),
        ("社区活动", "村居委及合作方", 3, 3, None, None, "none"),
    ]
    names = ["method", "respondent", "n_valid", "n_satisfied", "ci_low", "ci_high", "interval"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(share=frame["n_satisfied"] / frame["n_valid"])


def _satisfaction_levels() -> pd.DataFrame:
    users, partners = "服务对象", "村居委及合作方"
    counts = {("个案", users): (40, 20, 0, 0, 0), ("小组", users): (22, 32, 8, 3, 1),
              ("社区活动", users): (1500, 999, 1, 0, 0), ("社区活动", partners): (6, 5, 1, 0, 0)}  # fmt: skip
    levels = ("非常满意", "满意", "一般", "不满意", "非常不满意")
    rows = [
        (*who, level, n, n / sum(found))
        for who, found in counts.items()
        for level, n in zip(levels, found, strict=True)
    ]
    return pd.DataFrame(rows, columns=["method", "respondent", "level", "n", "share"])


def _hours() -> pd.DataFrame:
    rows = [("个案", 3200, 3344), ("小组", 1800, 1290), ("社区活动", 2400, 3120)]
    return _done("method", rows)


def _hours_by_field() -> pd.DataFrame:
    rows = [("长者服务", 2600, 2710), ("家庭服务", 1500, 1480), ("青少年服务", 1300, 980), ("残障服务", 800, 830),
            ("来穗人员服务", None, 420), ("党建引领服务", 1200, 1574)]  # fmt: skip
    return _done("field", rows)


def _hours_by_quarter() -> pd.DataFrame:
    done = {"个案": (760, 820, 910, 854), "小组": (180, 420, 390, 300), "社区活动": (640, 900, 820, 1000)}
    rows = [(quarter, method, hours[quarter - 1]) for quarter in range(1, 5) for method, hours in done.items()]
    return pd.DataFrame(rows, columns=["quarter", "method", "done"])


def _hours_by_month() -> pd.DataFrame:
    sums = (310, 240, 520, 610, 580, 640, 420, 390, 700, 760, 690, 480)
    rows = [(month, "个案", done) for month, done in enumerate(sums, start=1)]
    return pd.DataFrame(rows, columns=["month", "method", "done"])


def _projects() -> pd.DataFrame:
    rows = [
        ("示例互助", "重点项目", "示例独居需求", 36.0, 2.5, 1600.0, 1720.0, 180, 42, 12, 2380, "孤独感降低"),
        ("示例融入", "特色项目", None, None, 1.0, 800.0, 590.0, 0, 20, 16, 900, "认识邻居"),
    ]
    names = ["project", "kind", "need", "budget", "staff", "agreed", "done", "casework", "sessions", "activities",
             "participants", "change"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(completion=frame["done"] / frame["agreed"], impact="邻里互助成为习惯")


def _coverage() -> pd.DataFrame:
    rows = [("低保对象", "户籍", 118, 124), ("特困人员", "户籍", 9, 9), ("残疾人", "户籍", 402, 655),
            ("残疾人", "非户籍", 12, 140), ("困境儿童", "户籍", 3, 4), ("独居老人", "全部", 210, None)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["category", "residence", "served", "people"])
    return frame.assign(share=frame["served"] / frame["people"])


def _residence() -> pd.DataFrame:
    frame = pd.DataFrame({"residence": ["户籍", "非户籍"], "served": [4120, 1310], "people": [28600, 41200]})
    return frame.assign(share=frame["served"] / frame["people"])


def _awareness() -> pd.DataFrame:
    rows = [("站址", 60, 51), ("服务内容", 60, 47), ("社工人员名单", 59, 22), ("求助渠道", 60, 38),
            ("项目经费来源", 58, 14), ("知晓3项及以上", 60, 36), ("认同", 57, 53)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["item", "n", "known"])
    return frame.assign(share=frame["known"] / frame["n"])


def _attendance() -> pd.DataFrame:
    rows = [("示例长者健康小组", 6, 12, 10.2), ("示例亲子沟通小组", 8, 10, 6.4), ("示例青少年领袖小组", 5, 14, 12.8)]
    frame = pd.DataFrame(rows, columns=["group", "sessions", "enrolled", "mean_attendance"])
    share = frame["mean_attendance"] / frame["enrolled"]
    return frame.assign(share=share)


def _flow() -> pd.DataFrame:
    rows = [("甲", 62, 60, 50, 48), ("乙", 40, 38, 32, 31)]
    frame = pd.DataFrame(rows, columns=["scale", "n_enrolled", "n_pre", "n_post", "n_pairs"])
    lost = 1 - frame["n_pairs"] / frame["n_enrolled"]
    return frame.assign(scale_name="示例量表" + frame["scale"], lost_share=lost)


def _done(column: str, rows: Sequence[tuple[str, float | None, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[column, "agreed", "done"])
    return frame.assign(completion=frame["done"] / frame["agreed"])


_MAKERS: Mapping[str, Callable[[], pd.DataFrame]] = {
    make.__name__.removeprefix("_"): make
    for make in (
        _scorecard, _total, _outcomes, _verdicts, _satisfaction, _satisfaction_levels, _hours, _hours_by_field,
        _hours_by_quarter, _coverage, _residence, _awareness, _attendance, _flow, _hours_by_month, _projects,
    )
}  # fmt: skip
