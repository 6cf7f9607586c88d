"""What one choice of the services shows."""

import pytest

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.explore.narrowing import narrow
from evaltoolkit.explore.service_view import ServiceChoice, filter_options, service_view
from evaltoolkit.explore.subjects import SUBJECTS, subject
from evaltoolkit.findings.targets import satisfaction_target


@pytest.mark.parametrize("key", [one.key for one in SUBJECTS])
def test_every_subject_of_the_demo_street_has_sentence_chart_and_table(shared, zh, key):
    view = service_view(shared, ServiceChoice(key), key, zh)

    assert view.sentence.paragraphs
    assert view.chart.png().startswith(b"\x89PNG")
    assert view.table.rows
    assert view.why.paragraphs


def test_hours_tell_the_figures_of_the_results_and_the_evidence_behind_them(analysis, shared, zh):
    view = service_view(shared, ServiceChoice("hours"), "工时", zh)

    hours = analysis.results.services["hours"].frame
    assert f"{hours['done'].sum():,.1f}".rstrip("0").rstrip(".") in repr(view.sentence)
    (evidence,) = view.more
    assert evidence.column("指标") == ("社工站服务工时",)


def test_one_method_narrows_the_rows(shared, zh):
    view = service_view(shared, ServiceChoice("satisfaction", method="小组"), "满意度", zh)
    assert set(view.table.column("服务方法")) == {"小组"}


@pytest.mark.parametrize("key", [one.key for one in SUBJECTS if "satisfaction" in one.table])
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
