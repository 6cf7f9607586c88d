import re
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from evaltoolkit.disclosure.names.identifiers import find_numbers
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience, Hidden, Reason
from evaltoolkit.language import Language, text
from evaltoolkit.model.plan import Budget, RowInput, SourcedFigure
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import Provenance, Quality, ResultTable, SheetRows, TableClass
from evaltoolkit.model.texts import texts
from evaltoolkit.words.appendix.method_notes import _USES, NOTES, method_notes
from evaltoolkit.words.appendix.parameter_table import parameter_table
from evaltoolkit.words.appendix.provenance_table import provenance_fold, provenance_table
from evaltoolkit.words.appendix.quality_words import quality, quality_table, sheets_given
from evaltoolkit.words.withheld.hidden_words import hidden, hidden_table
from tests.attacked_street import reports_of


def test_parameters_stand_with_their_sources_and_gaps(plan, zh):
    given = plan(
        budget=Budget(annual=SourcedFigure(value=240.0, unit="万元", source="原报告一（四）")),
        rows={"satisfaction": (RowInput(target="≥90%", actual="≥85%", source="原报告三（一）"),)},
    )
    rows = {row.cells[0].words: (row.cells[1].words, row.cells[2].words) for row in parameter_table(given, zh).rows}
    assert rows["全年预算数"] == ("240.00 万元", "原报告一（四）")
    assert rows["年初预算数"] == ("未提供", "")
    assert rows["评分行 satisfaction"] == ("指标值 ≥90%；实际完成值 ≥85%", "原报告三（一）")


def test_parameters_stand_by_name_and_not_by_the_ids_of_the_parameter_file(plan, zh):
    given = plan(rows={"satisfaction": (RowInput(actual="≥85%", source="甲"),)}, primary_scales={"p": "uls6"})
    names = {"satisfaction": "服务对象满意度", "uls6": "孤独量表", given.indicator_system: "某指标体系"}
    said = repr(parameter_table(given, zh, names=names))
    assert not any(one in said for one in names)
    assert all(one in said for one in names.values())


def test_provenance_lists_fingerprints_and_versions(zh):
    table = provenance_table(Provenance((("workbook", "ab12"), ("policy", "")), (("pandas", "3.1.1"),)), zh)
    assert [tuple(cell.words for cell in row.cells) for row in table.rows] == [
        ("工作簿（sha256）", "ab12"), ("受众规则（sha256）", "未提供"), ("pandas 版本", "3.1.1"),
    ]  # fmt: skip


def test_every_record_handed_in_is_accounted_for_and_the_sheets_of_those_left_out_are_named(shown, zh):
    frame = pd.DataFrame({"table": ["measurements", "clients"], "level": ["set_aside", "hint"],
                          "kind": [text("everyone"), text("by group")], "rows": [3, 2]})  # fmt: skip
    sheets = (SheetRows("measurements", 50, 47, set_aside=3), SheetRows("services", 20, 18, other_year=2),
              SheetRows("evidence", 9, 8, not_used=1))  # fmt: skip
    given = Quality(frame, ("measurements", "services", "evidence"), (), sheets)
    assert repr(quality(shown(frame), zh, given=given)) == (
        "交来记录 79 行（合计行、注释行不算在内），读入 73 行。\n"
        "不能计分的问卷也算读入，但不进入任何比较。下表“有前测无后测”按交来的问卷计；成效一节的流失人数按能计分的问卷、"
        "逐个量表计，同一人可能计多次，两处的数因此可以不同。\n"
        "先搁置 3 行（测量 3 行），未计入任何数字，原因见表。日期不在本年度、因此未计入 2 行（服务记录 2 行）。"
        "本报告没有用到 1 行（佐证材料 1 行）。\n另有提示 2 处，内容见表。"
    )
    assert quality_table(shown(frame), zh).column("发现的情况") == ("全体", "按小组")


@whatever(st.lists(st.tuples(*[st.integers(0, 400)] * 4), min_size=1, max_size=5))
def test_what_is_said_of_the_records_adds_up_to_all_of_them(counts):
    names = ("clients", "services", "measurements", "satisfaction", "evidence")
    sheets = tuple(SheetRows(name, sum(one), *one) for name, one in zip(names, counts, strict=False))
    table = protect(ResultTable("quality", TableClass.FACT, pd.DataFrame()), shipped_policy(), Audience.SHARED)
    said = str(quality(table, Language("en"), given=Quality(pd.DataFrame(), names, (), sheets)))
    whole, *parts = (
        int(number.replace(",", ""))
        for number in re.findall(r"(?:them|taken in|figure|counted|report): ([\d,]+)", said)
    )
    assert whole == sum(parts)


