"""Read one street's year out of a city's data file, and nothing of the others."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.city.city_database import reading
from evaltoolkit.intake.city.city_schema import CITY_VERSION, quoted
from evaltoolkit.intake.storing.store import QUALITY_FILE
from evaltoolkit.language import text
from evaltoolkit.model.plan import Plan

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class StreetYear:
    """One street's year in a data file.

    Parameters
    ----------
    number
        Stands in every row of it.
    street
        As the workbook's file name gave it: the plan's `slug` or `street`.
    evaluated
        The year.
    sha256
        Of the workbook.
    store
        Folder in ``private/tables`` that the tables were collected from, where the roster lies.
    made_by
        Digest of the code and the scales that checked the workbook.
    """

    number: int
    street: str
    evaluated: int
    sha256: str
    store: str
    made_by: str


def street_years(database: duckdb.DuckDBPyConnection) -> tuple[StreetYear, ...]:
    """Return every street's year in an open data file, in the order in which they were collected."""
    rows = database.execute(
        "SELECT street_year, street, evaluated, sha256, store, made_by FROM street_years ORDER BY street_year"
    ).fetchall()
    return tuple(StreetYear(*row) for row in rows)


def find_street(path: Path, plan: Plan) -> StreetYear:
    """Return the plan's street and year in a data file.

    Raises
    ------
    FileError
        It does not hold them, holds two that could be meant, or has another layout.
    """
    with reading(path) as database:
        require_layout(path, database)
        return _find(path, plan, street_years(database))


def read_street(path: Path, street_year: StreetYear) -> dict[str, bytes]:
    """Return the files of one street's year as the store of tables writes them: its description and its tables.

    Notes
    -----
    Only the groups of rows that hold this street are read: every query names the street's number, by which the rows
    stand in order.
    """
    import pyarrow as pa

    with reading(path) as database:
        found = database.execute("SELECT quality FROM street_years WHERE street_year = ?", [street_year.number])
        (quality,) = found.fetchone() or ("",)
        files = {QUALITY_FILE: str(quality).encode()}
        columns = database.execute(
            "SELECT sheet, arrow_schema FROM stored_columns WHERE street_year = ?", [street_year.number]
        ).fetchall()
        for sheet, packed in columns:
            schema = pa.ipc.read_schema(pa.py_buffer(packed))
            files[f"{sheet}.parquet"] = _parquet(_table(database, sheet, street_year.number, schema))
    return files


def require_layout(path: Path, database: duckdb.DuckDBPyConnection) -> None:
    """Raise a FileError where an open data file has another layout than this version writes."""
    row = database.execute("SELECT version FROM layout").fetchone()
    if row is None or row[0] != CITY_VERSION:
        raise FileError(
            text(
                "{file}: this data file was written by another version of the toolkit; collect into a new one.",
                file=path.name,
            ),
            ExitCode.FILE_BROKEN,
        )


def _find(path: Path, plan: Plan, entries: tuple[StreetYear, ...]) -> StreetYear:
    found = [one for one in entries if one.evaluated == plan.year and one.street in _names(plan)]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = text(
            "{file} holds both {slug} and {street} of {year}; give their workbooks different names and collect again.",
            file=path.name, slug=plan.slug, street=plan.street, year=plan.year,
        )  # fmt: skip
        raise FileError(sentence, ExitCode.FILE_BROKEN)
    raise FileError(
        text(
            "{file} does not hold {street} of {year}. Collect its workbook, named {slug}_{year} or {street}_{year}.",
            file=path.name,
            street=plan.street,
            slug=plan.slug,
            year=plan.year,
        ),
        ExitCode.FILE_MISSING,
    )


def _names(plan: Plan) -> tuple[str, ...]:
    made = (plan.slug.removesuffix(_MADE),) if plan.synthetic else ()
    return (plan.slug, plan.street, *made)


_MADE = "_synthetic"  # ends the slug of a made street, and not the name of its workbook


def _table(database: duckdb.DuckDBPyConnection, sheet: str, number: int, schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    columns = ", ".join(quoted(name) for name in schema.names)
    query = f"SELECT {columns} FROM {quoted(sheet)} WHERE street_year = ? ORDER BY line"  # noqa: S608 - names quoted
    rows = database.sql(query, params=[number]).to_arrow_table()
    arrays = [_as_stored(rows.column(name), schema.field(name).type) for name in schema.names]
    return pa.Table.from_arrays(arrays, schema=schema)


def _as_stored(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray | pa.Array:
    """Return a column in the type that it had in the store; one without any value had none."""
    import pyarrow as pa

    if pa.types.is_null(wanted) or (pa.types.is_list(wanted) and pa.types.is_null(wanted.value_type)):
        return pa.array(column.to_pylist(), type=wanted)
    return column.cast(wanted)


def _parquet(table: pa.Table) -> bytes:
    import pyarrow.parquet as parquet

    stream = io.BytesIO()
    parquet.write_table(table, stream)
    return stream.getvalue()
