"""The station's list of answers that need a person's attention at once: by code, in ``private/``, never in a report."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaltoolkit.instruments.alerts import find_alerts
from evaltoolkit.instruments.registry import Registry
from evaltoolkit.intake.checking.check import CheckedWorkbook
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.private_csv import write_private_csv
from evaltoolkit.language import Text, text

HEADER = ("档案号", "量表", "时点", "题号", "答案", "工作表行号", "要做的事")


@dataclass(frozen=True, slots=True)
class AlertList:
    """Where the list lies, how many answers it holds and of how many people."""

    path: Path
    answers: int
    people: int


def file_alerts(checked: CheckedWorkbook, scales: Registry, project: Project) -> AlertList | None:
    """Write the list of a workbook for its owner alone; None, and no file, where no answer calls for it.

    Parameters
    ----------
    checked
        The checked workbook, codes still in it. Rows that were set aside count too: a fault in another cell must not
        silence an answer.
    scales
        Scale versions by id.
    project
        Where ``private/`` lies.
    """
    path = alerts_path(project, checked.raw.sha256)
    found = _alerts(checked, scales)
    if found.empty:
        path.unlink(missing_ok=True)
        return None
    columns = found[["client", "scale", "wave", "item", "answer", "row", "step"]]
    write_private_csv(path, HEADER, columns.itertuples(index=False))
    return AlertList(path, len(found), int(found["client"].nunique(dropna=False)))


def alerts_path(project: Project, sha256: str) -> Path:
    """Return where the list of a workbook of that sha256 lies."""
    return project.alerts / f"{sha256}.csv"


def read_alerts(project: Project, sha256: str) -> AlertList | None:
    """Return the list that :func:`file_alerts` wrote for a workbook of that sha256, or None where there is none."""
    path = alerts_path(project, sha256)
    if not path.exists():
        return None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        codes = [row[0] for row in csv.reader(stream)][1:]
    return AlertList(path, len(codes), len(set(codes)))


def alert_lines(found: AlertList | None) -> Iterator[Text]:
    """Yield what the command line says of the list: how many answers, and where they are listed."""
    if found is None:
        return
    yield text(
        "Answers that need a person's attention today: {n}, of {people} people.", n=found.answers, people=found.people
    )
    yield text("They are listed by code, with what to do: {path}. Keep the list at the station.", path=str(found.path))


def _alerts(checked: CheckedWorkbook, scales: Registry) -> pd.DataFrame:
    table = checked.tables.get("measurements")
    if table is None or not table.has("scale"):
        return pd.DataFrame()
    frame = table.frame.assign(row=table.rows)
    known = frame[frame["scale"].isin(list(scales))].reindex(columns=[*_CONTEXT, *_items(frame)])
    return find_alerts(known, scales, keep=("answer", "row"))


_CONTEXT = ("client", "scale", "wave", "row")


def _items(frame: pd.DataFrame) -> list[str]:
    return [name for name in map(str, frame.columns) if name.startswith("item_")]
