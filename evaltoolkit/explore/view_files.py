"""A view as files: the chart as PNG with its words inside, the table as a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from xlsxwriter.worksheet import Worksheet

from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.charts.parts.sheet import add_band
from evaltoolkit.explore.view import View
from evaltoolkit.intake.files.sheet_writing import Formats, workbook_bytes, write_cell
from evaltoolkit.language import Language, text
from evaltoolkit.words.page.html_table import Cell, HtmlTable, TableRow

_NUMBER = re.compile(r"[+−-]?\d[\d,]*(\.\d+)?%?")
_SPAN = re.compile(rf"(?P<low>{_NUMBER.pattern}) ?(?:至|to|–) ?(?P<high>{_NUMBER.pattern})")
_MARGIN = 4  # characters wider than the longest word of a column
_WIDEST = 60


def chart_file(chart: Chart, band: str, *, fill: str) -> bytes:
    """Return the chart as PNG with a band of that colour above it; its words stand in the file as ``Description``.

    The chart itself gets the band: draw another one for the screen.

    Raises
    ------
    ValueError
        There is no picture.
    """
    if chart.figure is not None:
        add_band(chart.figure, band, fill=fill)
    picture = Image.open(BytesIO(chart.png()))
    words = PngInfo()
    words.add_itxt("Description", "\n".join((band, chart.message, chart.subtitle, chart.alt, chart.source)))
    stream = BytesIO()
    picture.save(stream, format="PNG", pnginfo=words)
    return stream.getvalue()


def table_file(view: View, language: Language, *, origin: str = "") -> bytes:
    """Return the view's table as a workbook: the table, then what it says, its cautions and where it comes from."""

    def fill(book: xlsxwriter.Workbook, formats: Formats) -> None:
        if view.table is not None:
            _write_table(book.add_worksheet(language.say(text("Table"))), view, formats, language)
        lines = [view.title, view.made, view.band, *_lines(view), origin]
        sheet = book.add_worksheet(language.say(text("Explanations")))
        sheet.set_column(0, 0, 100)
        for number, line in enumerate(filter(None, lines)):
            write_cell(sheet, (number, 0), line, formats, text_wrap=True, bold=number == 0)

    return workbook_bytes(fill)


def number_in(words: str) -> float | None:
    """Return the number that a cell shows, a per cent as a share, or None where it shows more than a number.

    Examples
    --------
    >>> number_in("−2.7"), number_in("1,234"), number_in("89.2%"), number_in("+0.9 至 +1.7")
    (-2.7, 1234.0, 0.892, None)
    """
    if not _NUMBER.fullmatch(words):
        return None
    value = Decimal(words.replace("−", "-").replace(",", "").rstrip("%"))
    return float(value.scaleb(-2) if words.endswith("%") else value)


def ends_in(words: str) -> tuple[str, str] | None:
    """Return the low and the high end that a cell tells, or None where it tells none or several.

    Examples
    --------
    >>> ends_in("（95% 区间 −4.2 至 −1.2）"), ends_in("88.1% to 93.0%"), ends_in("21 对")
    (('−4.2', '−1.2'), ('88.1%', '93.0%'), None)
    """
    found = list(_SPAN.finditer(words))
    return (found[0]["low"], found[0]["high"]) if len(found) == 1 else None


def _lines(view: View) -> Iterator[str]:
    for prose in (view.sentence, view.why):
        yield from (str(paragraph) for paragraph in (prose.paragraphs if prose is not None else ()))


def _write_table(sheet: Worksheet, view: View, formats: Formats, language: Language) -> None:
    table = view.table
    if table is None:
        return
    begin = 0
    for line in filter(None, (view.title, view.made, view.band, table.caption)):
        write_cell(sheet, (begin, 0), line, formats, bold=True)
        begin += 1
    headers, lines = _apart(table, language)
    for column, header in enumerate(headers):
        write_cell(sheet, (begin, column), header, formats, bold=True, bottom=1, text_wrap=True)
        widths = [len(header), *(len(cells[column].words) for cells in lines)]
        sheet.set_column(column, column, min(2 * max(widths) + _MARGIN, _WIDEST))
    for number, cells in enumerate(lines, start=begin + 1):
        for column, cell in enumerate(cells):
            _write(sheet, (number, column), cell, formats)
    for number, note in enumerate(table.notes, start=begin + 2 + len(table.rows)):
        write_cell(sheet, (number, 0), note, formats)


def _apart(table: HtmlTable, language: Language) -> tuple[list[str], list[list[Cell]]]:
    """Return headers and cells; what stands small beneath a number and both ends of an interval get columns."""
    headers: list[str] = []
    lines: list[list[Cell]] = [[] for _ in table.rows]
    rows = [row.cells if len(row.cells) == len(table.header) else _head(row, table) for row in table.rows]
    for column, header in enumerate(table.header):
        cells = [row[column] for row in rows]
        for name, part in _columns(header, cells, language):
            headers.append(name)
            for line, cell in zip(lines, part, strict=True):
                line.append(cell)
    return headers, lines


def _head(row: TableRow, table: HtmlTable) -> tuple[Cell, ...]:
    """Return the cells of a row that heads others: its words, then nothing."""
    return (*row.cells, *(Cell("") for _ in table.header[len(row.cells) :]))


def _columns(header: str, cells: list[Cell], language: Language) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the columns of a workbook that one column of the page comes to."""
    ends = [ends_in(cell.words) or ends_in(cell.detail) for cell in cells]
    is_span = any(ends)
    is_split = any(cell.detail and number_in(cell.words) is not None for cell in cells)
    if not (is_span and all(ends_in(cell.words) or not cell.words.strip("—") for cell in cells)):
        yield header, [replace(cell, detail="") if is_split or is_span else cell for cell in cells]
    if is_span:
        for place, name in enumerate((text("{column}, low", column=header), text("{column}, high", column=header))):
            yield language.say(name), [Cell("" if end is None else end[place]) for end in ends]
    rest = [
        cell.detail if end is None or not ends_in(cell.detail) else "" for cell, end in zip(cells, ends, strict=True)
    ]
    if (is_split or is_span) and any(rest):
        yield language.say(text("{column}, further", column=header)), [Cell(words) for words in rest]


def _write(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: Formats) -> None:
    value = None if cell.gap is not None or cell.detail else number_in(cell.words)
    if value is None:
        words = f"{cell.words} {cell.detail}".strip()
        write_cell(sheet, place, words, formats, text_wrap=True)
        return
    decimals = len(cell.words.rstrip("%").partition(".")[2])
    per_cent = "%" if cell.words.endswith("%") else ""
    write_cell(sheet, place, value, formats, num_format="0" + (f".{'0' * decimals}" if decimals else "") + per_cent)
