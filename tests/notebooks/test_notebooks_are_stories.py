"""Story in the notebook, logic in the package: what every notebook in ``notebooks/`` keeps to."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from evaltoolkit.language import Language
from evaltoolkit.model.chapters import CHAPTERS, SECTIONS
from evaltoolkit.model.plan import PARAMETER_NAMES

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.ListComp, ast.Lambda, ast.If, ast.Try, ast.With)


def cells(path: Path, kind: str) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request) -> Path:
    return request.param


def test_there_is_the_report():
    assert ROOT / "notebooks" / "street_report.ipynb" in NOTEBOOKS


def test_no_cell_holds_logic(notebook):
    for cell in cells(notebook, "code"):
        found = [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)]
        assert found == [], cell.source


def test_no_cell_is_longer_than_eight_lines_but_the_parameters(notebook):
    for cell in cells(notebook, "code"):
        assert "parameters" in cell.metadata.get("tags", []) or len(cell.source.splitlines()) <= 8, cell.source


def test_no_output_is_kept(notebook):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells(notebook, "code"))


def test_no_absolute_path_stands_in_it(notebook):
    text = "\n".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)
    assert not re.search(r"""["'](/|[A-Za-z]:\\)""", text)


def test_every_line_of_prose_has_its_english(notebook):
    english = Language("en")
    missing = [cell.source for cell in cells(notebook, "markdown") if english.prose(cell.source) == cell.source]
    assert missing == []


def test_the_report_declares_exactly_the_keys_of_a_plan_and_the_run():
    tagged = [
        cell
        for cell in cells(ROOT / "notebooks" / "street_report.ipynb", "code")
        if "parameters" in cell.metadata.get("tags", [])
    ]
    assert len(tagged) == 1
    names = [node.targets[0].id for node in ast.parse(tagged[0].source).body]
    assert names == [*PARAMETER_NAMES, "run"]
    assert all("#" in line for line in tagged[0].source.splitlines())


FROM_DATA = ("economic_social",)
"""Sections whose heading a street may word in its own way; those of the last two chapters all come from its data."""
CALLED = ("score_measurements", "compare_outcomes", "judge_outcomes", "measure_services", "score_street")


def test_the_report_has_the_six_chapters_and_their_sections_in_the_order_of_the_form():
    prose = [cell.source for cell in cells(ROOT / "notebooks" / "street_report.ipynb", "markdown")]
    chinese = Language("zh_CN")
    numerals = "一二三四五六七"
    expected = []
    for number, chapter in enumerate(CHAPTERS, start=1):
        expected.append(f"## {numerals[number - 1]}、{chinese.say(chapter)}")
        expected += [
            f"### （{numerals[section.number - 1]}）{chinese.say(section.heading)}"
            for section in SECTIONS
            if section.chapter == number <= 4 and section.name not in FROM_DATA
        ]
    headings = [line for line in prose if line.startswith("##")]
    assert headings[: len(expected)] == expected
    assert headings[len(expected)] == "## 附录"


def test_the_report_keeps_to_about_ninety_cells_a_call_each_and_shows_the_steps_of_the_analysis():
    shown = nbformat.read(ROOT / "notebooks" / "street_report.ipynb", as_version=4).cells
    assert len(shown) <= 95
    said = "\n".join(cell.source for cell in shown)
    assert [name for name in CALLED if f"{name}(" not in said] == []
    for cell in shown:
        if cell.cell_type == "code" and re.match(r"(words|body|charts)\.", cell.source):
            assert len(ast.parse(cell.source).body) == 1, cell.source
