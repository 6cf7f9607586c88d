"""Open a DuckDB file: nothing is fetched from anywhere, and every failure is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.language import text

if TYPE_CHECKING:
    import duckdb

MEMORY = (
    "512MB"  # 本工具规则: what does not fit is put on the disk, so that a city needs no larger machine than a street
)
_NOTHING_FETCHED = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_COMMON = {**_NOTHING_FETCHED, "threads": 1, "memory_limit": MEMORY}


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a data file to read; a view in it that names another file is refused.

    Raises
    ------
    UserError
        The package is not installed, or the file is no data file or cannot be read.
    """
    module = _package()
    try:
        with module.connect(str(path), read_only=True, config={**_COMMON, "enable_external_access": False}) as database:
            yield database
    except module.Error as error:
        raise _broken(path) from error


@contextmanager
def writing(stage: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty connection that may attach files and puts what it cannot hold beside `stage`."""
    module = _package()
    spill = {"temp_directory": str(stage.with_name(f"{stage.name}.spill"))}
    try:
        with module.connect(config={**_COMMON, **spill}) as database:
            yield database
    except module.Error as error:
        raise _broken(stage) from error


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold `lock` for this process; the system lets go of it with the process, however that ends.

    Raises
    ------
    UserError
        Another process holds it.
    """
    module = _package()
    try:
        held = module.connect(str(lock), config=_COMMON)
    except module.Error:
        raise UserError(
            text("Another `collect` is writing this data file; wait until it has ended."), ExitCode.TARGET_BUSY
        ) from None
    try:
        yield
    finally:
        held.close()


def _package() -> Any:
    try:
        import duckdb
    except ImportError:
        raise UserError(
            text("A city's data file needs the package duckdb; install it with: {command}", command=_COMMAND),
            ExitCode.SETUP_FAILED,
        ) from None
    return duckdb


_COMMAND = 'pip install -c constraints.txt -e ".[city]"'


def _broken(path: Path) -> FileError:
    return FileError(
        text("{file}: this data file cannot be read or written; collect the workbooks again.", file=path.name),
        ExitCode.FILE_BROKEN,
    )
