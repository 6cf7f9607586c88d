"""A change reads the same in sentence, table, picture, beside voices, on a project's and group's page, in explore."""

import re
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from evaltoolkit.charts.figures.outcome_figure import outcomes as outcome_figure
from evaltoolkit.charts.figures.outcome_forest import outcome_forest
from evaltoolkit.charts.figures.outcome_rows import INKS
from evaltoolkit.charts.figures.outcome_slopes import outcome_slopes
from evaltoolkit.charts.parts.theme import ACCENT, RULE, WARNING
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import ProtectedReport, protect_for, protect_results
from evaltoolkit.disclosure.states.earlier import EarlierReport, printed_means
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.findings.change import (
    ESTABLISHED,
    READINGS,
    Reading,
    beyond_words,
    read,
    reading_words,
)
from evaltoolkit.findings.headlines.outcomes import tally
from evaltoolkit.findings.rows import Gap, rows_of
from evaltoolkit.model.ladder import TEST_FROM, rung
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Caution, Results
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.words.body.outcome_box import outcome_box
from evaltoolkit.words.body.outcome_results import outcome_results
from evaltoolkit.words.body.project_results import project_results
from evaltoolkit.words.body.voices_beside import voices_beside
from evaltoolkit.words.chapters.front import front_page
from evaltoolkit.words.outcome.outcome_phrases import describe, is_comparable
from evaltoolkit.words.outcome.outcome_verdicts import regression, verdict
from evaltoolkit.words.outcome.outcome_words import outcomes, summary_clauses
from evaltoolkit.words.services.voices import joint_display
from tests.unit.conftest import OUTCOME, card

NAN = float("nan")
PAIRS = (0, 4, 7, 12, 40)  # every rung, and nobody
INTERVALS = ((-3.9, -0.9), (0.9, 3.9), (-3.0, 0.4), (NAN, NAN))
PS = (0.01, 0.3, NAN)
MANY = 400  # of so many people the printed means leave one person's change open
CAUTIONS = ((), (Caution.DOUBTED_KEY,), (Caution.NO_SPREAD,))


def _change(number, pairs, ends, p_t, p_exact, cautions):
    middle = sum(ends) / 2 if ends[0] == ends[0] else -2.4
    tested, alone = pairs >= TEST_FROM, (0.01, 0.3)[number % 2]
    return {
        "scale": f"s{number}", "scale_name": f"量表{number:04}", "n_pairs": float(pairs), "n_pre": pairs + 5.0,
        "mean_change": middle if pairs else NAN, "change_low": ends[0], "change_high": ends[1],
        "p_t": alone if tested else NAN, "p_exact": alone if tested else NAN,
        "p_t_adjusted": p_t if tested else NAN, "p_exact_adjusted": p_exact if tested else NAN,
        "ladder": rung(pairs), "cautions": cautions,
    }  # fmt: skip


def changes():
    """Return every pair of ladder, interval and both adjusted p, then those of a scale with a caution, and a gap."""
    combinations = [
        *product(PAIRS, INTERVALS, PS, PS, CAUTIONS[:1]),
        *product(PAIRS, INTERVALS, PS[:1], PS[:1], CAUTIONS[1:]),
    ]
    made = [_change(number, *parts) for number, parts in enumerate(combinations)]
    known = _change(len(made), MANY, INTERVALS[0], PS[0], PS[0], ())
    return [
        *made,
        {**made[-1], "scale": "gap", "scale_name": "量表缺口", "mean_change": NAN},
        {**known, "scale": "again"},
    ]


def a_little_before(frame):
    """Return an earlier paper that told of one person fewer on the last of the scales, and the same means."""
    row = len(frame) - 1
    key = ("again", "total", "all", "")
    told = printed_means(frame, row)
    figures = {CountCell("outcomes", key, name): value for name, value in told.items()}
    return EarlierReport({CountCell("outcomes", key, "n_pairs"): MANY - 1.0}, states=frozenset({"x"}), figures=figures)


@cache
def reports():
    """Return what each reader is shown, made together."""
    frame = pd.DataFrame([{**OUTCOME, **change} for change in changes()], columns=list(OUTCOME_COLUMNS))
    results, before = Results("s", "甲街", 2023, False, card([]), frame), a_little_before(frame)
    own = protect_results(results, shipped_policy(), Audience.STATION, earlier=[before])
    others = [audience for audience in Audience if audience is not Audience.STATION]
    shown = (own, *protect_for(results, shipped_policy(), others, earlier=[before]))
    return {one.audience: one for one in shown}


def protected(audience):
    return reports()[audience]


@pytest.fixture(params=list(Audience), ids=str)
def shown_to(request):
    return protected(request.param)


