"""Every sheet says every fact about itself in one place: forgetting one fails here."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from evaltoolkit.model import workbook
from evaltoolkit.model.columns import Column, Items, Kind
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, REPORT_TABLES
from evaltoolkit.model.workbook import TABLES, table
from tests.small_street import make_small_year

ROOT = Path(__file__).resolve().parents[3]
PAGES = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
EVERY = [(spec, column) for spec in TABLES for column in spec.columns]
NOT_MADE = {("measurements", "name"), ("services", "period"), ("services", "form"), ("agreements", "form"),
            ("conversions", "form"), ("targets", "first_target")}  # fmt: skip
"""Made streets name people on the roster alone, keep single records, tell no forms of work apart, adjust no target."""
each_sheet = pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)


@pytest.fixture(scope="module")
def made():
    return make_small_year("yuncheng", 2023, 7).tables


def test_every_column_has_a_stated_kind_a_hint_and_an_example():
    for place in EVERY:
        _, column = place
        assert column.header, place
        assert column.kind is not Kind.UNSTATED, place
        assert column.hint.endswith("。"), place
        # a hint that says when to leave a column empty may go without
        assert column.example is not None or "留空" in column.hint or "只有" in column.hint, place
        assert bool(column.choices) is (column.kind is Kind.CHOICE), place


@each_sheet
def test_every_sheet_says_when_to_fill_it_in_and_what_for(spec):
    assert spec.when in ("应填", "建议填", "选填")
    assert spec.chapter
    assert isinstance(spec.items, Items)


@each_sheet
def test_what_a_sheet_says_of_its_columns_names_columns_it_has(spec):
    names = {column.name for column in spec.columns}
    assert len(names) == len(spec.columns)
    assert set(spec.key) <= names
    assert {spec.dated, spec.ended} <= names | {""}
    assert spec.brings in ("", "plan_items", "indicators", "sections")
    assert not spec.ended or spec.column(spec.ended).kind is Kind.DATE
    if spec.dated:
        dating = spec.column(spec.dated)
        assert dating.kind is Kind.DATE or dating.header == "年度" or table(dating.refers).dated


def test_a_column_refers_to_a_sheet_and_offers_a_list_that_there_is():
    for place in EVERY:
        _, column = place
        assert column.offers in ("", "forms", "indicators", "scales"), place
        if column.refers:
            assert table(column.refers).column(table(column.refers).key[0]).kind is column.kind, place


def test_every_column_feeds_something_that_exists_or_is_told_as_not_used():
    for place in EVERY:
        spec, column = place
        assert set(column.feeds) <= {*REPORT_TABLES, *PAGES, "plan"}, place
        assert len(set(column.feeds)) == len(column.feeds), place
        assert not (column.feeds and column.kind.is_held_back), place
        assert bool(column.feeds) + column.is_unused(spec.key) + _tells_rows_apart(spec, column) == 1, place


def _tells_rows_apart(spec, column):
    return not column.feeds and (column.kind.is_held_back or column.name in spec.key or bool(column.refers))


@each_sheet
def test_the_report_uses_every_sheet(spec):
    assert any(column.feeds for column in spec.columns)


@each_sheet
def test_every_sheet_is_made_for_the_streets_that_are_made_with_every_column(spec, made):
    assert len(made[spec.name])
    missing = {(spec.name, column.name) for column in spec.columns if column.name not in made[spec.name]}
    assert missing <= NOT_MADE


def test_a_fact_that_no_sheet_or_column_has_is_refused():
    with pytest.raises(TypeError):
        workbook._table("x", {"sheet": "表", "colour": "red", "columns": {}})
    with pytest.raises(TypeError):
        workbook._column("x", {"header": "列", "hinweis": "…"})
    with pytest.raises(ValueError, match="nonsense"):
        workbook._column("x", {"header": "列", "kind": "nonsense"})
    with pytest.raises(KeyError):
        workbook._column("x", {"header": "列", "kind": "choice", "choices": "nonsense"})


def test_a_column_whose_kind_is_not_stated_is_held_back():
    assert workbook._column("x", {"header": "列"}).kind.is_held_back
    assert Column("x", "列").kind.is_held_back


def test_no_code_asks_for_a_sheet_by_its_name_to_know_a_fact_about_it():
    asking = re.compile(r"spec\.name\s*(?:==|!=|in\s+[_({A-Z])|\(spec\.name,")
    code = [path for path in (ROOT / "evaltoolkit").rglob("*.py") if path != Path(workbook.__file__)]
    assert len(code) > 400
    assert [path.name for path in code if asking.search(path.read_text(encoding="utf-8"))] == []


def test_the_words_of_the_workbook_stand_in_the_order_the_code_relies_on():
    assert workbook.METHODS == ("个案", "小组", "社区活动")
    assert workbook.WAVES[:2] == ("前测", "后测")
    assert workbook.RESIDENCE == ("户籍", "非户籍")
    assert workbook.RESPONDENTS == ("服务对象", "村居委及合作方")
    assert {"scale", "group"} <= set(OUTCOME_COLUMNS)


def test_the_description_is_shipped_with_the_package():
    assert (files("evaltoolkit.model") / "workbook.yaml").is_file()
