"""Lists with the times of measuring side by side, where other lists of the same table have a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaltoolkit.intake.mapping.joined import Part
from evaltoolkit.model.workbook import WAVES, table

_JOINT = "_"


def one_below_the_other(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of measurements in one shape: as they are, or a row a time of measuring where some have that."""
    wide = [bool(_waves(part)) for part in parts]
    if all(wide) or not any(wide):
        return list(parts)
    return [
        piece for part, is_wide in zip(parts, wide, strict=True) for piece in (_split(part) if is_wide else (part,))
    ]


def _waves(part: Part) -> list[str]:
    return [wave for wave in WAVES if any(header.startswith(f"{wave}{_JOINT}") for header in part.columns)]


def _split(part: Part) -> Iterator[Part]:
    """Yield the records of each time of measuring that have an answer in it."""
    name = table("measurements").column("wave").header
    shared = {header: column for header, column in part.columns.items() if header.split(_JOINT)[0] not in WAVES}
    for wave in _waves(part):
        own = {header.split(_JOINT, 1)[1]: column for header, column in part.columns.items()
               if header.startswith(f"{wave}{_JOINT}")}  # fmt: skip
        answers = [cells for header, (_, _, cells) in own.items() if not header.endswith("日期")]
        kept = [row for row in range(len(part.rows)) if any(cells[row] is not None for cells in answers)]
        columns = {header: (place, said, [cells[row] for row in kept])
                   for header, (place, said, cells) in {**shared, **own}.items()}  # fmt: skip
        rows = [part.rows[row] for row in kept]
        yield replace(part, rows=rows, columns=columns, constants={**part.constants, name: wave})
