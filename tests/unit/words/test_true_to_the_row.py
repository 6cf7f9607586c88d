"""What stands beside a result is true of the rows of its own page, and follows the figures as they are printed."""

import re

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.charts.figures.reliable_change import reliable_change
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.change import Beyond, Reading, beyond_regression, interval_decimals, read
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import Caution
from evaltoolkit.model.rounding import as_printed
from evaltoolkit.model.thresholds import is_much_lost
from evaltoolkit.outcomes.design.cautions import row_cautions
from evaltoolkit.reporting.year.registries import street_scales
from evaltoolkit.words.outcome.caution_words import cautions
from evaltoolkit.words.outcome.maintenance_words import maintenance
from evaltoolkit.words.outcome.outcome_phrases import describe
from evaltoolkit.words.outcome.outcome_table import outcome_table
from evaltoolkit.words.outcome.outcome_verdicts import regression
from evaltoolkit.words.outcome.people_words import people
from evaltoolkit.words.withheld.hidden_words import hidden_table, read_by

ENDS = [(low, low + 3.0) for low in np.arange(-5.0, 0.0, 0.15)]
CHOSEN = "selected_by_score"
VERDICTS, MAINTAINED = (REPORT_TABLES[name].columns for name in ("verdicts", "maintenance"))


def shown_table(table, *, near=False):
    """Protect a table; beside an outcome table in which as many but a few stand, where `near`."""
    if not near:
        return protect(table, shipped_policy(), Audience.SHARED)
    pairs = float(table.frame.at[0, "n_pairs"])
    sizes = (("all", "", 40.0), ("project", "甲", pairs + 1), ("project", "乙", 39.0 - pairs))
    rows = [{"scale": "uls6", "dimension": "total", "group_kind": kind, "group": name, "n_pairs": n}
            for kind, name, n in sizes]  # fmt: skip
    frame = pd.DataFrame(rows).reindex(columns=list(REPORT_TABLES["outcomes"].columns))
    beside = make_table("outcomes", frame)
    return protect_tables({"outcomes": beside, table.name: table}, shipped_policy(), Audience.SHARED)[table.name]


def made(outcome, low, high, expected, **more):
    found = {"mean_change": (low + high) / 2, "change_low": low, "change_high": high, "regression": expected}
    return rows_of(outcome({**found, **more}))[0]


@pytest.mark.parametrize(("low", "high"), ENDS)
def test_a_change_is_more_than_regression_only_where_the_printed_ends_say_so(outcome, zh, low, high):
    row = made(outcome, low, high, -0.9)
    beyond, least, most = beyond_regression(row)
    assert (beyond is Beyond.MORE, beyond is Beyond.LESS) == (least > 0, most < 0)
    assert (least, most) == tuple(as_printed(end, interval_decimals(row)) for end in (least, most))
    assert "多好转 0.0 " not in zh.say(regression(row))


def test_only_an_established_change_is_weighed_against_regression(outcome, zh):
    few = {"n_pairs": 7.0, "ladder": Ladder.DESCRIBE}
    no = {"p_t_adjusted": 0.4, "p_exact_adjusted": 0.4, "p_t": 0.4, "p_exact": 0.4}
    for change in (few, no, {**no, "p_t": 0.01}, {**no, "p_t_adjusted": 0.01}):
        row = made(outcome, -3.9, -0.9, -0.5, **change)
        assert read(row) not in (Reading.BETTER, Reading.WORSE)
        assert zh.say(regression(row)) == "如果服务对象是因为得分较差才来的：单凭自然回落预计变化 −0.5 分。"


@pytest.mark.parametrize("expected", [-0.5, -1.46, -4.2, 1.04])
def test_a_change_and_the_expected_one_have_one_form_in_one_paragraph(outcome, zh, expected):
    row = made(outcome, -2.96, -0.04, expected)
    words = "".join(zh.say(sentence) for sentence in describe(row) if sentence)
    assert interval_decimals(row) == 2 or "−0.0" not in words
    assert "−1.5 分" in words
    assert "1.50 分" not in words
    assert f"{abs(expected):.2f} 分" not in words


@pytest.mark.parametrize(("selected", "is_open"), [("yes", False), ("unknown", True), ("", True)])
def test_the_box_keeps_the_condition_and_names_the_people_of_the_norm_once(outcome, zh, selected, is_open):
    marked = {"cautions": (Caution.REGRESSION,), "regression": -0.9, "norm_population": "社区老人", CHOSEN: selected}
    box = str(cautions(outcome(marked), zh))
    assert ("若是因此而来" in box) is is_open
    assert box.startswith("因得分偏离平均水平才来的人")
    assert "−0.9 分（常模人群：社区老人）" in box
    assert box.count("社区老人") == 1


def test_the_caution_on_several_tests_stands_for_what_this_page_tells(outcome, zh):
    marked = {"cautions": (Caution.MULTIPLE_TESTS,)}
    one, two = (
        str(cautions(outcome(*rows), zh))
        for rows in ((marked,), (marked, {**marked, "scale": "b", "scale_name": "乙"}))
    )
    assert "同时检验了多项结果" not in one
    assert "孤独感是与报告中的其他结果一并检验的" in one
    assert "同时检验了多项结果（孤独感、乙）" in two


