"""The page that answers the original report sentence by sentence names only what there is, where it is."""

import json
import re
from importlib import import_module
from pathlib import Path

from evaltoolkit import charts, words
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import CHAPTERS, SECTIONS
from evaltoolkit.model.workbook import TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "seed-coverage.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`(words|charts|services|scoring|outcomes)\.([a-z_.]+)`", PAGE)
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| 原报告")
]
PLACE = re.compile("[一二三四五六]（[一二三四五六七]）")


def exists(room: str, name: str) -> bool:
    if room in ("words", "charts"):
        return hasattr({"words": words, "charts": charts}[room], name)
    module, _, function = name.rpartition(".")
    return hasattr(import_module(f"evaltoolkit.{room}.{module}"), function)


def called(notebook: str) -> dict[str, set[str]]:
    """Return the sections of a notebook in which each function of words and charts is called."""
    chapter, place = "", ""
    found: dict[str, set[str]] = {}
    for cell in json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if head := re.match("## (?:([一二三四五六])、)?", source):
                chapter, place = head.group(1) or "", ""
            if head := re.match("### (（[一二三四五六七]）)", source):
                place = chapter + head.group(1)
            continue
        for name in re.findall(r"\b((?:words|charts)\.\w+)\(", source):
            found.setdefault(name, set()).add(place or "首页")
    return found


def test_every_function_and_figure_it_names_exists():
    assert len(NAMES) > 120
    assert [f"{room}.{name}" for room, name in NAMES if not exists(room, name)] == []


def test_what_it_names_stands_in_the_section_that_it_names():
    """A function that no notebook calls, or calls elsewhere, answers nothing there."""
    report, project = called("street_report.ipynb"), called("project_view.ipynb")
    wrong = []
    for row in ROWS:
        places = {*PLACE.findall(row[-1]), *(["首页"] if "首页" in row[-1] else [])}
        for name in re.findall(r"`((?:words|charts)\.\w+)`", " ".join(row)):
            if name not in report and name in project and "项目概览" in " ".join(row):
                continue
            if not report.get(name, set()) & places and "各节" not in row[-1]:
                wrong.append((row[0], name))
    assert wrong == []


def test_every_row_quotes_says_who_answers_and_where():
    assert len(ROWS) > 80
    assert [row for row in ROWS if len(row) != 5] == []
    assert [row[0] for row in ROWS if not (row[2] or row[3])] == []
    assert [row[0] for row in ROWS if not PLACE.search(row[4]) and row[4] not in ("首页", "各节")] == []
    assert "尚缺" not in PAGE


def test_it_goes_through_the_six_chapters_and_names_only_sections_of_the_form():
    chinese = Language("zh_CN")
    titles = re.findall(r"^## .、(.+)$", PAGE, re.MULTILINE)
    assert titles == [chinese.say(chapter) for chapter in CHAPTERS]
    assert set(PLACE.findall(PAGE)) == {section.place for section in SECTIONS}


def test_every_sheet_of_the_workbook_answers_something():
    unnamed = {spec.sheet for spec in TABLES if spec.sheet not in PAGE}
    assert unnamed == set()
