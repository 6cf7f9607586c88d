"""A real JupyterLab, started by the command, in a real browser: every control, every figure held against the results.

The browser resolves no name but this machine's, and the server's way out is a closed door: nothing can be fetched.
"""

import os
import sys
from pathlib import Path

import pytest
import python_calamine
from PIL import Image

from evaltoolkit.findings.numbers import factor, signed
from tests.browser.lab.driving import (
    OPTIONS,
    OUTCOMES,
    PANEL,
    READY,
    SERVICES,
    Lab,
    assert_tells,
    assert_tells_hours,
    percent,
    row,
    rows_of,
)

BROWSER_OPTIONS = OPTIONS
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends JupyterLab by signals"),
]


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
    lab.open(OUTCOMES)
    lab.shoot("outcomes_opened")
    whole = {"dimension": "total", "group_kind": "all"}
    assert lab.title().startswith("云城街道 2023")
    assert_tells(lab.shown(), row(results, 2023, scale="phq9", **whole))
    nothing = lab.choose("街镇", "云城街道")
    assert "没有前后测" in nothing.words
    assert nothing.is_empty
    lab.shoot("nothing")
    lab.press("云城街道（示例数据）")  # the street that has something stands beside the sentence
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
    assert lab.closed("服务方法")["小组"] == "人数少，见站内版"
    lab.shoot("hidden")
    lab.press("站内版")
    assert "小组" not in lab.closed("服务方法")
    assert_tells(lab.choose("服务方法", "小组"), row(results, 2023, **own, group_kind="method", group="小组"))
    assert lab.control("分组").locator("option:checked").inner_text() == "全体"
    family = row(results, 2023, **own, group_kind="field", group="家庭")
    assert_tells(lab.choose("服务领域", "家庭"), family)
    lab.shoot("station")
    assert lab.closed("服务领域")["长者"] == "没有前后测"
    assert signed(family["hedges_g"], 2) in lab.choose("图形", "变化有多大（标准化，可并列比较）").alt
    lab.choose("图形", "前测到后测的变化")
    lab.choose("服务领域", "全体")
    assert_tells(lab.choose("年度", "2022"), row(results, 2022, **own, group_kind="all"))
    assert lab.title().startswith("云城街道 2022")


@pytest.mark.full
def test_why_opens_both_kinds_are_saved_and_the_choice_is_remembered(lab, results, home):
    context = lab.page.context
    lab.open(OUTCOMES)
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
    """Suppose figures and levels, one after the other and together: points, total and grade follow, the rest stays."""
    card = {one["indicator"]: one["points"] for one in results[2023]["scorecard"]["rows"]}
    total = results[2023]["scorecard"]["total"]["scored"]
    together = {}

    def assert_tries(shown, indicator, points):
        together[indicator] = points - card[indicator]
        supposed = f"{total + sum(together.values()):.2f}"
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
    shown = lab.press("全部还原")
    assert f"总分 {total:.2f} 分" in shown.words


def test_every_subject_of_the_services_shows_what_the_results_file_says_and_a_trial_what_would_be(lab, results):
    lab.open(SERVICES)
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
    lab.open(SERVICES)
    assert_tells_hours(lab.choose("年度", "2022"), results, 2022)
    assert "未提供" in lab.choose("街镇", "云城街道").words
    lab.choose("街镇", "云城街道（示例数据）")  # the subject is still the one that the street without hours had
    assert_tells_hours(lab.choose("主题", "各服务方法工时"), results, 2023)
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
