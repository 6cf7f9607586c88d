"""What one choice of the services shows."""

import pytest

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.service_view import ServiceChoice, filter_options, service_view, subject_options
from evaltoolkit.explore.subjects import ELSEWHERE, SUBJECTS, subject
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.targets import satisfaction_target
from evaltoolkit.model.report_tables import REPORT_TABLES


def test_every_table_of_the_report_is_a_subject_or_shown_elsewhere():
    assert {one.table for one in SUBJECTS} | ELSEWHERE == set(REPORT_TABLES)


@pytest.mark.parametrize("version", ["shared", "station"])
@pytest.mark.parametrize("key", [one.key for one in SUBJECTS])
def test_a_subject_that_is_open_has_sentence_table_and_the_chart_it_promises_any_other_names_its_sheet(
    request, zh, version, key
):
    report, chosen = request.getfixturevalue(version), subject(key)
    view = service_view(report, ServiceChoice(key), key, zh)
    (option,) = [one for one in subject_options(report) if one.value == key]

    if option.closed:
        assert view.is_empty
        assert "未提供" in zh.say(option.closed)
        return
    assert view.sentence.paragraphs
    assert view.table.rows
    assert view.why.paragraphs
    if chosen.draw is None:
        assert zh.say(option.words).endswith("［表］")
    else:
        assert view.chart.png().startswith(b"\x89PNG")


def test_no_bar_of_a_table_tells_what_the_version_withholds(shared, zh):
    for one in SUBJECTS:
        table = shared[one.table]
        hidden = [row for row in rows_of(table) if row.withheld]
        if one.draw is None or one.drawn or not hidden:
            continue
        view = service_view(shared, ServiceChoice(one.key), one.key, zh)
        assert "（不显示）" in view.chart.alt or "–" in view.chart.alt or "已抑制" in view.chart.alt, one.key


def test_hours_tell_the_figures_of_the_results_and_the_evidence_behind_them(analysis, shared, zh):
    view = service_view(shared, ServiceChoice("hours"), "工时", zh)

    hours = analysis.results.services["hours"].frame
    assert f"{hours['done'].sum():,.1f}".rstrip("0").rstrip(".") in repr(view.sentence)
    (evidence,) = view.more
    assert evidence.column("指标") == ("社工站服务工时",)


def test_one_method_narrows_the_rows(shared, zh):
    view = service_view(shared, ServiceChoice("satisfaction", method="小组"), "满意度", zh)
    assert set(view.table.column("服务方法")) == {"小组"}


@pytest.mark.parametrize("key", [one.key for one in SUBJECTS if one.table == "satisfaction"])
def test_satisfaction_is_always_shown_with_its_target(key, shared, zh):
    view = service_view(shared, ServiceChoice(key), key, zh)
    target = satisfaction_target(shared["scorecard"]).words
    assert target
    assert all(f"指标值 {target}。" in one.words for one in view.sentence.paragraphs if "服务对象" in one.lead)
    assert target in view.table.column("指标值")
    assert key == "levels" or target.strip("≥") in view.chart.alt


def test_a_method_that_a_subject_does_not_have_is_answered_kindly(shared, zh):
    view = service_view(shared, ServiceChoice("hours", method="没有的方法"), "工时", zh)
    assert "里没有“没有的方法”的数据" in repr(view.sentence)
    assert view.is_empty


def test_a_filter_is_offered_only_where_the_subject_has_it(shared):
    assert len(filter_options(shared, subject("hours"), "method")) == 4
    assert len(filter_options(shared, subject("coverage"), "method")) == 1


def test_what_a_street_has_not_given_names_the_sheet_to_fill_in(shared, zh):
    tables = {**shared.tables, "awareness": narrow(shared["awareness"], item="nothing")}
    view = service_view(ProtectedReport(shared.audience, tables), ServiceChoice("awareness"), "知晓", zh)

    assert "未提供既不是 0，也不是满分" in repr(view.sentence)
    assert "“知晓度”表" in repr(view.sentence)
    assert view.is_empty


def test_an_unknown_subject_is_the_first():
    assert subject("nothing") is SUBJECTS[0]
