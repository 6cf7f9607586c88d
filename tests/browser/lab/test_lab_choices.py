"""Every entry of every list, chosen in JupyterLab on a laptop and on a phone, leads to a picture or a table."""

import os

import pytest

from evaltoolkit.findings.numbers import points
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.streets import SEED, make_street
from tests.browser.lab.driving import LAPTOP, OPTIONS, OUTCOMES, PANEL, SERVICES, STREET, draw

BROWSER_OPTIONS = OPTIONS
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends JupyterLab by signals"),
]
PHONE = {"width": 390, "height": 844}
OTHERS = ("三元里街道", "石井街道")
SLOPES, TRIAL, ALONE, EVERYONE = "前测到后测的变化", "试算：如果……得分会怎样", "不并列", "全体"
TABLE_ONLY = "［表］"


def faults_of_page(lab, *, is_drawn=True):
    """Return what is wrong with the page that stands there: no picture, no table, a fault, a part that sticks out."""
    page, shown = lab.page, lab.shown()
    found = []
    if "程序在这里出了错" in shown.words or not shown.words:
        found.append("a fault")
    if is_drawn and not shown.picture.startswith("data:image/"):
        found.append("no picture")
    if not shown.table:
        found.append("no table")
    wide = page.evaluate(
        """panel => Array.from(document.querySelectorAll(`${panel} .explore, ${panel} .evaltoolkit-controls`))
        .filter(part => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth + 1)
        .length""",
        PANEL,
    )
    return [*found, *(["sticks out"] if wide else [])]


def version(lab, words):
    """Press the button of a version and wait for its page: some pages differ in the version's name alone."""
    assert [one.inner_text() for one in lab.page.locator("dialog.jp-Dialog").all()] == []
    lab.page.locator(f"{PANEL} .widget-toggle-button:text-is('{words}')").click()
    lab.page.locator(f"{PANEL} .explore-band:has-text('{words}')").first.wait_for()


def try_entries(lab, label, found, *, place, is_drawn=True):
    for said in lab.open_entries(label):
        draw(lab, label, said)
        faults = faults_of_page(lab, is_drawn=is_drawn)
        found += [(*place, label, said, fault) for fault in faults]


def faults_of_outcomes(lab, *, versions, most=None):
    """Choose each scale, with it each picture, each dimension and each group, and return what leads to nothing."""
    found = []
    for words in versions:
        version(lab, words)
        for scale in lab.open_entries("量表")[:most]:
            draw(lab, "量表", scale)
            try_entries(lab, "图形", found, place=(words, scale))
            if SLOPES in lab.open_entries("图形"):
                draw(lab, "图形", SLOPES)
            for label in ("维度", "分组", "服务方法", "服务领域"):
                try_entries(lab, label, found, place=(words, scale))
                if label != "维度":
                    draw(lab, label, EVERYONE)
            if lab.control("维度").is_enabled():
                draw(lab, "维度", lab.open_entries("维度")[0])
    return found


def faults_of_services(lab, *, versions, most=None):
    """Choose each subject with each of its methods and fields and return what leads to nothing."""
    found = []
    for words in versions:
        version(lab, words)
        for subject in [said for said in lab.open_entries("主题") if said != TRIAL][:most]:
            draw(lab, "主题", subject)
            for label in ("服务方法", "服务领域"):
                try_entries(lab, label, found, place=(words, subject), is_drawn=TABLE_ONLY not in subject)
    return found


@pytest.mark.parametrize("size", [LAPTOP, pytest.param(PHONE, marks=pytest.mark.full)], ids=["laptop", "phone"])
def test_entries_of_one_scale_and_the_first_subjects_lead_to_a_picture_within_the_page(lab, size):
    lab.page.set_viewport_size(size)
    lab.open(OUTCOMES)
    assert faults_of_outcomes(lab, versions=("共享版",), most=1) == []
    lab.shoot(f"outcomes_{size['width']}")
    lab.go("explore_services.ipynb", SERVICES)
    assert faults_of_services(lab, versions=("共享版",), most=2) == []
    lab.shoot(f"services_{size['width']}")


