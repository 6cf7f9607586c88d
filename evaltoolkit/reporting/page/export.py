"""Make one self-contained HTML page of an executed notebook: no code, no script, no outside address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import mistune
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.reporting.page.arrange import arrange
from evaltoolkit.reporting.page.clean import allowed_outputs, clean_html, is_hidden
from evaltoolkit.reporting.page.foreign_words import chinese_marked
from evaltoolkit.reporting.page.sections import Heading
from evaltoolkit.reporting.page.template_files import FOLDER, file_text, template

BAND = text("Sample data (synthetic): no real person, station or street")
_SHORT_BAND = text("Sample data (synthetic)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents list, and the lines beneath it."""

    id: str
    words: str | Markup
    below: tuple[_Entry, ...]


class _BodyExporter(TemplateExporter):
    """nbconvert with the template of this package; the HTML exporter would fill in missing alt texts by itself."""

    file_extension = ".html"
    output_mimetype = "text/html"
    template_name = "report"


def export_html(
    notebook: NotebookNode,
    *,
    language: str = DEFAULT_LANGUAGE,
    title: str,
    unbroken: str = "",
    synthetic: bool = False,
    short: bool = False,
) -> str:
    """Return the page of an executed notebook.

    Parameters
    ----------
    notebook
        Executed notebook; it is not changed.
    language
        A code of :data:`evaltoolkit.language.LANGUAGES`; the notebook's prose is said in it by the words of the
        catalogue.
    title
        Title of the page and of every printed sheet: street, year, kind of report.
    unbroken
        Part of the title that stays on one line where it fits: the name of the street.
    synthetic
        The data are made up: a band says so at the top and on every printed sheet.
    short
        A summary: set closer in print, for two sheets of paper.

    Returns
    -------
    str
        The page; the same notebook gives the same characters.

    Raises
    ------
    RunError
        A picture has no alternative text.
    """
    speaker = Language(language)
    arranged = arrange(clean_html(_body(notebook, speaker)), language)
    kinds = {"made": synthetic, "short": short}
    return template("page.html.j2").render(
        lang=speaker.facts.tag,
        title=title,
        title_parts=tuple(_marked(part, speaker) for part in _parts(title, unbroken)),
        synthetic=synthetic,
        kind=" ".join(name for name, holds in kinds.items() if holds),
        style=Markup(file_text("style.css")),  # noqa: S704 - our own file
        running=Markup(running_heads(title, speaker.say(_SHORT_BAND) if synthetic else "")),  # noqa: S704 - escaped there
        words={
            "contents": speaker.say(text("Contents")),
            "skip": speaker.say(text("Go to the report")),
            "synthetic": speaker.say(BAND),
            "mark": speaker.say(_SHORT_BAND),
        },
        contents=tuple(_contents(arranged.headings, speaker)),
        has_title="<h1" in arranged.front or "<h1" in arranged.body,
        front=Markup(arranged.front),  # noqa: S704 - cleaned
        body=Markup(arranged.body),  # noqa: S704 - cleaned
    )


@cache
def make_ready() -> None:
    """Read and compile the page's templates, so that the first page need not wait for it."""
    export_html(new_notebook(), title="")  # type: ignore[no-untyped-call]


def _body(notebook: NotebookNode, speaker: Language) -> str:
    cells = [_shown(cell, speaker) for cell in notebook.cells if not is_hidden(cell)]
    shown: NotebookNode = new_notebook(cells=_without_title(cells))  # type: ignore[no-untyped-call]
    body: str = _exporter().from_notebook_node(shown)[0]
    return body


@cache  # it compiles its templates once
def _exporter() -> Any:
    exporter: Any = _BodyExporter(extra_template_basedirs=[str(FOLDER)], optimistic_validation=True)  # type: ignore[no-untyped-call]
    exporter.register_filter("prose", mistune.create_markdown(escape=False, plugins=["table"]))
    return exporter


def _without_title(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return the cells without the notebook's own title; the page says street and year in its place."""
    if cells and cells[0].cell_type == "markdown" and cells[0].source.startswith("# "):
        cells[0].source = cells[0].source.partition("\n")[2]
    return cells


def _shown(cell: NotebookNode, speaker: Language) -> NotebookNode:
    shown = NotebookNode(cell)  # type: ignore[no-untyped-call]
    if cell.cell_type == "code":
        shown.outputs = allowed_outputs(cell)
    elif cell.cell_type == "markdown":
        shown.source = speaker.prose(cell.source)
    return shown


def _contents(headings: Sequence[Heading], speaker: Language) -> Iterator[_Entry]:
    """Yield the highest headings, each with those below it up to the next one as high."""
    highest = min((heading.level for heading in headings), default=0)
    starts = [place for place, heading in enumerate(headings) if not place or heading.level == highest]
    for start, end in pairwise([*starts, len(headings)]):
        own = headings[start]
        yield _Entry(own.id, _marked(own.words, speaker), tuple(_contents(headings[start + 1 : end], speaker)))


def _parts(title: str, unbroken: str) -> tuple[str, str, str]:
    return title.partition(unbroken) if unbroken else (title, "", "")


def _marked(words: str, speaker: Language) -> str | Markup:
    return words if speaker.code == DEFAULT_LANGUAGE else chinese_marked(words)


def running_heads(title: str, band: str) -> str:
    """Return the style that prints title and band on every sheet, each sign by its code."""
    boxes = {"@top-left": title, "@top-right": band, "@bottom-left": band}
    return "@page { " + " ".join(f"{box} {{ content: {_css_string(words)}; }}" for box, words in boxes.items()) + " }"


def _css_string(words: str) -> str:
    return '"' + "".join(f"\\{ord(character):x} " for character in words) + '"'
