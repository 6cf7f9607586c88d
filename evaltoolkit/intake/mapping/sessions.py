"""Find the service record that a column of a sign-in list means: by its day, or as the n-th meeting of its group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evaltoolkit.intake.checking.cell_values import Problem, as_date, as_text
from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.mapping.joined import Part
from evaltoolkit.intake.mapping.sheet_map import NUMBERED
from evaltoolkit.intake.mapping.spread import SESSIONS
from evaltoolkit.intake.mapping.vocabulary import plain
from evaltoolkit.language import Language
from evaltoolkit.model.workbook import table

_NUMERALS = "一二三四五六七八九十"
_TURN = re.compile(r"第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[节次场]")
_SHORT = re.compile(r"([0-9]{1,2})[月./\-]([0-9]{1,2})[日号]?")


@dataclass(frozen=True, slots=True)
class _Held:
    """A service record: its number, its day, its group in plain words."""

    number: str
    day: date
    group: str


def linked(parts: Mapping[str, list[Part]], services: Sequence[Part]) -> dict[str, list[Part]]:
    """Return the parts with the number of the one record that each session of a sign-in list means.

    Where none or several are meant the words of the header stay, and the check says that no such record is there.
    """
    held = list(_held(services))
    name = table("attendance").column("service").header
    signed = [_linked(part, name, held) for part in parts.get("attendance", ())]
    return {**parts, **({"attendance": signed} if signed else {})}


def unlinked(parts: Mapping[str, list[Part]], services: Sequence[Part]) -> Iterator[Fault]:
    """Yield for each sign-in list the sessions that no one record fits, in her own words."""
    held = list(_held(services))
    name = table("attendance").column("service").header
    for part in parts.get("attendance", ()):
        if _is_gathered(part, name):
            words = [as_text(cell) for cell, number in _numbers(part, name, held).items() if not number]
            details = (("sessions", Language().join(words)),)
            if words:
                yield Fault(
                    FaultKind.SESSION_UNKNOWN, part.sheet.file, part.sheet.name, part.header_row, table="attendance",
                    details=details,
                )  # fmt: skip


def _held(parts: Sequence[Part]) -> Iterator[_Held]:
    number, day, group = (table("services").column(name).header for name in ("service", "date", "group"))
    count = 0
    for part in parts:
        columns = dict(_columns(part))
        for record in range(len(part.rows)):
            count += 1
            cells = {name: columns[name][record] if name in columns else part.constants.get(name)
                     for name in (number, day, group)}  # fmt: skip
            when = None if cells[day] is None else as_date(cells[day])
            if isinstance(when, date):
                own = f"Z{count:05}" if cells[number] == NUMBERED else as_text(cells[number])
                yield _Held(own, date(when.year, when.month, when.day), plain(as_text(cells[group] or "")))


def _columns(part: Part) -> Iterator[tuple[str, Sequence[object]]]:
    """Yield the cells of each column under the workbook's header, whichever of its names the sheet has."""
    names = {normal_header(other): column.header for column in table("services").columns
             for other in (column.header, *column.aliases)}  # fmt: skip
    yield from ((names.get(normal_header(header), header), cells) for header, (_, _, cells) in part.columns.items())


def _linked(part: Part, name: str, held: Sequence[_Held]) -> Part:
    if not _is_gathered(part, name):
        return part
    place, header, cells = part.columns[name]
    found = _numbers(part, name, held)
    return replace(part, columns={**part.columns, name: (place, header, [found[cell] or cell for cell in cells])})


def _is_gathered(part: Part, name: str) -> bool:
    return name in part.columns and part.columns[name][1].startswith(SESSIONS)


def _numbers(part: Part, name: str, held: Sequence[_Held]) -> dict[object, str]:
    """Return the number of the record that each session means; empty where none or several are meant."""
    words = plain(f"{part.sheet.name} {part.sheet.file} {_title(part)}")
    groups = sorted({one.group for one in held if one.group and one.group in words}, key=len)
    own = [one for one in held if not groups or one.group == groups[-1]]
    return {cell: _number(as_text(cell), own, is_group=bool(groups)) for cell in dict.fromkeys(part.columns[name][2])}


def _title(part: Part) -> str:
    above = part.sheet.cells.loc[part.sheet.cells.index < part.header_row].to_numpy().ravel()
    return " ".join(cell for cell in above if isinstance(cell, str))


def _number(words: str, held: Sequence[_Held], *, is_group: bool) -> str:
    """Return the number of the one record that the header of a session means; empty for none or several."""
    turn, short = _TURN.fullmatch(plain(words)), _SHORT.fullmatch(plain(words))
    when = as_date(words)
    if turn is not None:
        order = sorted(held, key=lambda one: one.day) if is_group else []
        place = _count(turn[1])
        return order[place - 1].number if 0 < place <= len(order) else ""
    if short is not None:
        fitting = [one for one in held if (one.day.month, one.day.day) == (int(short[1]), int(short[2]))]
    else:
        fitting = [] if isinstance(when, Problem) else [one for one in held if one.day == date(*when.timetuple()[:3])]
    return fitting[0].number if len(fitting) == 1 else ""


def _count(words: str) -> int:
    """Return the number that words of a header say.

    Examples
    --------
    >>> _count("3"), _count("十"), _count("十二")
    (3, 10, 12)
    """
    if words.isdigit():
        return int(words)
    if words.startswith("十"):
        return 10 + (_NUMERALS.index(words[1]) + 1 if len(words) > 1 else 0)
    return _NUMERALS.index(words) + 1 if words in _NUMERALS else 0
