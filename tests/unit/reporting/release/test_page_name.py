"""One name a page: understood by a person, legal on Windows, its own in the run, and taken over by the next page."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.page_name import apart_in_run, claim, page_name, take_over, unread_name
from evaltoolkit.reporting.release.publish import check_name, second_name
from evaltoolkit.reporting.release.published_list import read_list

DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
ODD = st.text(min_size=1, max_size=60).filter(str.strip)


def plan(street="人和镇", slug="renhe", district="白云区", **more):
    return Plan(street=street, slug=slug, district=district, year=2023, project="社工站", indicator_system="n", **more)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({}, "2023年度人和镇绩效评价报告.html"),
        ({"synthetic": True}, "2023年度人和镇绩效评价报告（示例数据）.html"),
        ({"audience": "public"}, "2023年度人和镇绩效评价报告（公开版）.html"),
        ({"audience": "station"}, "2023年度人和镇绩效评价报告（站内版）.html"),
        ({"language": "en"}, "Evaluation_report_2023_人和镇.html"),
        ({"language": "en", "synthetic": True}, "Evaluation_report_2023_人和镇_(sample_data).html"),
    ],
)
def test_a_page_is_called_after_year_street_and_what_is_special_about_it(more, name):
    assert page_name(plan(**more)) == name


def test_a_notice_says_in_its_name_that_there_is_no_report():
    assert page_name(plan(audience="public"), is_notice=True) == "2023年度人和镇绩效评价报告（未生成）.html"
    assert unread_name("odd_1") == "odd_1（未生成）.html"


@settings(max_examples=200, deadline=None)
@given(street=ODD, district=ODD, language=st.sampled_from(["zh_CN", "en"]), apart=st.integers(0, 2))
def test_any_name_of_a_street_makes_one_that_windows_and_wechat_take(street, district, language, apart):
    for audience in ("shared", "public", "partner", "station"):
        made = plan(street, "a" * 40, district, language=language, audience=audience, synthetic=True)
        for name in (page_name(made, apart), page_name(made, apart, is_notice=True)):
            assert check_name(name.removesuffix(".html")) == name.removesuffix(".html")
            assert not DEVICES.fullmatch(name)
            assert len(f".{second_name(Path(name)).name}.x1234567.part".encode()) < 255


@settings(max_examples=200, deadline=None)
@given(streets=st.lists(st.tuples(ODD, ODD), min_size=2, max_size=5))
def test_no_two_streets_of_a_run_have_one_name_whatever_they_are_called(streets, tmp_path_factory):
    streets = [*streets, *((street.upper(), district) for street, district in streets)]
    plans = [plan(street, f"s{number}", district) for number, (street, district) in enumerate(streets)]
    apart = apart_in_run(plans, tmp_path_factory.getbasetemp() / "nowhere")
    names = [page_name(one, apart[one.key]).casefold() for one in plans]
    assert len(set(names)) == len(names)


def test_a_name_twice_in_a_run_takes_its_district_and_only_then(tmp_path):
    twins = [plan(slug="a", district="白云区"), plan(slug="b", district="花都区"), plan("江高镇", "c")]
    apart = apart_in_run(twins, tmp_path)
    assert [page_name(one, apart[one.key]) for one in twins] == [
        "2023年度白云区人和镇绩效评价报告.html",
        "2023年度花都区人和镇绩效评价报告.html",
        "2023年度江高镇绩效评价报告.html",
    ]


def test_a_street_that_joins_a_run_later_is_told_apart_from_the_one_that_is_there(tmp_path):
    run, reports = tmp_path / "private" / "r", tmp_path / "reports" / "r"
    claim(run, plan(slug="a"), tmp_path, reports / page_name(plan(slug="a")))
    other = plan(slug="b", district="花都区")
    assert apart_in_run([other], run) == {"b_2023": 1}
    assert apart_in_run([plan(slug="a")], run) == {"a_2023": 0}
    assert apart_in_run([other.model_copy(update={"synthetic": True})], run) == {"b_2023": 0}


@pytest.fixture
def publish(tmp_path):
    def make(made, *, run="r"):
        private, page = tmp_path / "private" / run, tmp_path / "reports" / run / page_name(made)
        claim(private, made, tmp_path, page)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("<p>甲</p>", encoding="utf-8")
        take_over(private, made, tmp_path, page)
        return page

    return make


def test_a_rerun_removes_the_page_that_it_replaces_whatever_changed_its_name(publish):
    first = publish(plan())
    other = publish(plan("江高镇", "jianggao"))
    for changed in (plan(audience="public"), plan(language="en"), plan("人和街道"), plan()):
        page = publish(changed)
        assert {path.name for path in page.parent.iterdir()} == {page.name, other.name}
    assert page == first


def test_a_rerun_removes_the_pages_that_earlier_versions_of_the_tool_named_by_the_code(publish, tmp_path):
    folder = tmp_path / "reports" / "r"
    folder.mkdir(parents=True)
    old = ["renhe_2023.html", "renhe_2023（另存）.html", "renhe_2023.notice.html", "jianggao_2023.html"]
    for name in [*old, "renhe_2023.results.json"]:
        (folder / name).write_text("old", encoding="utf-8")
    page = publish(plan())
    assert {path.name for path in folder.iterdir()} == {page.name, "jianggao_2023.html", "renhe_2023.results.json"}
    replaced = {line.place: line.replaced for line in read_list(tmp_path)}
    assert replaced == {f"reports/r/{name}": f"reports/r/{page.name}" for name in old[:3]}


def test_a_page_of_another_run_stays(publish):
    first = publish(plan(), run="early")
    publish(plan(audience="public"), run="late")
    assert first.exists()