@pytest.fixture
def table(shown_to):
    return shown_to["outcomes"]


def told(row, zh):
    """Return the words that the reading of a row puts beside its figures."""
    return zh.say(READINGS[read(row)])


def test_the_combinations_have_every_reading():
    found = {read(row) for audience in Audience for row in rows_of(protected(audience)["outcomes"])}
    assert found == set(Reading)


def test_a_number_that_is_withheld_beside_its_mean_is_known_to_the_papers_of_the_next_state():
    report = protected(Audience.SHARED)
    (row,) = [one for one in rows_of(report["outcomes"]) if read(one) is Reading.UNCOUNTED]
    assert row.gap("n_pairs") is Gap.WITHHELD
    assert report.papers.counts[CountCell("outcomes", ("again", "total", "all", ""), "n_pairs")] == MANY


@pytest.mark.parametrize("test", ["p_t_adjusted", "p_exact_adjusted"])
@pytest.mark.parametrize(("p", "reading"), [(ALPHA, Reading.BETTER), (ALPHA + 1e-9, Reading.SPLIT)])
def test_a_change_is_established_at_an_adjusted_p_of_just_five_in_a_hundred_and_at_none_above(
    test, p, reading, outcome
):
    (row,) = rows_of(outcome({"p_t_adjusted": 0.01, "p_exact_adjusted": 0.01, test: p}))
    assert read(row) is reading


def test_sentences_say_one_thing_for_each_reading(table, zh):
    said = {paragraph.lead: paragraph.words for paragraph in outcomes(table, zh).paragraphs}
    kinds = {}
    for row in rows_of(table):
        sentence = verdict(row) if is_comparable(row) else describe(row)[0]
        assert zh.say(sentence) in said[row.string("scale_name")]
        kinds.setdefault(read(row), set()).add(getattr(sentence, "message", sentence))
    messages = [message for reading, found in kinds.items() if reading is not Reading.NO_PAIRS for message in found]
    assert len(messages) == len(set(messages)) == len(kinds.keys() - {Reading.NO_PAIRS})


def test_the_summary_counts_a_scale_where_its_reading_belongs(table, zh):
    rows = rows_of(table)
    clauses = [zh.say(clause) for clause in summary_clauses(rows, zh)]
    by_reading = {}
    for row in rows:
        by_reading.setdefault(read(row), set()).add(row.string("scale_name"))
    named = [set(re.findall("量表(?:缺口|[0-9]{4})", clause)) for clause in clauses]
    assert all(names in by_reading.values() for names in named)
    assert len(named) == len({frozenset(names) for names in named})


def test_the_picture_says_and_draws_the_reading(table, zh):
    """Of every reading the first rows, and every seventh: a picture of all would take half a minute."""
    table = table.keep(chosen(rows_of(table)))
    rows = rows_of(table)
    for chart in (outcome_slopes(table, zh), outcome_figure(table, zh)):
        entries = dict(re.findall("(量表(?:缺口|[0-9]{4}))：([^；。]*)", chart.alt))
        for row in rows:
            assert f"：{told(row, zh)}，配对数" in entries[row.string("scale_name")]
        assert chart.message == zh.say(tally(rows, ""))


def test_the_words_drawn_in_the_figure_have_the_reading_of_each_row(table, zh):
    rows = rows_of(table)
    kinds = [read(row) for row in rows]
    one_each = table.keep(np.array([kinds.index(one) == place for place, one in enumerate(kinds)]))
    figure = outcome_figure(one_each, zh).figure
    drawn = "".join(label.get_text() for label in figure.findobj(Text))
    assert [told(row, zh) for row in rows_of(one_each) if told(row, zh) not in drawn] == []


def chosen(rows):
    seen = [read(row) for row in rows]
    return np.array([seen[:place].count(one) < 3 or place % 7 == 0 for place, one in enumerate(seen)])


def test_the_body_of_the_report_tells_the_reading_in_figure_table_box_and_beside_voices(table, shown, zh):
    rows, none = rows_of(table), {name: shown({"scale": []}) for name in ("follow_up", "verdicts", "pooled", "people")}
    listed = outcome_results(table, zh, **none)
    assert listed.column("说明了什么") == tuple(told(row, zh) for row in rows)
    quotes = shown([{"theme": "联系", "group": "长者", "excerpt": "好"}])
    fit = shown([{"scale": row.string("scale"), "relation": "支持", "themes": "联系"} for row in rows])
    given = {"outcomes": table, "themes": shown([{"theme": "联系"}]), "fit": fit, "follow_up": none["follow_up"]}
    beside = voices_beside(quotes, zh, **given).paragraphs
    assert [one.words.split("。")[0] for one in beside] == [told(row, zh) for row in rows]
    shows = outcome_box(table, zh, follow_up=none["follow_up"]).paragraphs[0].words.split("\n")[0]
    assert shows == f"这说明什么：{'；'.join(map(zh.say, summary_clauses(rows, zh)))}。"


