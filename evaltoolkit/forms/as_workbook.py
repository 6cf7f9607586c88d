"""A filled-in form as sheets of the workbook: targets, actual values and money; scores are computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import xlsxwriter

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.forms.figures import is_blank, is_open, level_of, number_of, quantity_of
from evaltoolkit.forms.reading import ReadForm
from evaltoolkit.intake.entry.entry_sheets import header_of
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.model.filling import FIGURES, MONEY_UNIT
from evaltoolkit.model.workbook import table

Names = Mapping[str, str]
"""Name of each indicator of a system, by its id."""
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class FromForm:
    """What a form hands over.

    Parameters
    ----------
    sheets
        Rows by table: cells by column.
    system
        Id of the indicator system whose names the rows bear; empty where none fits.
    left
        Names of the rows that are no indicator of it: they are not taken over.
    """

    sheets: Mapping[str, tuple[Mapping[str, Cell], ...]]
    system: str
    left: tuple[str, ...]


def from_form(form: ReadForm, file: str, systems: Mapping[str, Names]) -> FromForm:
    """Return what the form holds, its rows named by the system that knows most of them."""
    names = [_said(row, "level_3") for row in form.rows]
    system = max(
        systems, key=lambda id_: len({*map(_plain, names)} & {*map(_plain, systems[id_].values())}), default=""
    )
    ids = {_plain(name): id_ for id_, name in systems.get(system, {}).items()}
    taken = [_target(row, ids[_plain(name)], file) for row, name in zip(form.rows, names, strict=True)
             if _plain(name) in ids]  # fmt: skip
    left = tuple(name for name in names if name and _plain(name) not in ids and not _is_of_funds(name))
    sheets = {"basics": tuple(_money(form, file)), "targets": tuple(taken)}
    return FromForm({name: rows for name, rows in sheets.items() if rows}, system if taken else "", left)


def _plain(words: str) -> str:
    return "".join(words.split()).replace("(", "（").replace(")", "）")


def _is_of_funds(name: str) -> bool:
    """Return whether a row is the rate of execution, which follows from the money."""
    return "执行率" in name


def _said(row: Mapping[str, FoundCell], column: str) -> str:
    cell = row.get(column)
    return "" if cell is None or is_blank(cell) or is_open(cell) else " ".join(cell.words.split())


def _target(row: Mapping[str, FoundCell], id_: str, file: str) -> Mapping[str, Cell]:
    target, actual = _said(row, "target"), _said(row, "actual")
    level = level_of(row.get("actual")) if actual and quantity_of(row.get("actual")) is None else ""
    return {
        "indicator": id_, "name": _said(row, "level_3"), "target": target or None,
        "target_source": f"自评表 {file}" if target else None, "actual": (actual if not level else None) or None,
        "level": level or None, "deviation": _said(row, "reason") or None,
    }  # fmt: skip


def _money(form: ReadForm, file: str) -> Iterator[Mapping[str, Cell]]:
    total = form.funds.get("total", {})
    for item, part in FIGURES.items():
        value = number_of(total.get(part))
        if value is not None:
            yield {"item": f"{item}（{MONEY_UNIT}）", "value": float(value), "source": f"自评表 {file}"}


def form_workbook(found: FromForm) -> bytes:
    """Return the sheets of the workbook that hold what was taken from the form."""

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        for name, rows in found.sheets.items():
            spec = table(name)
            sheet = book.add_worksheet(spec.sheet)
            columns = [column for column in spec.columns if any(row.get(column.name) is not None for row in rows)]
            for place, column in enumerate(columns):
                write_cell(sheet, (0, place), header_of(column), formats, bold=True)
            for line, row in enumerate(rows, start=1):
                for place, column in enumerate(columns):
                    write_cell(sheet, (line, place), row.get(column.name), formats)

    return workbook_bytes(fill)
