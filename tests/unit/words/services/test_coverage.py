from evaltoolkit.model.results import TableClass
from evaltoolkit.words.prose import Kind
from evaltoolkit.words.services.coverage import coverage, coverage_table, residence, residence_table

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
    assert "因人数过少抑制" in said.of_kind(Kind.MISSING)[0]
    html = coverage_table(table, zh)._repr_html_() + said._repr_html_()
    assert ">3<" not in html
    assert "7.3" not in html
    assert '<span class="withheld">已抑制</span>' in html
