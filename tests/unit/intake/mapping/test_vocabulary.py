"""Headers and labels of named public sources, set down before any alias, are read as they should be."""

import csv
import hashlib
from pathlib import Path

import pytest

from evaltoolkit.intake.mapping.match import meaning_of
from evaltoolkit.intake.mapping.vocabulary import _read, answer_step, choice_of, column_words, read_labels
from evaltoolkit.model import workbook
from evaltoolkit.model.categories import official_categories

SET = Path(__file__).with_name("headers.csv")
LINES = [line for line in SET.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES))
SET_DIGEST = "bfb14347d1a887651c70ad28f784a3d04441cda6446a43a90eff8596e869c94c"
WAVE_PARTS = {"total": "总分", "date": "日期"}


def reading(row):
    if row["kind"] == "header":
        return header_reading(row["text"], row["table"])
    if row["kind"] == "label":
        return "+".join(read_labels(row["text"]))
    if row["kind"] == "answer":
        count = int(row["reading"].split("/")[1])
        return f"{answer_step(row['text'], count)}/{count}"
    table, column = row["table"].split(".")
    return choice_of(row["text"], workbook.table(table).column(column)) or "-"


def header_reading(header, table):
    meaning = meaning_of(header, table)
    if meaning is None or not meaning.column:
        return "-"
    if meaning.wave:
        return f"{meaning.wave}.{WAVE_PARTS.get(meaning.column) or f'题{meaning.item}'}"
    return "题" if meaning.column == "#item" else meaning.column


def expected(row):
    if row["reading"] == "?":
        return row["text"]
    return "题" if row["reading"].startswith("题") else row["reading"]


def test_at_least_300_are_set_down_and_nothing_of_them_was_changed_since():
    assert len(ROWS) >= 300
    assert hashlib.sha256(SET.read_bytes()).hexdigest() == SET_DIGEST


def test_of_them_at_most_one_in_a_hundred_is_read_as_something_else():
    wrong = [(row["table"], row["text"], expected(row), reading(row)) for row in ROWS if reading(row) != expected(row)]

    assert len(wrong) * 100 <= len(ROWS), wrong


def test_what_must_not_be_mistaken_is_not():
    assert read_labels("半失能") == ("半失能",)
    assert read_labels("事实孤儿") == ("事实无人抚养儿童",)
    assert meaning_of("服务人员所属机构", "services") is None
    assert meaning_of("同住人数", "clients") is None


def test_the_other_words_are_at_least_five_times_those_of_the_workbook_itself():
    own = sum(len(column.aliases) for spec in workbook.TABLES for column in spec.columns)
    more = sum(len(words) for table in _read("headers")["tables"].values() for words in table["columns"].values())

    assert own + more >= 5 * own


def test_every_label_means_an_official_category():
    known = {category.name for category in official_categories().members}
    content = _read("labels")

    assert set(content["words"]) - {""} <= known
    assert set(content["codes"].values()) <= known


def test_every_column_that_has_other_words_is_one_of_its_table():
    for table, content in _read("headers")["tables"].items():
        spec = workbook.table(table)
        assert set(content["columns"]) <= {column.name for column in spec.columns}, table


@pytest.mark.parametrize("spec", workbook.TABLES, ids=lambda spec: spec.name)
def test_no_header_means_two_columns_of_a_table(spec):
    words = [word for found in column_words(spec.name).values() for word in found]

    assert len(words) == len(set(words)), sorted({word for word in words if words.count(word) > 1})


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("1,8", ("低保对象", "独居老人")),
        (8.0, ("独居老人",)),
        ("低保对象、独居老人", ("低保对象", "独居老人")),
        ("低保+独居", ("低保对象", "独居老人")),
        ("低保&残疾", ("低保对象", "残疾人")),
        ("低保独居残疾", ("低保对象", "独居老人", "残疾人")),
        ("特困老人，一户一策", ("特困人员", "一户一策")),
        ("18", ("计划生育特殊家庭老年人",)),
        ("1 8", ("低保对象", "独居老人")),
        ("21", ("21",)),
    ],
)
def test_labels_are_read_joined_by_anything_or_nothing_and_unknown_ones_stay(cell, labels):
    assert read_labels(cell) == labels
