"""The papers that are made of a finished page, each under its name: the report, and its annexes beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bs4 import Tag

from evaltoolkit.language import Language, text
from evaltoolkit.reporting.handing.annex_book import annex_book, folds_of
from evaltoolkit.reporting.handing.page_parts import PageParts, page_parts
from evaltoolkit.reporting.handing.typeset import pdf_of
from evaltoolkit.reporting.handing.word import word_of

_UNFIT = re.compile(r"[^\w()（）-]+")
_BESIDE = text("Handed in beside this paper: {file}")


def papers_of(
    page: str, path: Path, kinds: Sequence[str], *, signed: bool, form: Mapping[Path, bytes] | None = None
) -> dict[Path, bytes]:
    """Return the papers by their places beside the page.

    Parameters
    ----------
    page
        As it is published.
    path
        Its place.
    kinds
        What is made of the report; its annexes become workbooks.
    signed
        Whether places for signatures and the seal are left.
    form
        The official form in place of the page's first annex.
    """
    parts = page_parts(page)
    papers: dict[Path, bytes] = {}
    beside: dict[str, str] = {}
    for number, (name, annex) in enumerate(parts.annexes.items()):
        made = dict(form) if form and number == 0 else _book(name, annex, path, parts)
        papers |= made
        if made:
            files = "、".join(place.name for place in made)
            beside[name] = Language(parts.language).say(_BESIDE.with_(file=files))
    kinds_made = {
        "docx": lambda: word_of(parts, signed=signed, annexes=beside),
        "pdf": lambda: pdf_of(parts, annexes=beside),
    }
    return {path.with_suffix(f".{kind}"): kinds_made[kind]() for kind in kinds} | papers


def _book(name: str, annex: Sequence[Tag], path: Path, parts: PageParts) -> dict[Path, bytes]:
    if not name or not folds_of(annex):
        return {}
    place = path.with_name(f"{path.stem}_{_fit(name)}.xlsx")
    return {place: annex_book(name, annex, language=parts.language, band=parts.band)}


def _fit(name: str) -> str:
    return _UNFIT.sub("_", name).strip("_")
