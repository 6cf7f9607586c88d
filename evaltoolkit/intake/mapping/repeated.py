"""Records that stand in two sheets or files: whoever keeps a ledger by the month also keeps one of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.faults.fault import Fault
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.intake.mapping.joined import Part
from evaltoolkit.intake.mapping.sheet_map import NUMBERED
from evaltoolkit.model.columns import TableSpec

# 本工具规则: so many equal records are no chance; one or two may be.
_FEWEST, _SHARE = 3, 0.3


def repeated(spec: TableSpec, parts: Sequence[Part]) -> Iterator[Fault]:
    """Yield a word on each part of which many records stand in an earlier one too, where their numbers are ours."""
    seen: set[tuple[str, ...]] = set()
    for part in parts:
        rows = [_words(part, record) for record in range(len(part.rows))]
        twice = [record for record, words in enumerate(rows) if words in seen]
        if NUMBERED in part.constants.values() and len(twice) >= max(_FEWEST, _SHARE * len(rows)):
            row = part.rows[twice[0]]
            yield Fault(
                FaultKind.ROWS_TWICE, part.sheet.file, part.sheet.name, row, table=spec.name,
                details=(("n", len(twice)),),
            )  # fmt: skip
        seen.update(rows)


def _words(part: Part, record: int) -> tuple[str, ...]:
    found = ((header, cells[record]) for header, (_, _, cells) in sorted(part.columns.items()))
    return tuple(f"{header}={as_text(cell)}" for header, cell in found if cell is not None)
