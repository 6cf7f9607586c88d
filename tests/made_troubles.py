"""Made reports with one planted trouble each: a quiet street's tables, one of which is changed."""

import random
from functools import cache

import pandas as pd

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.findings.finding import Trouble
from evaltoolkit.language import text
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, REPORT_TABLES, make_table
from evaltoolkit.model.results import (
    Caution,
    Results,
    ResultTable,
    RowStatus,
    Scorecard,
    ScoredRow,
    TableClass,
    Total,
)

FEEDS = {
    "资金使用": "execution_rate",
    "工时": "service_hours",
    "评估": "",
    "按时支付": "payments_on_time",
    "成本": "payments_amount",
    "社会效益": "",
    "链接资源": "resources_value",
    "生态效益": "",
    "知晓": "awareness_share",
    "服务对象满意度": "satisfaction_rate",
}
LOST = {
    Trouble.JUDGED: "社会效益",
    Trouble.MISSED: "链接资源",
    Trouble.UNSPENT: "资金使用",
    Trouble.SATISFACTION: "服务对象满意度",
    Trouble.HOURS_SHORT: "工时",
    Trouble.AWARENESS: "知晓",
    Trouble.PAYMENTS: "按时支付",
}
OPEN = ("评估", "社会效益", "生态效益", "成本")


