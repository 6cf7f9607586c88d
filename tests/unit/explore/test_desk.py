"""The pages of controls: what changes when a control changes."""

import json
import re

import pytest

from evaltoolkit.explore.controls import Controls
from evaltoolkit.explore.session import Session
from evaltoolkit.intake.files.project import Project


def html(shown):
    return shown[-1]._repr_html_()


def title(shown):
    return shown[-1].view.title


def label(control, words):
    """Choose what a list shows under these words."""
    control.value = next(value for said, value in control.options if said == words)


def test_a_page_opens_on_its_first_street_with_chart_table_and_sentence(opened):
    desk, shown = opened("outcomes")

    assert isinstance(desk.controls, Controls)
    assert "正在读取" in html(shown[:1])
    assert title(shown) == "三元里街道 2023：患者健康问卷抑郁量表（PHQ-9） · 总分 · 全体"
    for part in ("explore-chart", "explore-table", "message", "explore-why", "示例数据（合成）", "共享版"):
        assert part in html(shown)


def test_each_control_of_the_outcomes_changes_what_is_shown(opened):
    desk, shown = opened("outcomes", "云城街道")
    seen = {html(shown)}
    label(desk.scale, "本站自编量表（模板）")
    for control, words in (
        (desk.dimension, "技能"), (desk.group, "项目：基础项目"), (desk.version, "站内版"), (desk.method, "小组"),
        (desk.field, "家庭"), (desk.picture, "变化有多大（标准化，可并列比较）"),
        (desk.street, "三元里街道（示例数据）"),
    ):  # fmt: skip
        label(control, words)
        assert html(shown) not in seen, words
        seen.add(html(shown))


def test_one_way_of_grouping_at_a_time(opened):
    desk, shown = opened("outcomes", "云城街道")
    label(desk.scale, "六项孤独量表（ULS-6）")
    desk.version.value = "station"
    label(desk.group, "项目：基础项目")
    label(desk.field, "长者")

    assert (desk.group.value, desk.method.value, desk.field.value) == ("all", "all", "field:长者")
    assert title(shown).endswith("长者")


def test_the_station_s_version_is_left_with_the_street(opened):
    desk, shown = opened("outcomes", "云城街道")
    desk.version.value = "station"
    assert "站内版" in shown[-1].view.band
    label(desk.street, "三元里街道（示例数据）")

    assert desk.version.value == "shared"
    assert "共享版" in shown[-1].view.band


def test_without_the_station_s_roster_there_is_no_switch_and_no_way_round(opened, monkeypatch, analysis):
    from evaltoolkit.disclosure.protected import Audience
    from evaltoolkit.explore import analysis as module

    monkeypatch.setattr(module, "roster_file", lambda *_, **__: None)
    desk, _ = opened("outcomes", "云城街道")
    assert desk.version.layout.display == "none"
    with pytest.raises(PermissionError):
        analysis.shown(Audience.STATION)


def test_a_street_without_data_says_so_and_nothing_can_be_saved(opened):
    desk, shown = opened("outcomes", "云城街道_2023")
    assert "没有前后测" in html(shown)
    assert desk.save_chart.disabled
    assert desk.save_table.disabled
    assert [one.description for one in desk.ways.children] == ["三元里街道（示例数据）", "云城街道（示例数据）"]
    desk.ways.children[1].click()
    assert title(shown).startswith("云城街道 2023：")
    assert desk.ways.children == ()


def test_what_leads_to_nothing_cannot_be_chosen_and_says_why(opened):
    desk, shown = opened("outcomes", "云城街道")
    label(desk.scale, "六项孤独量表（ULS-6）")
    before = html(shown)
    value = next(value for value in desk.method.closed if value == "method:小组")
    desk.method.value = value
    assert desk.method.value == "all"
    assert html(shown) == before
    assert "人数少，见站内版" in desk.status.value


def test_two_streets_stand_side_by_side_with_the_caution_and_no_ranking(opened):
    desk, shown = opened("outcomes", "云城街道")
    desk.beside.value = "三元里街道_2023_synthetic.yaml"
    titles = [view.title for view in (shown[-1].view, shown[-1].view.beside)]
    assert [one[:4] for one in titles] == ["云城街道", "三元里街"]
    assert "不作排名" in html(shown)
    desk.save_table.click()
    assert desk.status.value.count("explore-download") == 2
    desk.beside.value = ""
    assert shown[-1].view.beside is None


def test_what_cannot_stand_beside_a_street_is_greyed_with_its_reason(opened, project):
    file = project.parameters / "streets" / "坏街道_2023.yaml"
    file.write_text("street: 坏街道\nyear: 2023\nwrong: 1\n", encoding="utf-8")
    try:
        desk, _ = opened("outcomes", "云城街道", session=Session(project, "zh_CN"))
        assert desk.beside.closed == {
            "云城街道_2023.yaml": "参数文件没有写数据文件", "坏街道_2023.yaml": "参数文件有错",
        }  # fmt: skip
    finally:
        file.unlink()


def test_beside_a_person_stands_no_other_street(opened):
    desk, shown = opened("outcomes", "云城街道")
    other = "三元里街道_2023_synthetic.yaml"
    desk.beside.value = other
    desk.version.value = "station"
    desk.person.value = desk.person.options[1][1]

    assert shown[-1].view.beside is None
    assert desk.beside.closed[other] == "这个人不在那条街道"
    desk.person.value = ""
    desk.beside.value = other
    assert shown[-1].view.beside is not None


