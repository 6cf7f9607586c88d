"""The outline of a report as a Word paper in the official layout: headings, beneath each what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.forms.description import description
from evaltoolkit.intake.files.docx_writing import document_bytes
from evaltoolkit.language import DEFAULT_LANGUAGE
from evaltoolkit.office.paper import new_paper
from evaltoolkit.office.word_xml import Element, paragraph, run
from evaltoolkit.scoring.system import Outline


def outline_document(outline: Outline, *, title: str, band: str = "") -> bytes:
    """Return the outline, under its title where it comes from.

    Parameters
    ----------
    outline
        Of an indicator system.
    title
        Of the report.
    band
        Stands at the head of every page, of made data.
    """
    document = new_paper(title, language=DEFAULT_LANGUAGE, band=band)
    end = document.element.body[-1]
    for one in (paragraph("Title", run(title)), paragraph("Note", run(outline.source)), *_chapters(outline)):
        end.addprevious(one)
    return document_bytes(document)


def _chapters(outline: Outline) -> Iterator[Element]:
    for chapter in outline.chapters:
        yield paragraph("Heading1", run(chapter.name))
        for part in chapter.parts:
            yield paragraph("Heading2", run(part))
            yield _to_fill()
        if not chapter.parts:
            yield _to_fill()


def _to_fill() -> Element:
    return paragraph("Normal", run(description().to_fill))
