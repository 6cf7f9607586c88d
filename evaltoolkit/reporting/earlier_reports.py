"""What was published of a street's year before, as disclosure control compares it with a new report.

Every results file of the street's year under ``reports/`` counts, in whatever run: a reader may hold them all. A new
report that takes the place of an old one carries the old counts on (they were public already), so that a third one is
compared with both. Only a report that is made again from the very same is not compared with itself. An office that
never sent an earlier report deletes it from ``reports/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaltoolkit.disclosure.earlier import EarlierReport
from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.project import find_project
from evaltoolkit.language import text
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.earlier_basis import basis_of

STATION = "station"


def earlier_reports(plan: Plan, run: str, *, workbook: str = "", home: Path | None = None) -> tuple[EarlierReport, ...]:
    """Return what earlier published reports of the plan's street and year showed.

    Parameters
    ----------
    plan
        Its key names the results files; for the station's own version nothing is compared.
    run
        Name of the run that is being made.
    workbook
        sha256 of the workbook: a report with rounded counts of the very same data says nothing new.
    home
        The project folder; that of the working folder by default.

    Raises
    ------
    FileError
        An earlier results file cannot be read: nothing can be compared with it.
    """
    if plan.audience == STATION:
        return ()
    root = find_project().root if home is None else home
    found: list[EarlierReport] = []
    before: list[EarlierReport] = []  # without what the report to be replaced showed itself
    basis = ""
    for path in sorted((root / "reports").glob(f"*/{plan.key}.results.json")):
        content, is_replaced = _content(path), path.parent.name == run
        if content.get("round_to", 1) == 1 or not workbook or _workbook(content) != workbook:
            own, *carried = _reports(content, is_replaced=is_replaced)
            found += [own, *carried]
            before += carried if is_replaced else [own, *carried]
        if is_replaced:
            basis = content.get("basis", "")
    is_made_again = basis and basis == basis_of(plan, workbook, before, home=root)
    return tuple(before if is_made_again else found)


def carried_on(shown: ProtectedReport) -> list[dict[str, Any]]:
    """Return what the report that is replaced showed and the new one shows otherwise or not, for its results file."""
    now = {cell: count for table in shown.tables.values() for cell, count in _shown_counts(table)}
    carried = []
    for report in shown.earlier:
        other = {cell: count for cell, count in report.counts.items() if now.get(cell) != count}
        if report.is_replaced and other:
            cells = [{"table": cell.table, "row": cell.row, cell.column: count} for cell, count in other.items()]
            carried.append({"blur": report.blur, "counts": cells})
    return carried


def _shown_counts(table: ProtectedTable) -> Iterator[tuple[CountCell, float]]:
    for row in range(len(table.frame)):
        key = tuple(str(table.frame.at[row, name]) for name in table.keys) or (str(row),)
        for column in table.people:
            value: Any = table.frame.at[row, column]
            if not table.mask.at[row, column] and value == value and value is not None:
                yield CountCell(table.name, key, column), float(value)


def _reports(content: Mapping[str, Any], *, is_replaced: bool) -> Iterator[EarlierReport]:
    own = {cell: count for name, table in content["tables"].items() for cell, count in _counts(name, table)}
    yield EarlierReport(own, float(content.get("round_to", 1) // 2), is_replaced)
    for carried in content.get("earlier", ()):
        cells = {
            CountCell(entry["table"], tuple(entry["row"]), column): float(count)
            for entry in carried["counts"]
            for column, count in entry.items()
            if column not in ("table", "row")
        }
        yield EarlierReport(cells, float(carried["blur"]), is_replaced)


def _counts(name: str, table: Mapping[str, Any]) -> Iterator[tuple[CountCell, float]]:
    keys, people = table.get("keys", ()), table.get("people", ())
    for number, row in enumerate(table["rows"]):
        key = tuple(str(row[column]) for column in keys) or (str(number),)
        for column in people:
            if row.get(column) is not None:
                yield CountCell(name, key, column), float(row[column])


def _workbook(content: Mapping[str, Any]) -> str:
    inputs = (content.get("provenance") or {}).get("inputs", ())
    return next((digest for name, digest in inputs if name == "workbook"), "")


def _content(path: Path) -> dict[str, Any]:
    content: Any = None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        is_known = isinstance(content, dict) and isinstance(content.get("tables"), dict)
    except (OSError, ValueError):
        is_known = False
    if not is_known:
        raise FileError(
            text(
                "The earlier report {file} in reports/{run} cannot be read, so the new one cannot be compared with it. "
                "If it was never sent, delete it and run again.",
                file=path.name,
                run=path.parent.name,
            ),
            ExitCode.FILE_BROKEN,
        )
    return dict(content)
