"""The papers that are made of a finished page, each under its name: the report, and its annexes beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evaltoolkit.language import Language, text
from evaltoolkit.reporting.handing.annex_book import annex_book, folds_of
from evaltoolkit.reporting.handing.page_parts import page_parts
from evaltoolkit.reporting.handing.word import word_of

_UNFIT = re.compile(r"[^\w()（）-]+")
_BESIDE = text("Handed in beside this paper: {file}")


def papers_of(page: str, path: Path, kinds: Sequence[str], *, signed: bool) -> dict[Path, bytes]:
    """Return the papers by their places beside the page.

    Parameters
    ----------
    page
        As it is published.
    path
        Its place.
    kinds
        What is made: ``docx`` is the report and, of its annexes, workbooks.
    signed
        Whether places for signatures and the seal are left.
    """
    parts = page_parts(page)
    annexes = {name: path.with_name(f"{path.stem}_{_fit(name)}.xlsx") for name in parts.annexes if name}
    books = {
        place: annex_book(name, parts.annexes[name], language=parts.language, band=parts.band)
        for name, place in annexes.items()
        if folds_of(parts.annexes[name])
    }
    reader = Language(parts.language)
    said = {name: reader.say(_BESIDE.with_(file=place.name)) for name, place in annexes.items() if place in books}
    made = {"docx": lambda: word_of(page, signed=signed, annexes=said)}
    return {path.with_suffix(f".{kind}"): made[kind]() for kind in kinds} | books


def _fit(name: str) -> str:
    return _UNFIT.sub("_", name).strip("_")
