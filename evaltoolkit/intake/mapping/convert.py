"""Put the sheets of the workbook together from a station's own, as its maps say; messages still point at her cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from evaltoolkit.intake.checking.headers import find_columns
from evaltoolkit.intake.checking.row_selection import is_example
from evaltoolkit.intake.checking.sheet_look import look
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.mapping.heads import YEAR, HeadedSheet, find_head, is_period
from evaltoolkit.intake.mapping.joined import Part, joined
from evaltoolkit.intake.mapping.records import records_of
from evaltoolkit.intake.mapping.repeated import repeated
from evaltoolkit.intake.mapping.sessions import linked, unlinked
from evaltoolkit.intake.mapping.sheet_map import SheetMap
from evaltoolkit.intake.mapping.waves import one_below_the_other
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook
from evaltoolkit.language import Language
from evaltoolkit.model.columns import TableSpec
from evaltoolkit.model.workbook import TABLES, table, table_of_sheet

_ONCE = (FaultKind.LEFT_OUT, FaultKind.COLUMNS_NOT_READ)
_MOST_NAMED = 5  # headers that changed, in one sentence


@dataclass(slots=True)
class _Taken:
    """What was taken so far: parts by table, faults, and the sheets that are read through a map."""

    parts: dict[str, list[Part]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    sheets: list[RawSheet] = field(default_factory=list)


def apply_maps(raw: RawWorkbook, maps: Sequence[SheetMap]) -> RawWorkbook:
    """Return the workbook with the sheets that its maps put together beside its own, which are marked as taken.

    A sheet that its map does not fit any more stays unread, with a fault that asks for a new one.
    """
    taken = _Taken()
    for sheet in raw.sheets:
        each = map_for(sheet, maps)
        if each is None:
            taken.sheets.append(sheet)
            continue
        taken.sheets.append(replace(sheet, is_taken=True))
        if not each.table:
            taken.faults += _unread(sheet)
        else:
            _take(taken, sheet, each)
    if not taken.parts and not taken.faults:
        return raw
    for number, sheet in enumerate(taken.sheets):
        spec = None if sheet.is_taken else table_of_sheet(sheet.name)
        if spec is not None and spec.name in taken.parts:
            own = _own_part(sheet, spec)
            taken.sheets[number] = replace(sheet, is_taken=True)
            if own.rows:  # else a template that may stay empty beside her own files
                taken.parts[spec.name].insert(0, own)
                taken.faults += look(sheet, spec, own.rows)
    if "measurements" in taken.parts:
        taken.parts["measurements"] = one_below_the_other(taken.parts["measurements"])
    services = _services(taken)
    taken.faults += unlinked(taken.parts, services)
    taken.parts = linked(taken.parts, services)
    made = [joined(each, taken.parts[each.name], raw.file) for each in TABLES if each.name in taken.parts]
    taken.faults += (fault for name, parts in taken.parts.items() for fault in repeated(table(name), parts))
    return replace(raw, sheets=(*taken.sheets, *made), faults=(*raw.faults, *_once_a_file(taken.faults)))


def _services(taken: _Taken) -> Sequence[Part]:
    """Return the service records: as maps read them, or as the workbook's own sheet holds them."""
    spec = table("services")
    own = (sheet for sheet in taken.sheets if not sheet.is_taken and table_of_sheet(sheet.name) is spec)
    return taken.parts.get(spec.name) or [_own_part(sheet, spec) for sheet in own]


def _once_a_file(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults with what is the same in many sheets of a file said once, at its first place, and counted."""
    found: dict[object, Fault] = {}
    for fault in faults:
        details = dict(fault.details)
        key = (fault.kind, fault.file, fault.table, details.get("value"), details.get("headers"))
        if fault.kind not in _ONCE or key not in found:
            found[key if fault.kind in _ONCE else fault] = fault
        elif fault.kind is FaultKind.LEFT_OUT:
            whole = dict(found[key].details) | {"n": dict(found[key].details)["n"] + details["n"]}  # type: ignore[operator]
            found[key] = replace(found[key], details=tuple(sorted(whole.items())))
    return list(found.values())


def map_for(sheet: RawSheet, maps: Sequence[SheetMap]) -> SheetMap | None:
    """Return the map of a sheet; a month that is new is read like the other months of its file."""
    for each in maps:
        if each.holds(sheet.file, sheet.name):
            return each
    if not is_period(sheet.name):
        return None
    months = [each for each in maps if each.file == sheet.file and all(map(is_period, each.sheets))]
    return months[0] if len(months) == 1 else None


def _take(taken: _Taken, sheet: RawSheet, each: SheetMap) -> None:
    head = find_head(sheet)
    if not head.headers or tuple(head.headers.values()) != each.headers:
        row = head.header_rows[-1] if head.header_rows else None
        changed = [name for name in dict.fromkeys((*each.headers, *head.headers.values()))
                   if (name in each.headers) != (name in head.headers.values())]  # fmt: skip
        details = (("headers", Language().join(changed[:_MOST_NAMED])),)
        taken.faults.append(
            Fault(FaultKind.MAP_OUTDATED, sheet.file, sheet.name, row, table=each.table, details=details)
        )
        return
    if (other := _later_year(head, each)) is not None:
        details = (("headers", f"{other}年"),)
        taken.faults.append(
            Fault(FaultKind.MAP_OUTDATED, sheet.file, sheet.name, None, table=each.table, details=details)
        )
        return
    records = records_of(head, each)
    taken.faults += records.faults
    taken.faults += look(sheet, each.spec, records.part.rows)
    taken.faults += _columns(sheet, head.header_rows[-1], each)
    taken.parts.setdefault(each.table, []).append(records.part)


def _later_year(head: HeadedSheet, each: SheetMap) -> int | None:
    """Return the one year that file, sheet and titles say, where the map was confirmed for an earlier one."""
    said = {int(year) for year in YEAR.findall(" ".join((head.sheet.file, head.sheet.name, *head.titles)))}
    return next(iter(said)) if len(said) == 1 and 0 < each.year < max(said) else None


def _columns(sheet: RawSheet, row: int, each: SheetMap) -> Iterator[Fault]:
    """Yield a word on the columns that are not read."""
    unread = [name for name in each.headers if not each.columns.get(name)]
    if unread:
        details = (("headers", Language().join(unread)), ("n", len(unread)))
        yield Fault(FaultKind.COLUMNS_NOT_READ, sheet.file, sheet.name, row, table=each.table, details=details)


def _unread(sheet: RawSheet) -> Iterator[Fault]:
    rows = int(sheet.cells.notna().any(axis=1).sum())
    if rows:
        yield Fault(FaultKind.SHEET_NOT_READ, sheet.file, sheet.name, details=(("n", rows),))


def _own_part(sheet: RawSheet, spec: TableSpec) -> Part:
    """Return a sheet of the workbook as a part of one that is put together."""
    found = find_columns(sheet, spec)
    rows = sheet.cells.loc[sheet.cells.index > found.header_row]
    rows = rows.loc[rows.notna().any(axis=1)]
    first = (next((cell for cell in cells if cell is not None), "") for cells in rows.to_numpy())
    rows = rows.loc[[not is_example(str(cell).strip()) for cell in first]]
    columns = {header: (place, header, rows[place].tolist()) for place, header in found.headers.items()}
    return Part(sheet, found.header_row, [int(row) for row in rows.index], columns)
