"""Take a workbook in: check it, free it of identifiers, store its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from evaltoolkit.errors import RegistryError, WorkbookError
from evaltoolkit.instruments.registry import Registry, build_registry
from evaltoolkit.instruments.shape import ScaleShape, shapes
from evaltoolkit.intake.alert_list import file_alerts
from evaltoolkit.intake.check import CheckedWorkbook, check_workbook, report_of
from evaltoolkit.intake.checked_table import is_stopping
from evaltoolkit.intake.code_list import file_codes
from evaltoolkit.intake.fault_kinds import Level
from evaltoolkit.intake.project import Project, yaml_files
from evaltoolkit.intake.pseudonyms import station_key
from evaltoolkit.intake.release import code_names, release
from evaltoolkit.intake.store import is_complete, write_store
from evaltoolkit.intake.store_key import store_key
from evaltoolkit.intake.workbook_reader import read_workbook
from evaltoolkit.language import text


def take_in(path: Path, *, project: Project, year: int) -> str:
    """Store the de-identified tables of a workbook and return the name of their folder.

    Raises
    ------
    FileError
        The file cannot be read.
    WorkbookError
        Something must be put right first; every fault of that level at once.
    """
    scales = project_scales(project)
    checked = check_workbook(read_workbook(path), year=year, scales=shapes(scales))
    file_alerts(checked, scales, project)
    if is_stopping(checked.faults):
        raise WorkbookError(*(fault.sentence() for fault in checked.faults if fault.level is Level.STOP))
    names = code_names(checked.tables, station_key(project))
    file_codes(names, checked.raw.sha256, project)
    key = store_key(checked.raw.sha256, year, project)
    folder = project.tables / key
    if not is_complete(folder):
        write_store(
            folder,
            {name: release(table, names) for name, table in checked.tables.items()},
            quality=_quality(checked),
            roster=_roster(checked, names),
            sha256=checked.raw.sha256,
            sheets=report_of(checked).tables,
        )
    return key


def project_scales(project: Project) -> Registry:
    """Return every scale that the package ships or the project adds."""
    return build_registry({path.name: _words(path) for path in yaml_files(project.parameters / "scales")})


def _words(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise RegistryError(
            text("Scale file {file} cannot be read as text in UTF-8; save it again so.", file=path.name)
        ) from None


def project_shapes(project: Project) -> Mapping[str, ScaleShape]:
    """Return the shape of every scale that the package ships or the project adds."""
    return shapes(project_scales(project))


def _quality(checked: CheckedWorkbook) -> list[dict[str, object]]:
    """Return how many rows each kind of fault touches in each table."""
    rows = dict.fromkeys((fault.table, fault.level, fault.kind, fault.row) for fault in checked.faults if fault.table)
    counted = Counter((table, level, kind) for table, level, kind, _ in rows)
    return [
        {"table": table, "level": level.value, "kind": kind.value, "rows": count}
        for (table, level, kind), count in counted.items()
    ]


def _roster(checked: CheckedWorkbook, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    people = checked.people
    rows = [(part, value, "") for part in people.__slots__ for value in sorted(getattr(people, part))]
    rows += [("codes", code, name) for found in names.values() for code, name in found.items()]
    return pd.DataFrame(rows, columns=["part", "value", "pseudonym"], dtype="str")
