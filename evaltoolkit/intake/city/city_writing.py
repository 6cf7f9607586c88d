"""Write a city's data file anew beside the old one: what stays is copied row by row, what is new follows."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.city.city_database import writing
from evaltoolkit.intake.city.city_file import StreetYear, require_layout
from evaltoolkit.intake.city.city_schema import (
    BLOCK_BYTES,
    GROUP_ROWS,
    add_item_statement,
    create_statements,
    is_item,
    quoted,
)
from evaltoolkit.intake.storing.store import QUALITY_FILE
from evaltoolkit.language import text
from evaltoolkit.model.workbook import TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class StreetTables:
    """A street's year to be written, and the folder of the store that holds its tables."""

    entry: StreetYear
    folder: Path


def write_city(out: Path, new: Iterable[StreetTables], *, kept: Collection[int]) -> None:
    """Replace the data file `out`, in one step, by one that holds the street years `kept` of it and then `new`.

    Parameters
    ----------
    out
        The data file; where it is missing nothing can be kept.
    new
        Street years under numbers that `kept` does not use.
    kept
        Numbers of the street years that stay.

    Notes
    -----
    One street's tables are in memory at a time, whatever the size of the city. The file is renamed into its place when
    the disk holds all of it: a reader sees the old one or the new one, and whoever has the old one open reads on.
    """
    with _staged(out) as stage, writing(stage) as database:
        database.execute(f"ATTACH '{_literal(stage)}' AS city ({_LAYOUT})")
        for statement in create_statements("city"):
            database.execute(statement)
        if kept:
            _copy(database, out, kept)
        for street in new:
            _append(database, street)
        database.execute("DETACH city")


@contextmanager
def _staged(out: Path) -> Iterator[Path]:
    stage = out.with_name(f".{out.name}.part")
    _remove(stage)
    try:
        yield stage
        stage.chmod(0o600)
        with stage.open("r+b") as stream:
            os.fsync(stream.fileno())
        os.replace(stage, out)  # noqa: PTH105 - the call whose promise is documented
    except PermissionError:
        raise UserError(
            text("{file} is being read by another program; wait until its reports are done.", file=out.name),
            ExitCode.TARGET_BUSY,
        ) from None
    finally:
        _remove(stage)


def _remove(stage: Path) -> None:
    for path in (stage, stage.with_name(f"{stage.name}.wal")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    shutil.rmtree(stage.with_name(f"{stage.name}.spill"), ignore_errors=True)


def _copy(database: duckdb.DuckDBPyConnection, out: Path, kept: Collection[int]) -> None:
    database.execute(f"ATTACH '{_literal(out)}' AS old (READ_ONLY)")
    database.execute("USE old")
    require_layout(out, database)
    database.execute("USE memory")
    numbers = ", ".join(str(int(number)) for number in sorted(kept))
    there = {name for (name,) in database.execute(_TABLES_OF_OLD).fetchall()}
    for name in ("street_years", "stored_columns", *(spec.name for spec in TABLES if spec.name in there)):
        _add_items(database, name, [column for (column,) in database.execute(_COLUMNS_OF_OLD, [name]).fetchall()])
        where = f"WHERE street_year IN ({numbers})"
        database.execute(f"INSERT INTO city.{quoted(name)} BY NAME SELECT * FROM old.{quoted(name)} {where}")  # noqa: S608
    database.execute("DETACH old")


_TABLES_OF_OLD = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
_COLUMNS_OF_OLD = "SELECT column_name FROM duckdb_columns() WHERE database_name = 'old' AND table_name = ?"


def _append(database: duckdb.DuckDBPyConnection, street: StreetTables) -> None:
    import pyarrow.parquet as parquet

    entry = street.entry
    quality = (street.folder / QUALITY_FILE).read_text(encoding="utf-8")
    database.execute("BEGIN")
    database.execute(
        "INSERT INTO city.street_years VALUES (?, ?, ?, ?, ?, ?, ?)",
        [entry.number, entry.street, entry.evaluated, entry.sha256, entry.store, entry.made_by, quality],
    )
    for spec in TABLES:
        file = street.folder / f"{spec.name}.parquet"
        if file.exists():
            _append_sheet(database, entry, spec.name, parquet.read_table(file))
    database.execute("COMMIT")


def _append_sheet(database: duckdb.DuckDBPyConnection, entry: StreetYear, sheet: str, rows: pa.Table) -> None:
    schema = rows.schema.serialize().to_pybytes()
    database.execute("INSERT INTO city.stored_columns VALUES (?, ?, ?)", [entry.number, sheet, schema])
    _add_items(database, sheet, rows.schema.names)
    database.register("incoming", rows)
    columns = ", ".join(quoted(name) for name in rows.schema.names)
    places = "? AS street_year, ? AS street, ? AS evaluated, (row_number() OVER ()) - 1 AS line"
    database.execute(
        f"INSERT INTO city.{quoted(sheet)} BY NAME SELECT {places}, {columns} FROM incoming",  # noqa: S608 - quoted
        [entry.number, entry.street, entry.evaluated],
    )
    database.unregister("incoming")


def _add_items(database: duckdb.DuckDBPyConnection, sheet: str, columns: Iterable[str]) -> None:
    for name in columns:
        if is_item(name):
            database.execute(add_item_statement("city", sheet, name))


_LAYOUT = f"ROW_GROUP_SIZE {GROUP_ROWS}, BLOCK_SIZE {BLOCK_BYTES}"


def _literal(path: Path) -> str:
    return str(path).replace("'", "''")