def test_a_clean_workbook_says_so(shown, zh):
    given = Quality(pd.DataFrame(), ("clients",), (), (SheetRows("clients", 5, 5),))
    assert str(quality(shown({"table": []}), zh, given=given)) == (
        "交来记录 5 行（合计行、注释行不算在内），读入 5 行。交来的资料没有需要搁置或提示的内容。"
    )


@pytest.mark.parametrize("given", [None, Quality(pd.DataFrame())])
def test_without_a_workbook_nothing_is_said_to_have_been_in_order(shown, zh, given):
    assert str(quality(shown({"table": []}), zh, given=given)) == "没有交来工作簿，无从核对。"
    assert quality_table(shown({"table": []}), zh)._repr_html_() == ""


def test_sheets_that_were_not_handed_in_are_named(zh):
    given = Quality(pd.DataFrame(), ("clients",), ("voices", "needs"))
    assert repr(sheets_given(given, zh)) == "已提供的工作表：服务对象。\n未提供的工作表：质性资料、需求调研。"


def test_every_withheld_result_points_to_the_stations_version(zh):
    entries = (Hidden("outcomes", ("uls6", "total", "all", ""), ("mean_change",), Reason.SMALL),)
    table = hidden_table(entries, zh)
    assert [cell.words for cell in table.rows[0].cells] == [
        "量表变化",
        "uls6 · 总分 · 全体",
        "人数过少，或由过少的人数算出",
        "见站内版",
    ]
    assert str(hidden(entries, zh)) == "为避免认出个人，本版抑制了 1 项结果。各项均见站内版。"
    assert str(hidden((), zh)) == "本版没有抑制任何结果。"


def test_another_grouping_of_the_same_people_is_not_counted_as_hidden(report, zh):
    kinds = [(kind, name) for kind in ("group", "method") for name in "甲乙"]
    rows = [{}, *({"group_kind": kind, "group": name, "n_pairs": 10.0} for kind, name in kinds)]
    shown = report(outcomes=rows)
    assert {entry.reason for entry in shown.hidden} == {Reason.OTHER_GROUPING}
    assert hidden_table(shown, zh).rows == ()
    assert str(hidden(shown, zh)) == "本版没有抑制任何结果。"


def test_the_page_says_of_each_class_what_is_hidden_from_which_number_on(zh):
    notes = {who: "\n".join(hidden_table(reports_of(1)[who].shown, zh).notes)
             for who in ("station", "partner", "shared", "public")}  # fmt: skip
    assert notes["station"] == ""
    for who, few, least in (("partner", 4, 5), ("shared", 4, 5), ("public", 9, 10)):
        assert [word in notes[who] for word in ("经费", "满意度", "法定类别", "量表结果", "改善")] == [True] * 5
        assert f"满 {least} 人" in notes[who]
        assert f"1 至 {few} 人" in notes[who]
        assert f"{least} 对起" in notes[who]
    assert "已服务或应服务 1 至 4 人" in notes["shared"]
    assert "按实数显示" in notes["partner"]
    assert "取整到 5 的倍数" in notes["public"]


def test_the_report_prints_every_table_that_may_be_withheld(zh):
    """Else the list of what is withheld would point to a place where the station finds nothing."""
    told = (Path(__file__).parents[3] / "evaltoolkit" / "words" / "appendix" / "annex.py").read_text(encoding="utf-8")
    entries = tuple(Hidden(name, ("甲",), ("n",), Reason.SMALL) for name in REPORT_TABLES)
    assert f"{len(REPORT_TABLES)} 项结果" in str(hidden(entries, zh))
    withholding = {entry.table for audience in ("shared", "public")
                   for entry in reports_of(1)[audience].shown.hidden}  # fmt: skip
    assert {"coverage", "priority", "satisfaction", "outcomes"} <= withholding
    assert {name for name in withholding if f'["{name}"]' not in told} == set()


