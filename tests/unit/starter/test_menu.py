"""The Chinese menu, driven as a person would: by what she types."""

import os
import re
from pathlib import Path

import pytest

from starter.menu import Menu

ROOT = Path(__file__).parents[3]


@pytest.fixture
def desk(tmp_path):
    """A menu that types the given answers and keeps what it ran and showed."""

    class Desk:
        project = tmp_path / "新 文件夹"
        ran: tuple = ()
        shown: tuple = ()
        status: int = 0

        def open(self, *answers, dropped=()):
            left = iter(answers)

            def ask(question):
                try:
                    return next(left)
                except StopIteration:
                    raise EOFError from None

            def run(*words):
                self.ran += (words,)
                return self.status

            def show(path):
                self.shown += (path,)

            return Menu(self.project, run, ask, show).open(dropped)

    Desk.project.mkdir()
    return Desk()


def test_a_dragged_workbook_is_checked_without_its_quotes(desk):
    assert desk.open("1", '"D:\\我的 资料\\云城.xlsx"', "0") == 0
    assert desk.ran == (("check", "D:\\我的 资料\\云城.xlsx"),)


def test_her_own_file_is_mapped_without_its_quotes(desk):
    assert desk.open("8", '"D:\\我的 资料\\台账.xls"', "0") == 0
    assert desk.ran == (("map", "D:\\我的 资料\\台账.xls"),)


def test_a_file_dropped_on_the_icon_is_checked_at_once(desk):
    desk.open("0", dropped=["云城.xlsx"])
    assert desk.ran == (("check", "云城.xlsx"),)


def test_a_zip_dropped_on_the_icon_or_named_updates_and_ends_the_menu_which_is_then_the_old_one(desk):
    desk.status = 18
    assert desk.open("0", dropped=["新版本.ZIP"]) == 18
    assert desk.open("14", '"D:\\新 版本.zip"', "1", "a.xlsx") == 18
    assert desk.open("14", "", "0") == 0
    assert desk.ran == (("update", "新版本.ZIP"), ("update", "D:\\新 版本.zip"))


def test_keys_are_backed_up_with_a_password_and_restored(desk):
    desk.open("12", "D:\\备份.zip", "13", '"D:\\备份.zip"', "12", "", "0")
    assert desk.ran == (("backup", "D:\\备份.zip", "--encrypt"), ("restore", "D:\\备份.zip"))


def test_a_double_click_passes_an_empty_name_and_checks_nothing(desk):
    desk.open("0", dropped=[""])
    assert desk.ran == ()


def test_a_report_is_made_from_the_parameter_file_chosen_by_number(desk):
    streets = desk.project / "parameters" / "streets"
    streets.mkdir(parents=True)
    for name in ("yuncheng_2023.yaml", "baiyunhu_2023.yaml"):
        (streets / name).touch()
        os.utime(streets / name, (1_000_000 + len(name), 1_000_000 + len(name)))

    desk.open("2", "２", "0")

    assert desk.ran == (("run", str(streets / "yuncheng_2023.yaml")),)


def test_the_newest_report_comes_first(desk, capsys):
    folder = desk.project / "reports" / "run"
    folder.mkdir(parents=True)
    for number, name in enumerate(["old.html", "new.html"]):
        (folder / name).touch()
        os.utime(folder / name, (1_000_000 + number, 1_000_000 + number))

    desk.open("3", "1", "0")

    assert [path.name for path in desk.shown] == ["new.html"]


@pytest.mark.parametrize("typed", ["0", "3", "-1", "abc", "²"])
def test_a_number_that_is_not_there_runs_nothing(desk, capsys, typed):
    streets = desk.project / "parameters" / "streets"
    streets.mkdir(parents=True)
    (streets / "yuncheng_2023.yaml").touch()

    desk.open("2", typed, "0")

    assert desk.ran == ()
    assert "没有这个序号" in capsys.readouterr().out


def test_nothing_to_choose_from_is_said(desk, capsys):
    desk.open("2", "3", "x", "", "0")

    told = capsys.readouterr().out
    assert "parameters/streets 中还没有参数文件" in told
    assert "请先选 2 生成报告" in told
    assert "请输入 0 到 14" in told


def test_jupyterlab_is_the_fourth_entry_and_closed_input_ends_the_menu(desk):
    assert desk.open("4") == 0
    assert desk.ran == (("lab",),)


def test_a_new_workbook_is_asked_for_by_street_year_and_scales(desk):
    desk.open("5", "云城街道", "２０２６", "uls6 phq9", "0")
    assert desk.ran == (("new", "云城街道", "--year", "2026", "--scale", "uls6", "--scale", "phq9"),)


def test_a_scale_is_added_to_the_years_workbook_where_it_is_there_and_she_agrees(desk):
    desk.status = 16
    desk.open("5", "云城街道", "2026", "phq9", "y", "5", "云城街道", "2026", "phq9", "", "0")
    words = ("new", "云城街道", "--year", "2026")
    assert desk.ran == ((*words, "--scale", "phq9"), (*words, "--add-scale", "phq9"), (*words, "--scale", "phq9"))


def test_hers_stands_before_the_examples_the_newest_first(desk, capsys):
    streets = desk.project / "parameters" / "streets"
    streets.mkdir(parents=True)
    for number, name in enumerate(("a", "b", "z_2025", "z_2026")):
        path = streets / f"{name}.yaml"
        path.write_text("street: x\nsynthetic: true\n" if len(name) == 1 else "street: x\n", encoding="utf-8")
        os.utime(path, (1_000_000 + number, 1_000_000 + number))

    desk.open("2", "1", "0")

    assert desk.ran == (("run", str(streets / "z_2026.yaml")),)
    told = capsys.readouterr().out
    assert [told.index(f"{name}.yaml") for name in ("z_2026", "z_2025", "b", "a")] == sorted(
        told.index(f"{name}.yaml") for name in ("z_2026", "z_2025", "b", "a")
    )


def test_progress_is_the_ninth_entry(desk):
    streets = desk.project / "parameters" / "streets"
    streets.mkdir(parents=True)
    (streets / "yuncheng_2023.yaml").touch()
    desk.open("9", "1", "0")
    assert desk.ran == (("progress", str(streets / "yuncheng_2023.yaml")),)


@pytest.mark.parametrize("typed", [("",), ("云城街道", "")])
def test_a_new_workbook_without_street_or_year_runs_nothing(desk, typed):
    desk.open("5", *typed, "0")
    assert desk.ran == ()


def test_word_the_audit_of_a_form_pdf_and_the_form_have_an_entry_each(desk):
    streets = desk.project / "parameters" / "streets"
    streets.mkdir(parents=True)
    (streets / "yuncheng_2023.yaml").touch()

    desk.open("6", "1", "7", "自评表.docx", "10", "1", "11", "1", "0")

    plan = str(streets / "yuncheng_2023.yaml")
    assert desk.ran == (
        ("run", plan, "--also", "docx"),
        ("audit", "自评表.docx", "--marked"),
        ("run", plan, "--also", "pdf"),
        ("form", plan),
    )


def test_readme_has_the_same_commands_in_both_languages_word_pdf_form_and_audit_a_line_each():
    rows = [
        re.findall(
            r"^\| `python start\.py (\w+)(?: … (--also \w+))?", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
        )
        for name in ("README.md", "README.zh-CN.md")
    ]

    assert rows[0] == rows[1]
    assert [one for one in rows[0] if one[1] or one[0] in ("form", "audit")] == [
        ("run", "--also docx"), ("run", "--also pdf"), ("form", ""), ("audit", ""),
    ]  # fmt: skip
