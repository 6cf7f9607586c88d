"""A table as a notebook shows it: a caption that says what to see, scopes, classes, bars, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from evaltoolkit.disclosure.protected import NOT_PROVIDED, SUPPRESSED
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.rows import Gap
from evaltoolkit.language import Language
from evaltoolkit.words.page.bar import Bar


class Align(StrEnum):
    """How a column stands; also the class of its cells."""

    TEXT = "text"
    NUMBER = "num"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words or the gap that stands for them, a second line in smaller type, a bar beneath them.

    Parameters
    ----------
    words
        Plain text.
    gap
        What stands for a value that is not there.
    detail
        Second line; its line breaks are kept.
    bar
        Drawn from the figure that `words` print, and from no other.
    href
        Place on the same page that the words lead to, without ``#``.
    """

    words: str
    gap: Gap | None = None
    detail: str = ""
    bar: Bar | None = None
    href: str = ""

    def html(self) -> str:
        """Return the inside of the cell's element."""
        words = escape(self.words)
        if self.gap is not None:
            words = f'<span class="{self.gap.value}">{words}</span>'
        elif self.href:
            words = f'<a href="#{escape(self.href)}">{words}</a>'
        below = escape(self.detail).replace("\n", "<br>")
        detail = f' <small class="detail">{below}</small>' if below else ""
        return words + detail + (self.bar.html() if self.bar else "")


def gap_cell(gap: Gap, language: Language, *, detail: str = "") -> Cell:
    """Return the cell of a value that is not there, marked alike everywhere."""
    words = SUPPRESSED if gap is Gap.WITHHELD else NOT_PROVIDED
    return Cell(language.say(words), gap, detail)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells of one row; `kind` (such as ``open`` or ``sum``) is its class.

    A row of one cell in a table of several columns is the head of the rows beneath it, up to the next such row.
    """

    cells: tuple[Cell, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class HtmlTable(Shown):
    """A table ready to be shown.

    Parameters
    ----------
    caption
        One sentence that says what to see.
    header
        Words of the columns.
    rows
        Cells in the order of the header; none shows `absent` instead of a table.
    alignment
        One for each column.
    notes
        Remarks beneath the table.
    heads
        How many columns at the left name the row.
    absent
        What stands in place of a table without rows.
    name
        By which sentences of the page refer to the table; its element has the id ``t-<name>``. The page numbers the
        tables that have one.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    alignment: tuple[Align, ...]
    notes: tuple[str, ...] = ()
    heads: int = 1
    absent: str = ""
    name: str = ""

    def _repr_html_(self) -> str:
        if not self.rows and not self.absent:
            return ""
        if not self.rows:
            return f'<p class="words missing">{escape(self.absent)}</p>'
        head = "".join(
            f'<th scope="col" class="{align}">{escape(words)}</th>'
            for words, align in zip(self.header, self.alignment, strict=True)
        )
        body = "</tbody><tbody>".join("".join(map(self._row, rows)) for rows in self._groups())
        place = f' id="t-{escape(self.name)}"' if self.name else ""
        notes = "".join(f'<p class="note source">{escape(note)}</p>' for note in self.notes)
        return (
            f'<div class="table-scroll"><table{place} class="figures"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
        )

    def __repr__(self) -> str:
        lines = [" | ".join(cell.words for cell in row.cells) for row in self.rows]
        return "\n".join([self.caption, " | ".join(self.header), *lines]) if lines else self.absent

    def column(self, header: str) -> tuple[str, ...]:
        """Return the words of the column with that header; ValueError where there is none."""
        position = self.header.index(header)
        return tuple(row.cells[position].words for row in self.rows if not self._is_head(row))

    def _groups(self) -> Iterator[list[TableRow]]:
        found: list[TableRow] = []
        for row in self.rows:
            if found and self._is_head(row):
                yield found
                found = []
            found.append(row)
        yield found

    def _is_head(self, row: TableRow) -> bool:
        return len(row.cells) == 1 < len(self.header)

    def _row(self, row: TableRow) -> str:
        opening = f'<tr class="{row.kind}">' if row.kind else "<tr>"
        if self._is_head(row):
            return f'{opening}<th scope="rowgroup" colspan="{len(self.header)}">{row.cells[0].html()}</th></tr>'
        return f"{opening}{''.join(self._cells(row))}</tr>"

    def _cells(self, row: TableRow) -> Iterator[str]:
        for position, (cell, align) in enumerate(zip(row.cells, self.alignment, strict=True)):
            if position < self.heads:
                yield f'<th scope="row" class="{align}">{cell.html()}</th>'
            else:
                yield f'<td class="{align}">{cell.html()}</td>'
