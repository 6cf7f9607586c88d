"""What one choice of the outcomes shows."""

import pytest

from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.explore.person_view import person_view
from evaltoolkit.explore.view import Page
from evaltoolkit.findings.numbers import signed
from evaltoolkit.language import Language
from evaltoolkit.words.page.prose import Kind


def row(analysis, **keys):
    frame = analysis.results.outcomes
    for column, value in keys.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_sentence_chart_and_table_tell_the_figures_of_the_results(analysis, shared, zh):
    view = outcome_view(shared, OutcomeChoice("uls6", "total"), "标题", zh)

    found = row(analysis, scale="uls6", dimension="total", group_kind="all")
    change = signed(found["mean_change"], 1)
    assert f"{found['n_pairs']:.0f} 对" in repr(view.sentence)
    assert f"期间平均变化 {change} 分" in repr(view.sentence)
    assert signed(found["mean_change"], 1) in view.chart.alt
    assert view.table.column("平均变化") == (change,)


def test_a_group_of_the_station_s_version_is_named_in_the_picture(analysis, station, zh):
    group = "银龄同行1组"
    view = outcome_view(station, OutcomeChoice("uls6", "total", "group", group), "标题", zh)

    found = row(analysis, scale="uls6", dimension="total", group_kind="group", group=group)
    assert group in view.chart.alt
    assert signed(found["mean_change"], 1) in view.chart.alt
    assert len(view.table.rows) == 1


def test_a_grouping_that_a_version_hides_says_so_and_shows_no_figure(shared, zh):
    view = outcome_view(shared, OutcomeChoice("uls6", "total", "group", "银龄同行1组"), "标题", zh)

    assert view.is_empty
    assert "本版不显示" in repr(view.sentence)
    assert "站内版可以看到" in repr(view.sentence)
    assert "<td" not in Page(view, zh)._repr_html_()


def test_a_choice_without_data_says_so(station, zh):
    view = outcome_view(station, OutcomeChoice("uls6", "total", "field", "青少年"), "标题", zh)

    assert view.is_empty
    assert view.sentence.of_kind(Kind.MISSING)[0] == "服务领域“青少年”在这里没有前后测数据。"


def test_an_unknown_scale_says_that_there_is_nothing(shared, zh):
    view = outcome_view(shared, OutcomeChoice("nothing"), "标题", zh)
    assert "没有前后测" in repr(view.sentence)


def test_cautions_stand_behind_why_and_not_twice(shared, zh):
    view = outcome_view(shared, OutcomeChoice("uls6", "total"), "标题", zh)

    assert view.sentence.of_kind(Kind.CAUTION) == ()
    assert any("没有对照组" in words for words in view.why.of_kind(Kind.CAUTION))
    assert "Student (1908)" in repr(view.why)


def test_groups_beside_each_other_are_one_row_each(station, zh):
    view = outcome_view(station, OutcomeChoice("uls6", "total", "group", "", "forest"), "标题", zh)
    groups = station["outcomes"].frame.query("scale == 'uls6' and group_kind == 'group'")
    assert len(view.table.rows) == len(groups) >= 4


@pytest.mark.parametrize("picture", ["slopes", "forest", "people"])
def test_every_picture_can_be_drawn_for_everyone(shared, zh, picture):
    view = outcome_view(shared, OutcomeChoice("uls6", picture=picture), "标题", zh)
    assert view.chart.png().startswith(b"\x89PNG")
    assert view.table.rows


def test_people_by_group_stand_in_the_station_s_version_only(shared, station, zh):
    choice = OutcomeChoice("uls6", "total", "group", "银龄同行1组", "people")
    assert "只在站内版中列出" in repr(outcome_view(shared, choice, "标题", zh).sentence)
    view = outcome_view(station, choice, "标题", zh)
    assert view.table.rows
    assert "银龄同行1组" in view.chart.alt


def test_a_point_of_the_station_s_picture_leads_to_codes_and_a_code_to_its_course(station, shared, zh):
    view = outcome_view(station, OutcomeChoice("uls6", "total", picture="people"), "标题", zh)
    person = next(one for one in view.chart.people if view.codes.get((one.scale, one.pre, one.post)))
    code = view.codes[person.scale, person.pre, person.post][0]
    assert f'data-evaltoolkit-choose="{code}"' in Page(view, zh).html

    course = person_view(station, code, "标题", zh)
    assert f"{person.pre:g} → {person.post:g}" in course.chart.alt
    assert {row.cells[0].words for row in course.table.rows} == {code}
    assert person_view(shared, code, "标题", zh).is_empty
    assert outcome_view(shared, OutcomeChoice("uls6", "total", picture="people"), "标题", zh).codes == {}


def test_people_by_method_are_not_counted(station, zh):
    choice = OutcomeChoice("uls6", "total", "method", "小组", "people")
    assert "人数只按全体和小组数" in repr(outcome_view(station, choice, "标题", zh).sentence)


def test_the_page_can_be_read_in_english_too(shared):
    html = Page(outcome_view(shared, OutcomeChoice("uls6"), "title", Language("en")), Language("en"))._repr_html_()
    assert "Why does it say that?" in html
