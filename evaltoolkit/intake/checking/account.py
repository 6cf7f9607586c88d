"""What becomes of the rows of a workbook, in words: what counts, what does not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import SheetRows
from evaltoolkit.model.row_account import MOST_LEFT_OUT
from evaltoolkit.model.workbook import table


def account_lines(sheets: Sequence[SheetRows], year: int | None) -> Iterator[Text]:
    """Yield a line for each sheet of which not every row counts, then one for all the others."""
    for seen in sheets:
        if seen.counted < seen.rows:
            yield _rows(seen, year)
    whole = [seen for seen in sheets if seen.counted == seen.rows]
    if whole:
        each = Language().join(text("{sheet} {n}", sheet=table(seen.name).sheet, n=seen.rows) for seen in whole)
        yield text("Every row counts: {each}.", each=each)
    unused = [seen for seen in whole if seen.unused]
    if unused:
        each = Language().join(
            text("{sheet} ({headers})", sheet=table(seen.name).sheet, headers=Language().join(seen.unused))
            for seen in unused
        )
        yield text("Read in, not used by this report: {each}.", each=each)


_NAMED = 5


def account(sheets: Sequence[SheetRows]) -> Text | None:
    """Return how many rows are not counted, and on which sheets most; None where all count that a report takes."""
    rows, counted = sum(seen.meant for seen in sheets), sum(seen.counted for seen in sheets)
    if not any(seen.rows for seen in sheets):
        return text("No sheet holds a record yet.")
    if counted == rows:
        return None
    short = sorted((seen for seen in sheets if seen.counted < seen.meant), key=lambda seen: seen.counted - seen.meant)
    each = Language().join(
        text("{sheet} {n} of {rows}", sheet=table(seen.name).sheet, n=seen.meant - seen.counted, rows=seen.meant)
        for seen in short[:_NAMED]
    )
    return text("{n} of {rows} rows are not counted: {each}.", n=rows - counted, rows=rows, each=each)


def batch_lines(streets: Iterable[tuple[str, Sequence[SheetRows]]]) -> Iterator[Text]:
    """Yield for each street of which fewer than nine rows in ten are counted its own line, then one for the others."""
    others: list[tuple[str, int, int]] = []
    for street, sheets in streets:
        rows, counted = sum(seen.meant for seen in sheets), sum(seen.counted for seen in sheets)
        said = account(sheets) if rows else None
        if said is not None and counted < MOST_LEFT_OUT * rows:
            yield text("{street}: {said}", street=street, said=said)
        elif said is not None:
            others.append((street, rows - counted, rows))
    if len(others) > _NAMED:
        left, rows = sum(left for _, left, _ in others), sum(rows for *_, rows in others)
        yield text("In {k} streets {n} of {rows} rows are not counted; each report says which.", k=len(others), n=left,
                   rows=rows)  # fmt: skip
    elif others:
        named = (text("{street} {n} of {rows}", street=street, n=left, rows=rows) for street, left, rows in others)
        yield text("Rows that are not counted: {each}.", each=Language().join(named))


def _rows(seen: SheetRows, year: int | None) -> Text:
    headers = Language().join(seen.unused)
    return text(
        "{sheet}: {rows} rows, of which {counted} count{aside}{other}{idle}.{unused}",
        sheet=table(seen.name).sheet,
        rows=seen.rows,
        counted=seen.counted,
        aside=text(", {n} set aside", n=seen.set_aside) if seen.set_aside else "",
        other=text(", {n} of other years (dated outside {year})", n=seen.other_year, year=year or "")
        if seen.other_year
        else "",
        idle=text(", {n} not used by this report", n=seen.not_used) if seen.not_used else "",
        unused=text(" Read in, not used by this report: {headers}.", headers=headers) if headers else "",
    )
