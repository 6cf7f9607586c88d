"""The page that stands in a street's place when its report could not be made: what is wrong and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.intake.plan_file import MAX_BYTES, read_plan
from evaltoolkit.intake.yaml_lines import read_yaml
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, text
from evaltoolkit.reporting.export import export_html
from evaltoolkit.reporting.gate import Roster
from evaltoolkit.reporting.publish import check_name
from evaltoolkit.reporting.release import release
from evaltoolkit.reporting.station_roster import station_roster
from evaltoolkit.reporting.street import report_title

_UNSAFE = re.compile(r"[^0-9A-Za-z_.()（）\u4e00-\u9fff-]")
_LONGEST_NAME, _LONGEST_STREET = 60, 40


@dataclass(frozen=True, slots=True)
class Notice:
    """A published notice: whose it is and where it lies."""

    key: str
    street: str
    page: Path


@dataclass(frozen=True, slots=True)
class _Head:
    key: str
    street: str
    title: Text
    language: str = DEFAULT_LANGUAGE
    synthetic: bool = False


def write_notice(
    plan_path: Path, sentence: Text, *, run: str, home: Path, name: str | None = None, is_key_known: bool = True
) -> Notice:
    """Write the notice of a street whose report could not be made to ``reports/<run>/<key>.notice.html``.

    Parameters
    ----------
    plan_path
        The parameter file; where it cannot be read, its name stands for the key.
    sentence
        What is wrong and what to do; never a value from a column of identifiers.
    run
        Name of the run's folder.
    home
        The project folder.
    name
        Key where the parameter file states none; made of the file's name by default.
    is_key_known
        Whether the key that the file states is its own; where another file states the same, `name` takes its place.
    """
    head = _head(plan_path, notice_name(plan_path) if name is None else name, is_key_known=is_key_known)
    reader = Language(head.language)
    path, people = notice_path(home, run, head.key), _roster(plan_path, home)
    title = reader.say(head.title)

    def put(said: Text) -> Path:
        words = _page_words(reader.say(said), reader)
        page = export_html(words, language=head.language, title=title, synthetic=head.synthetic)
        return release({path: page}, people)[path]

    try:
        written = put(sentence)
    except UserError as error:
        if error.exit_code is not ExitCode.IDENTIFIER_FOUND:
            raise
        written = put(_KEPT_BACK)
    return Notice(head.key, head.street, written)


def _roster(plan_path: Path, home: Path) -> Roster:
    try:
        return station_roster(read_plan(plan_path), home)
    except UserError:  # the workbook was never taken in; numbers and addresses are searched for all the same
        return Roster()


def notice_path(home: Path, run: str, key: str) -> Path:
    """Return where the notice of a street's year lies."""
    return home / "reports" / check_name(run) / f"{key}.notice.html"


def notice_name(plan_path: Path) -> str:
    """Return the parameter file's name as one that a link, Windows and WeChat take.

    Examples
    --------
    >>> notice_name(Path("三元里 #1 (改).yaml")), notice_name(Path("con.yaml"))
    ('三元里__1_(改)', 'street_con')
    """
    name = _UNSAFE.sub("_", plan_path.stem)[:_LONGEST_NAME].strip(".") or "street"
    try:
        return check_name(name)
    except RunError:
        return f"street_{name}"


def stated_key(plan_path: Path) -> str | None:
    """Return the key that a parameter file states, the stem of its street's files; None where it cannot be read."""
    try:
        return read_plan(plan_path).key
    except UserError:
        return None


def _head(plan_path: Path, name: str, *, is_key_known: bool) -> _Head:
    try:
        plan = read_plan(plan_path)
    except UserError:
        street = _stated_street(plan_path) or plan_path.stem
        title = text("Performance evaluation report: {street}", street=street)
        return _Head(name, street, title)
    key = plan.key if is_key_known else name
    return _Head(key, plan.street, report_title(plan), plan.language, plan.synthetic)


def _stated_street(plan_path: Path) -> str | None:
    """Return the street's name out of a file that is no valid plan, so that its reader knows whom it is about."""
    try:
        if not plan_path.is_file():
            return None
        with plan_path.open("rb") as stream:
            document = read_yaml(stream.read(MAX_BYTES).decode("utf-8-sig"))
    except (OSError, ValueError):
        return None
    stated = document.value.get("street") if isinstance(document.value, dict) else None
    return stated.strip()[:_LONGEST_STREET] or None if isinstance(stated, str) else None


def _page_words(sentence: str, reader: Language) -> NotebookNode:
    lines = "".join(f"<li>{escape(line)}</li>" for line in sentence.splitlines() if line.strip())
    said = [reader.say(words) for words in (_HEAD, _KEPT, _AGAIN)]
    html = f'<p class="caution">{escape(said[0])}</p><ul>{lines}</ul><p>{escape(said[1])}</p><p>{escape(said[2])}</p>'
    shown = new_output("display_data", {"text/html": html})  # type: ignore[no-untyped-call]
    cell = new_code_cell(outputs=[shown])  # type: ignore[no-untyped-call]
    page: NotebookNode = new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    return page


_KEPT_BACK = text("The reason names a person, so it stands on the screen of whoever ran the report, and not here.")
_HEAD = text("This report could not be made. What has to be put right:")
_KEPT = text("Nothing of the workbook was changed. An earlier report of this street, if there is one, is as it was.")
_AGAIN = text("Put it right, check the workbook again, and make the report once more.")
