"""Read a wide sheet of measurements (one row a person, ``pre_…`` and ``post_…`` columns) as one record a wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evaltoolkit.intake.checking.headers import Columns
from evaltoolkit.model.columns import Column, Items, Kind, TableSpec

_POINTS = "分"


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that together make one record of each row.

    Parameters
    ----------
    places
        Column of each name.
    constants
        What the header says instead of a cell: the wave.
    own
        Columns of this wave alone; a row without an entry in them makes no record.
    """

    places: Mapping[str, int]
    constants: Mapping[str, str] = field(default_factory=dict)
    own: tuple[int, ...] = ()

    def columns(self, spec: TableSpec) -> tuple[Column, ...]:
        """Return the table's columns followed by the items that the sheet has."""
        items = sorted(int(name[len("item_") :]) for name in self.places if name.startswith("item_"))
        return (*spec.columns, *(item_column(number, spec.items) for number in items))


def item_column(number: int, items: Items = Items.SCALE) -> Column:
    """Return the description of an item's column: of a scale, which knows its range, or of a satisfaction form."""
    column = Column(f"item_{number}", f"题{number}", Kind.NUMBER, unit=_POINTS)
    return replace(column, kind=Kind.COUNT, low=1, high=5) if items is Items.RATING else column


def blocks_of(columns: Columns) -> tuple[Block, ...]:
    """Return one block for a long sheet, one a wave for a wide one."""
    items = {f"item_{number}": place for number, place in sorted(columns.items.items())}
    if not columns.waves:
        return (Block({**columns.places, **items}),)
    shared = {name: place for name, place in columns.places.items() if name not in ("wave", "total")}
    blocks = []
    for wave, found in columns.waves.items():
        own = {f"item_{number}": place for number, place in sorted(found.items.items())}
        for name, place in (("total", found.total), ("date", found.date)):
            if place is not None:
                own[name] = place
        answers = tuple(place for name, place in own.items() if name != "date")
        blocks.append(Block({**shared, **own}, {"wave": wave}, answers))
    return tuple(blocks)
