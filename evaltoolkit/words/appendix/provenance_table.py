"""What the figures were made from: the fingerprint of each input and the versions that made them."""

from __future__ import annotations

from evaltoolkit.findings.rows import Gap
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Provenance
from evaltoolkit.model.texts import texts
from evaltoolkit.words.page.fold import Annex, annex
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell

INPUTS: dict[str, Text] = texts("words", "inputs")


def provenance_table(provenance: Provenance | None, language: Language) -> HtmlTable:
    """Return inputs with their sha256 and versions of the programs, so that anyone can check them."""
    caption = language.say(text("Inputs and versions: the same ones give the same report"))
    found = provenance or Provenance((), ())
    rows = (
        *((INPUTS.get(name, name), value) for name, value in found.inputs),
        *((text("Version of {program}", program=name), value) for name, value in found.versions),
    )
    header = (text("Input or program"), text("Fingerprint or version"))
    return HtmlTable(
        caption,
        tuple(language.say(one) for one in header),
        tuple(_row(label, value, language) for label, value in rows),
        (Align.TEXT, Align.TEXT),
    )


def _row(label: Text | str, value: str, language: Language) -> TableRow:
    shown = Cell(value) if value else gap_cell(Gap.NOT_PROVIDED, language)
    return TableRow((Cell(language.say(label)), shown))


def provenance_fold(provenance: Provenance | None, language: Language) -> Annex:
    """Return the same table in a fold, for a summary of two sheets."""
    title = text("Which inputs and versions made this page")
    return annex(language, (title, (provenance_table(provenance, language),)))
