"""What a check says on the screen: one line a kind of fault and what to do, must-fix last, then what counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import LEVELS, FaultKind, Level
from evaltoolkit.intake.faults.fault_names import NAMES
from evaltoolkit.language import Language, Ours, Text, text

MOST_LINES = 26
"""What a supervisor reads on one screen; what does not fit stands in the marked copy (本工具规则)."""
_FEWEST = 6
_VALUES, _CELLS = 3, 4
_OF_HEADERS = frozenset(
    {FaultKind.MISSING_COLUMN, FaultKind.UNKNOWN_COLUMN, FaultKind.BLANK_HEADER, FaultKind.DUPLICATE_HEADER,
     FaultKind.MERGED_HEADER}
)  # fmt: skip
_OF_ROWS = frozenset({FaultKind.TOTAL_ROW})  # one for the sum of every month's sheet
_COUNTED = frozenset({FaultKind.LEFT_OUT})  # one fault each for all cells of a word, whose number it says


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one kind in one column of a sheet; `names_file` where there are several files."""

    faults: tuple[Fault, ...]
    names_file: bool = False

    @property
    def level(self) -> Level:
        """Return how much they matter."""
        return self.faults[0].level

    def sentence(self) -> Text:
        """Return them in one sentence; a single fault in its own."""
        first = self.faults[0]
        if len(self.faults) == 1:
            return first.sentence()
        same = len({fault.expected.english() for fault in self.faults}) == 1
        return text(
            "[{level}] {place}: {what}: {each}. {effect}{remedy}",
            level=LEVELS[self.level],
            place=self._place(first),
            what=first.expected if same else NAMES[first.kind],
            each=Language().join(self._each()),
            effect=first.effect,
            remedy=first.remedy if self._has_one_remedy else "",
        )

    @property
    def _has_one_remedy(self) -> bool:
        return _is_one(self.faults)

    def _place(self, first: Fault) -> Text:
        headers = {fault.header for fault in self.faults}
        if len({fault.sheet for fault in self.faults}) > 1:
            return text("{file}").with_(file=first.file)
        if len(headers) > 1 or not first.header:
            said = text("sheet {sheet}").with_(sheet=first.sheet)
        else:
            said = text("sheet {sheet}, column {header}").with_(sheet=first.sheet, header=first.header)
        return text("{file}, {place}", file=first.file, place=said) if self.names_file else said

    def _each(self) -> Iterator[Text | str]:
        """Yield each value with its cells, the most frequent first; where there is none, the cells alone."""
        by_value: dict[str, list[Fault]] = {}
        for fault in self.faults:
            by_value.setdefault(self._named(fault), []).append(fault)
        is_whole = self.level is Level.STOP or self.faults[0].row is None or self.faults[0].kind in _OF_ROWS
        most = len(by_value) if is_whole else _VALUES
        ordered = sorted(by_value.items(), key=lambda entry: -len(entry[1]))
        for value, faults in ordered[:most]:
            cells = _cells(faults)
            said = text("“{value}” {cells}", value=value, cells=cells) if value and cells else value or cells
            own = not self._has_one_remedy and _is_one(faults)
            yield text("{said}: {remedy}", said=said, remedy=faults[0].remedy) if own else said
        if len(ordered) > most:
            left = sum(len(faults) for _, faults in ordered[most:])
            yield text("{n} more in {cells} cells", n=len(ordered) - most, cells=left)

    def _named(self, fault: Fault) -> str:
        if fault.row is None:
            return fault.sheet
        if fault.kind in _OF_ROWS and len({other.sheet for other in self.faults}) > 1:
            return fault.sheet
        return fault.header if fault.kind in _OF_HEADERS else fault.found or ""


def _is_one(faults: Sequence[Fault]) -> bool:
    """Return whether the same is to be done about all of them."""
    return len({fault.remedy.english() for fault in faults}) == 1


def _cells(faults: Sequence[Fault]) -> Text | str:
    addresses = [fault.cell for fault in faults if fault.cell]
    if not addresses:
        return ""
    shown = Ours("、".join(addresses[:_CELLS]) + ("…" if len(addresses) > _CELLS else ""))
    return text("{n} cells ({cells})", n=len(addresses), cells=shown) if len(addresses) > 1 else text(
        "({cells})", cells=shown
    )  # fmt: skip


def grouped(faults: Iterable[Fault]) -> tuple[Group, ...]:
    """Return the faults by kind and place, each group's faults in their order."""
    given = tuple(faults)
    found: dict[tuple[object, ...], list[Fault]] = {}
    for fault in given:
        header = "" if fault.kind in _OF_HEADERS else fault.header
        is_of_file = fault.row is None or fault.kind in _OF_ROWS
        place = (fault.file,) if is_of_file else (fault.file, fault.sheet, header)
        counted = fault.details if fault.kind in _COUNTED else ()
        found.setdefault((fault.kind, *place, fault.whole_row, counted), []).append(fault)
    names_file = len({fault.file for fault in given}) > 1
    return tuple(Group(tuple(entries), names_file) for entries in found.values())


def must_fix_lines(faults: Iterable[Fault]) -> Iterator[Text]:
    """Yield a line for each group of faults that must be put right: all of them."""
    yield from (group.sentence() for group in grouped(faults) if group.level is Level.STOP)


def remark_lines(faults: Iterable[Fault], *, beside: int = 0) -> Iterator[Text]:
    """Yield a line for each group of the others, what costs most last, `beside` so many other lines on the screen.

    Those that the screen has no room for are counted in one line.
    """
    groups = sorted(
        (group for group in grouped(faults) if group.level is not Level.STOP),
        key=lambda group: (group.level is Level.HINT, -len(group.faults)),
    )
    room = max(_FEWEST, MOST_LINES - beside)
    if len(groups) > room:
        left, groups = groups[room - 1 :], groups[: room - 1]
        n = sum(len(group.faults) for group in left)
        yield text(
            "{kinds} more kinds of remark, {n} in all; a copy made with --marked lists each.", kinds=len(left), n=n
        )
    yield from (group.sentence() for group in reversed(groups))
