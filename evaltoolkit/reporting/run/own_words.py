"""Which words that come out of a notebook are the toolkit's: those alone may be said where anybody reads them.

A notebook may have cells of its own. What they are called, what they raise and what that says may be anything, the
answers of single persons among it, and a kernel hands over words alone. So a sentence counts as ours where it is one of
the catalogues' and what is filled in is ours again: words of the catalogues, sheets, columns, cells and numbers.
"""

from __future__ import annotations

import builtins
import re
import string
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from evaltoolkit import errors
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import LANGUAGES, Ours, Text, Told, messages, text
from evaltoolkit.model.plan import PARAMETER_NAMES
from evaltoolkit.model.workbook import TABLES

_MARKUP = re.compile(r"[#*`>_\[\]]+")
_NUMBERS = re.compile(r"(?:[A-Z]{1,2}[0-9]{1,4}|[0-9]+(?:[.,][0-9]+)*|[\s…—%％:：;；,，、。.()（）“”/+~–≥≤<>-])*")
"""Numbers, cells of a sheet, and the signs between them."""
_COMMAND = re.compile(r"(?:python start\.py|evaltoolkit)(?: [a-z]+)?")
_RAISED_BY_US = ("OwnFigureError", "UnknownTableError")  # of rooms that this one does not import
_DEEPEST = 4
_READERS = frozenset(Audience)
_LONGEST_QUESTION = 40


def first_line(source: str) -> str:
    """Return the first line of prose without its markup; nothing where there is none."""
    lines = (_MARKUP.sub("", line).strip() for line in source.splitlines())
    return next((line for line in lines if line), "")


def heading_told(line: str, place: int) -> str:
    """Return a heading as it may be said: one of ours to anybody, another's on the screen alone."""
    said = line[:_LONGEST_QUESTION]
    if line and line in _headings():
        return Ours(said)
    return Told(said or f"[{place}]", text("own cell {place}", place=place))


def kind_told(name: str) -> str:
    """Return the name of an exception's class as it may be said: Python's or ours to anybody, another on the screen."""
    kind = getattr(builtins, name, None) or getattr(errors, name, None)
    if name in _RAISED_BY_US or (isinstance(kind, type) and issubclass(kind, BaseException)):
        return Ours(name)
    return Told(name, text("a kind of its own"))


def sentence_told(said: str, question: str | Text) -> str:
    """Return a sentence as it may be said: one of ours to anybody; of another, only in which part it was raised.

    A part without a heading, which is a cell of one's own, stands before the sentence in any case.
    """
    if all(_is_ours(line.strip(), 0) for line in said.splitlines()):
        return Ours(said)
    if isinstance(question, Text):
        return Told(said, text("a sentence of its own, which stands on the screen of whoever ran the report."))
    return Told(
        said,
        text(
            "The part “{question}” stopped with a sentence of the notebook's own; it stands on the screen of whoever "
            "ran the report.",
            question=question.instead if isinstance(question, Told) else question,
        ),
    )


@cache
def _headings() -> frozenset[str]:
    return frozenset(map(first_line, _words()))


@cache
def _words() -> frozenset[str]:
    """Return what the catalogues say in every language, and the names of sheets and columns."""
    said = {words for code in LANGUAGES for pair in messages(code).items() for words in pair}
    headers = {name for spec in TABLES for name in (spec.sheet, *(one.header for one in spec.columns))}
    return frozenset(said | headers | {*PARAMETER_NAMES})


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sentences that have fields: the longest of their own words, and the whole as a pattern."""
    found = []
    for words in sorted(_words()):
        try:
            parts = list(string.Formatter().parse(words))
        except ValueError:  # no sentence: a word with a bracket
            continue
        plain = [part for part, _, _, _ in parts]
        longest = max(plain, key=len, default="")
        if any(name is not None for _, name, _, _ in parts) and re.search(r"\w", longest):
            pattern = "".join(re.escape(part) + ("" if name is None else "(.*?)") for part, name, _, _ in parts)
            found.append((longest, re.compile(pattern, re.DOTALL)))
    return tuple(found)


@cache
def _drawings() -> frozenset[str]:
    """Return the kinds of what matplotlib draws, one of which a picture may be refused for."""
    from matplotlib.artist import Artist

    import_module("matplotlib.axes")  # and with it every kind
    found, kinds = set[str](), [Artist]
    while kinds:
        kind = kinds.pop()
        found.add(kind.__name__)
        kinds += kind.__subclasses__()
    return frozenset(found)


def _is_ours(said: str, depth: int) -> bool:
    words = said.strip()
    if words in _words() or words in _READERS or _NUMBERS.fullmatch(words) or _COMMAND.fullmatch(words):
        return True
    if words.isascii() and words.isidentifier() and words in _drawings():
        return True
    return depth < _DEEPEST and any(all(_is_ours(part, depth + 1) for part in parts) for parts in _parts(words))


def _parts(words: str) -> Iterator[tuple[str, ...]]:
    """Yield what is filled in, for each of our sentences that these words may be; and the entries of a list."""
    for longest, pattern in _templates():
        if longest in words and (found := pattern.fullmatch(words)):
            yield found.groups()
    for separator in ("、", ", "):
        if separator in words:
            yield tuple(words.split(separator))
