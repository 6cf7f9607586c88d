"""Of what comes out of a notebook the toolkit's own words alone are said to anybody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.language import Language, Ours, Told, messages, public, text
from evaltoolkit.reporting.run.own_words import first_line, heading_told, kind_told, sentence_told

NAMING = ("alike", "column", "columns", "header", "headers", "id", "ids", "key", "keys", "known", "label", "name",
          "names", "near", "sheet", "sheets", "some", "table", "word", "words")  # fmt: skip
LEAK = "禤漏甲前测二十一分"
FIELD = re.compile(r"\{([a-z_]+)(:[^}]*)?\}")
NOTEBOOKS = Path(__file__).parents[4] / "notebooks"


def is_sentence(message):
    """Return whether a message is a sentence by itself with something to fill in; click quotes what was typed."""
    words = re.findall(r"[a-z]+", FIELD.sub("", message))
    return bool(FIELD.search(message)) and message == message.strip() and "!r}" not in message and len(words) > 3


SENTENCES = [message for message in messages("zh_CN") if is_sentence(message) and "\n" not in message]


def filled(message, word):
    numbers = {name: 7.0 for name, form in FIELD.findall(message + messages("zh_CN")[message]) if form}
    return text(message).with_(**{**{name: word for name, _ in FIELD.findall(message)}, **numbers})


def as_the_toolkit_fills(message):
    """Return a sentence with a number where it counts, a cell where it says where, and a sheet where it names."""
    named = {name: Ours("满意度") for name, _ in FIELD.findall(message) if name in NAMING}
    placed = {name: Ours("A145") for name, _ in FIELD.findall(message) if name in ("cell", "cells", "range", "places")}
    return filled(message, 3).with_(**named, **placed)


def told(said):
    """Return what anybody is told of a sentence that a notebook raised."""
    return Language().say(public(text("{said}").with_(said=sentence_told(said, Ours("一")))))


@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_every_sentence_of_ours_is_said_and_none_with_a_word_of_another(code):
    assert len(SENTENCES) > 500
    speaker = Language(code)
    assert [m for m in SENTENCES if not isinstance(sentence_told(speaker.say(as_the_toolkit_fills(m)), ""), Ours)] == []
    leaks = [m for m in SENTENCES if "{" in m and LEAK in told(speaker.say(filled(m, Ours(LEAK))))]
    assert [m for m in leaks if LEAK in speaker.say(filled(m, Ours(LEAK)))] == []


@pytest.mark.parametrize(
    "said",
    [LEAK, "前测 21，CD3UNDI", "没有可读的文件 禤漏甲。", "CD3UNDI", "A1、禤漏甲", "score 21 of CD3UNDI", "禤漏甲 21",
     "18, 22, 21", "21", "A145 21", "G0145 21", "18、21", "6.1", "满意度\n21"],
)  # fmt: skip
def test_a_sentence_of_somebodys_own_is_for_the_screen_alone(said):
    shown = sentence_told(said, Told(LEAK, text("own cell {place}", place=3)))
    assert isinstance(shown, Told)
    assert str(shown) == said
    for word in ("禤漏甲", "CD3UNDI", "21", LEAK):
        assert word not in told(said)
        assert word not in Language().say(shown.instead)


@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_no_sentence_names_a_thing_by_a_number_or_a_code_nor_gives_a_cell_where_no_place_belongs(code):
    speaker = Language(code)
    for said in (21, Ours("18、21"), Ours("A145"), Ours("G0145"), Ours("满意度、21")):
        wrong = []
        for message in SENTENCES:
            for name, form in FIELD.findall(message + messages("zh_CN")[message]):
                if name in NAMING and not form:
                    words = speaker.say(as_the_toolkit_fills(message).with_(**{name: said}))
                    wrong += [words] if isinstance(sentence_told(words, ""), Ours) else []
        assert wrong == []
    assert isinstance(sentence_told(speaker.say(text("There is no table {name}. Did you mean {alike}?", name=Ours("21"),
                                                     alike=Ours("A145"))), ""), Told)  # fmt: skip
    counted = [m for m in SENTENCES if "{n}" in m]
    codes = [speaker.say(as_the_toolkit_fills(m).with_(n=Ours("A145"))) for m in counted]
    assert [words for words in codes if isinstance(sentence_told(words, ""), Ours)] == []


def test_whatever_is_raised_in_a_kernel_of_ours_comes_through():
    for words in (
        text("{file}: there is no such file.", file=Ours("a.xlsx")),
        text("There is no scale {id}; did you mean {near}?", id="禤", near=Ours("满意度")),
    ):
        for line in UserError(words)._render_traceback_()[:2]:
            assert isinstance(sentence_told(line.replace("a.xlsx", "该文件"), ""), Ours)


@pytest.mark.parametrize("name", [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_the_headings_of_the_shipped_notebooks_are_said_and_no_others(name):
    cells = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))["cells"]
    lines = [first_line("".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]
    assert [line for line in lines if line and not isinstance(heading_told(line, 3), Ours)] == []
    for line in lines:
        own = heading_told(f"{line}{LEAK}", 3)
        assert isinstance(own, Told)
        assert "3" in Language().say(own.instead)


def test_an_exception_is_called_by_its_name_where_that_is_no_word_of_the_notebook():
    for name in ("KeyError", "SystemExit", "KeyboardInterrupt", "SyntaxError", "OwnFigureError", "PlanError"):
        assert isinstance(kind_told(name), Ours)
    for name in ("Score21of_CD3UNDI", LEAK, "print", "Ours", ""):
        assert isinstance(kind_told(name), Told)
