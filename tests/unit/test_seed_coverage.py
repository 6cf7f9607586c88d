"""The page that answers the original report sentence by sentence names only what there is."""

import re
from importlib import import_module
from pathlib import Path

from evaltoolkit import charts, words
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import CHAPTERS, SECTIONS
from evaltoolkit.model.workbook import TABLES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "seed-coverage.md").read_text(encoding="utf-8")
NAMES = re.findall(r"`(words|charts|services|scoring|outcomes)\.([a-z_.]+)`", PAGE)


def exists(room: str, name: str) -> bool:
    if room in ("words", "charts"):
        return hasattr({"words": words, "charts": charts}[room], name)
    module, _, function = name.rpartition(".")
    return hasattr(import_module(f"evaltoolkit.{room}.{module}"), function)


def test_every_function_and_figure_it_names_exists():
    assert len(NAMES) > 80
    assert [f"{room}.{name}" for room, name in NAMES if not exists(room, name)] == []


def test_it_goes_through_the_six_chapters_and_names_only_sections_of_the_form():
    chinese = Language("zh_CN")
    titles = re.findall(r"^## .、(.+)$", PAGE, re.MULTILINE)
    assert titles == [chinese.say(chapter) for chapter in CHAPTERS]
    places = set(re.findall(r"[一二三四五六]（[一二三四五六七]）", PAGE))
    assert places == {section.place for section in SECTIONS}


def test_every_sheet_of_the_workbook_answers_something():
    unnamed = {spec.sheet for spec in TABLES if spec.sheet not in PAGE}
    assert unnamed == set()
