"""What a notebook's own cells may show on a page that leaves the station: what words and charts made, nothing else.

A supervisor may add cells to a notebook. A frame, a series, an array, a sentence or a picture of her own tells what the
protected tables withhold (answers, codes, small groups), so the page is not made until the cell is mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from nbformat import NotebookNode

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.shown import is_marked
from evaltoolkit.errors import ExitCode, FaultsError
from evaltoolkit.language import Text, text
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.reporting.page.clean import is_hidden

_PASTED = re.compile(r"data:\s*image|attachment:", re.IGNORECASE)
_WORD = re.compile(r"(?<![A-Za-z0-9])[CSV][A-Z2-7]{6,}(?![A-Za-z0-9])", re.IGNORECASE)
"""What may be a pseudonym: the first letter of its column, then signs of base 32."""
_CODE = re.compile(r"(?=.{7,8}$)[CSV].*[2-7][A-Z].*")
"""What is one, whether of this workbook or of another year's: no word has a figure inside."""
_ALT = re.compile(r'\balt="([^"]*)"')
_WIDGET = "application/vnd.jupyter.widget-view+json"


def require_protected_cells(
    notebook: NotebookNode, audience: str, codes: Callable[[], frozenset[str]] = frozenset
) -> None:
    """Raise an error that names every cell that shows more than words and charts made; do nothing where none does.

    Parameters
    ----------
    notebook
        Executed notebook.
    audience
        Whom the page is for; the station's own version may show anything.
    codes
        Returns the codes of the street's people; asked only where a cell holds words that could be some.

    Raises
    ------
    FaultsError
        With one sentence a cell, its number and the remedy, never what it shows; exit code RUN_FAILED.
    """
    if Audience(audience) is Audience.STATION:
        return
    faults = tuple(_faults(notebook, codes))
    if faults:
        raise FaultsError(faults, ExitCode.RUN_FAILED)


def vanishing(notebook: NotebookNode) -> tuple[Text, ...]:
    """Return a sentence for each cell whose printed lines stay off the page, so that nobody looks for them in vain.

    Parameters
    ----------
    notebook
        Executed notebook.
    """
    printing = [
        place for place, cell in enumerate(notebook.cells, start=1)
        if not is_hidden(cell)
        and any(output.get("name") == "stdout" for output in cell.get("outputs", []))
    ]  # fmt: skip
    return tuple(map(_printed, printing))


def _printed(place: int) -> Text:
    return text(
        "What cell {place} of the notebook prints does not stand on the page. To show it, end the cell with a "
        "protected table, a call of words or charts, or show(…, of=…, alt=…).",
        place=place,
    )


def codes_of(evidence: Evidence) -> frozenset[str]:
    """Return the code of every person in the tables."""
    held = [(evidence.rows(spec.name), spec) for spec in TABLES if spec.name in evidence.tables]
    columns = (
        frame[column.name] for frame, spec in held for column in spec.columns
        if column.kind is Kind.CODE and column.name in frame
    )  # fmt: skip
    return frozenset(str(code) for column in columns for code in column.dropna().unique())


def _faults(notebook: NotebookNode, codes: Callable[[], frozenset[str]]) -> Iterator[Text]:
    for place, cell in enumerate(notebook.cells, start=1):
        if is_hidden(cell):
            continue
        if cell.cell_type == "markdown" and (_PASTED.search(cell.source) or cell.get("attachments")):
            yield text(
                "Cell {place} of the notebook holds a pasted picture, whose words nothing can search. Take it out, or "
                "give the cell the tag remove-cell; then run again.",
                place=place,
            )
        if cell.cell_type == "markdown" and _names_a_code(cell.source, codes):
            yield text(
                "Cell {place} of the notebook names a person by code; whoever has the station's list knows who it is. "
                "Take it out, or give the cell the tag remove-cell; then run again.",
                place=place,
            )
        outputs = [output for output in cell.get("outputs", []) if "data" in output]
        if any(_names_a_code(alt, codes) for output in outputs for alt in _told_of_pictures(output.data)):
            yield text(
                "Cell {place} of the notebook shows a picture in which a person is named by code; whoever has the "
                "station's list knows who it is. Take the code out of it, or give the cell the tag remove-cell; then "
                "run again.",
                place=place,
            )
        own = [output.data for output in outputs if not is_marked(output.data, output.metadata)]
        if own:
            yield text(
                "Cell {place} of the notebook (run as [{count}]) shows {what} that is not made from protected tables; "
                "it may tell of single persons. Show a protected table itself, a call of words or charts on "
                "shown[…], or a picture of your own with show(figure, of=shown[…], alt=…); or give the cell the tag "
                "remove-cell so that it stays off the page; then run again.",
                place=place,
                count=str(cell.get("execution_count") or "-"),
                what=_what(own[0]),
            )


def _names_a_code(source: str, codes: Callable[[], frozenset[str]]) -> bool:
    found = _WORD.findall(unicodedata.normalize("NFKC", source))
    return any(map(_CODE.fullmatch, found)) or (bool(found) and not codes().isdisjoint(word.upper() for word in found))


def _told_of_pictures(data: Mapping[str, Any]) -> list[str]:
    """Return what is told of each picture of an output, the words inside it among them."""
    return [unescape(alt) for alt in _ALT.findall("".join(data.get("text/html", "")))]


def _what(data: Mapping[str, Any]) -> Text:
    if _WIDGET in data:
        return text("a control")
    if any(kind.startswith("image/") for kind in data):
        return text("a picture")
    if "text/html" in data:
        return text("a table or a piece of a page")
    return text("values or words")
