"""Read a file of settings as the model it states: every fault at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evaltoolkit.language import Ours, Text, Told, text
from evaltoolkit.settings.faults import Found, OwnReasons, fault_words
from evaltoolkit.settings.yaml_lines import YamlDocument, YamlFault, read_yaml

MAX_BYTES = (
    1_000_000  # 本工具规则: the longest such file is some pages of text; what is larger was not written by a person
)
M = TypeVar("M", bound=BaseModel)
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*\.ya?ml")
_CLOSED = text("the file cannot be opened; close it in other programs, and look whether this account may read it")
NOT_UTF_8 = text("the file is not saved as UTF-8; save it again with the encoding UTF-8")


def read_file(path: Path, *, repeats: bool = False) -> YamlDocument:
    """Return the document in a file; what keeps it from being read is a fault of it.

    Parameters
    ----------
    path
        The file.
    repeats
        As in :func:`evaltoolkit.settings.yaml_lines.read_yaml`.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError:
        return YamlDocument(faults=[YamlFault(1, _CLOSED)])
    if len(raw) > MAX_BYTES:
        return YamlDocument(faults=[YamlFault(1, text("the file is too large for a file of settings"))])
    try:
        return read_yaml(raw.decode("utf-8-sig"), repeats=repeats)
    except UnicodeDecodeError:  # what else it says nobody can tell
        return YamlDocument(faults=[YamlFault(1, NOT_UTF_8)])


def checked(
    document: YamlDocument, model: type[M], own: OwnReasons = lambda *_: None, *, value: object = None
) -> tuple[M | None, list[YamlFault]]:
    """Return what a document states, None where it cannot be used, and every fault in the order of lines.

    Parameters
    ----------
    document
        As read.
    model
        What it should be.
    own
        What the kind of file has to say of a fault itself.
    value
        What to read in place of the document's own value, where that was completed from elsewhere.
    """
    value = document.value if value is None else value
    faults = list(document.faults)
    made: M | None = None
    if isinstance(value, dict):
        given = {name: inner for name, inner in value.items() if inner is not None}
        try:
            made = model.model_validate(given)
        except ValidationError as error:
            faults += at_lines(document, fault_words(error, model, given, own))
    elif not document.faults:
        faults.append(YamlFault(1, text("the file must be a list of `key: value` lines")))
    return made, sorted(faults, key=lambda fault: fault.line)


def at_lines(document: YamlDocument, found: Iterable[Found]) -> list[YamlFault]:
    """Return faults with their lines, but for those of values that are not read at all."""
    return [YamlFault(document.line(place), words) for place, words in found if place not in document.unsure]


def in_file(file: str, faults: Iterable[YamlFault]) -> list[Text]:
    """Return a sentence a fault, with the name of the file and the line.

    Examples
    --------
    >>> in_file("甲.yaml", [YamlFault(3, text("`{key}` is missing; add it", key="year"))])[0].english()
    '甲.yaml, line 3: `year` is missing; add it.'
    """
    return [text("{file}, line {line}: {what}.", file=file, line=one.line, what=one.what) for one in faults]


def own_name(path: Path) -> str:
    """Return the name of an office's own file of settings as a sentence says it; a plain name is said to anybody.

    Examples
    --------
    >>> from evaltoolkit.language import public
    >>> said = in_file(own_name(Path("parameters/scales/王芳.yaml")), [YamlFault(3, text("begins with a tab"))])[0]
    >>> said.english(), public(said).english()
    ('王芳.yaml, line 3: begins with a tab.', 'a file in parameters/scales, line 3: begins with a tab.')
    """
    return Ours(path.name) if _PLAIN_NAME.fullmatch(path.name) else name_in_folder(path)


def name_in_folder(path: Path) -> Told:
    """Return the name of a file that may name a person; for anybody, its folder in ``parameters``."""
    return Told(path.name, text("a file in {folder}", folder=Ours(f"parameters/{path.parent.name}")))


def name_of(path: Path) -> str:
    """Return a file's name as a sentence says it: the end of a very long one."""
    return path.name[-80:] or str(path)
