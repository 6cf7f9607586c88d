"""Every word that a user sees has its Chinese translation."""

import ast
import re
import runpy
from pathlib import Path

import evaltoolkit
from evaltoolkit.model.texts import FILE
from evaltoolkit.model.yaml_text import load_yaml

CATALOGUES = runpy.run_path(str(Path(__file__).resolve().parents[2] / "tools" / "catalogues.py"))


def test_no_message_lacks_its_translation_is_stale_or_has_other_fields():
    assert CATALOGUES["problems"]() == []


def test_the_tool_calls_a_town_no_street_office():
    read, pages = CATALOGUES["read"], ("words", "findings", "charts", "disclosure", "reporting", "batch", "model")
    for room in pages:
        wrong = [said for said in read(room).values() if re.search("[本该各]街道|街道的|街道报告", said)]
        assert wrong == []


def test_no_command_stands_in_a_sentence_of_the_report():
    read = CATALOGUES["read"]
    said = [words for room in ("words", "findings", "charts") for pair in read(room).items() for words in pair]
    assert [words for words in said if re.search(r"evaltoolkit \w|start\.py|_table\b", words)] == []


def test_the_check_sees_the_messages_of_every_room():
    assert {"model", "disclosure", "scoring", "words", "charts"} <= set(CATALOGUES["messages_by_room"]())


def test_every_value_of_a_rooms_tables_of_words_is_a_message_of_that_room():
    package = Path(evaltoolkit.__file__).parent
    found = CATALOGUES["messages_by_room"]()
    tables = {path.parent.name: load_yaml(path.read_text(encoding="utf-8")) for path in package.glob(f"*/{FILE}")}

    assert {"model", "intake", "words"} <= set(tables)
    for room, words in tables.items():
        assert set(CATALOGUES["values"](words)) <= set(found[room])


def test_every_literal_of_the_code_is_a_message_however_deep_it_stands():
    package = Path(evaltoolkit.__file__).parent
    known = {id_ for ids in CATALOGUES["messages_by_room"]().values() for id_ in ids}
    calls = [
        node.args[0].value
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args
        if isinstance(node.args[0], ast.Constant)
    ]
    assert len(calls) > 1000
    assert {*calls} - known == set()
