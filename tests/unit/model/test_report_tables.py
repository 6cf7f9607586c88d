"""One registry describes every table of the report; what a street makes agrees with it, and pages are made of it."""

import pytest

from data_dictionary import PAGE, page, tables_of_a_made_street
from evaltoolkit.charts.gallery import TABLE_OF
from evaltoolkit.charts.made import made_results
from evaltoolkit.explore.subjects import SUBJECTS
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import SECTIONS
from evaltoolkit.model.report_tables import APPENDIX, COLUMNS, REPORT_TABLES, make_table


@pytest.fixture(scope="module")
def made():
    return tables_of_a_made_street()


def test_every_table_that_a_street_makes_is_registered_with_its_class_keys_and_columns(made):
    registered = {name: (facts.table_class, facts.keys, facts.columns) for name, facts in REPORT_TABLES.items()}
    found = {name: (table.table_class, table.keys, tuple(table.frame.columns)) for name, table in made.items()}
    assert found == registered


def test_keys_and_what_is_protected_are_columns_of_the_table(made):
    for table in made.values():
        assert {*table.keys, *table.people, *table.figures, *table.spread} <= {*table.frame.columns}, table.name


def test_every_column_is_described_in_both_languages_and_no_description_is_left_over():
    assert {column for facts in REPORT_TABLES.values() for column in facts.columns} == set(COLUMNS)
    assert all(chinese.strip() and english.strip() for chinese, english in COLUMNS.values())


def test_sections_of_the_registry_exist():
    assert {facts.section for facts in REPORT_TABLES.values()} <= {section.name for section in SECTIONS} | {APPENDIX}


def test_titles_are_chinese_and_no_two_tables_share_one():
    titles = [Language().say(facts.title) for facts in REPORT_TABLES.values()]
    assert len(set(titles)) == len(titles)
    assert all(title != facts.title.english() for title, facts in zip(titles, REPORT_TABLES.values(), strict=True))


def test_pictures_subjects_and_made_tables_are_of_registered_tables():
    explored = {table for subject in SUBJECTS for table in (subject.table, subject.drawn) if table}
    assert set(TABLE_OF.values()) | set(made_results()) | explored <= set(REPORT_TABLES)


@pytest.mark.parametrize("name", made_results())
def test_a_made_table_is_protected_as_one_of_a_street(name):
    facts, table = REPORT_TABLES[name], made_results()[name]
    told = {part: getattr(table, part) for part in facts.protection}
    assert (table.table_class, table.keys, tuple(table.frame)) == (facts.table_class, facts.keys, facts.columns)
    assert told == dict(facts.protection)
    assert bool(table.figures) or name not in ("outcomes", "satisfaction", "coverage", "verdicts")


def test_a_table_that_is_not_registered_cannot_be_made(made):
    with pytest.raises(KeyError):
        make_table("unheard_of", made["hours"].frame)


def test_the_data_dictionary_is_the_one_that_the_registry_makes():
    assert PAGE.read_text(encoding="utf-8") == page()
