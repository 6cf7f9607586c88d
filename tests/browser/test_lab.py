"""A real JupyterLab, started by the command, in a real browser: every control, every figure held against the results.

The browser resolves no name but this machine's, and the server's way out is a closed door: nothing can be fetched.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import python_calamine
from PIL import Image

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.analysis import analyse
from evaltoolkit.intake.project import HOME_VARIABLE, Project
from evaltoolkit.reporting.results_file import save_results
from evaltoolkit.synthetic.streets import make_street
from evaltoolkit.words.numbers import fixed, signed
from starter.commands import command_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends JupyterLab by signals"),
]

ROOT = Path(__file__).resolve().parents[2]
SHOTS = os.environ.get("EVALTOOLKIT_SCREENSHOTS")  # a folder, where somebody wants to look at them
LAPTOP = {"width": 1366, "height": 768}
BROWSER_OPTIONS = ("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",)
NO_WAY_OUT = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
STREET, YEARS = "云城街道", (2022, 2023)
REAL = ROOT / "parameters" / "streets" / "云城街道_2023.yaml"  # of a street whose pre-tests nobody has given
SECONDS = 90_000  # milliseconds that a busy machine may take for one step
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
READY = f"{PANEL}.evaltoolkit-ready"  # has run, so that nothing kept from the last time stands there


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("实验")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (home / "parameters" / "streets").mkdir(parents=True)
    for year in YEARS:
        make_street(STREET, 2023, home, year=year)
    shutil.copy(REAL, home / "parameters" / "streets")
    return home


@pytest.fixture(scope="module")
def results(home):
    """What the results files say, by year: full precision, as a report writes them."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        for year in YEARS:
            one = analyse(home / "parameters" / "streets" / f"{STREET}_{year}_synthetic.yaml", Project(home))
            saved = save_results(one.results, one.shown(Audience.SHARED), one.plan, "browser", home)
            found[year] = json.loads(saved.full.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def address(home, results):
    """Address of a JupyterLab that the command started."""
    options = ["--no-browser", "--port=0", "--IdentityProvider.token=lab", "--allow-root"]
    (step,) = command_of("lab", options).steps
    environment = {**os.environ, **NO_WAY_OUT, HOME_VARIABLE: str(home), "PYTHONUTF8": "1"}
    log = home / "lab.log"
    with log.open("wb") as stream:
        lab = subprocess.Popen([sys.executable, *step.arguments], env=environment, cwd=home, stderr=stream)
        yield found_address(log, lab)
        lab.send_signal(signal.SIGTERM)
        assert lab.wait(30) is not None


def found_address(log, lab):
    end = time.monotonic() + 90
    while time.monotonic() < end and lab.poll() is None:
        told = re.search(r"(http://127\.0\.0\.1:\d+/\S+)\?token", log.read_text(encoding="utf-8", errors="replace"))
        if told:
            return told[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


class Lab:
    """A page in JupyterLab, as its reader handles it."""

    def __init__(self, page):
        self.page, self.requests = page, []
        page.set_default_timeout(SECONDS)
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, link):
        self.page.locator(f"{PANEL} a:text-is('{link}')").first.click()
        self.page.locator(f"{READY} .explore-chart img").wait_for()

    def title(self):
        return self.page.locator(f"{PANEL} .explore-title strong").inner_text()

    def choose(self, label, option):
        """Choose an option and return what is shown once it has changed: sentence, chart's words, table."""
        before = self.html()
        self.control(label).select_option(label=option)
        return self.changed(before)

    def control(self, label):
        return self.page.locator(f"{PANEL} .widget-dropdown:has(label:text-is('{label}')) select")

    def html(self):
        return self.page.locator(f"{PANEL} .explore").inner_html()

    def changed(self, before):
        end = time.monotonic() + SECONDS / 1000
        while time.monotonic() < end:
            now = self.html()
            if now != before and "正在读取" not in now:
                return self.shown()
            time.sleep(0.05)
        raise AssertionError(f"nothing changed: {self.title()}")

    def shown(self):
        words = self.page.locator(f"{PANEL} .explore-words").inner_text()
        pictures = self.page.locator(f"{PANEL} .explore-chart img")
        alt = pictures.first.get_attribute("alt") if pictures.count() else ""
        tables = self.page.locator(f"{PANEL} .explore-table tbody")
        return words, alt, tables.first.inner_text() if tables.count() else ""

    def press(self, words):
        before = self.html()
        self.page.locator(f"{PANEL} button:text-is('{words}')").click()
        return self.changed(before)

    def save(self, words):
        status = self.page.locator(f"{PANEL} .explore-saved")
        before = status.inner_text() if status.count() else ""
        self.page.locator(f"{PANEL} button:text-is('{words}')").click()
        self.page.wait_for_function(
            "([panel, before]) => { const s = document.querySelector(panel + ' .explore-saved');"
            "return s && s.innerText && s.innerText !== before }",
            arg=[PANEL, before],
        )
        return status.inner_text().removeprefix("已保存：")

    def shoot(self, name):
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


@pytest.fixture
def lab(browser, address):
    context = browser.new_context(viewport=LAPTOP)
    opened = Lab(context.new_page())
    opened.page.goto(f"{address}?token=lab&reset")
    opened.page.locator(f"{PANEL} table.figures").wait_for()
    yield opened
    own = address.split("/lab")[0].removeprefix("http")
    outside = [
        url for url in opened.requests if not re.match(rf"(http|ws){re.escape(own)}|data:|blob:|attachment:", url)
    ]
    assert outside == []
    context.close()


def row(results, year, **keys):
    found = results[year]["outcomes"]["rows"]
    (one,) = [row for row in found if all(row[name] == value for name, value in keys.items())]
    return one


def assert_tells(shown, one):
    """Hold sentence, chart and table against a row of the results file."""
    words, alt, table = shown
    change = signed(one["mean_change"], 1)
    assert f"{one['n_pairs']:.0f} 对" in words
    assert f"期间平均变化 {change} " in words
    assert f"{one['n_pairs']:.0f}" in table
    assert change in table
    assert fixed(one["mean_post"], 1) in table
    assert signed(one["mean_change"], 2).rstrip("0").rstrip(".") in alt


def test_the_command_opens_the_welcome_page_with_folded_code_and_what_there_is(lab, address):
    page = lab.page
    assert address.endswith("/lab/tree/welcome.ipynb")
    assert page.locator(f"{PANEL} h1").first.inner_text().startswith("欢迎")
    assert page.locator(f"{PANEL} .jp-Placeholder-content").count() == 1
    assert "云城街道（示例数据）" in page.locator(f"{PANEL} table.figures").inner_text()
    assert page.locator("text=文件").first.is_visible()  # JupyterLab's own menu is in Chinese
    lab.shoot("welcome")


def test_every_control_of_the_outcomes_shows_what_the_results_file_says(lab, results, home):
    lab.open("前后测：换着看")
    words, alt, table = lab.choose("街道", "云城街道")
    assert "请换一个街道或年度" in words
    assert (alt, table) == ("", "")
    lab.shoot("nothing")
    lab.choose("街道", "云城街道（示例数据）")
    assert lab.title().startswith("云城街道 2023")
    whole = {"dimension": "total", "group_kind": "all"}
    assert_tells(lab.choose("量表", "六项孤独量表（ULS-6）"), row(results, 2023, scale="uls6", **whole))
    lab.shoot("outcomes")
    lab.choose("量表", "本站自编量表（模板）")
    own = {"scale": "station_own_template"}
    skill = row(results, 2023, **own, dimension="skill", group_kind="all")
    assert_tells(lab.choose("维度", "技能"), skill)
    assert_tells(lab.choose("分组", "项目：基础项目"), row(
        results, 2023, **own, dimension="skill", group_kind="project", group="基础项目"
    ))  # fmt: skip
    words, alt, table = lab.choose("服务方法", "小组")
    assert "本版不显示" in words
    assert (alt, table) == ("", "")
    lab.shoot("hidden")
    assert lab.control("分组").input_value() == "全体"
    method = row(results, 2023, **own, dimension="skill", group_kind="method", group="小组")
    assert_tells(lab.press("站内版"), method)
    assert_tells(lab.choose("服务领域", "家庭"), row(
        results, 2023, **own, dimension="skill", group_kind="field", group="家庭"
    ))  # fmt: skip
    lab.shoot("station")
    words, alt, table = lab.choose("服务领域", "长者")
    assert "服务领域“长者”在这里没有前后测数据" in words
    assert (alt, table) == ("", "")
    lab.choose("服务领域", "家庭")
    _, alt, _ = lab.choose("图形", "变化有多大（标准化，可并列比较）")
    family = row(results, 2023, **own, dimension="skill", group_kind="field", group="家庭")
    assert signed(family["hedges_g"], 2) in alt
    lab.choose("图形", "前测到后测的变化")
    lab.choose("服务领域", "全体")
    assert_tells(lab.choose("年度", "2022"), row(
        results, 2022, **own, dimension="skill", group_kind="all"
    ))  # fmt: skip


def test_why_opens_both_kinds_are_saved_and_the_choice_is_remembered(lab, results, home):
    context = lab.page.context
    lab.open("前后测：换着看")
    if not lab.title().startswith("云城街道 2023"):
        lab.choose("年度", "2023")
    if "ULS-6" not in lab.title():
        lab.choose("量表", "六项孤独量表（ULS-6）")
    why = lab.page.locator(f"{PANEL} .explore-why")
    assert not why.locator(".caution").first.is_visible()
    why.locator("summary").click()
    assert "没有对照组" in why.inner_text()
    assert "Student (1908)" in why.inner_text()
    lab.shoot("why")

    picture, table = home / lab.save("保存图（PNG）"), home / lab.save("保存表（xlsx）")
    assert picture.parent == table.parent == home / "reports" / "explore"
    one = row(results, 2023, scale="uls6", dimension="total", group_kind="all")
    with Image.open(picture) as opened:
        assert signed(one["mean_change"], 2) in opened.info["Description"]
    cells = python_calamine.CalamineWorkbook.from_path(str(table)).get_sheet_by_name("表").to_python()
    header = next(cells for cells in cells if "平均变化" in cells)
    assert cells[cells.index(header) + 1][header.index("平均变化")] == pytest.approx(round(one["mean_change"], 1))
    lab.shoot("saved")

    title, address = lab.title(), lab.page.url
    lab.page.close(run_before_unload=False)
    again = Lab(context.new_page())
    again.page.goto(address)
    again.page.locator(f"{READY} .explore-chart img").wait_for()
    assert again.title() == title
    assert again.control("量表").input_value() == "六项孤独量表（ULS-6）"


def test_every_control_of_the_services_and_the_trial_show_what_the_results_file_says(lab, results):
    found = results[2023]
    lab.open("服务、证据与得分：换着看")
    if "工时" not in lab.title() or "2023" not in lab.title():
        lab.choose("年度", "2023")
    _, alt, table = lab.shown()
    hours = {one["method"]: one for one in found["services"]["hours"]["frame"]["rows"]}
    assert all(f"{one['done']:,g}" in table for one in hours.values())
    assert all(f"{100 * one['completion']:.1f}".removesuffix(".0") in alt for one in hours.values())
    lab.shoot("services")
    _, _, table = lab.choose("服务方法", "小组")
    assert table.splitlines()[0].startswith("小组")
    assert f"{hours['小组']['done']:,g}" in table
    lab.choose("主题", "各服务领域工时")
    _, _, table = lab.choose("服务领域", "长者")
    (elders,) = [one for one in found["services"]["hours_by_field"]["frame"]["rows"] if one["field"] == "长者"]
    assert f"{elders['done']:,g}" in table
    words, _, _ = lab.choose("主题", "服务对象满意度")
    for one in found["services"]["satisfaction"]["frame"]["rows"]:
        assert f"{one['n_satisfied']:.0f}/{one['n_valid']:.0f}" in words
    _, _, table = lab.choose("主题", "各指标的佐证材料")
    assert all(one["name"] in table for one in found["services"]["evidence_index"]["frame"]["rows"])
    lab.shoot("evidence")

    lab.choose("主题", "试算：如果……得分会怎样")
    lab.choose("指标", "社工站服务工时")
    before = lab.html()
    field = lab.page.locator(f"{PANEL} .widget-text:has(label:text-is('若实际值为')) input")
    field.fill("4800小时")
    field.press("Enter")
    words, _, _ = lab.changed(before)
    scored = {one["indicator"]: one for one in found["scorecard"]["rows"]}["service_hours"]["points"]
    total = found["scorecard"]["total"]["scored"]
    assert "得 5.5 分，满分 11 分" in words
    assert f"{total - scored + 5.5:.2f}".rstrip("0").rstrip(".") in words
    assert f"现为 {total:g} 分" in words
    lab.shoot("trial")


def test_kernels_come_from_the_warm_server(lab):
    if not Path("/proc").is_dir():
        pytest.skip("looks into /proc")
    lab.open("前后测：换着看")
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    own = [line for line in commands if b"start_server.py" in line and b"evaltoolkit.explore.session" in line]
    assert len(own) >= 2  # the server itself and at least one kernel forked from it
