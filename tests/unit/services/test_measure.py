from evaltoolkit.model.workbook import TABLES
from evaltoolkit.services.measure import measure_services


def test_every_table_is_there_with_its_columns_when_nothing_is_given(plan, evidence_of):
    tables = measure_services(plan, evidence_of())
    assert all(name == table.name for name, table in tables.items())
    for table in tables.values():
        assert table.frame.empty
        assert {*table.keys, *table.people, *table.figures} <= set(table.frame)


def test_sheets_without_any_row_are_as_good_as_none(plan, evidence_of):
    empty = evidence_of(**{spec.name: [] for spec in TABLES})
    assert all(table.frame.empty for table in measure_services(plan, empty).values())
