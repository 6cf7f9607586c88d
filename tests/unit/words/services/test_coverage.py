import random
import re

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import ShareOf, TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.coverage import (
    communities,
    community_table,
    coverage,
    coverage_table,
    priority,
    residence,
    residence_table,
)

NAN = float("nan")


def row(place, served, people, **more):
    share = served / people if people == people and people else NAN
    return {**more, "residence": place, "served": served, "people": people, "share": share}


def protected(shown, rows, keys=("residence",)):
    return shown(rows, table_class=TableClass.COVERAGE, keys=keys, people=("served", "people"), figures=("share",))


def test_residence_tells_both_and_the_distance_between_them(shown, zh):
    said = residence(protected(shown, [row("户籍", 900.0, 1000.0), row("非户籍", 120.0, 800.0)]), zh)
    assert [str(one) for one in said.paragraphs] == [
        "户籍 覆盖 90.0%（900/1,000）。",
        "非户籍 覆盖 15.0%（120/800）。",
        "非户籍居民的覆盖较低：15.0%（120/800）；户籍居民为 90.0%（900/1,000）。",
    ]


def test_without_a_denominator_no_coverage_is_told(shown, zh):
    table = protected(shown, [row("非户籍", 120.0, NAN)])
    assert str(residence(table, zh)) == "非户籍 已服务 120 人。未提供分母，不写覆盖率。"
    assert residence_table(table, zh).column("应服务人数") == ("无分母",)


def test_categories_are_told_by_those_reached_least(shown, zh):
    rows = [
        row("户籍", 50.0, 50.0, category="低保对象"),
        row("户籍", 30.0, 40.0, category="残疾人"),
        row("户籍", 12.0, NAN, category="困境儿童"),
        row("人户分离", 9.0, NAN, category="残疾人"),
    ]
    said = coverage(protected(shown, rows, ("category", "residence")), zh)
    assert said.of_kind(Kind.BODY) == (
        "可显示且有分母的 2 组人群中，1 组已全部覆盖。其中覆盖最低的是：残疾人（户籍） 75.0%（30/40）。",
        "未提供分母，不写覆盖率：困境儿童（户籍）（已服务 12 人）。",
        "单列、不计入覆盖率：人户分离。一人有多个标签的，在每一类中各计一次，因此各类人数不能相加。",
    )
    assert said.of_kind(Kind.MISSING) == ()


def test_small_counts_are_counted_as_withheld_and_leak_nothing(shown, zh):
    rows = [row("户籍", 3.0, 41.0, category="孤儿"), row("户籍", 60.0, 80.0, category="残疾人"),
            row("非户籍", 60.0, 80.0, category="残疾人")]  # fmt: skip
    table = protected(shown, rows, ("category", "residence"))
    said = coverage(table, zh)
    assert "数字未全部列出的有" in said.of_kind(Kind.MISSING)[0]
    html = coverage_table(table, zh)._repr_html_() + said._repr_html_()
    assert ">3<" not in html
    assert "7.3" not in html
    assert '<span class="withheld">已抑制</span>' in html


def test_priority_people_are_told_once_and_those_apart_have_no_coverage(shown, zh):
    rows = [row("户籍", 90.0, 100.0), row("非户籍", 30.0, 60.0), row("人户分离", 6.0, 44.0)]
    said = priority(protected(shown, rows), zh)
    assert [str(one) for one in said.paragraphs] == [
        "社工站名册上的兜底人群（一人不论有几个标签，只计一次）覆盖率：户籍 90.0%（90/100）；非户籍 50.0%（30/60）。",
        "单列、不计入覆盖率：人户分离（名册上 44 人，已服务 6 人）。",
    ]


def test_a_roster_of_the_served_alone_gives_no_coverage_of_the_priority_groups(shown, zh):
    said = str(priority(protected(shown, [row("户籍", 90.0, NAN)]), zh))
    assert said == "未提供分母，不写覆盖率：户籍（已服务 90 人）。"


def test_communities_are_told_by_the_two_ends(shown, zh):
    names = {"甲": (30.0, 40.0), "乙": (9.0, 30.0), "丙": (20.0, 20.0)}
    rows = [{"community": name, "served": served, "people": people, "share": served / people}
            for name, (served, people) in names.items()]  # fmt: skip
    table = protected(shown, rows, ("community",))
    assert str(communities(table, zh)) == (
        "兜底人群覆盖率最低的是乙 30.0%（9/30），最高的是丙 100.0%（20/20）。按社工站名册计，一人只计一次。"
    )
    assert community_table(table, zh).column("覆盖率") == ("75.0%", "30.0%", "100.0%")
    alone = communities(protected(shown, rows[:1], ("community",)), zh)
    assert str(alone) == "兜底人群覆盖率：甲 75.0%（30/40）。按社工站名册计，一人只计一次。"


@pytest.mark.parametrize("seed", range(10))
def test_every_row_of_which_a_figure_is_not_told_is_counted_also_one_that_may_have_nobody(seed, shown, zh):
    rng = random.Random(seed)  # noqa: S311
    rows = []
    for number in range(6):
        people = float(rng.randint(1, 12))
        rows.append(row("户籍", float(rng.randint(0, int(people))), people, category=f"类{number}"))
        rows.append(row("未说明", float(rng.choice([0, 0, 2, 7])), NAN, category=f"类{number}"))
    table = protected(shown, rows, ("category", "residence"))
    veiled = [
        one for one in coverage_table(table, zh).rows if any(re.search("已抑制|–", cell.words) for cell in one.cells)
    ]
    assert f"数字未全部列出的有 {len(veiled)} 行（见站内版）。" in str(coverage(table, zh))


def test_where_rounding_hides_who_is_reached_wholly_no_number_of_them_is_told(shown, zh):
    rows = [row("户籍", served, 90.0, category=f"第{served:g}类") for served in (90.0, 89.0, 60.0)]
    parts = {"table_class": TableClass.COVERAGE, "keys": ("category", "residence"), "people": ("served", "people"),
             "figures": ("share",), "shares": (ShareOf("share", "served", "people"),)}  # fmt: skip
    public, exact = (str(coverage(shown(rows, audience=to, **parts), zh)) for to in (Audience.PUBLIC, Audience.SHARED))
    assert "已全部覆盖" not in public
    assert "3 组人群中，1 组已全部覆盖" in exact