def test_a_project_reads_as_its_people_do_everywhere(outcome, shown, zh):
    change = {"group_kind": "project", "group": "甲"}
    for one in changes()[:-1:15]:
        table = outcome({}, {**one, **change}, audience="station")
        row = rows_of(table)[1]
        page = ProtectedReport(Audience.STATION, {"projects": shown([{"project": "甲"}]), "outcomes": table})
        (line,) = project_results(page, zh).rows
        assert line.cells[2].detail.endswith(told(row, zh))


def test_the_page_of_a_group_tells_the_reading_in_table_box_and_picture(table, shown, zh):
    """The page has the group's rows named as a whole, as it is given them; one picture of each reading."""
    none, rows = shown({"scale": []}, name="follow_up"), rows_of(table)
    listed = outcome_results(table, zh, follow_up=none)
    assert [words.rstrip("①②③④") for words in listed.column("说明了什么")] == [
        zh.say(READINGS[read(row)]) for row in rows
    ]
    (box,) = outcome_box(table, zh, follow_up=none, has_annex=False).paragraphs
    shows = box.words.split("\n")[0].removeprefix("这说明什么：").rstrip("。").split("；")
    kinds = [re.sub("(量表(缺口|[0-9]{4})[①②③④]?、?)+", "", clause) for clause in shows]
    assert kinds == [
        re.sub("(量表(缺口|[0-9]{4})(（.*?）)?、?)+", "", zh.say(one)) for one in summary_clauses(rows, zh)
    ]
    for row in {read(row): row for row in rows}.values():
        chart = outcome_slopes(narrow(table, scale=row.string("scale")), zh)
        if chart.figure is not None:
            assert chart.message == f"{row.string('scale_name')}：{told(row, zh)}"
            assert f"：{told(row, zh)}，配对数" in chart.alt


def test_the_size_of_a_change_is_drawn_filled_only_where_it_is_established(table, zh):
    for row in {read(row): row for row in rows_of(table) if row.has("hedges_g", "g_low", "g_high")}.values():
        figure = outcome_forest(narrow(table, scale=row.string("scale")), zh).figure
        (mark,) = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 1]
        is_filled = mark.get_markerfacecolor() == mark.get_markeredgecolor()
        assert (is_filled, mark.get_markeredgecolor()) == (read(row) in ESTABLISHED, INKS[read(row)])


def test_only_what_is_established_has_the_hue_of_better_or_worse():
    assert {reading for reading, ink in INKS.items() if ink != RULE} == set(ESTABLISHED)
    assert (INKS[Reading.BETTER], INKS[Reading.WORSE]) == (ACCENT, WARNING)


def test_voices_stand_beside_the_same_reading(table, shown, zh):
    theme, fit = (
        shown([{"theme": "联系", "excerpts": 1}]),
        shown([{"scale": "s1", "relation": "支持", "themes": "联系"}]),
    )
    joint = joint_display(table, theme, zh, fit=fit)
    for row, beside in zip(rows_of(table), joint.rows, strict=True):
        if row.has("mean_change"):
            assert beside.cells[1].words.endswith(f"（{told(row, zh)}）")


def test_the_explorer_tells_the_reading_of_the_report(shown_to, shown, zh):
    courses = shown({"scale": [], "pre": [], "post": []}, name="courses")
    report = ProtectedReport(shown_to.audience, {**shown_to.tables, "courses": courses})
    for row in {read(row): row for row in rows_of(report["outcomes"])}.values():
        view = outcome_view(report, OutcomeChoice(row.string("scale"), "total"), "标题", zh)
        sentence = verdict(row) if is_comparable(row) else describe(row)[0]
        assert zh.say(sentence) in repr(view.sentence)
        if view.chart is not None and view.chart.figure is not None:
            assert view.chart.message == f"{row.string('scale_name')}：{told(row, zh)}"


def test_a_title_counts_whole_scales_and_never_a_dimension_as_a_result(outcome, zh):
    parts = ({"dimension": "a", "dimension_name": "家庭"}, {"dimension": "b", "dimension_name": "社交"})
    rows = rows_of(outcome({}, *parts, {"scale": "x", "scale_name": "乙", "better": 1}))
    assert zh.say(tally(rows, "")) == "2 个量表：变好 1 个；变差 1 个"
    assert "变好" not in zh.say(tally(rows[1:3], ""))


