"""The page that stands in a street's place when its report could not be made: what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from evaltoolkit.disclosure.names.disguise import HANZI
from evaltoolkit.disclosure.names.identifiers import find_numbers
from evaltoolkit.disclosure.names.letters import is_of_other_letters
from evaltoolkit.disclosure.names.person_names import double_surnames, may_be_name
from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.intake.files.digest import name_digest
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text, is_spelled, public, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.page_name import claim, page_name, unread_name
from evaltoolkit.reporting.release.publish import check_name
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.station_roster import station_roster
from evaltoolkit.reporting.run.street import report_title
from evaltoolkit.settings.read import MAX_BYTES
from evaltoolkit.settings.yaml_lines import read_yaml

_UNSAFE = re.compile(r"[^0-9A-Za-z_.()（）\u4e00-\u9fff-]")
_OF_A_PLACE = re.compile("街道|[镇乡街区县市村里]$|社区|社工站")
_ACCENTED = re.compile("[À-ɏḀ-ỿ]")
_LONGEST_NAME, _LONGEST_STREET = 60, 40


@dataclass(frozen=True, slots=True)
class Notice:
    """A published notice: whose it is, where it lies, and what it says."""

    key: str
    street: str
    page: Path
    said: Text


@dataclass(frozen=True, slots=True)
class _Head:
    key: str
    street: str
    title: Text
    language: str = DEFAULT_LANGUAGE
    synthetic: bool = False
    page: str = ""
    plan: Plan | None = None


def write_notice(
    plan_path: Path, sentence: Text, *, run: str, home: Path, name: str | None = None, is_key_known: bool = True,
    held: Collection[str] = (), apart: int = 0,
) -> Notice:  # fmt: skip
    """Write the notice of a street whose report could not be made to ``reports/<run>``, under the report's name.

    Parameters
    ----------
    plan_path
        The parameter file; where it cannot be read, its name stands for the key.
    sentence
        What is wrong and what to do; nothing that is a user's own word is said.
    run
        Name of the run's folder.
    home
        The project folder.
    name
        Key where the parameter file states none; made of the file's name by default.
    is_key_known
        Whether the key that the file states is its own; where another file states the same, `name` takes its place.
    held
        As the error says it: :attr:`evaltoolkit.errors.UserError.held`.
    apart
        As in :func:`evaltoolkit.reporting.release.page_name.page_name`.
    """
    own = notice_name(plan_path) if name is None else name
    head = _head(plan_path, own, is_key_known=is_key_known, apart=apart)
    reader = Language(head.language)
    path, people = home / "reports" / check_name(run) / head.page, roster_of_plan(plan_path, home)
    title = reader.say(head.title)
    if head.plan is not None:
        claim(home / "private" / run, head.plan, home, path, is_notice=True)

    def put(said: Text) -> Notice:
        from evaltoolkit.reporting.page.export import export_html

        words = _page_words(reader.say(said), reader)
        page = export_html(words, language=head.language, title=title, synthetic=head.synthetic)
        return Notice(head.key, head.street, release({path: page}, people)[path], said)

    try:
        return put(public(sentence, held=held))
    except UserError as error:
        if error.exit_code is not ExitCode.IDENTIFIER_FOUND:
            raise
        return put(KEPT_BACK)


def roster_of_plan(plan_path: Path, home: Path) -> Roster:
    """Return the roster of a plan's workbook, also where it fails its check; an empty one where no cell was read."""
    try:
        return station_roster(read_plan(plan_path), home)
    except UserError:  # no cell of a workbook was read; numbers and addresses are searched for all the same
        return Roster()


def notice_name(plan_path: Path) -> str:
    """Return the parameter file's name as one that a link, Windows and WeChat take.

    Examples
    --------
    >>> notice_name(Path("三元里 #1 (改).yaml")), notice_name(Path("con.yaml"))
    ('三元里__1_(改)', 'street_con')
    """
    if _may_name(plan_path.stem):
        return f"street_{name_digest(plan_path.stem)[:8]}"
    name = _UNSAFE.sub("_", plan_path.stem)[:_LONGEST_NAME].strip(".") or "street"
    try:
        return check_name(name)
    except RunError:
        return f"street_{name}"


def _may_name(stem: str) -> bool:
    """Return whether a file's name may be a person's: nothing is known yet of whom the street serves."""
    if not is_spelled(stem):
        return True
    words = [word for word in re.findall(rf"[{HANZI}]+", stem) if not _OF_A_PLACE.search(word)]
    has_name = any(may_be_name(word[:length]) for word in words for length in (2, 3, 4))
    is_double = any(len(word) > 2 and word[:2] in double_surnames() for word in words)
    return has_name or is_double or is_of_other_letters(stem) or bool(_ACCENTED.search(stem) or find_numbers(stem))


def stated_plan(plan_path: Path) -> Plan | None:
    """Return the plan that a parameter file states; None where it cannot be read."""
    try:
        return read_plan(plan_path)
    except UserError:
        return None


def _head(plan_path: Path, name: str, *, is_key_known: bool, apart: int) -> _Head:
    try:
        plan = read_plan(plan_path)
    except UserError:
        stem = "…" if _may_name(plan_path.stem) else plan_path.stem
        street = _stated_street(plan_path) or stem
        title = text("Performance evaluation report: {street}", street=street)
        return _Head(name, street, title, page=unread_name(name))
    key = plan.key if is_key_known else name
    page = page_name(plan, apart, is_notice=True) if is_key_known else unread_name(name)
    own = plan if is_key_known else None
    return _Head(key, plan.street, report_title(plan), plan.language, plan.synthetic, page, own)


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


KEPT_BACK = text("The reason names a person, so it stands on the screen of whoever ran the report, and not here.")
_HEAD = text("This report could not be made. What has to be put right:")
_KEPT = text("Nothing of the workbook was changed. An earlier report of this street, if there is one, is as it was.")
_AGAIN = text("Put it right, check the workbook again, and make the report once more.")