class MadeStreet:
    """The tables of a quiet street, drawn with a seed; :meth:`plant` puts one trouble in."""

    def __init__(self, seed):
        self.draw = random.Random(seed)  # noqa: S311  nothing secret hangs on it
        self.tables = {name: getattr(self, f"_{name}")() for name in _TABLES}
        self.points = {name: round(10 - self.draw.choice((0, 0, 0.3, 0.6)), 2) for name in FEEDS}
        self.said = {name: {} for name in FEEDS}
        self.open = set()

    def plant(self, kind):
        """Change the tables so that a trouble of this kind is by far the largest."""
        if kind in LOST:
            self.points[LOST[kind]] = 0.5
        getattr(self, f"_plant_{kind.value}", lambda: None)()
        return self

    def report(self, audience="shared"):
        """Return the protected report."""
        rows = [self._row(name) for name in FEEDS]
        card = Scorecard("sys", "体系", "出处", tuple(rows), self._total(rows))
        outcomes = pd.DataFrame(self.tables["outcomes"], columns=list(OUTCOME_COLUMNS)).astype(object)
        index = [
            {"indicator": name, "name": name, "weight": 10.0, "metric": feed, "section": "", "files": ""}
            for name, feed in FEEDS.items()
        ]
        named = {**self.tables, "evidence_index": index}
        services = {
            name: _table(name, rows) for name, rows in named.items() if rows and name not in ("outcomes", "flow")
        }
        results = Results("s_2023", "甲街道", 2023, True, card, outcomes, services)
        return protect_results(results, shipped_policy(), audience)

    def _row(self, name):
        points = None if name in self.open else self.points[name]
        low, high = (0.0, 10.0) if points is None else (points, points)
        status = RowStatus.NOT_PROVIDED if points is None else RowStatus.SCORED
        known = {"target": "≥90%" if name == "服务对象满意度" else "≥1000小时" if name == "工时" else "≥27万元"}
        return ScoredRow(
            indicator=name,
            levels=("产出" if list(FEEDS).index(name) < 5 else "效益", "数量", name),
            weight=10.0,
            rule=text("made"),
            rule_source="某文件",
            status=status,
            points=points,
            points_low=low,
            points_high=high,
            **{**known, **self.said[name]},
        )

    def _total(self, rows):
        low, high = (sum(getattr(row, end) for row in rows) for end in ("points_low", "points_high"))
        scored = 10.0 * (len(rows) - len(self.open))
        return Total(100.0, sum(row.points or 0.0 for row in rows), scored, low, high, "良", ("良",))

    def _satisfaction(self):
        return [
            self._method(method, 0.9 + self.draw.choice((0, 0.02, 0.05))) for method in ("个案", "小组", "社区活动")
        ]

    @staticmethod
    def _method(method, share):
        return {
            "method": method,
            "respondent": "服务对象",
            "n_valid": 200.0,
            "n_satisfied": 200 * share,
            "share": share,
            "interval": "none",
        }

    def _hours(self):
        done = {method: 1000.0 * self.draw.choice((0.98, 1.0, 1.05)) for method in ("个案", "小组", "社区活动")}
        return [self._worked(method, hours) for method, hours in done.items()]

    @staticmethod
    def _worked(method, done):
        return {"method": method, "agreed": 1000.0, "done": done, "completion": done / 1000}

    def _payments(self):
        late = self.draw.choice((0, 0, 5))
        return [
            {"instalment": str(n), "on_time": not (late and n == 1), "days_late": late if n == 1 else 0.0}
            for n in range(1, 5)
        ]

    def _inspections(self):
        states = ["put_right", "put_right", "put_right", self.draw.choice(("put_right", "put_right_late"))]
        return [
            {"kind": "季度督查", "date": f"2023-0{n}-10", "state": state, "days_late": 3.0}
            for n, state in enumerate(states, start=2)
        ]

    def _needs(self):
        met = ["未回应"] * self.draw.choice((0, 1)) + ["已回应"] * 9
        return [
            {"need": f"需求{n}", "group": "长者", "asked": 200.0, "named": 40.0, "share": 0.2, "met": one}
            for n, one in enumerate(met)
        ]

    def _priority(self):
        return self._reached(0.9, self.draw.choice((0.9, 0.88)))

    @staticmethod
    def _reached(registered, other):
        return [
            {"residence": name, "served": 1000 * share, "people": 1000.0, "share": share}
            for name, share in (("户籍", registered), ("非户籍", other))
        ]

    def _goals(self):
        partly = self.draw.choice(("达成", "达成", "部分达成"))
        return [
            {"goal": "A", "expected": "发展志愿者队伍", "measure": "志愿者人数", "reached": partly, "target": "≥60人"}
        ]

    def _spending(self):
        states = ("符合规范", self.draw.choice(("符合规范", "部分不符")))
        return [
            {"category": f"类别{n}", "spent": spent, "audited": state}
            for n, (state, spent) in enumerate(zip(states, (160.0, 14.0), strict=True))
        ]

    def _two_sources(self):
        return [{"figure": "spent", "first": 180.0, "second": 177.0, "unit": "万元"}] * self.draw.choice((0, 1))

    def _measures(self):
        done = self.draw.choice((0, 1))
        return [
            {"measure": "1", "kind": "上年度建议", "problem": "旧问题", "action": "旧措施", "state": "已完成"}
        ] * done

    @staticmethod
    def _funds():
        amounts = {"annual": 180.0, "executed": 174.29}
        return [{"item": item, "value": value, "unit": "万元"} for item, value in amounts.items()]

    def _outcomes(self):
        change = self.draw.choice((-2.4, -1.3))
        return [
            {
                "scale": "uls6",
                "scale_name": "孤独量表（ULS-6）",
                "dimension": "total",
                "dimension_name": "总分",
                "group_kind": "all",
                "group": "",
                "better": -1,
                "unit": "分",
                "resolution": 1.0,
                "score_low": 6.0,
                "score_high": 24.0,
                "n_enrolled": 130.0,
                "n_pre": 120.0,
                "n_post": 112.0,
                "n_pairs": 110.0,
                "mean_pre": 15.2,
                "mean_post": 15.2 + change,
                "mean_change": change,
                "change_low": change - 0.9,
                "change_high": change + 0.8,
                "p_t": 0.001,
                "p_exact": 0.001,
                "p_t_adjusted": 0.001,
                "p_exact_adjusted": 0.001,
                "ladder": Ladder.TEST,
                "cautions": (Caution.NO_COMPARISON,),
            }
        ]

    def _satisfaction_change(self):
        return []

    def _delivery(self):
        return []

    def _scale_quality(self):
        return []

    def _plant_missed(self):
        self.said["链接资源"] = {"actual": "3.7万元"}

    def _plant_satisfaction(self):
        self.tables["satisfaction"] = [self._method(method, 0.42) for method in ("个案", "小组", "社区活动")]

    def _plant_worse_answers(self):
        self.points["服务对象满意度"], self.said["服务对象满意度"] = 10.0, {"target": "≥40%"}
        self.tables["satisfaction_change"] = [
            {
                **self._method("个案", 0.5),
                "last_valid": 200.0,
                "last_satisfied": 190.0,
                "last_share": 0.95,
                "ci_low": -0.5,
                "ci_high": -0.35,
            }
        ]
        self.tables["satisfaction"] = [self._method("个案", 0.5)]

    def _plant_hours_short(self):
        self.tables["hours"][0] = self._worked("个案", 120.0)

    def _plant_under(self):
        self.tables["delivery"] = [{"method": "小组", "planned": 1000.0, "came": 20.0}]

    def _plant_above(self):
        self.points["链接资源"] = 10.0
        self.said["链接资源"] = {"completion": 6.0, "demands_reason": True, "actual": "162万元"}
        self.tables |= {"needs": [], "goals": []}

    def _plant_goal(self):
        self.tables["goals"][0] |= {"reached": "未达成"}

    def _plant_coverage(self):
        self.tables["priority"] = self._reached(0.913, 0.05)

    def _plant_attrition(self):
        self.tables["outcomes"][0] |= {"n_enrolled": 300.0, "n_pre": 290.0}

    def _plant_doubt(self):
        self.tables["outcomes"][0] |= {"cautions": (Caution.DOUBTED_KEY,)}
        self.tables["scale_quality"] = [
            {
                "scale": "uls6",
                "scale_name": "孤独量表（ULS-6）",
                "dimension": "total",
                "n": 120.0,
                "doubted_items": (2, 6),
            }
        ]

    def _plant_worse(self):
        self.tables["outcomes"][0] |= {"better": 1}

    def _plant_unmeasured(self):
        self.tables["outcomes"] = []

    def _plant_needs(self):
        self.tables["needs"] = [{**row, "met": "未回应"} for row in self.tables["needs"]]

    def _plant_payments(self):
        self.tables["payments"] = [{**row, "on_time": False, "days_late": 80.0} for row in self.tables["payments"]]

    def _plant_inspections(self):
        self.tables["inspections"] = [
            {**row, "state": "overdue", "days_late": 200.0} for row in self.tables["inspections"]
        ]

    def _plant_last_advice(self):
        self.tables["measures"] = [
            {"measure": "1", "kind": "上年度建议", "problem": "旧问题", "action": "旧措施", "state": "未开始"}
        ]

    def _plant_audit(self):
        self.tables["spending"] = [{**row, "audited": "不符合规范"} for row in self.tables["spending"]]

    def _plant_sources(self):
        self.tables["two_sources"] = [{"figure": "spent", "first": 174.29, "second": 20.0, "unit": "万元"}]

    def _plant_open(self):
        self.open |= set(OPEN)


_TABLES = (
    "satisfaction",
    "hours",
    "payments",
    "inspections",
    "needs",
    "priority",
    "goals",
    "spending",
    "two_sources",
    "measures",
    "funds",
    "outcomes",
    "satisfaction_change",
    "scale_quality",
    "delivery",
)


def _table(name, rows):
    frame = pd.DataFrame(rows)
    if name not in REPORT_TABLES:
        return ResultTable(name, TableClass.FACT, frame, ("measure",))
    columns = list(dict.fromkeys((*REPORT_TABLES[name].columns, *frame.columns)))
    return make_table(name, frame.reindex(columns=columns))


@cache
def street_with(kind, seed):
    """Return the report of a made street with one planted trouble."""
    return MadeStreet(seed).plant(kind).report()
