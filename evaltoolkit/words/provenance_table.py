"""What the figures were made from: the fingerprint of each input and the versions that made them."""

from __future__ import annotations

from evaltoolkit.findings.rows import Gap
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Provenance
from evaltoolkit.model.texts import texts
from evaltoolkit.words.html_table import Align, Cell, HtmlTable, TableRow, gap_cell
from evaltoolkit.words.prose import Paragraph, Prose

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


def provenance_line(provenance: Provenance | None, language: Language) -> Prose:
    """Return the same in one paragraph, for a summary of two sheets.

    Notes
    -----
    Each sha256 stands in full: the first digits alone may look like a telephone number to the search for identifiers.
    """
    found = provenance or Provenance((), ())
    inputs = [f"{language.say(INPUTS.get(name, name))} {value}" for name, value in found.inputs if value]
    versions = [f"{name} {version}" for name, version in found.versions if version]
    told = language.say(text("The same inputs and versions give the same summary."))
    return Prose((Paragraph(told, source=language.join([*inputs, *versions])),))
