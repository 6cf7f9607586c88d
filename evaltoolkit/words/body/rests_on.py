"""What a figure says where it rests on a part of the rows that were handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.body.passage import Passage
from evaltoolkit.words.page.prose import Kind, Prose, prose

Told = TypeVar("Told", Passage, Prose)
Say = Callable[..., Told]


def resting_on(say: Say[Told], *sheets: str) -> Say[Told]:
    """Return a section's function that also says where rows of its sheets were given and are not counted.

    Without a sheet it tells of all.
    """

    @wraps(say)
    def said(shown: ProtectedReport, language: Language, **more: Any) -> Told:
        told, words = say(shown, language, **more), beside(shown, language, sheets)
        if not words.paragraphs or not told._repr_html_():
            return told
        return told + words if isinstance(told, Prose) else replace(told, prose=told.prose + words)

    return said


def beside(shown: ProtectedReport, language: Language, sheets: tuple[str, ...]) -> Prose:
    """Return the sentence beside a section's figures; empty where they rest on nearly all that was handed in."""
    each = tuple(_each(shown, sheets))
    said = text("Rests on a part of the rows handed in: {each}.", each=language.join(each)) if each else ""
    return prose(language, (Kind.CAUTION, (said,)))


def on_page_one(shown: ProtectedReport, language: Language) -> Iterator[Text]:
    """Yield the sentence of page 1, over every sheet."""
    each = tuple(_each(shown, ()))
    if each:
        yield text("Figures that rest on a part of the rows handed in: {each}.", each=language.join(each))


def _each(shown: ProtectedReport, sheets: tuple[str, ...]) -> Iterator[Text]:
    table = shown.tables.get("row_account")
    for row in () if table is None else rows_of(table):
        if not sheets or row.string("sheet") in sheets:
            yield _words(row)


def _words(row: Row) -> Text:
    given, counted = row.number("given"), row.number("counted")
    if given is None or counted is None:
        return text("{sheet} under {share}", sheet=row.string("sheet"), share=percent(row.number("under") or 0.0))
    return text(
        "{sheet} {counted} of {given}", sheet=row.string("sheet"), counted=trimmed(counted), given=trimmed(given)
    )
