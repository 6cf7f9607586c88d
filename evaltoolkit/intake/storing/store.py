"""The de-identified tables on disk: complete under their name, or not there."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.faults.fault_names import NAMES
from evaltoolkit.intake.files.project import private_folder
from evaltoolkit.intake.files.whole_files import flush, write_whole
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality, SheetRows, sheet_rows
from evaltoolkit.model.workbook import TABLES, table

# Tables of some hundred rows: one look at a string of Arrow's takes longer than all looks at Python's.
pd.set_option("mode.string_storage", "python")

STORE_VERSION = 1
QUALITY_FILE = "quality.json"
ROSTER_FILE = "roster.parquet"
STREET_FILE = "street.txt"
QUALITY_COLUMNS = ("table", "level", "kind", "rows")


def write_store(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    *,
    quality: Iterable[Mapping[str, object]],
    roster: pd.DataFrame,
    sha256: str,
    sheets: Iterable[SheetRows] = (),
    street: str = "",
) -> None:
    """Write the tables under `folder` in one step; what stands there complete already is left.

    Parameters
    ----------
    folder
        Final place; its parent is on the same disk.
    tables
        De-identified tables by name.
    quality
        Rows of data quality: ``table``, ``level``, ``kind`` (value of a FaultKind), ``rows``.
    roster
        What the gate searches for; for its owner alone, and never read by :func:`read_store`.
    sha256
        Of the workbook.
    sheets
        What became of the records of each sheet.
    street
        That the workbook says it is of; never read by :func:`read_store`.
    """
    private_folder(folder.parent)
    own = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        for name, frame in {**tables, Path(ROSTER_FILE).stem: roster}.items():
            _listed(frame).to_parquet(own / f"{name}.parquet", index=False)
        content = {"version": STORE_VERSION, "sha256": sha256, "tables": list(tables), "faults": list(quality),
                   "sheets": [asdict(one) for one in sheets]}  # fmt: skip
        (own / QUALITY_FILE).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        if street:
            (own / STREET_FILE).write_text(street, encoding="utf-8")
        for file in own.iterdir():
            file.chmod(0o600)
            flush(file)
        flush(own)
        _put(own, folder)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def write_roster(folder: Path, roster: pd.DataFrame) -> None:
    """Write the roster alone, of a workbook whose tables are not stored: what is said of it is searched too."""
    private_folder(folder.parent)
    private_folder(folder)
    write_whole(folder / ROSTER_FILE, roster.to_parquet(index=False), private=True)


def is_complete(folder: Path) -> bool:
    """Return whether the tables stand there, written by this version of the store."""
    try:
        content = json.loads((folder / QUALITY_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("version") == STORE_VERSION


def read_store(folder: Path) -> Evidence:
    """Return the tables and their quality as :class:`~evaltoolkit.model.evidence.Evidence` documents them."""
    return read_stored(stored_files(folder))


def stored_files(folder: Path) -> dict[str, bytes]:
    """Return the files of the store by name, without the roster: what may go where no identifier may."""
    quality = (folder / QUALITY_FILE).read_bytes()
    names = [f"{name}.parquet" for name in json.loads(quality)["tables"]]
    return {QUALITY_FILE: quality, **{name: (folder / name).read_bytes() for name in names}}


def stored_street(folder: Path) -> str:
    """Return the street that the workbook says it is of; empty where it says none."""
    path = folder / STREET_FILE
    return path.read_text(encoding="utf-8") if path.exists() else ""


def read_stored(files: Mapping[str, bytes], only: Collection[str] | None = None) -> Evidence:
    """Return the tables in what :func:`stored_files` gave, or `only` those of these names."""
    content = json.loads(files[QUALITY_FILE])
    present = tuple(content["tables"])
    faults = [
        (row["table"], row["level"], NAMES[FaultKind(row["kind"])], int(row["rows"])) for row in content["faults"]
    ]
    tables = {name: _read(files[f"{name}.parquet"], name) for name in present if only is None or name in only}
    sheets = sheet_rows(content.get("sheets", ()))
    return Evidence(tables, quality_of(faults, present, sheets), content["sha256"])


def quality_of(
    faults: Iterable[tuple[object, ...]], present: tuple[str, ...], sheets: tuple[SheetRows, ...] = ()
) -> Quality:
    """Return the data quality of a workbook that holds the tables `present`."""
    missing = tuple(spec.name for spec in TABLES if spec.name not in present)
    return Quality(pd.DataFrame(list(faults), columns=list(QUALITY_COLUMNS)), present, missing, sheets)


def _read(content: bytes, name: str) -> pd.DataFrame:
    frame = pd.read_parquet(io.BytesIO(content))
    for column in table(name).columns:
        if column.kind is Kind.LABELS and column.name in frame:
            frame[column.name] = pd.Series([tuple(labels) for labels in frame[column.name]], dtype=object)
    return frame


def _listed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with tuples as lists, which parquet knows."""
    tuples = [name for name in frame.columns if len(frame) and isinstance(frame[name].iloc[0], tuple)]
    return frame.assign(**{name: frame[name].map(list) for name in tuples})


def _put(own: Path, folder: Path) -> None:
    for last in (False, False, True):  # another process may put the same tables there between two steps
        try:
            own.rename(folder)
            break
        except OSError:
            if is_complete(folder):
                return
            if last:
                raise
            shutil.rmtree(folder, ignore_errors=True)
    flush(folder.parent)
