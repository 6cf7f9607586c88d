"""The layout of a city's data file: one DuckDB table for each sheet, every row with its street and year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaltoolkit.model.columns import Kind, TableSpec
from evaltoolkit.model.workbook import TABLES

CITY_VERSION = 1
CITY_SUFFIX = ".duckdb"
# Rows of one street stand together, so a reader skips every group that holds other streets only. 本工具规则: about the
# services of one large station's year; DuckDB's default of 122,880 rows would have it read ten streets for one.
GROUP_ROWS = 16_384
BLOCK_BYTES = 16_384  # DuckDB's smallest; with its default a street's small tables would fill blocks of 262,144
PLACE_COLUMNS = {"street_year": "INTEGER", "street": "VARCHAR", "evaluated": "INTEGER", "line": "INTEGER"}
"""What stands before a sheet's own columns: number of the street's year, street, year evaluated, place in the sheet."""

_TYPES = {
    Kind.LABELS: "VARCHAR[]",
    Kind.DATE: "TIMESTAMP",
    Kind.NUMBER: "DOUBLE",
    Kind.COUNT: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}
_ITEM = "DOUBLE"
_INDEX = (
    "CREATE TABLE {at}layout (version INTEGER)",
    "CREATE TABLE {at}street_years (street_year INTEGER, street VARCHAR, evaluated INTEGER, sha256 VARCHAR, "
    "store VARCHAR, made_by VARCHAR, quality VARCHAR)",
    "CREATE TABLE {at}stored_columns (street_year INTEGER, sheet VARCHAR, arrow_schema BLOB)",
)


def is_city_file(path: Path) -> bool:
    """Return whether the plan's data are a city's data file.

    Examples
    --------
    >>> is_city_file(Path("data/city.duckdb")), is_city_file(Path("data/yuncheng_2023.xlsx"))
    (True, False)
    """
    return path.suffix.lower() == CITY_SUFFIX


def create_statements(at: str) -> Iterator[str]:
    """Yield the SQL that makes an empty data file in the attached database `at`; identifiers have no column."""
    prefix = f"{at}."
    for statement in _INDEX:
        yield statement.format(at=prefix)
    yield f"INSERT INTO {prefix}layout VALUES ({CITY_VERSION})"  # noqa: S608 - our own number
    for spec in TABLES:
        columns = ", ".join(f"{quoted(name)} {kind}" for name, kind in {**PLACE_COLUMNS, **stored_types(spec)}.items())
        yield f"CREATE TABLE {prefix}{quoted(spec.name)} ({columns})"


def stored_types(spec: TableSpec) -> dict[str, str]:
    """Return the SQL type of each column of a sheet that may leave intake."""
    return {column.name: _TYPES.get(column.kind, "VARCHAR") for column in spec.stored}


def add_item_statement(at: str, sheet: str, item: str) -> str:
    """Return the SQL that gives a sheet one more column of answers."""
    return f"ALTER TABLE {at}.{quoted(sheet)} ADD COLUMN IF NOT EXISTS {quoted(item)} {_ITEM}"


def is_item(name: str) -> bool:
    """Return whether a column holds the answers to one item of a scale."""
    return name.startswith("item_") and name[5:].isdigit()


def quoted(name: str) -> str:
    """Return a name as SQL writes it.

    Examples
    --------
    >>> quoted("group")
    '"group"'
    """
    return '"' + name.replace('"', '""') + '"'
