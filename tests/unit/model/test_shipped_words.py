"""Whatever Chinese the package ships as data has an English form, which the English report says."""

import re
from collections.abc import Mapping
from importlib.resources import files

import pytest

from evaltoolkit.language import DEFAULT_LANGUAGE, LANGUAGES, Language, messages
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.choices import CHOICES
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.scoring.overshoot import DEFAULT_OVERSHOOT

PACKAGE = files("evaltoolkit")
UNSAID = {"words", "everyone", "group", "id", "kind", "metric", "remarks", "zh"}
"""Keys whose Chinese finds cells, is for who fills in a workbook, or has its English beside it."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def said(content, key=""):
    """Yield every Chinese value of a parsed YAML that a page may say."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from said(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from said(value, key)
    elif isinstance(content, str) and _HAN.search(content) and key not in UNSAID:
        yield content


def shipped():
    folders = (PACKAGE / "scoring" / "systems", PACKAGE / "instruments" / "scales", PACKAGE / "services")
    for path in sorted((path for folder in folders for path in folder.iterdir()), key=str):
        if path.name.endswith(".yaml"):
            yield from said(load_yaml(path.read_text(encoding="utf-8")))
    yield DEFAULT_OVERSHOOT.source
    yield from (section.place for section in SECTIONS)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != DEFAULT_LANGUAGE])
def test_every_name_and_source_that_the_package_ships_is_said_in_each_other_language(code):
    words = list(shipped())
    assert len(words) > 150
    known = set(messages(code)) | set(CHOICES)
    assert [word for word in dict.fromkeys(words) if word not in known and not word.startswith("（请")] == []


def test_in_chinese_a_shipped_word_stands_as_it_is():
    assert {Language(DEFAULT_LANGUAGE).say(word) == word for word in shipped()} == {True}


@pytest.mark.parametrize("sign", ["", "≥", "<"])
@pytest.mark.parametrize(("unit", "english"), [("小时", " hours"), ("万元", " (CNY 10,000)"), ("%", "%"), ("", "")])
@pytest.mark.parametrize("gap", ["", " "])
def test_a_quantity_of_the_form_keeps_its_figures_and_has_its_unit_said(sign, unit, english, gap):
    figures = f"{sign}12,590.5"
    shown = Language("en").say(f"{figures}{gap if unit else ''}{unit}")
    assert shown == figures + english


@pytest.mark.parametrize("words", ["春风小组", "3 场电影", "2023年第1024号", "30小时以上", "12", "≥"])
def test_the_stations_own_words_stay_as_they_are(words):
    assert Language("en").say(words) == words
