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
from dataclasses import dataclass
from pathlib import Path

import pytest
import python_calamine
from PIL import Image

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.analysis import analyse
from evaltoolkit.findings.numbers import factor, fixed, signed
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.reporting.release.results_file import save_results
from evaltoolkit.synthetic.streets import make_street
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
FOREIGN = re.compile(r"(EVALTOOLKIT|JUPYTER)_.*|no_proxy", re.IGNORECASE)  # of whoever runs the tests
STREET, YEARS = "云城街道", (2022, 2023)
REAL = ROOT / "parameters" / "streets" / "云城街道_2023.yaml"  # of a street whose pre-tests nobody has given
SECONDS = 180  # that a busy machine may take for one step
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
    own = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
    environment = {**own, **NO_WAY_OUT, HOME_VARIABLE: str(home), "PYTHONUTF8": "1"}
    log = home / "lab.log"
    with log.open("wb") as stream:
        lab = subprocess.Popen([sys.executable, *step.arguments], env=environment, cwd=home, stderr=stream)
        try:
            yield found_address(log, lab)
            lab.send_signal(signal.SIGTERM)
            lab.wait(SECONDS)
        finally:
            lab.kill()
            lab.wait()


def found_address(log, lab):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and lab.poll() is None:
        told = re.search(r"(http://127\.0\.0\.1:\d+/\S+)\?token", log.read_text(encoding="utf-8", errors="replace"))
        if told:
            return told[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@dataclass(frozen=True)
class Shown:
    """What a page shows: its sentence, the chart's words and picture, the table's rows."""

    words: str
    alt: str
    picture: str
    table: str

    @property
    def is_empty(self):
        return (self.alt, self.picture, self.table) == ("", "", "")


class Lab:
    """A page in JupyterLab, as its reader handles it."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(1000 * SECONDS)

    def open(self, link, waiting_for=".explore-chart img"):
        self.page.locator(f"{PANEL} a:text-is('{link}')").first.click()
        self.page.locator(f"{READY} {waiting_for}").first.wait_for()

    def title(self):
        return self.page.locator(f"{PANEL} .explore-title strong").inner_text()

    def choose(self, label, option):
        """Choose an option and return what is shown once it has changed."""
        control, before = self.control(label), self.shown()
        control.select_option(label=option)
        shown = self.changed(before)
        assert control.locator("option:checked").inner_text() == option
        return shown

    def fill(self, label, words):
        """Type something, leave the field with Enter and return what is shown once it has changed."""
        before = self.shown()
        field = self.page.locator(f"{PANEL} .widget-text:has(label:text-is('{label}')) input")
        field.fill(words)
        field.press("Enter")
        return self.changed(before)

    def control(self, label):
        return self.page.locator(f"{PANEL} .widget-dropdown:has(label:text-is('{label}')) select")

    def changed(self, before):
        """Return what is shown as soon as it is another thing; another chart must have another picture."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            now = self.shown()
            if now != before and now.words:
                assert now.alt == before.alt or now.picture != before.picture
                return now
            time.sleep(0.05)
        raise AssertionError(f"nothing changed: {self.title()}")

    def shown(self):
        """Return what stands there at one moment; without words while a street is being read."""
        found = self.page.evaluate(READ, f"{PANEL} .explore")
        return Shown(**({**found, "words": ""} if "正在读取" in found.pop("title") else found))

    def press(self, words):
        before = self.shown()
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


READ = """selector => {
  const page = document.querySelector(selector);
  const words = part => { const found = page && page.querySelector(part); return found ? found.innerText : '' };
  const image = page && page.querySelector('.explore-chart img');
  return {title: words('.explore-title'), words: words('.explore-words'), table: words('.explore-table tbody'),
          alt: image ? image.alt : '', picture: image ? image.src : ''};
}"""


@pytest.fixture
def lab(browser, address, home):
    """The welcome page in a new window, before any choice was made; at its end nothing has gone out."""
    (home / "private" / "explore" / "choices.json").unlink(missing_ok=True)
    context, asked = browser.new_context(viewport=LAPTOP), []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    opened = Lab(context.new_page())
    opened.page.goto(f"{address}?token=lab&reset")
    opened.page.locator(f"{READY} table.figures").wait_for()
    yield opened
    context.close()
    own = address.split("/lab")[0].removeprefix("http")
    assert any(url.startswith(f"ws{own}") for url in asked)
    assert [url for url in asked if not re.match(rf"(http|ws){re.escape(own)}|data:|blob:|attachment:", url)] == []


def row(results, year, **keys):
    found = results[year]["outcomes"]["rows"]
    (one,) = [row for row in found if all(row[name] == value for name, value in keys.items())]
    return one


def rows_of(results, year, name):
    return results[year]["services"][name]["frame"]["rows"]


def percent(share):
    return f"{100 * share:.1f}%"


def assert_tells(shown, one):
    """Hold sentence, chart and table against a row of the results file."""
    change = signed(one["mean_change"], 1)
    assert f"{one['n_pairs']:.0f} 对" in shown.words
    assert f"期间平均变化 {change} " in shown.words
    assert f"{one['n_pairs']:.0f}" in shown.table
    assert change in shown.table
    assert fixed(one["mean_post"], 1) in shown.table
    assert signed(one["mean_change"], 1) in shown.alt


def assert_tells_hours(shown, results, year):
    """Hold the hours by method against the results file."""
    hours = rows_of(results, year, "hours")
    assert f"（{sum(one['done'] for one in hours):,g}/{sum(one['agreed'] for one in hours):,g}）" in shown.words
    assert all(f"{one['method']}：{one['done']:,g}／{one['agreed']:,g}，" in shown.alt for one in hours)
    assert all(f"{one['done']:,g}\t{percent(one['completion'])}" in shown.table for one in hours)


def test_the_command_opens_the_welcome_page_with_folded_code_and_what_there_is(lab, address):
    page = lab.page
    assert address.endswith("/lab/tree/welcome.ipynb")
    assert page.locator(f"{PANEL} h1").first.inner_text().startswith("欢迎")
    assert page.locator(f"{PANEL} .jp-Placeholder-content").count() == 1
    assert "云城街道（示例数据）" in page.locator(f"{PANEL} table.figures").inner_text()
    assert page.locator("text=文件").first.is_visible()  # JupyterLab's own menu is in Chinese
    pictures = page.locator(f"{PANEL} td img")
    assert pictures.count() == 2
    assert all(pictures.nth(number).evaluate("image => image.naturalWidth > 0") for number in range(2))
    assert not page.locator(".jp-DirListing").first.is_visible()  # room for the page
    lab.shoot("welcome")


def test_a_tutorial_has_run_in_a_forked_kernel_when_it_is_read(lab, results):
    lab.open("教程二：怎样读前后测", ".jp-OutputArea-output img")
    outputs = " ".join(lab.page.locator(f"{PANEL} .jp-OutputArea-output").all_inner_texts())
    one = row(results, 2023, scale="uls6", dimension="total", group_kind="all")
    assert f"期间平均变化 {signed(one['mean_change'], 1)} " in outputs
    assert lab.page.locator(f"{PANEL} .jp-OutputArea-output img").count() == 3
    lab.shoot("tutorial")
    if Path("/proc").is_dir():
        assert len(forked_processes()) >= 2  # the server itself and at least one kernel forked from it


def forked_processes():
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    return [line for line in commands if b"multiprocessing.forkserver" in line and sys.executable.encode() in line]


def test_every_control_of_the_outcomes_shows_what_the_results_file_says(lab, results):
    lab.open("前后测：换着看")
    lab.shoot("outcomes_opened")
    whole = {"dimension": "total", "group_kind": "all"}
    assert lab.title().startswith("云城街道 2023")
    assert_tells(lab.shown(), row(results, 2023, scale="phq9", **whole))
    nothing = lab.choose("街镇", "云城街道")
    assert "请换一个街镇或年度" in nothing.words
    assert nothing.is_empty
    lab.shoot("nothing")
    lab.choose("街镇", "云城街道（示例数据）")
    assert lab.title().startswith("云城街道 2023")
    assert_tells(lab.choose("量表", "六项孤独量表（ULS-6）"), row(results, 2023, scale="uls6", **whole))
    lab.shoot("outcomes")
    (people,) = [one for one in rows_of(results, 2023, "verdicts") if one["scale"] == "uls6"]
    counted = lab.choose("图形", "多少人确实变好")
    for name, kind in (("可靠改善", "better"), ("无可靠变化", "unchanged"), ("可靠恶化", "worse")):
        said = f"{name} {people[f'n_{kind}']:.0f} 人"
        assert said in counted.words
        assert said in counted.alt
        assert f"\t{people[f'n_{kind}']:.0f}\n{percent(people[f'share_{kind}'])}" in counted.table
    lab.shoot("people")
    lab.choose("图形", "前测到后测的变化")
    lab.choose("量表", "本站自编量表（模板）")
    own = {"scale": "station_own_template", "dimension": "skill"}
    assert_tells(lab.choose("维度", "技能"), row(results, 2023, **own, group_kind="all"))
    project = row(results, 2023, **own, group_kind="project", group="基础项目")
    assert_tells(lab.choose("分组", "项目：基础项目"), project)
    hidden = lab.choose("服务方法", "小组")
    assert "本版不显示" in hidden.words
    assert hidden.is_empty
    lab.shoot("hidden")
    assert lab.control("分组").locator("option:checked").inner_text() == "全体"
    assert_tells(lab.press("站内版"), row(results, 2023, **own, group_kind="method", group="小组"))
    family = row(results, 2023, **own, group_kind="field", group="家庭")
    assert_tells(lab.choose("服务领域", "家庭"), family)
    lab.shoot("station")
    none = lab.choose("服务领域", "长者")
    assert "服务领域“长者”在这里没有前后测数据" in none.words
    assert none.is_empty
    lab.choose("服务领域", "家庭")
    assert signed(family["hedges_g"], 2) in lab.choose("图形", "变化有多大（标准化，可并列比较）").alt
    lab.choose("图形", "前测到后测的变化")
    lab.choose("服务领域", "全体")
    assert_tells(lab.choose("年度", "2022"), row(results, 2022, **own, group_kind="all"))
    assert lab.title().startswith("云城街道 2022")


@pytest.mark.full
def test_why_opens_both_kinds_are_saved_and_the_choice_is_remembered(lab, results, home):
    context = lab.page.context
    lab.open("前后测：换着看")
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
        assert signed(one["mean_change"], 1) in opened.info["Description"]
    assert saved_column(table, "平均变化") == [pytest.approx(round(one["mean_change"], 1))]
    lab.shoot("saved")

    title, address = lab.title(), lab.page.url
    lab.page.close(run_before_unload=False)
    again = Lab(context.new_page())
    again.page.goto(address)
    again.page.locator(f"{READY} .explore-chart img").wait_for()
    assert again.title() == title
    assert again.control("量表").locator("option:checked").inner_text() == "六项孤独量表（ULS-6）"


def saved_column(workbook, name):
    """Return the figures below a heading of a saved table."""
    cells = python_calamine.CalamineWorkbook.from_path(str(workbook)).get_sheet_by_name("表").to_python()
    header = next(number for number, line in enumerate(cells) if name in line)
    column = [line[cells[header].index(name)] for line in cells[header + 1 :]]
    return [value for value in column if value != ""]


def check_trial(lab, results):
    """Suppose other figures and levels: points, total and grade follow, the rest stays as it is."""
    card = {one["indicator"]: one["points"] for one in results[2023]["scorecard"]["rows"]}
    total = results[2023]["scorecard"]["total"]["scored"]

    def assert_tries(shown, indicator, points):
        supposed = f"{total - card[indicator] + points:.2f}"
        assert f"得 {points:.2f} 分，满分 11 分；现为 {card[indicator]:.2f}" in shown.words
        assert f"{supposed} 分" in shown.words
        assert f"现为 {total:.2f} 分" in shown.words
        assert f"满分 100 分，得 {supposed} 分" in shown.alt
        assert shown.table.splitlines()[0].split("\t")[:2] == ["按现有资料", supposed]

    lab.choose("主题", "试算：如果……得分会怎样")
    assert_tries(lab.choose("指标", "社工站服务工时"), "service_hours", card["service_hours"])
    assert_tries(lab.fill("若实际值为", "4800小时"), "service_hours", 5.5)  # 4800 of 9600: half of 11
    lab.shoot("trial")
    assert_tries(lab.fill("指标值", "≥6400小时"), "service_hours", 8.25)  # three quarters of 11
    lab.choose("指标", "为居民提供专业服务，帮助居民解决实际困难")
    open_ = lab.choose("若评为", "部分达成")
    assert "暂不能计分" in open_.words  # 9.5 points are more than that level gives
    assert_tries(lab.fill("得分", "7"), "social_benefit", 7)


def test_every_subject_of_the_services_shows_what_the_results_file_says_and_a_trial_what_would_be(lab, results):
    lab.open("服务、证据与得分：换着看")
    lab.shoot("services")
    assert lab.title() == "云城街道 2023：各服务方法工时"
    assert_tells_hours(lab.shown(), results, 2023)

    shown = lab.choose("主题", "各服务领域工时")
    for one in rows_of(results, 2023, "hours_by_field"):
        assert f"{one['field']}：{one['done']:,g}／{one['agreed']:,g}，{percent(one['completion'])}" in shown.alt
        assert f"{one['field']}\t{one['agreed']:,g}\t{one['done']:,g}\t{percent(one['completion'])}" in shown.table

    shown, quarters = lab.choose("主题", "各季度工时"), rows_of(results, 2023, "hours_by_quarter")
    for number in (1, 2, 3, 4):
        done = sum(one["done"] for one in quarters if one["quarter"] == number)
        assert f"第 {number} 季度 {done:,g} 小时" in shown.words
    assert all(f"{one['method']}·{one['quarter']}季度：{one['done']:,g}" in shown.alt for one in quarters)
    assert all(f"{one['quarter']}\t{one['method']}\t{one['done']:,g}" in shown.table for one in quarters)

    shown = lab.choose("主题", "兜底人群的覆盖")
    found = {(one["category"], one["residence"]): one for one in rows_of(results, 2023, "coverage")}
    lowest, first = found["独居老人", "非户籍"], found["低保对象", "户籍"]
    assert f"{percent(lowest['share'])}（{lowest['served']:.0f}/{lowest['people']:.0f}）" in shown.words
    assert f"低保对象·户籍：{percent(first['share'])}（{first['served']:.0f}/{first['people']:.0f}）" in shown.alt
    assert f"户籍\t{first['served']:.0f}\t{first['people']:.0f}\t{percent(first['share'])}" in shown.table

    shown = lab.choose("主题", "户籍与非户籍居民")
    for one in rows_of(results, 2023, "residence")[:2]:
        said = f"{one['served']:.0f}/{one['people']:,.0f}"
        assert f"{percent(one['share'])}（{said}）" in shown.words
        assert f"{one['residence']}：{percent(one['share'])}（{said}）" in shown.alt
        assert f"{one['residence']}\t{one['served']:.0f}\t{one['people']:,.0f}" in shown.table

    shown = lab.choose("主题", "服务对象满意度")
    for one in rows_of(results, 2023, "satisfaction"):
        said = f"（{one['n_satisfied']:.0f}/{one['n_valid']:.0f}）"
        assert f"{percent(one['share'])}{said}" in shown.words
        assert f"{percent(one['share'])}{said}" in shown.alt
        assert f"{one['n_valid']:.0f}\t{one['n_satisfied']:.0f}\t{percent(one['share'])}" in shown.table

    shown = lab.choose("主题", "满意度各档分布")
    assert all(f"{one['level']}{percent(one['share'])}" in shown.alt
               for one in rows_of(results, 2023, "satisfaction_levels"))  # fmt: skip

    shown = lab.choose("主题", "社工站知晓度")
    for one in rows_of(results, 2023, "awareness"):
        assert f"{percent(one['share'])}（{one['known']:.0f}/{one['n']:.0f}）" in shown.alt
        assert f"{one['n']:.0f}\t{one['known']:.0f}\t{percent(one['share'])}" in shown.table

    shown = lab.choose("主题", "小组出席")
    for one in rows_of(results, 2023, "attendance"):
        assert f"{one['group']}：{percent(one['share'])}" in shown.alt
        present = factor(one["mean_attendance"], 100 / one["enrolled"], 1)
        assert f"{one['group']}\t{one['sessions']}\t{one['enrolled']}\t{present}" in shown.table

    shown = lab.choose("主题", "各指标的佐证材料")
    assert all(one["name"] in shown.table for one in rows_of(results, 2023, "evidence_index"))
    assert all(f"{one['points']:.2f}／{one['weight']:g}分" in shown.alt for one in results[2023]["scorecard"]["rows"])
    lab.shoot("evidence")
    check_trial(lab, results)


@pytest.mark.full
def test_the_other_controls_of_the_services_and_saving_for_the_station(lab, results, home):
    lab.open("服务、证据与得分：换着看")
    assert_tells_hours(lab.choose("年度", "2022"), results, 2022)
    assert "未提供" in lab.choose("街镇", "云城街道").words
    assert_tells_hours(lab.choose("街镇", "云城街道（示例数据）"), results, 2023)
    hours = {one["method"]: one for one in rows_of(results, 2023, "hours")}
    shown = lab.choose("服务方法", "小组")
    assert shown.table.startswith(f"小组\t{hours['小组']['agreed']:,g}\t{hours['小组']['done']:,g}")
    assert f"小组：{hours['小组']['done']:,g}" in shown.alt
    assert "个案" not in shown.table + shown.alt
    lab.choose("主题", "各服务领域工时")
    shown = lab.choose("服务领域", "长者")
    (elders,) = [one for one in rows_of(results, 2023, "hours_by_field") if one["field"] == "长者"]
    assert shown.table.startswith(f"长者\t{elders['agreed']:,g}\t{elders['done']:,g}")
    assert f"长者：{elders['done']:,g}" in shown.alt

    assert "见站内版" in lab.choose("主题", "兜底人群的覆盖").words
    shown = lab.press("站内版")
    assert "见站内版" not in shown.words
    assert len(shown.table.splitlines()) == len(rows_of(results, 2023, "coverage"))
    picture, table = home / lab.save("保存图（PNG）"), home / lab.save("保存表（xlsx）")
    assert picture.parent == table.parent == home / "private" / "explore"
    with Image.open(picture) as opened:
        assert "低保对象" in opened.info["Description"]
    assert saved_column(table, "已服务人数") == [one["served"] for one in rows_of(results, 2023, "coverage")]
    lab.shoot("services_station")
