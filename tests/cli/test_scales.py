"""The commands for scales, paper forms and the list of answers that need attention."""

import os
from pathlib import Path

import docx
import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    for folder in ("parameters/scales", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVALTOOLKIT_HOME", raising=False)
    return tmp_path


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*arguments):
        monkeypatch.setattr("sys.argv", ["evaltoolkit", *arguments])
        code = run_program(program)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def workbook(home, *rows):
    book = openpyxl.Workbook()
    book.active.title = "测量"
    for row in (["档案号", "量表", "时点", *[f"题{number}" for number in range(1, 10)]], *rows):
        book.active.append(row)
    path = home / "data" / "表.xlsx"
    book.save(path)
    return path


def test_the_list_names_every_scale_and_says_what_is_not_verified(home, run):
    code, said, _ = run("scales")
    assert code == ExitCode.OK
    lines = {line.split("：")[0]: line for line in said.splitlines()}
    assert {"phq9", "gds15", "rses_zh", "rses_en", "ssrs", "gas_t", "station_own_template"} <= set(lines)
    assert lines["uls8"].endswith("未核实")
    assert lines["uls6"].endswith("已核实")


def test_a_scale_s_page_gives_each_fact_its_source_and_its_standing(home, run):
    code, said, _ = run("scales", "uls6")
    assert code == ExitCode.OK
    assert "常模：均值 12.97，标准差 3.96；成人，n = 1480［已核实；PMC10339310］" in said
    assert "可靠变化：变化 6 分及以上［已核实；按 Jacobson & Truax" in said
    assert "许可：量表题目文字未见明确许可，本工具只附题号与计分方法，题目由使用单位自备［未核实；" in said


def test_every_scale_has_a_page(home, run):
    from evaltoolkit.instruments.registry import list_scales

    for id_ in list_scales():
        code, said, _ = run("scales", id_)
        assert (code, "{" in said) == (ExitCode.OK, False), id_


def test_an_unknown_scale_is_answered_with_the_nearest_one(home, run):
    code, _, error = run("scales", "phq99")
    assert code == ExitCode.REGISTRY_INVALID
    assert "phq9" in error


def test_the_street_s_own_scale_is_listed_too(home, run):
    shipped = Path(__file__).parents[2] / "evaltoolkit" / "instruments" / "scales" / "station_own_template.yaml"
    own = shipped.read_text(encoding="utf-8").replace("id: station_own_template", "id: my_scale")
    (home / "parameters" / "scales" / "my_scale.yaml").write_text(own, encoding="utf-8")
    assert "my_scale：" in run("scales")[1]


def test_a_paper_form_is_written_where_it_is_wanted_and_once(home, run):
    (home / "题目.txt").write_text("\n".join(f"第{number}句" for number in range(1, 7)), encoding="utf-8")
    code, said, _ = run("questionnaire", "uls6", "--items", "题目.txt", "--out", "孤独问卷.docx")
    assert (code, "孤独问卷.docx" in said) == (ExitCode.OK, True)
    assert "题6. 第6句" in [line.text for line in docx.Document(str(home / "孤独问卷.docx")).paragraphs]
    assert run("questionnaire", "uls6", "--out", "孤独问卷.docx")[0] == ExitCode.ALREADY_EXISTS
    assert run("questionnaire", "uls6")[0] == ExitCode.OK
    assert (home / "uls6.docx").exists()


def test_check_says_how_many_answers_need_attention_and_where_they_are_listed(home, run):
    path = workbook(home, ["D-1", "phq9", "前测", *[0] * 8, 2], ["D-2", "phq9", "前测", *[0] * 9])
    code, said, error = run("check", str(path))
    assert code == ExitCode.OK
    (file,) = (home / "private" / "alerts").iterdir()
    assert "有 1 个答案须当日由专人跟进，涉及 1 人" in said
    assert str(file) in said.replace("\n", "")
    assert "D-1" not in said + error
    assert "D-1" in file.read_text(encoding="utf-8-sig")
    assert "D-2" not in file.read_text(encoding="utf-8-sig")
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0


def test_check_says_nothing_of_attention_where_no_answer_calls_for_it(home, run):
    path = workbook(home, ["D-2", "phq9", "前测", *[1] * 8, 0])
    assert "跟进" not in run("check", str(path))[1].replace("跟进一", "").replace("跟进二", "")
    assert not (home / "private").exists()
