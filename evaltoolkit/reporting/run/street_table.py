"""A run as one workbook: streets by indicators, in the order of the index and never ranked.

It holds what the published results of the shared and the public version hold, as printed, and nothing else: streets
whose report is for other readers stand there without figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, NOT_PROVIDED, SUPPRESSED, Audience
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.score import LEVELS, points_between, same
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.page_name import table_name, tables_in
from evaltoolkit.reporting.release.release_files import release_files
from evaltoolkit.reporting.run.index_entry import IndexEntry

_OPEN_TO_ALL = (Audience.SHARED, Audience.PUBLIC)
_HEAD = (text("District"), text("Street or town"), text("Year"), text("Total"), text("Grade"))
_POINTS = "0.00"
_NOTES = (
    text("The streets stand in the order of the index. This is no ranking: they differ in whom they serve."),
    text("Points as printed in the reports. Not provided counts neither as 0 nor as full marks."),
    text("The full account of each figure stands in the street's own report."),
)
_MADE = text("Sample data (synthetic): no real person, station or street")


@dataclass(frozen=True, slots=True)
class _Street:
    entry: IndexEntry
    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    withheld: frozenset[tuple[tuple[str, str], str]]
    kept_for: Text | None = None


def write_street_table(
    entries: Iterable[IndexEntry], folder: Path, *, roster: Roster, language: str = DEFAULT_LANGUAGE
) -> Path | None:
    """Write the workbook of a run beside its index, in place of an earlier one; None where no street has figures.

    Parameters
    ----------
    entries
        The streets, in the order of the index.
    folder
        Of the run's published files.
    roster
        Who may not be named in it. Where somebody is, there is no workbook.
    language
        Its language.
    """
    streets = [_street(entry, folder) for entry in entries]
    for old in tuple(tables_in(folder)):
        with suppress(OSError):
            old.unlink()
    if not any(street.rows for street in streets):
        return None
    years = "–".join(str(year) for year in sorted({street.entry.year for street in streets if street.entry.year}))
    is_made = any(street.entry.synthetic for street in streets)
    path = folder / table_name(years, is_made=is_made, language=language)
    content = street_table(streets, Language(language), is_made=is_made)
    try:
        return release_files({path: content}, roster, private=False)[path]
    except UserError as error:
        if error.exit_code is not ExitCode.IDENTIFIER_FOUND:
            raise
        return None


def street_table(streets: Iterable[_Street], reader: Language, *, is_made: bool) -> bytes:
    """Return the workbook: a sheet of points, one of what was reached, one of what to know."""
    listed = tuple(streets)
    columns = tuple(dict.fromkeys(key for street in listed for key in street.rows))
    notes = (*((_MADE,) if is_made else ()), *_NOTES)

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        for name, cells in ((text("Points"), _points), (text("Value reached"), _actual)):
            sheet = book.add_worksheet(reader.say(name))
            titles = [*_HEAD, *(_title(key, listed) for key in columns)]
            for place, title in enumerate(titles):
                write_cell(sheet, (0, place), reader.say(title), formats, bold=True, bottom=1, text_wrap=True)
            for number, street in enumerate(listed, start=1):
                for place, cell in enumerate([*_about(street), *(cells(street, key) for key in columns)]):
                    shown = reader.say(cell) if isinstance(cell, str | Text) else cell
                    look = {"num_format": _POINTS} if isinstance(cell, float) else {}
                    write_cell(sheet, (number, place), shown, formats, **look)
            sheet.set_column(0, len(titles), 16)
            sheet.freeze_panes(1, 2)
        sheet = book.add_worksheet(reader.say(text("Explanations")))
        sheet.set_column(0, 0, 100)
        for number, note in enumerate(notes):
            write_cell(sheet, (number, 0), reader.say(note), formats, text_wrap=True)

    return workbook_bytes(fill)


def _street(entry: IndexEntry, folder: Path) -> _Street:
    path = folder / f"{entry.key}.results.json"
    if entry.low is None or not path.exists():
        return _Street(entry, {}, frozenset(), entry.total if isinstance(entry.total, Text) else None)
    content = json.loads(path.read_text(encoding="utf-8"))
    audience = content.get("audience")
    if audience not in _OPEN_TO_ALL:
        return _Street(entry, {}, frozenset(), AUDIENCE_NAMES[Audience(audience)] if audience else NOT_PROVIDED)
    card = content["tables"]["scorecard"]
    keys = [(str(row["indicator"]), _name(row)) for row in card["rows"]]
    withheld = {(keys[mark["row"]], column) for mark in card.get("withheld", ()) for column in mark["columns"]}
    return _Street(entry, dict(zip(keys, card["rows"], strict=True)), frozenset(withheld))


def _name(row: Mapping[str, Any]) -> str:
    return str(next((row[level] for level in reversed(LEVELS) if row.get(level)), row["indicator"]))


def _title(key: tuple[str, str], streets: Iterable[_Street]) -> Text:
    weights = {float(street.rows[key]["weight"]) for street in streets if key in street.rows}
    said = "/".join(trimmed(weight) for weight in sorted(weights))
    return text("{name} ({weight} points)", name=key[1], weight=said)


def _about(street: _Street) -> Iterator[object]:
    entry = street.entry
    name = text("{street} (sample data)", street=entry.street) if entry.synthetic else entry.street
    yield from (entry.district or None, name, entry.year or None)
    if street.kept_for is not None or entry.low is None or entry.high is None:
        yield from (street.kept_for or NOT_PROVIDED, None)
        return
    yield entry.low if same(entry.low, entry.high) else points_between(entry.low, entry.high)
    yield entry.grade or text("grade not settled")


def _points(street: _Street, key: tuple[str, str]) -> object:
    found = street.rows.get(key)
    if found is None:
        return None
    if found["points"] is not None:
        return float(found["points"])
    return SUPPRESSED if (key, "points") in street.withheld else NOT_PROVIDED


def _actual(street: _Street, key: tuple[str, str]) -> object:
    found = street.rows.get(key)
    if found is None:
        return None
    if (key, "actual") in street.withheld:
        return SUPPRESSED
    return found["actual"] or NOT_PROVIDED
