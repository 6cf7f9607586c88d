"""Which rows of the outcomes a headline may rest on, and which scales are in doubt."""

from __future__ import annotations

from evaltoolkit.findings.change import Reading, is_total, is_whole, read
from evaltoolkit.findings.rows import Row
from evaltoolkit.model.results import Caution


def headline_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows on everyone and the whole scale; where a street has none, those that it has.

    What rests on facts that are only recalled is no headline: those rows are left out.
    """
    verified = tuple(row for row in rows if Caution.UNVERIFIED_SCALE not in row.texts("cautions"))
    whole = tuple(row for row in verified if is_whole(row))
    return tuple(row for row in whole if is_total(row)) or whole or verified


def better_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the headline rows whose change for the better is established."""
    return tuple(row for row in headline_rows(rows) if read(row) is Reading.BETTER)


def worse_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the headline rows whose change for the worse is established."""
    return tuple(row for row in headline_rows(rows) if read(row) is Reading.WORSE)


def in_doubt(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return one row of each scale of which an item runs against the rest, from the rows of ``scale_quality``."""
    found = {row.string("scale"): row for row in reversed(rows) if row.texts("doubted_items")}
    return tuple(reversed(found.values()))
