"""A run that is called after a person is refused before anything lies under that name."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.synthetic.streets import make_streets
from tests.sample import one_in
from tests.small_street import streets_are_small

PLAN = (
    "{schema_version: 1, street: 甲街道, slug: one, district: 示例区, year: 2023, project: 示例, synthetic: true, "
    "indicator_system: national_2020, data: data/one.xlsx}"
)
NAME = "欧阳晓棠"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("parameters/streets", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notebooks" / "street_report.ipynb").write_text("{}", encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "服务对象"
    for row in (["档案号", "姓名", "年龄", "性别", "人员类型"], ["YC2023001", NAME, 70, "女", ""]):
        sheet.append(row)
    book.save(tmp_path / "data" / "one.xlsx")
    (tmp_path / "parameters" / "streets" / "one.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", one_in(2, [NAME, "13812345678", "2023_13812345678", "YC2023001"]))
@pytest.mark.parametrize("words", [["run"], ["batch", "--workers", "1"]])
def test_nothing_lies_under_a_refused_name(project, capfd, words, name):
    code = run_program(program, [*words, "parameters/streets/one.yaml", "--run", name])
    assert code == ExitCode.IDENTIFIER_FOUND, capfd.readouterr()
    said = capfd.readouterr()
    assert "--run" in said.out + said.err
    assert [path for path in project.rglob("*") if name in path.name] == []


def test_a_name_that_was_there_before_keeps_what_lies_there(project):
    kept = project / "private" / NAME / "kept"
    kept.parent.mkdir(parents=True)
    kept.write_text("x", encoding="utf-8")
    words = ["run", "parameters/streets/one.yaml", "--run", NAME]
    assert run_program(program, words) == ExitCode.IDENTIFIER_FOUND
    assert kept.exists()


@pytest.mark.parametrize(
    "said",
    ["budget: {{initial: {{value: 10, unit: 万元, source: {name}提供}}}}",
     "sections: {{background: {{words: 感谢{name}一直帮忙}}}}", "prepared_by: {name}"],
)  # fmt: skip
def test_no_notebook_hears_of_a_parameter_that_names_somebody(project, capfd, said):
    plan = project / "parameters" / "streets" / "one.yaml"
    plan.write_text(PLAN.replace("}", ", " + said.format(name=NAME) + "}"), encoding="utf-8")
    code = run_program(program, ["run", "parameters/streets/one.yaml", "--run", "r"])

    said_of_it = "".join(capfd.readouterr())
    assert code == ExitCode.IDENTIFIER_FOUND, said_of_it
    assert "参数文件" in said_of_it
    assert NAME not in said_of_it
    assert [*project.rglob("*.ipynb")] == [project / "notebooks" / "street_report.ipynb"]
    assert not [path for path in project.rglob("*.json") if NAME in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("words", [["group", "银龄同行1组"], ["project", "基础项目"]], ids=lambda words: words[0])
def test_nor_does_the_notebook_of_a_group_or_project(tmp_path, monkeypatch, capfd, words):
    with streets_are_small():
        (street,) = make_streets(tmp_path, ["yuncheng"])
    shutil.copytree(Path(__file__).parents[2] / "notebooks", tmp_path / "notebooks")
    book = openpyxl.load_workbook(next((tmp_path / "data").rglob("*.xlsx")))
    name = str(book["服务对象"].cell(4, 2).value)
    said = street.plan_path.read_text(encoding="utf-8").replace("source: ", f"source: {name}提供，", 1)
    street.plan_path.write_text(said, encoding="utf-8")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    code = run_program(program, [words[0], str(street.plan_path), words[1], "--run", "r"])

    said_of_it = "".join(capfd.readouterr())
    assert code == ExitCode.IDENTIFIER_FOUND, said_of_it
    assert name not in said_of_it
    assert not [*(tmp_path / "private").rglob("*.ipynb")]
