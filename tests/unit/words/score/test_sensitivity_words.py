from collections import namedtuple

import pandas as pd

from evaltoolkit.language import text
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.services.measure import measure_services
from evaltoolkit.services.metrics import metrics
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.year import make_year
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.score.evidence_words import METRICS, evidence_index, evidence_table
from evaltoolkit.words.score.sensitivity_words import what_would_change

Grade = namedtuple("Grade", "label low")
BANDS = [Grade("优", 90), Grade("良", 80), Grade("中", 60), Grade("差", 0)]


def cases_of(report, shown, zh, other=()):
    columns = ("indicator", "kind", "points", "rule", "ci_low")
    others = shown([dict(zip(columns, one, strict=True)) for one in other] or [dict.fromkeys(columns)][:0])
    table = what_would_change(report["total"], report["scorecard"], others, bands=BANDS, language=zh)
    return [tuple(cell.words for cell in row.cells) for row in table.rows]


def test_the_distances_to_the_bands_above_and_below_are_told(report, scored_row, shown, zh):
    made = report([scored_row("a", 100, 84.5)])
    assert cases_of(made, shown, zh) == [
        ("按现有资料", "84.50", "良"),
        ("再得 5.50 分可达到“优”", "90.00", "优"),
        ("再失去超过 4.50 分则降为“中”", "79.99", "中"),
    ]


def test_an_open_row_is_tried_at_nothing_and_at_full_points(report, scored_row, shown, zh):
    made = report([scored_row("a", 85, 85), scored_row("b", 15)])
    rows = cases_of(made, shown, zh)
    assert rows[0] == ("按现有资料", "85.00 至 100.00", "良、优")
    assert ("若b（未定）得 0 分", "85.00", "良") in rows
    assert ("若b（未定）得满分 15.00 分", "100.00", "优") in rows


def test_another_formula_and_the_lower_limit_move_the_total(report, scored_row, shown, zh):
    made = report([scored_row("a", 100, 82.0)])
    other = [("a", "formula", 79.0, text("{n} pairs", n=1), None), ("a", "limit", None, None, 81.0)]
    rows = cases_of(made, shown, zh, other)
    assert [(total, grade) for _, total, grade in rows[-2:]] == [("79.00", "中"), ("81.00", "良")]


def test_points_that_an_audience_may_not_see_are_not_told_by_another_formula(report, scored_row, shown, zh):
    made = report([scored_row("a", 100)])
    rows = cases_of(made, shown, zh, [("a", "limit", None, None, 81.0)])
    assert not any("81" in "".join(row) for row in rows)


INDEX = {
    "indicator": "service_hours", "name": "工时", "weight": 11.0, "metric": "service_hours",
    "section": "implementation", "files": 1.0, "listed": "协议.pdf", "latest": None,
}  # fmt: skip


def test_every_figure_that_can_feed_a_row_has_its_words(plan, shown, zh):
    figure = {"value": 100.0, "unit": "万元", "source": "批复"}
    made = Evidence(make_year(known_street("云城街道"), 2023, 7).tables, Quality(pd.DataFrame()))
    fed = metrics(measure_services(plan(budget={"annual": figure, "executed": figure}), made))
    assert set(fed) | {"satisfaction_rate_low"} == set(METRICS)
    assert evidence_table(shown([INDEX]), zh).column("取数") == ("完成工时",)


def test_a_row_without_files_is_named_as_missing(shown, zh):
    table = shown([INDEX, {**INDEX, "name": "满意度", "files": 0.0, "listed": None, "section": "satisfaction"}])
    said = evidence_index(table, zh)
    assert said.of_kind(Kind.MISSING) == ("未提供佐证材料：满意度。",)
    shown_table = evidence_table(table, zh)
    assert shown_table.column("证据所在章节") == ("一（五） 项目实施情况", "四（三） 服务对象满意度")
    assert shown_table.column("登记的材料") == ("协议.pdf", "未提供")


def test_without_the_sheet_the_index_is_not_provided(shown, zh):
    said = evidence_index(shown([{**INDEX, "files": None, "listed": None}], name="evidence_index"), zh)
    assert said.of_kind(Kind.MISSING) == ("佐证材料索引：未提供。",)


def test_the_points_at_a_lower_limit_stand_with_their_formula_and_where_the_limit_comes_from(
    report, scored_row, shown, zh
):
    made = report([scored_row("a", 100, 82.0)])
    how = text("{n} pairs", n=7)
    other = shown([{"indicator": "a", "kind": "limit", "ci_low": 81.0, "rule": how, "ci_formula": how}])
    table = what_would_change(made["total"], made["scorecard"], other, bands=BANDS, language=zh)
    assert table.rows[-1].cells[0].words == "若a按区间下限计：配对7人"
    assert any("MOVER" in note for note in table.notes)
    plain = what_would_change(made["total"], made["scorecard"], shown([]), bands=BANDS, language=zh)
    assert not any("MOVER" in note for note in plain.notes)


def test_while_the_total_is_a_range_no_grade_is_said_to_be_lost(report, scored_row, shown, zh):
    made = report([scored_row("a", 85, 85), scored_row("b", 15)])
    said = [case for case, *_ in cases_of(made, shown, zh)]
    assert "按最低得分，再得 5.00 分可达到“优”" in said
    assert "按最高得分，再失去超过 10.00 分便达不到“优”" in said
    assert not any("降等" in case for case in said)


def test_evidence_of_an_unknown_indicator_is_listed_and_said_to_be_unused(shown, zh):
    stranger = {**dict.fromkeys(INDEX), "indicator": "x", "name": "x", "files": 2.0, "listed": "甲.pdf、乙.pdf"}
    table = shown([INDEX, stranger])
    said = evidence_index(table, zh)
    assert said.of_kind(Kind.BODY)[0].startswith("指标表 1 行中，已登记佐证材料的有 1 行。")
    assert said.of_kind(Kind.CAUTION) == ("登记在本指标体系没有的指标下、未使用的材料：x（甲.pdf、乙.pdf）。",)
    assert evidence_table(table, zh).column("取数")[-1] == "不是本指标体系的指标"