def test_a_street_that_is_new_appears(opened, project, made_home):
    desk, _ = opened("outcomes", "云城街道", session=Session(project, "zh_CN"))
    source = made_home / "parameters" / "streets" / "云城街道_2023.yaml"
    new = source.with_name("新来街道_2023.yaml")
    new.write_text(source.read_text(encoding="utf-8").replace("云城街道", "新来街道"), encoding="utf-8")
    try:
        label(desk.picture, "变化有多大（标准化，可并列比较）")
        assert "新来街道" in dict(desk.street.options)
    finally:
        new.unlink()


@pytest.mark.parametrize("place", ["view", "html"])
def test_a_fault_is_told_with_its_remedy_and_shows_no_figure(opened, project, monkeypatch, place):
    desk, shown = opened("outcomes", "云城街道")

    def broken(*_, **__):
        raise RuntimeError("planted")

    if place == "view":
        monkeypatch.setattr(desk, "view", broken)
    else:
        monkeypatch.setattr("evaltoolkit.explore.picture.Picture.html", broken)
    label(desk.picture, "变化有多大（标准化，可并列比较）")
    assert "程序在这里出了错" in html(shown)
    assert "img" not in html(shown).partition("</style>")[2]
    assert (desk.save_chart.disabled, desk.save_table.disabled) == (True, True)
    assert "planted" in (project.root / "private" / "explore" / "fault.txt").read_text(encoding="utf-8")
    monkeypatch.undo()


def test_a_broken_parameter_file_says_what_is_wrong(opened, project):
    file = project.parameters / "streets" / "坏.yaml"
    file.write_text("street: 坏街道\nyear: 2023\nwrong: 1\n", encoding="utf-8")
    try:
        _, shown = opened("outcomes", "坏街道", session=Session(project, "zh_CN"))
        assert "坏.yaml" in html(shown)
        assert "wrong" in html(shown)
    finally:
        file.unlink()


def test_a_project_without_streets_says_how_to_begin(tmp_path, zh):
    from evaltoolkit.explore.outcome_desk import OutcomeDesk

    shown = []
    OutcomeDesk(Session(Project(tmp_path), "zh_CN"), zh, shown.append).open()
    assert "python start.py demo" in html(shown)


def test_the_last_choice_comes_back_but_never_the_station_s_version(opened, project):
    desk, _ = opened("outcomes", "云城街道")
    label(desk.scale, "六项孤独量表（ULS-6）")
    label(desk.group, "项目：基础项目")
    desk.version.value = "station"
    again, shown = opened("outcomes")

    assert title(shown) == "云城街道 2023：六项孤独量表（ULS-6） · 总分 · 项目：基础项目"
    assert again.version.value == "shared"
    kept = json.loads((project.private / "explore" / "choices.json").read_text(encoding="utf-8"))
    assert kept["outcomes"]["scale"] == "uls6"
    assert str(project.root) not in json.dumps(kept, ensure_ascii=False)


def test_saving_says_where_the_file_is(opened, project):
    desk, _ = opened("outcomes", "云城街道")
    for button, ending in ((desk.save_chart, ".png"), (desk.save_table, ".xlsx")):
        button.click()
        place = re.search(r"已保存：([^<]+)<", desk.status.value)[1]
        assert place.startswith("reports/explore/")
        assert place.endswith(ending)
        assert (project.root / place).is_file()


def test_each_control_of_the_services_changes_what_is_shown(opened):
    desk, shown = opened("services", "云城街道")
    seen = {html(shown)}
    for control, words in (
        (desk.method, "小组"), (desk.subject, "各服务领域工时"), (desk.field, "长者"), (desk.subject, "服务对象满意度"),
    ):  # fmt: skip
        label(control, words)
        assert html(shown) not in seen, words
        seen.add(html(shown))


def test_a_trial_begins_with_what_stands_in_the_report_and_follows_what_is_typed(opened, analysis):
    desk, shown = opened("services", "云城街道")
    label(desk.subject, "试算：如果……得分会怎样")
    label(desk.indicator, "社工站服务工时")
    total = analysis.results.scorecard.total.scored
    assert f"总分 {total:.2f} 分，" in html(shown).replace('<strong class="lead">', "").replace("</strong>", "")

    desk.actual.value = "4800小时"
    assert "得 5.50 分，满分 11 分" in html(shown)
    assert (desk.level.layout.display, desk.actual.layout.display) == ("none", None)

    label(desk.indicator, "为居民提供专业服务，帮助居民解决实际困难")
    desk.level.value, desk.points.value = "部分达成", "7"
    assert "得 7.00 分" in html(shown)
    assert (desk.level.layout.display, desk.actual.layout.display) == (None, "none")


def test_a_page_opens_again_on_the_trial_that_was_looked_at_last(opened):
    desk, _ = opened("services", "云城街道")
    label(desk.subject, "试算：如果……得分会怎样")
    _, shown = opened("services")
    assert "试算" in title(shown)
    assert "程序在这里出了错" not in html(shown)
    assert shown[-1].view.chart.figure is not None


def test_the_controls_output_outlives_the_kernel_in_words():
    bundle = Controls((), "说明")._repr_mimebundle_()
    assert bundle["text/plain"] == "说明"
    assert "说明" in bundle["text/html"]
