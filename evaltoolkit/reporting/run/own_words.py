"""Which words that come out of a notebook are the toolkit's: those alone may be said where anybody reads them.

A notebook may have cells of its own. What they are called, what they raise and what that says may be anything, the
answers of single persons among it, and a kernel hands over words alone. So a sentence counts as ours where it is one of
the catalogues' and what is filled in is ours again: words of the catalogues, sheets and columns, numbers but where a
name belongs, and cells where a place belongs.
"""

from __future__ import annotations

import builtins
import re
import string
from functools import cache
from importlib import import_module

from evaltoolkit import errors
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import LANGUAGES, Ours, Text, Told, messages, text
from evaltoolkit.model.plan import PARAMETER_NAMES
from evaltoolkit.model.workbook import TABLES

_MARKUP = re.compile(r"[#*`>_\[\]]+")
_SIGNS = r"[\s…—%％:：;；,，、。.()（）“”/+~–≥≤<>-]"
_NUMBERS = re.compile(rf"(?:[0-9]+(?:[.,][0-9]+)*|{_SIGNS})*")
"""Numbers, and the signs between them."""
_CELLS = re.compile(rf"(?:[A-Z]{{1,2}}[0-9]{{1,4}}|[0-9]+|{_SIGNS})*")
_PLACING = frozenset({"cell", "cells", "place", "places", "range"})
"""The fields of our sentences that say where: what looks like a cell of a sheet is one there alone."""
_NAMING = frozenset(
    {"alike", "column", "columns", "header", "headers", "id", "ids", "key", "keys", "known", "label", "name", "names"}
    | {"near", "sheet", "sheets", "some", "table", "word", "words"}
)
"""The fields that say what something is called: no number of ours is filled in there."""
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
    if all(_is_sentence(line.strip(), 0) for line in said.splitlines() if line.strip()):
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
    """Return what the catalogues say in every language, and the names of sheets and columns; no mere numbers."""
    said = {words for code in LANGUAGES for pair in messages(code).items() for words in pair}
    headers = {name for spec in TABLES for name in (spec.sheet, *(one.header for one in spec.columns))}
    return frozenset(words for words in said | headers | {*PARAMETER_NAMES} if not _NUMBERS.fullmatch(words))


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Return the sentences that have fields: the longest of their own words, the whole as a pattern, and the fields."""
    found = []
    for words in sorted(_words()):
        try:
            parts = list(string.Formatter().parse(words))
        except ValueError:  # no sentence: a word with a bracket
            continue
        plain = [part for part, _, _, _ in parts]
        longest = max(plain, key=len, default="")
        fields = tuple(name for _, name, _, _ in parts if name is not None)
        if fields and re.search(r"\w", longest):
            pattern = "".join(re.escape(part) + ("" if name is None else "(.*?)") for part, name, _, _ in parts)
            found.append((longest, re.compile(pattern, re.DOTALL), fields))
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


def _is_sentence(words: str, depth: int) -> bool:
    """Return whether words are a sentence of the catalogues, with nothing but ours filled in.

    Of several that they may be, the one that says most of them by itself decides: it knows what stands where.
    """
    if words in _words():
        return True
    found = [
        (sum(map(len, one.groups())), one.groups(), fields)
        for longest, pattern, fields in _templates()
        if longest in words and (one := pattern.fullmatch(words))
    ]
    least = min((size for size, _, _ in found), default=0)
    return any(
        size == least
        and all(_is_filled(part.strip(), name, depth + 1) for part, name in zip(parts, fields, strict=True))
        for size, parts, fields in found
    )


def _is_filled(words: str, field: str, depth: int) -> bool:
    """Return whether words are what the toolkit fills into such a field: a word, a number, a sentence, or a list."""
    if words in _words() or words in _READERS or _COMMAND.fullmatch(words):
        return True
    if words.isascii() and words.isidentifier() and words in _drawings():
        return True
    is_number_for_name = field in _NAMING and any(map(str.isdigit, words))
    if not is_number_for_name and (_CELLS if field in _PLACING else _NUMBERS).fullmatch(words):
        return True
    if depth >= _DEEPEST:
        return False
    lists = (words.split(separator) for separator in ("、", ", ") if separator in words)
    if any(all(_is_filled(part.strip(), field, depth + 1) for part in parts) for parts in lists):
        return True
    return not is_number_for_name and _is_sentence(words, depth)