@pytest.mark.parametrize("audience", ["shared", "public"])
def test_no_row_is_listed_twice(audience, zh):
    """One that is small and rounded and changed is listed once, with each reason."""
    shown = reports_of(1)[audience].shown
    assert len({entry.reason for entry in shown.hidden}) > 2
    places = [(entry.table, entry.row, column) for entry in shown.hidden for column in entry.columns]
    assert len(places) == len(set(places))
    lines = [tuple(cell.words for cell in row.cells[:2]) for row in hidden_table(shown, zh).rows]
    assert len(lines) == len(set(lines))


def test_every_note_on_methods_has_full_words_and_a_source(zh):
    paragraphs = method_notes(zh).paragraphs
    assert len(paragraphs) == len(NOTES)
    assert all(one.lead and len(one.words) >= 12 and one.source.startswith("来源：") for one in paragraphs)


def test_the_guard_lines_of_the_report_are_in_the_appendix(zh):
    titles = {zh.say(note.title) for note in NOTES}
    assert {
        "人数不同，可说的话不同",
        "中途流失",
        "没有好转的余地",
        "没有对照组",
        "同时检验多项",
        "信度",
        "量表版本",
    } <= titles


def test_inputs_and_versions_of_a_summary_are_never_taken_for_a_number_of_a_person(zh):
    for number in range(300):
        inputs = tuple((name, sha256(f"{name}{number}".encode()).hexdigest()) for name in ("workbook", "parameters"))
        said = repr(provenance_fold(Provenance(inputs, (("python", "3.11.7"), ("pandas", "3.1.1"))), zh))
        assert f"工作簿（sha256） | {inputs[0][1]}\n" in said
        assert "python 版本 | 3.11.7\npandas 版本 | 3.1.1" in said
        assert find_numbers(said) == ()


def named(shown, language):
    return {one.lead for one in method_notes(language, shown=shown).paragraphs}


def test_only_the_methods_that_a_report_uses_are_explained(report, zh):
    everything = {zh.say(note.title) for note in NOTES}
    nothing = named(report(), zh)
    assert nothing < {"未提供与已抑制", "总分与区间", "等级", "人员信息保护", *everything}
    tested = named(report(outcomes=[{}]), zh) - nothing
    assert {"符号秩精确检验", "Hodges-Lehmann 估计", "没有对照组"} <= tested
    assert not {"自助法区间", "跟进测量", "越过界值", "流失者与留下者", "回想评分"} & tested
    described = {name: float("nan") for name in ("p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted", "hedges_g")}
    assert not {"符号秩精确检验", "标准化变化"} & named(report(outcomes=[described]), zh)
    assert "自助法区间" in named(report(outcomes=[{"bca_low": -4.0, "bca_high": -1.0}]), zh)


def test_no_method_is_explained_to_whoever_meets_nothing_that_it_was_used_for(report, zh):
    """A report without any table but that of the total has these four notes alone."""
    assert named(report(), zh) == {"未提供与已抑制", "个人信息保护", "总分与区间", "等级"}


def test_what_a_method_is_and_assumes_is_said_and_nothing_that_is_not_used(zh):
    words = "\n".join(one.words for one in method_notes(zh).paragraphs)  # a source alone says nothing of the method
    for said in (
        "MOVER 法",
        "Newcombe 法",
        "Welch t 检验",
        "Feldt 区间",
        "对称",
        "同一批逐题作答完整的人",
        "各自校正",
        "McNemar",
    ):
        assert said in words
    assert "Pratt" not in words


PARTS = {
    "attendance": {"group": "甲组", "sessions": 6, "enrolled": 8, "mean_attendance": 6.5, "dropped": 1.0},
    "satisfaction_levels": {"method": "小组", "respondent": "服务对象", "level": "不满意", "n": 1, "n_valid": 8},
    "coverage_by_community": {"community": "甲社区", "served": 7.0, "people": 8.0},
}


@pytest.mark.parametrize("name", PARTS)
def test_the_note_on_protection_says_that_small_parts_of_a_row_on_five_or_more_are_shown(name, zh):
    table = make_table(name, pd.DataFrame([PARTS[name]]))
    assert not protect(table, shipped_policy(), Audience.SHARED).hidden
    (note,) = (one.words for one in method_notes(zh).paragraphs if one.lead == "个人信息保护")
    assert "满此数的一行照常显示，其中其他各部分再少也列出（满意度各档、缺席、流失、未服务的人数）" in note
    assert "涉及不足 5 人" not in note
    assert note.split("来源")[0].count("。") <= 2


def test_every_condition_of_a_note_belongs_to_a_note_that_there_is():
    assert set(_USES) <= set(texts("words", "method_notes"))