def test_eight_pairs_are_described_in_title_table_and_picture(outcome, zh):
    table = outcome({"n_pairs": 8.0, "ladder": rung(8), "mean_change": -2.75, "change_low": -4.1, "change_high": -1.4})
    chart = outcome_slopes(table, zh)
    assert chart.message == "孤独感：只描述，不检验"
    assert "变化−2.8（95%区间−4.1至−1.4）：只描述，不检验" in chart.alt
    listed = outcome_results(table, zh, follow_up=table.select(np.array([False])))
    assert [cell.words for cell in listed.rows[0].cells[1:]] == ["−2.8", "只描述，不检验"]


@pytest.mark.parametrize(
    ("expected", "beyond"),
    [(-0.5, "变化多于自然回落"), (-1.4, "分不清是否多于自然回落"), (-4.2, "变化少于自然回落")],
)
@pytest.mark.parametrize(
    ("selected", "condition"), [("unknown", "若人因得分差才来，"), ("yes", ""), ("", "若人因得分差才来，")]
)
def test_every_headline_of_a_change_for_the_better_says_how_it_stands_to_regression(
    outcome, report, plan, shown, zh, expected, beyond, selected, condition
):
    change = {"regression": expected, "selected_by_score": selected}
    everywhere(change, beyond, condition, outcome, report, plan, shown, zh)


@pytest.mark.parametrize("better", [-1, 1])
@pytest.mark.parametrize(("selected", "condition"), [("unknown", "若人因得分差才来，"), ("yes", "")])
def test_a_change_is_never_plainly_established_where_regression_to_the_mean_is_of_unknown_size(
    outcome, report, plan, shown, zh, selected, condition, better
):
    change = {"regression": NAN, "selected_by_score": selected, "better": better}
    if better < 0:
        everywhere(change, "自然回落占多少无从估计", condition, outcome, report, plan, shown, zh)
    (row,) = rows_of(outcome(change))
    assert zh.say(reading_words(row)).endswith(f"，{condition}自然回落占多少无从估计")
    assert "自然回落占多少无从估计" in zh.say(regression(row))
    (row,) = rows_of(outcome({**change, "selected_by_score": "no"}))
    assert (beyond_words(row), regression(row)) == ("", "")
    (row,) = rows_of(outcome({**change, "p_t_adjusted": 0.3, "p_exact_adjusted": 0.3}))
    assert (beyond_words(row), regression(row)) == ("", "")


def everywhere(change, beyond, condition, outcome, report, plan, shown, zh):
    """Check that each place tells the change for the better with how it stands to regression."""
    told = f"变好，{condition}{beyond}"
    table, (row,) = outcome(change), rows_of(outcome(change))
    assert outcome_slopes(table, zh).message == f"孤独感：{told}"
    assert f"：{told}，配对数" in outcome_slopes(table, zh).alt
    assert outcome_forest(table, zh).message == f"孤独感：{told}"
    assert f"：{told}，配对数" in outcome_figure(table, zh).alt
    assert outcome_figure(table, zh).message == "孤独感：变好（见图下注）"
    none = {name: shown({"scale": []}) for name in ("follow_up", "verdicts", "pooled", "people")}
    listed = outcome_results(table, zh, **none)
    assert listed.column("说明了什么") == ("变好①",)
    assert f"① {condition}{beyond}。" in listed.notes[0]
    assert zh.say(tally((row, row), "")) == f"2 个量表：{told} 2 个"
    theme, fit = shown([{"theme": "联系"}]), shown([{"scale": "uls6", "relation": "支持", "themes": "联系"}])
    assert f"（{told}）" in joint_display(table, theme, zh, fit=fit).rows[0].cells[1].words
    whole = report(outcomes=[change])
    assert f"孤独感：{condition}{beyond}。" in repr(front_page(plan(), whole, zh))
    for view in (outcomes(table, zh), outcomes(outcome({**change, "group_kind": "group", "group": "甲组"}), zh)):
        assert zh.say(regression(row)) in repr(view)


def test_a_change_for_the_worse_is_weighed_against_regression_in_its_own_direction(outcome, zh):
    worse = {"better": 1, "selected_by_score": "yes"}
    for expected, words in ((-0.5, "变化多于"), (-1.4, "分不清是否多于"), (-4.2, "变化少于")):
        (row,) = rows_of(outcome({**worse, "regression": expected}))
        assert zh.say(reading_words(row)) == f"变差，{words}自然回落"


def test_what_is_not_established_has_no_regression_beside_its_reading(table, zh):
    for row in rows_of(table):
        values = {**row.values, "regression": -0.5}
        is_established = read(row) in ESTABLISHED
        assert bool(beyond_words(replace(row, values=values))) is is_established
