"""The page that stands in a street's place when its report could not be made: what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from evaltoolkit.errors import UserError
from evaltoolkit.intake.plan_file import read_plan
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.reporting.export import export_html
from evaltoolkit.reporting.publish import write_whole
from evaltoolkit.reporting.street import report_title


@dataclass(frozen=True, slots=True)
class Notice:
    """A published notice: whose it is and where it lies."""

    key: str
    street: str
    page: Path


def write_notice(plan_path: Path, sentence: Text, *, run: str, home: Path) -> Notice:
    """Write the notice of a street whose report could not be made to ``reports/<run>/<key>.notice.html``.

    Parameters
    ----------
    plan_path
        The parameter file; where it cannot be read, its name stands for the street.
    sentence
        What is wrong and what to do; never a value from a column of identifiers.
    run
        Name of the run's folder.
    home
        The project folder.
    """
    try:
        plan = read_plan(plan_path)
    except UserError:
        key, street, language, synthetic = plan_path.stem, plan_path.stem, DEFAULT_LANGUAGE, False
        title = text("Performance evaluation report: {street}", street=street)
    else:
        key, street, language, synthetic = plan.key, plan.street, plan.language, plan.synthetic
        title = report_title(plan)
    reader = Language(language)
    words = _page_words(reader.say(sentence), reader)
    page = export_html(words, language=language, title=reader.say(title), synthetic=synthetic)
    path = home / "reports" / run / f"{key}.notice.html"
    write_whole(path, page.encode("utf-8"), private=False)
    return Notice(key, street, path)


def _page_words(sentence: str, reader: Language) -> NotebookNode:
    lines = "".join(f"<li>{escape(line)}</li>" for line in sentence.splitlines() if line.strip())
    said = [reader.say(words) for words in (_HEAD, _KEPT, _AGAIN)]
    html = f'<p class="caution">{escape(said[0])}</p><ul>{lines}</ul><p>{escape(said[1])}</p><p>{escape(said[2])}</p>'
    shown = new_output("display_data", {"text/html": html})  # type: ignore[no-untyped-call]
    cell = new_code_cell(outputs=[shown])  # type: ignore[no-untyped-call]
    page: NotebookNode = new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    return page


_HEAD = text("This report could not be made. What has to be put right:")
_KEPT = text("Nothing of the workbook was changed. An earlier report of this street, if there is one, is as it was.")
_AGAIN = text("Put it right, check the workbook again, and make the report once more.")
