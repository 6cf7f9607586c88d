"""The index of a run opened from the file system, with the network off."""

from contextlib import contextmanager
from itertools import product

import pytest

from evaltoolkit.language import text
from evaltoolkit.reporting.run.index import write_index
from evaltoolkit.reporting.run.index_entry import IndexEntry
from tests.browser.walk import violations
from tests.sample import one_in, rows_in

pytestmark = pytest.mark.browser

LONG = "为居民提供专业服务，帮助居民解决实际困难" * 4
GAPS = (
    text("{name}: open, up to {points:g} points", name=LONG, points=11.0),
    text("{name}: {points:g} points lost", name="社工服务评估", points=2.5),
)


def entry(number, low, high, name="街道", grade="良"):
    key = f"street{number:02d}_2023"
    page = f"2023年度{number:02d}绩效评价报告（示例数据）.html"
    about = {"district": "白云区", "year": 2023}
    return IndexEntry(key, f"{name}{number:02d}", page, True, low, high, 100.0, grade, GAPS, **about)


ENTRIES = (
    entry(1, 80.0, 80.0),
    entry(2, 10.0, 100.0),
    IndexEntry("broken_2023", "坏文件街道", "broken_2023.notice.html", failure=text("the disk is full")),
    entry(3, 95.5, 95.5, "镇<b>&'\"", "优"),
    entry(4, 60.0, 90.0, grade=None),
    IndexEntry("kept_2023", "站内街道", None),
)
ORDER = ["street01", "street02", "broken", "street03", "street04", "kept"]
SHOWN = {
    "": ORDER,
    "良": ["street01", "street02"],
    "优": ["street03"],
    "等级未定": ["street04"],
    "没有报告": ["broken"],
    "站内版，由社工站留存": ["kept"],
}


@pytest.fixture
def opened(browser, tmp_path):
    @contextmanager
    def open_index(entries=ENTRIES, width=1280, **options):
        path = write_index(entries, run="2023 年".replace(" ", ""), home=tmp_path)
        for item in entries:
            if item.page:
                (path.parent / item.page).write_text(f"<!DOCTYPE html><title>{item.key}</title>", encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 844}, offline=True, **options)
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path.as_uri())
        yield page
        context.close()

    return open_index


def visible(page, selector):
    """Return the keys of the cards or rows that can be seen, in their order."""
    items = [item for item in page.locator(selector).all() if item.is_visible()]
    return [item.get_attribute("data-name").split()[-1].removesuffix("_2023") for item in items]


@pytest.mark.parametrize("width", one_in(2, [320, 390, 768, 1280]))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_asks_for_nothing_complains_of_nothing_and_never_scrolls_sideways(opened, width, scheme):
    with opened(width=width, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [url.startswith("file:") for url in page.requests] == [True]
        assert page.complaints == []
        assert page.locator(".tools").is_visible()


@pytest.mark.parametrize(("width", "scheme"), rows_in(3, product([390, 1440], ["light", "dark"])))
def test_axe_finds_nothing(opened, width, scheme):
    with opened(width=width, color_scheme=scheme) as page:
        assert violations(page) == []


def test_every_link_opens_the_page_of_its_street(opened):
    with opened() as page:
        start, count = page.url, page.locator("a").count()
        found = []
        for position in range(count):
            link = page.locator("a").nth(position)
            name = link.inner_text()
            link.click()
            found.append((name, page.title()))
            page.goto(start)

        assert found == 2 * [(item.street, item.key) for item in ENTRIES if item.page]


@pytest.mark.parametrize("grade", one_in(3, SHOWN))
def test_only_streets_of_the_chosen_grade_are_shown_and_counted_in_the_order_of_the_list(opened, grade):
    with opened() as page:
        page.select_option("#grade", grade)

        assert visible(page, ".card") == visible(page, "tbody tr") == SHOWN[grade]
        assert page.locator("#count").inner_text() == f"{len(SHOWN[grade])} / {len(ENTRIES)}"


def test_the_grades_to_choose_from_go_from_the_best_down_and_nothing_makes_a_league_table(opened):
    with opened() as page:
        choices = page.locator("#grade option").all_inner_texts()
        assert choices == ["全部街镇", "优", "良", "等级未定", "没有报告", "站内版，由社工站留存"]
        assert page.locator("select").count() == 1
        assert page.locator("th[aria-sort], th button").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_each_street_stands_once(opened, scripts):
    with opened(width=390, java_script_enabled=scripts) as page:
        names = page.locator("main").inner_text()
        assert [names.count(item.street) for item in ENTRIES] == [1] * len(ENTRIES)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_title_names_district_and_year_and_a_line_says_how_the_district_stands(opened):
    with opened() as page:
        assert page.title() == page.locator("h1").inner_text() == "2023年度白云区绩效评价报告"
        assert page.locator(".message").inner_text() == "报告5份，1个街镇没有报告。优1个、良2个、等级未定1个。"
    elsewhere = IndexEntry("x_2023", "另一街道", None, district="花都区", year=2023)
    with opened((*ENTRIES, elsewhere)) as page:
        assert page.title() == "2023年度绩效评价报告"
        assert page.locator(".card .about").last.inner_text() == "花都区"


def test_a_street_is_found_by_a_part_of_its_name_or_code_and_enter_leaves_the_page_where_it_is(opened):
    with opened() as page:
        start = page.url
        for wanted in ("坏文件", "BROKEN"):
            page.fill("#search", wanted)
            page.press("#search", "Enter")
            assert visible(page, ".card") == ["broken"]
        assert page.url == start


def test_without_scripts_every_street_is_visible_and_no_control_that_would_not_work(opened):
    with opened(java_script_enabled=False) as page:
        assert visible(page, ".card") == visible(page, "tbody tr") == ORDER
        assert not page.locator(".tools").is_visible()
        assert page.complaints == []


def test_sample_streets_are_marked_and_the_band_counts_them_among_real_ones(opened):
    real = IndexEntry("real_2023", "云城街道", "real_2023.html", False, 10.0, 100.0)
    with opened((*ENTRIES, real)) as page:
        assert page.locator(".band").first.inner_text() == "以下 7 份中有 4 份为示例数据（合成），逐一标明"
        assert page.locator(".card .mark").count() == 4
    with opened((real,)) as page:
        assert page.locator(".band").count() == 0


def test_a_script_of_another_than_the_index_itself_does_not_run(opened, tmp_path):
    path = write_index(ENTRIES, run="planted", home=tmp_path)
    planted = path.read_text(encoding="utf-8").replace("</main>", "<script>document.title='live'</script></main>")
    path.write_text(planted, encoding="utf-8")
    with opened() as page:
        page.goto(path.as_uri())
        assert page.title() != "live"
        assert page.locator(".tools").is_visible()


def test_a_run_without_a_failure_says_that_every_street_has_its_report(opened):
    with opened(ENTRIES[:2]) as page:
        assert page.locator(".message").inner_text() == "报告2份，各街镇均有报告。良2个。"
    with opened() as page:
        assert page.locator(".message").inner_text().startswith("报告5份")
