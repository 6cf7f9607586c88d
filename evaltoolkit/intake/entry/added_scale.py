"""Add a scale to an entry workbook that is in use: columns for its answers, every other cell as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.checking.headers import Columns, find_columns
from evaltoolkit.intake.checking.wide import item_column
from evaltoolkit.intake.entry.entry_help import MAX_HINT
from evaltoolkit.intake.entry.entry_rules import n_items
from evaltoolkit.intake.files.whole_files import write_whole
from evaltoolkit.intake.reading.raw_tables import RawSheet
from evaltoolkit.intake.reading.sheet_xml import column_letters
from evaltoolkit.intake.reading.workbook_reader import paths_by_sheet, read_workbook, sheets_of
from evaltoolkit.language import text
from evaltoolkit.model.workbook import table

_CELL = re.compile(r"<c\b[^>]*>")
_STYLE = re.compile(r'\bs="([0-9]+)"')
_SPANS = re.compile(r'\sspans="[^"]*"')
_LIST = re.compile(
    r'(<dataValidation\b[^>]*\bsqref="(?:[^"]* )?(?P<column>[A-Z]+)[0-9]+[:" ][^>]*>\s*<formula1>(?:"|&quot;))'
    r'(?P<ids>[^"<&]*)("|&quot;)'
)

Place = tuple[int, int]
"""Row as Excel shows it, column counted from 0."""


def add_scales(path: Path, scales: Sequence[Scale]) -> None:
    """Add columns for the items of the scales to the sheet of measurements, and the scales to its drop-down.

    Raises
    ------
    UserError
        It is no .xlsx with such a sheet, or cannot be changed without touching other cells; it stays as it was.
    """
    spec = table("measurements")
    before = read_workbook(path)
    sheet = next((one for one in before.sheets if one.name.strip() == spec.sheet), None)
    found = None if sheet is None else find_columns(sheet, spec)
    if path.suffix.lower() != ".xlsx" or sheet is None or found is None or found.waves:
        raise _by_hand(path, scales, spec.sheet)
    content = path.read_bytes()
    new = _headers(sheet, found, n_items(scales))
    changed = _changed(content, sheet, found, new, [scale.id for scale in scales])
    if changed is None or not _is_as_before(changed, before.sheets, sheet, new):
        raise _by_hand(path, scales, spec.sheet)
    write_whole(path, changed, private=True)


def _by_hand(path: Path, scales: Sequence[Scale], sheet: str) -> UserError:
    return UserError(
        text("{file} cannot be changed by this tool; write the headers 题1 to 题{n} into the sheet {sheet} by hand.",
             file=path.name, n=n_items(scales), sheet=sheet),
        ExitCode.FILE_NOT_A_WORKBOOK,
    )  # fmt: skip


def _headers(sheet: RawSheet, found: Columns, count: int) -> dict[Place, str]:
    """Return the headers that are missing, by their place behind the last used column."""
    first = max((*map(int, sheet.cells.columns), *found.headers)) + 1
    missing = [number for number in range(1, count + 1) if number not in found.items]
    return {(found.header_row, place): item_column(number).header for place, number in enumerate(missing, start=first)}


def _changed(
    content: bytes, sheet: RawSheet, found: Columns, new: Mapping[Place, str], ids: Sequence[str]
) -> bytes | None:
    """Return the workbook with the headers written, or None where its XML is of an unknown kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {entry: book.read(entry) for entry in book.infolist()}
    place = paths_by_sheet({entry.filename.lower(): part for entry, part in parts.items()}, sheet.file)[sheet.name]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        for entry, part in parts.items():
            if entry.filename.lower() == place:
                words = _with_headers(part.decode("utf-8"), found.header_row, new)
                if words is None:
                    return None
                part = _with_choices(words, column_letters(found.places["scale"]), ids).encode()
            book.writestr(entry, part)
    return written.getvalue()


def _with_headers(part: str, row: int, new: Mapping[Place, str]) -> str | None:
    found = re.search(rf'<row\b[^>]*\br="{row}"[^>]*[^/]>', part)
    end = part.find("</row>", found.end()) if found else -1
    if found is None or end < 0:
        return None
    style = _STYLE.search((_CELL.findall(part[found.end() : end]) or [""])[-1])
    look = f' s="{style[1]}"' if style else ""
    cells = "".join(
        f'<c r="{column_letters(place)}{row}"{look} t="inlineStr"><is><t>{escape(header)}</t></is></c>'
        for (_, place), header in new.items()
    )
    return part[: found.start()] + _SPANS.sub("", found[0]) + part[found.end() : end] + cells + part[end:]


def _with_choices(part: str, column: str, ids: Sequence[str]) -> str:
    """Return the sheet with the scales in the drop-down of their column, where it has one that holds them."""

    def more(match: re.Match[str]) -> str:
        offered = ",".join(dict.fromkeys((*match["ids"].split(","), *ids)))
        fits = match["column"] == column and len(offered) <= MAX_HINT
        return f"{match[1]}{offered if fits else match['ids']}{match[4]}"

    return _LIST.sub(more, part)


def _is_as_before(changed: bytes, before: Sequence[RawSheet], measured: RawSheet, new: Mapping[Place, str]) -> bool:
    """Return whether every cell is as it was, but for the new headers."""
    after = tuple(sheets_of(changed, measured.file))
    wanted = [_cells(sheet) | (dict(new) if sheet is measured else {}) for sheet in before]
    return [sheet.name for sheet in before] == [sheet.name for sheet in after] and wanted == list(map(_cells, after))


def _cells(sheet: RawSheet) -> dict[Place, object]:
    return {
        (int(row), int(place)): cell
        for row, cells in zip(sheet.cells.index, sheet.cells.to_numpy(), strict=True)
        for place, cell in zip(sheet.cells.columns, cells, strict=True)
        if cell is not None
    }
