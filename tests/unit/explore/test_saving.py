"""What is saved, where it goes, and what the gate keeps back."""

import shutil
from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest
import python_calamine
from PIL import Image

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.explore import saving
from evaltoolkit.explore.analysis import RUN
from evaltoolkit.explore.outcome_choice import OutcomeChoice
from evaltoolkit.explore.outcome_view import outcome_view
from evaltoolkit.explore.saving import save_chart, save_table
from evaltoolkit.explore.trials.trial import Supposed
from evaltoolkit.explore.trials.trial_view import trial_view
from evaltoolkit.explore.view import kindly
from evaltoolkit.language import Language
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.publish import LONGEST_NAME

TITLE = "云城街道 2023：六项孤独量表（ULS-6） · 总分 · 全体"


@pytest.fixture
def view(shared, zh):
    return outcome_view(shared, OutcomeChoice("uls6", "total"), TITLE, zh)


def words_in(path):
    with Image.open(path) as picture:
        return picture.info["Description"]


def test_the_version_to_pass_on_goes_to_reports_and_nothing_else_does(project, analysis, shared, view, zh):
    path = save_chart(analysis, shared, view, zh).path

    assert path.parent == project.reports / RUN
    assert path.name == f"yuncheng_synthetic_2023_共享版_六项孤独量表（ULS-6）_总分_全体_{date.today()}.png"
    assert list(path.parent.iterdir()) == [path]


def test_later_reports_are_compared_with_what_was_passed_on(project, analysis, shared, view, zh):
    shutil.rmtree(project.private / "published", ignore_errors=True)
    assert earlier_reports(analysis.plan, home=project.root) == ()
    save_chart(analysis, shared, view, zh)
    (earlier,) = earlier_reports(analysis.plan, home=project.root)
    assert earlier.states <= shared.papers.states
    assert earlier.states
    shutil.rmtree(project.private / "published")


def test_nothing_is_overwritten(project, analysis, shared, view, zh):
    first, second = (save_table(analysis, shared, view, zh).path for _ in range(2))
    assert first != second
    assert second.stem == f"{first.stem}_2"
    assert first.is_file()


def test_what_was_saved_can_be_opened_and_downloaded_without_the_server(project, analysis, shared, view, zh):
    saved = save_chart(analysis, shared, view, zh)
    link = saved.link("打开", "下载")
    assert f'download="{saved.path.name}"' in link
    assert b64encode(saved.content).decode() in link
    assert "http" not in link


def test_the_station_s_version_stays_in_private(project, analysis, station, zh):
    view = outcome_view(station, OutcomeChoice("uls6", "total", "group", "银龄同行1组"), TITLE, zh)
    for save in (save_chart, save_table):
        assert save(analysis, station, view, zh).path.parent == project.private / RUN
    assert not project.reports.exists()


def test_a_picture_carries_its_words_and_says_that_its_data_are_made(analysis, shared, view, zh, project):
    words = words_in(save_chart(analysis, shared, view, zh).path)

    assert words.startswith(f"云城街道 2023 · 共享版 · 示例数据 · {date.today()}")
    assert view.chart.alt in words


def test_a_picture_of_a_trial_says_so(analysis, shared, zh, project):
    supposed = {"service_hours": Supposed("service_hours", "9000小时", "≥9600小时")}
    view = trial_view(analysis, shared, supposed, indicator="service_hours", title=TITLE, language=zh)
    path = save_chart(analysis, shared, view, zh).path
    assert words_in(path).startswith("云城街道 2023 · 共享版 · 试算 · 示例数据")


def test_a_table_holds_numbers_as_numbers_and_the_explanations(analysis, shared, view, zh, project):
    path = save_table(analysis, shared, view, zh).path

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("表").to_python()
    header = next(row for row in rows if "平均变化" in row)
    values = rows[rows.index(header) + 1]
    change = analysis.results.outcomes.query("scale == 'uls6' and group_kind == 'all'")["mean_change"].iloc[0]
    assert values[header.index("平均变化")] == pytest.approx(round(change, 1))
    found = analysis.results.outcomes.query("scale == 'uls6' and group_kind == 'all'").iloc[0]
    ends = [name for name in header if name.endswith(("（下限）", "（上限）"))]
    low, high = (values[header.index(name)] for name in ends[:2])
    assert (low, high) == (pytest.approx(round(found["change_low"], 1)), pytest.approx(round(found["change_high"], 1)))
    explained = "\n".join(str(cell) for row in book.get_sheet_by_name("说明").to_python() for cell in row)
    assert "没有对照组" in explained
    assert analysis.evidence.sha256 in explained


def test_a_long_choice_in_english_is_saved_under_a_name_of_the_length_allowed(project, analysis, shared):
    en = Language("en")
    title = f"云城街道 2023: {' · '.join(['Loneliness', 'Whole scale and dimensions'] * 4)}"
    view = outcome_view(shared, OutcomeChoice("uls6"), title, en)
    for save in (save_chart, save_table):
        name = save(analysis, shared, view, en).path.stem
        assert name.startswith("yuncheng_synthetic_2023_Shared_version_Loneliness_Whole_scale")
        assert name.endswith(f"_{date.today()}")
        assert len(name) <= LONGEST_NAME


def test_what_names_a_person_is_not_written(analysis, shared, view, zh, project, monkeypatch):
    roster = Roster(names=frozenset({"禤甲乙"}))
    monkeypatch.setattr(saving, "station_roster", lambda *_: roster)
    named = replace(view, title="云城街道 2023：禤甲乙")
    for save in (save_chart, save_table):
        with pytest.raises(UserError) as caught:
            save(analysis, shared, named, zh)
        assert caught.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert not (project.reports / RUN).exists()


def test_nothing_can_be_saved_of_what_is_not_shown(analysis, shared, zh, project):
    empty = kindly(TITLE, zh, "没有")
    for save in (save_chart, save_table):
        with pytest.raises(UserError, match="to save"):
            save(analysis, shared, empty, zh)


def test_the_same_choice_gives_the_same_bytes(analysis, shared, zh, project):
    def saved(save):
        view = outcome_view(shared, OutcomeChoice("uls6", "total"), TITLE, zh)
        return save(analysis, shared, view, zh).path.read_bytes()

    for save in (save_chart, save_table):
        assert saved(save) == saved(save)
