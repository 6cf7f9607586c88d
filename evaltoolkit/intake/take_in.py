"""Take a workbook in: check it, free it of identifiers, store its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from evaltoolkit.errors import WorkbookError
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import CheckedWorkbook, check_workbook, report_of
from evaltoolkit.intake.checking.checked_table import is_stopping
from evaltoolkit.intake.checking.headers import own_words
from evaltoolkit.intake.checking.roster import People, people_of
from evaltoolkit.intake.entry.stated_street import stated_street
from evaltoolkit.intake.faults.fault_kinds import Level
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.mapping.maps import read_data
from evaltoolkit.intake.people.code_list import file_codes
from evaltoolkit.intake.people.name_list import file_unsure, list_path, read_answers
from evaltoolkit.intake.people.pseudonyms import station_key
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.intake.storing.alert_list import file_alerts
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.intake.storing.store import is_complete, write_roster, write_store
from evaltoolkit.intake.storing.store_key import store_key


def take_in(path: Path, *, project: Project, year: int, before_writing: Callable[[], object] = lambda: None) -> str:
    """Store the de-identified tables of a workbook and return the name of their folder.

    Parameters
    ----------
    path
        The workbook.
    project
        Where its tables are stored.
    year
        The year that it is of.
    before_writing
        Called once the workbook is read and before anything is written.

    Raises
    ------
    FileError
        The file cannot be read.
    WorkbookError
        Something must be put right first; every fault of that level at once.
    """
    scales = project_scales(project)
    raw, listed = read_data(path, project), list_path(project, path)
    people = people_of(raw, read_answers(listed))
    before_writing()
    secret = station_key(project)
    folder = project.tables / store_key(raw.sha256, year, project)
    if not is_complete(folder):  # before all else: whatever stops the check, what is then said is searched for names
        write_roster(folder, _roster(people, {}))
    checked = check_workbook(raw, year=year, scales=shapes(scales), people=people, key=secret)
    file_unsure(listed, people.unsure, is_open=bool(people.told))
    file_alerts(checked, scales, project)
    if is_stopping(checked.faults):
        ours = own_words()
        raise WorkbookError(*(fault.sentence(ours) for fault in checked.faults if fault.level is Level.STOP))
    names = code_names(checked.tables, secret)
    file_codes(names, raw.sha256, project)
    if not is_complete(folder):
        write_store(
            folder,
            {name: release(table, names) for name, table in checked.tables.items()},
            quality=_quality(checked),
            roster=_roster(people, names),
            sha256=raw.sha256,
            sheets=report_of(checked).tables,
            street=stated_street(raw, people.names),
        )
    return folder.name


def _quality(checked: CheckedWorkbook) -> list[dict[str, object]]:
    """Return how many rows each kind of fault touches in each table."""
    rows = dict.fromkeys((fault.table, fault.level, fault.kind, fault.row) for fault in checked.faults if fault.table)
    counted = Counter((table, level, kind) for table, level, kind, _ in rows)
    return [
        {"table": table, "level": level.value, "kind": kind.value, "rows": count}
        for (table, level, kind), count in counted.items()
    ]


def _roster(people: People, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    parts = {"names": people.names, "addresses": people.addresses, "numbers": people.numbers}
    rows = [(part, value, "") for part, values in parts.items() for value in sorted(values)]
    rows += [("codes", code, name) for found in names.values() for code, name in found.items()]
    known = {code for found in names.values() for code in found}
    rows += [("codes", code, "") for code in sorted(people.codes - known)]
    return pd.DataFrame(rows, columns=["part", "value", "pseudonym"], dtype="str")
