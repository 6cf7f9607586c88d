"""Check a whole workbook: every sheet, every row, every link between sheets, all faults at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.account import account, account_lines
from evaltoolkit.intake.checking.cell_values import did_you_mean
from evaltoolkit.intake.checking.checked_table import CheckedTable, SheetPlace, is_stopping
from evaltoolkit.intake.checking.figure_checks import check_basics, check_figures
from evaltoolkit.intake.checking.free_text import PeopleSearch, mask_table, shared_words
from evaltoolkit.intake.checking.headers import known_table
from evaltoolkit.intake.checking.people_check import check_people
from evaltoolkit.intake.checking.roster import People, people_of
from evaltoolkit.intake.checking.row_checks import check_keys, check_links, check_once, check_years, main_year
from evaltoolkit.intake.checking.scale_check import check_days, check_scales, check_versions, check_waves, name_scales
from evaltoolkit.intake.checking.sheet_check import check_sheet
from evaltoolkit.intake.checking.word_checks import check_words
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind, Level
from evaltoolkit.intake.faults.told import must_fix_lines, remark_lines
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook
from evaltoolkit.language import Text, text
from evaltoolkit.model.columns import TableSpec
from evaltoolkit.model.results import SheetRows
from evaltoolkit.model.workbook import TABLES, table_of_sheet

# Sheets of the entry workbook that hold no records.
HELP_SHEETS = frozenset({"填写说明", "使用说明", "说明", "帮助", "选项", "核对结果", "前后测核对"})


_CLOSING = 3  # lines that follow the account


@dataclass(frozen=True, slots=True, eq=False)
class CheckedWorkbook:
    """Everything found in a workbook: tables with codes and identifiers still in them, faults, people.

    `year` is the one given, `held` the one that records were held against: that one, or that of most records.
    """

    raw: RawWorkbook
    tables: Mapping[str, CheckedTable]
    faults: tuple[Fault, ...]
    people: People
    year: int | None = None
    held: int | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check of a workbook tells.

    Parameters
    ----------
    file
        Name of the workbook or folder.
    faults
        In the order of sheets, rows and columns.
    tables
        Tables that hold rows.
    year, held
        The year evaluated, or None where it was not said; the year that records were held against.
    """

    file: str
    faults: tuple[Fault, ...]
    tables: tuple[SheetRows, ...]
    year: int | None = None
    held: int | None = None

    @property
    def stops(self) -> bool:
        """Return whether something must be put right before a report can be made."""
        return is_stopping(self.faults)

    @property
    def counts(self) -> Mapping[Level, int]:
        """Return the number of faults of each level."""
        found = Counter(fault.level for fault in self.faults)
        return {level: found[level] for level in Level}

    def lines(self) -> Iterator[Text]:
        """Yield the faults in words by kind, what of the workbook counts, and what must be put right last."""
        counted, stops = tuple(account_lines(self.tables, self.held)), tuple(must_fix_lines(self.faults))
        yield from remark_lines(self.faults, beside=len(counted) + len(stops) + _CLOSING)
        yield from counted
        if self.year is None and self.held is not None:
            yield text(
                "No year was given: taken is {year}, of which most records are; --year says another.", year=self.held
            )
        yield from stops
        in_all = account(self.tables)
        if in_all is not None:
            yield in_all
        yield self.end

    def must_fix(self) -> Iterator[Text]:
        """Yield what must be put right, and how much it is."""
        yield from must_fix_lines(self.faults)
        yield self.end

    @property
    def end(self) -> Text:
        """Return how many faults of each level the file has."""
        return text(
            "{file}: {stop} to put right, {aside} set aside, {hint} remarks.",
            file=self.file,
            stop=self.counts[Level.STOP],
            aside=self.counts[Level.SET_ASIDE],
            hint=self.counts[Level.HINT],
        )


def report_of(checked: CheckedWorkbook) -> CheckReport:
    """Return what the check of a workbook tells, without the workbook itself."""
    seen = tuple(table.rows_counted() for table in checked.tables.values())
    return CheckReport(checked.raw.file, checked.faults, seen, checked.year, checked.held)


