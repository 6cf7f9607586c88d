"""The page that answers the original report sentence by sentence names only what there is, where it is."""

import re
from importlib import import_module

from evaltoolkit import words
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import CHAPTERS, SECTIONS
from evaltoolkit.model.workbook import TABLES
from tests.report_places import ANNEXES, FRONT, ROOMS, ROOT, called, folds, shown_by

PAGE = (ROOT / "docs" / "seed-coverage.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`(words|body|charts|services|scoring|outcomes)\.([a-z_.]+)`", PAGE)
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| 原报告")
]
PLACE = re.compile("首页|附件[12]|[一二三四]（[一二三四五六七]）|[五六](?!（)")
FOLD = re.compile("“([^”]+)”")


def exists(room: str, name: str) -> bool:
    if room in ROOMS:
        return hasattr(ROOMS[room], name)
    module, _, function = name.rpartition(".")
    return hasattr(import_module(f"evaltoolkit.{room}.{module}"), function)


def shown_names(row: list[str]) -> list[str]:
    """Return what a row names of the report itself: its functions, and the author's words."""
    said = " ".join(row[2:4])
    names = re.findall(r"`((?:words|body|charts)\.\w+)`", said)
    return [*names, *(["words.author_words"] if "作者" in said else [])]


def places(row: list[str]) -> set[str]:
    return set(PLACE.findall(FOLD.sub("", row[-1])))


def test_every_function_and_figure_it_names_exists():
    assert len(NAMES) > 180
    assert [f"{room}.{name}" for room, name in NAMES if not exists(room, name)] == []


def test_what_it_names_stands_in_the_section_that_it_names():
    """A function that no notebook calls and no annex shows, or elsewhere only, answers nothing there."""
    report, project = called("street_report.ipynb"), called("project_view.ipynb")
    wrong = []
    for row in ROWS:
        for name in shown_names(row):
            if name not in report and name in project and "项目概览" in " ".join(row):
                continue
            if not report.get(name, set()) & places(row):
                wrong.append((row[0], name))
    assert wrong == []


def test_each_place_of_a_row_shows_something_that_the_row_names():
    report = called("street_report.ipynb")
    idle = [
        (row[0], place)
        for row in ROWS
        for place in places(row)
        if not any(place in report.get(name, ()) for name in shown_names(row))
    ]
    assert idle == []


def test_what_it_names_of_the_annexes_stands_in_the_fold_that_it_quotes():
    """Each quoted fold shows something that the row names, and what the annexes alone show stands in one of them."""
    report, shown = called("street_report.ipynb"), folds()
    every = set().union(*shown.values())
    wrong = []
    for row in ROWS:
        quoted, named = FOLD.findall(row[-1]), set(shown_names(row))
        named |= set().union(*(shown_by(getattr(words, name[6:])) for name in named if name.startswith("words.annex_")))
        assert set(quoted) <= set(shown), row[0]
        wrong += [(row[0], title) for title in quoted if not shown[title] & named]
        only_there = {name for name in named & every if report.get(name, set()) <= ANNEXES}
        wrong += [(row[0], name) for name in only_there.difference(*(shown[title] for title in quoted))]
    assert wrong == []


def test_every_row_quotes_says_who_answers_and_where():
    assert len(ROWS) > 80
    assert [row for row in ROWS if len(row) != 5] == []
    assert [row[0] for row in ROWS if not (row[2] or row[3])] == []
    assert [row[0] for row in ROWS if not places(row)] == []
    assert "尚缺" not in PAGE


def test_it_goes_through_the_six_chapters_and_names_only_sections_of_the_form():
    """Sections of the last two chapters come from the street's data: only their chapter is named."""
    chinese = Language("zh_CN")
    titles = re.findall(r"^## .、(.+)$", PAGE, re.MULTILINE)
    assert titles == [chinese.say(chapter) for chapter in CHAPTERS]
    named = set().union(*map(places, ROWS))
    fixed = {section.place for section in SECTIONS if section.chapter < 5}
    assert named == {*fixed, "五", "六", FRONT, *ANNEXES}


def test_every_sheet_of_the_workbook_answers_something():
    unnamed = {spec.sheet for spec in TABLES if spec.sheet not in PAGE}
    assert unnamed == set()