def test_a_limit_is_held_against_the_printed_figure():
    assert not is_much_lost(0.2004)
    assert is_much_lost(0.2006)
    for alpha in np.arange(0.69, 0.71, 0.0007):
        assert (as_printed(alpha, 2) < 0.70) is (float(f"{alpha:.2f}") < 0.70)


@pytest.mark.parametrize(("share", "is_warned"), [(0.1494, False), (0.1496, True)])
def test_a_share_at_an_end_warns_by_the_printed_share(share, is_warned):
    row = {"n_pairs": 20, "n_pre": 20, "share_ceiling": share, "share_floor": 0.0, "dimension": "total",
           "is_skewed": False, "no_spread": False, "t_size": 1.0}  # fmt: skip
    assert (Caution.CEILING in row_cautions(row, street_scales()["uls6"], tests=1)) is is_warned


@pytest.mark.parametrize("ways", [("holm",), ("benjamini_hochberg",), ("holm", "benjamini_hochberg"), (None,)])
def test_the_note_on_adjusting_follows_the_rows(outcome, zh, ways):
    rows = [{"scale": f"s{number}", "adjusted_by": way} for number, way in enumerate(ways)]
    notes = "".join(outcome_table(outcome(*rows), zh).notes)
    assert ("Holm" in notes, "Benjamini" in notes) == ("holm" in ways, "benjamini_hochberg" in ways)


def test_where_nobody_was_measured_no_primary_scale_is_asked_for(outcome, shown, zh):
    nobody, empty = (
        shown({"programme": []}, name="people"),
        shown({name: [] for name in REPORT_TABLES["outcomes"].columns}, name="outcomes"),
    )
    assert "未提供" in str(people(nobody, zh, measured=empty))
    assert "主要量表" not in str(people(nobody, zh, measured=empty))
    assert "主要量表" in str(people(nobody, zh, measured=outcome({})))


def test_a_picture_that_gives_a_range_does_not_say_that_nothing_can_be_shown(shown, zh):
    counts = {"n_pairs": 35.0, "n_better": 3.0, "n_unchanged": 32.0, "n_worse": 0.0}
    table = pd.DataFrame([{"scale": "uls6", "scale_name": "孤独感", "threshold": 4.0, "better": -1, **counts}])
    made = make_table("verdicts", table.reindex(columns=list(VERDICTS)))
    chart = reliable_change(shown_table(made), zh)
    assert chart.message == "可靠改善的人数（人数少的写范围）：孤独感 1–4 人"
    assert "不能显示" not in chart.alt


@pytest.mark.parametrize(("pairs", "is_few"), [(8.0, True), (11.0, False)])
def test_of_a_service_that_maintains_the_list_says_what_is_withheld_and_why(zh, pairs, is_few):
    row = {"scale": "uls6", "scale_name": "孤独感", "purpose": "照护", "aim": "maintain", "margin": 2.0, "better": -1,
           "margin_source": "甲", "n_pairs": pairs, "n_others": 30.0, "mean_change": -1.0, "low": -2.0, "high": 0.0,
           "held": None if is_few else True}  # fmt: skip
    table = shown_table(make_table("maintenance", pd.DataFrame([row]).reindex(columns=list(MAINTAINED))), near=True)
    report = ProtectedReport(Audience.SHARED, {"maintenance": table}, min_people=5, min_spread=10)
    (line,) = hidden_table(report, zh).rows
    assert line.cells[1].words.endswith("照护：仅平均变化及其区间")
    assert ("10 对起才说明" in line.cells[2].words) is is_few
    assert ("10 对起才说明" in str(maintenance(table, zh))) is is_few


def test_where_only_spreads_are_withheld_the_list_says_so(report, zh):
    groups = [{"group_kind": "project", "group": name, "n_pairs": pairs} for name, pairs in (("甲", 7.0), ("乙", 13.0))]
    lines = [row.cells[1].words for row in hidden_table(report(outcomes=[{}, *groups]), zh).rows]
    assert lines
    assert all(re.search("：仅标准差、秩类指标", line) for line in lines)


def test_a_page_says_once_what_it_withholds_and_nothing_where_nothing_is(outcome, zh):
    whole, few = outcome({}), outcome({"n_pairs": 7.0, "ladder": Ladder.DESCRIBE, "n_pre": 8.0, "n_post": 8.0})
    said = {name: "".join(map(str, read_by(Audience.SHARED, [one], zh))) for name, one in (("no", whole), ("sd", few))}
    assert said["no"] == ""
    assert "本页全部或部分不显示的有：标准差、秩类指标和量表两端的比例" in said["sd"]


@pytest.mark.parametrize("who", ["partner", "shared", "public"])
def test_the_rule_on_scales_names_what_stands_from_which_number_of_pairs(report, outcome, zh, who):
    notes = "".join(hidden_table(report(outcomes=[{}], audience=who), zh).notes)
    least = {"public": 10}.get(who, 5)
    assert f"{least} 对起显示平均变化及其区间、标准化变化，10 对起显示标准差和秩类指标" in notes
    assert "效应量" not in notes