@pytest.fixture
def more(home):
    """Make streets beside the one that is there, for one test alone."""
    made = []
    yield lambda streets: made.extend(make_street(street, SEED, home) for street in streets if street != STREET)
    for street in made:
        street.plan_path.unlink()
        street.workbook_path.unlink()


@pytest.mark.full
@pytest.mark.parametrize(
    ("size", "streets"), [(LAPTOP, (STREET, *OTHERS)), (PHONE, (STREET,))], ids=["laptop", "phone"]
)
def test_every_entry_of_every_list_of_streets_leads_to_a_picture_or_a_table_within_the_page(lab, more, size, streets):
    more(streets)
    lab.page.set_viewport_size(size)
    found = []
    for link, faults in ((OUTCOMES, faults_of_outcomes), (SERVICES, faults_of_services)):
        if link == OUTCOMES:
            lab.open(link)
        else:
            lab.go("explore_services.ipynb", SERVICES)
        for street in streets:
            draw(lab, "街镇", f"{street}（示例数据）")
            for year in lab.open_entries("年度")[:1]:
                draw(lab, "年度", year)
                found += [(street, year, *fault) for fault in faults(lab, versions=("共享版", "站内版"))]
    assert found == []


@pytest.mark.full
def test_what_stands_beside_a_street_is_drawn_or_says_why_not(lab, more):
    more(OTHERS)
    lab.open(OUTCOMES)
    for said in lab.open_entries("并列"):
        if said != ALONE:
            draw(lab, "并列", said)
            sides = lab.page.locator(f"{PANEL} .explore-side")
            assert sides.count() == 2
            assert sides.nth(1).locator("img, .missing").count()
            assert "不作排名" in lab.page.locator(f"{PANEL} .explore > .caution").inner_text()


@pytest.mark.full
def test_every_row_of_every_street_s_trial_opens_with_today_s_value_and_points(lab, home, more):
    more(street.name for street in known_streets())
    lab.open(SERVICES)
    found, cards = [], cards_of(home)
    for street in known_streets():
        draw(lab, "街镇", f"{street.name}（示例数据）")
        draw(lab, "年度", "2023")
        draw(lab, "主题", TRIAL)
        card, total = cards[street.name]
        rows = lab.open_entries("指标")
        assert len(rows) == len(card) >= 10
        for said in rows:
            draw(lab, "指标", said)
            found += [(street.name, said, fault) for fault in wrong_opening(lab, card[said.removeprefix("● ")], total)]
    assert found == []


def wrong_opening(lab, row, total):
    words = lab.shown().words
    typed = lab.page.locator(f"{PANEL} .widget-text:visible input")
    values = [typed.nth(number).input_value() for number in range(typed.count())]
    judged = lab.control("若评为")
    level = judged.locator("option:checked").inner_text() if judged.is_visible() else ""
    if row["points"] is None:
        yield from () if "暂不能计分" in words else ["open, but points are told"]
        return
    told = f"得 {points(row['points'])} 分"
    if told not in words or f"现为 {points(row['points'])}" not in words:
        yield f"{told} is not in {words}"
    if f"总分 {points(total)} 分" not in words:
        yield f"the total is not {points(total)}"
    if not all(values) or (judged.is_visible() and not level):
        yield f"a field is empty: {values} {level}"


def cards_of(home):
    """Return the indicator rows by name and the total of each street, as its results file has them."""
    from tests.browser.lab.conftest import results_of

    found = {}
    for street in known_streets():
        content = results_of(home, street.name, 2023)
        rows = {row["levels"][-1]: row for row in content["scorecard"]["rows"]}
        found[street.name] = rows, content["scorecard"]["total"]["scored"]
    return found