def check_workbook(
    raw: RawWorkbook,
    *,
    year: int | None,
    scales: Mapping[str, ScaleShape],
    needed: Collection[str] = (),
    people: People | None = None,
    key: bytes = b"",
    indicators: Collection[str] = (),
) -> CheckedWorkbook:
    """Return the typed tables of a workbook with every fault in it; prose is masked, codes still stand.

    `people` are those whom the workbook names, found out by default; `key` is the station's secret, by which a masked
    word that tells rows apart gets a code of its own; `indicators` are the ids that the indicator system has.
    """
    tables: dict[str, CheckedTable] = {}
    faults: list[Fault] = [*raw.faults]
    for sheet, spec in _known_sheets(raw, faults):
        result = check_sheet(SheetPlace(sheet.file, sheet.name, spec), sheet, year=year)
        faults += result.faults
        if result.table is not None:
            tables[spec.name] = result.table
            result.table.left_out = sheet.origin.left_out if sheet.origin is not None else 0
    faults += _missing_sheets(raw, tables, needed)
    held = main_year(tables) if year is None else year
    _check_rows(tables, year, held, scales)
    found = people_of(raw) if people is None else people
    search = PeopleSearch.of(found, key, shared_words(tables))
    for table in tables.values():
        mask_table(table, search)
    check_words(tables, scales, indicators)
    faults += [fault for table in tables.values() for fault in table.faults]
    return CheckedWorkbook(raw, tables, _in_order(raw, faults), found, year, held)


def _in_order(raw: RawWorkbook, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return each fault once, at the cell where it stands in the station's own file, in the order of its sheets."""
    origins = {sheet.name: sheet.origin for sheet in raw.sheets if sheet.origin is not None}
    named = (
        origins[fault.sheet].of(fault) if fault.sheet in origins and fault.file == raw.file else fault
        for fault in faults
    )
    places = {(sheet.file, sheet.name): place for place, sheet in enumerate(raw.sheets)}
    once = dict.fromkeys(named)  # a wide sheet names the same cell once a wave
    return tuple(sorted(once, key=lambda fault: (places.get((fault.file, fault.sheet), -1), _order(fault))))


def _check_rows(
    tables: Mapping[str, CheckedTable], year: int | None, held: int | None, scales: Mapping[str, ScaleShape]
) -> None:
    if "clients" in tables:
        check_people(tables["clients"], year=year)
    name_scales(tables.values(), scales)
    if "measurements" in tables:
        check_scales(tables["measurements"], scales)
    if "basics" in tables:
        check_basics(tables["basics"])
    for table in tables.values():
        check_figures(table)
        check_keys(table)
        check_once(table)
    check_links(tables)
    if "measurements" in tables:
        check_versions(tables["measurements"], scales)
        check_waves(tables["measurements"])
        check_days(tables["measurements"], held)
    if held is not None:
        check_years(tables, held)


def _known_sheets(raw: RawWorkbook, faults: list[Fault]) -> Iterator[tuple[RawSheet, TableSpec]]:
    seen = set()
    for sheet in raw.sheets:
        if sheet.is_taken:
            continue
        spec = known_table(sheet.name)
        if spec is not None and spec.name not in seen:
            seen.add(spec.name)
            yield sheet, spec
        elif spec is not None and not sheet.cells.empty:
            faults.append(Fault(FaultKind.SHEET_TWICE, sheet.file, sheet.name, table=spec.name))
        elif sheet.name.strip() not in HELP_SHEETS and not sheet.cells.empty:
            faults.append(_unknown_sheet(sheet))


def _unknown_sheet(sheet: RawSheet) -> Fault:
    names = [spec.sheet for spec in TABLES]
    near = [] if sheet.name.strip() in names else get_close_matches(sheet.name, names, n=1, cutoff=0.5)
    advice = did_you_mean(near, text("Nothing to do if it is for your own use."))
    return Fault(FaultKind.UNKNOWN_SHEET, sheet.file, sheet.name, details=(("advice", advice),))


def _missing_sheets(raw: RawWorkbook, tables: Mapping[str, CheckedTable], needed: Collection[str]) -> Iterator[Fault]:
    sheets = "、".join(sheet.name for sheet in raw.sheets)
    wanted = [spec for spec in TABLES if spec.name in needed and spec.name not in tables]
    known = [sheet for sheet in raw.sheets if table_of_sheet(sheet.name)]
    if not known and not wanted and not tables and not any(sheet.is_taken for sheet in raw.sheets):
        yield Fault(FaultKind.NO_KNOWN_SHEET, raw.file, details=(("sheets", sheets),))
    for spec in wanted:
        yield Fault(FaultKind.MISSING_SHEET, raw.file, spec.sheet, table=spec.name, details=(("sheets", sheets),))


def _order(fault: Fault) -> tuple[int, int, str, str]:
    return fault.row or 0, len(fault.column), fault.column, fault.kind.value
