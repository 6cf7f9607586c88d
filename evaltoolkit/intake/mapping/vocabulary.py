"""The other words of stations and programs for columns, choices, labels and answers, from the files beside this one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from evaltoolkit.intake.checking.headers import known_headers, normal_header
from evaltoolkit.model import workbook
from evaltoolkit.model.categories import official_categories
from evaltoolkit.model.columns import Column, TableSpec
from evaltoolkit.model.yaml_text import load_yaml

_SEPARATORS = re.compile(r"[、，,;；/|\s+＋&＆┋.．。()（）]+")
_PREFIX = re.compile(r"(?:[A-Ga-g]|[0-9]{1,2})\s*[、.．:：)）]\s*")
_SEVERAL_CODES = re.compile(r"[0-9]\s+[0-9]")
_LETTER = re.compile(r"([A-Ga-g])\s*[、.．:：)）]?")


@cache
def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(
        (files("evaltoolkit.intake.mapping") / f"{name}.yaml").read_text(encoding="utf-8")
    )  # fmt: skip
    return found


def plain(words: object) -> str:
    """Return words without differences of width, case and white space."""
    return "".join(unicodedata.normalize("NFKC", str(words)).split()).lower()


@cache
def table_names(table: str) -> tuple[str, ...]:
    """Return the words in names of files, sheets and titles that tell that a sheet holds the table."""
    return (workbook.table(table).sheet, *_read("headers")["tables"].get(table, {}).get("names", ()))


@cache
def column_words(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the headers of each column of a table in plain form: the workbook's own first."""
    spec = workbook.table(table)
    more = _read("headers")["tables"].get(table, {}).get("columns", {})
    return {column.name: _headers(column, spec, more.get(column.name, ())) for column in spec.columns}


def _headers(column: Column, spec: TableSpec, more: tuple[str, ...]) -> tuple[str, ...]:
    own = (column.header, *column.aliases, column.name)
    taken = {normal_header(header) for header in known_headers(spec)} - {normal_header(word) for word in own}
    return tuple(dict.fromkeys(word for word in map(normal_header, map(str, (*own, *more))) if word not in taken))


@cache
def unread_headers() -> frozenset[str]:
    """Return the headers, in plain form, of columns that are known and never read."""
    return frozenset(normal_header(str(header)) for header in _read("headers")["unread"])


@cache
def wave_words() -> tuple[tuple[str, str], ...]:
    """Return the beginnings of headers that tell the time of measuring, the longest first."""
    pairs = [(normal_header(str(word)), wave) for wave, words in _read("headers")["waves"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def choice_of(word: object, column: Column) -> str | None:
    """Return the choice of a column that a word means; one that has no place in the tables too, None for none.

    Examples
    --------
    >>> method = workbook.table("services").column("method")
    >>> choice_of("个案工作", method), choice_of("入户探访", method), choice_of("不详", method)
    ('个案', '探访', None)
    """
    return _choices(column.choices).get(plain(word)) or _choices(column.choices).get(plain(without_prefix(str(word))))


@cache
def _choices(choices: tuple[str, ...]) -> Mapping[str, str]:
    for name, known in _read("words")["choices"].items():
        if getattr(workbook, name.upper(), None) == choices:
            more = {plain(word): choice for choice, words in known.items() for word in (choice, *words)}
            return more | {plain(choice): choice for choice in choices}
    return {plain(choice): choice for choice in choices}


def without_prefix(word: str) -> str:
    """Return an answer without the letter or number before it: A.非常满意."""
    return _PREFIX.sub("", word.strip(), count=1) or word.strip()


def is_letter(word: str) -> bool:
    """Return whether an answer is the letter of its option."""
    return bool(_LETTER.fullmatch(word.strip()))


@cache
def answer_sets(count: int) -> tuple[tuple[str, ...], ...]:
    """Return the sets of so many answers, each from the least to the most."""
    return tuple(tuple(answers) for answers in _read("words")["answers"] if len(answers) == count)


def answer_step(word: object, count: int, answers: tuple[str, ...] = ()) -> int | None:
    """Return which of so many answers, counted from 1, a word is; None where no set has it.

    Examples
    --------
    >>> answer_step("有时", 4), answer_step("B、", 5), answer_step("也许", 4)
    (3, 2, None)
    """
    letter = _LETTER.fullmatch(str(word).strip())
    if letter:
        step = "abcdefg".index(letter[1].lower()) + 1
        return step if step <= count else None
    wanted = plain(without_prefix(str(word)))
    for steps in (_plain_steps(answers),) if answers else map(_plain_steps, answer_sets(count)):
        if wanted in steps:
            return steps.index(wanted) + 1
    return None


@lru_cache(maxsize=256)
def _plain_steps(answers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, answers))


@cache
def blank_words() -> frozenset[str]:
    """Return what programs write where nothing was asked or answered."""
    return frozenset(plain(word) for word in _read("words")["blank"])


@cache
def _labels() -> Mapping[str, str]:
    content = _read("labels")
    words = {plain(word): name for name, found in content["words"].items() for word in (name, *found) if word}
    return {**words, **{str(code): name for code, name in content["codes"].items()}}


def read_labels(cell: object) -> tuple[str, ...]:
    """Return the labels of a cell by their official names; what is known to be none, or not known, as it is written.

    Examples
    --------
    >>> read_labels("低保独居"), read_labels("1,8"), read_labels("半失能、孤老"), read_labels("事实孤儿")
    (('低保对象', '独居老人'), ('低保对象', '独居老人'), ('半失能', '孤寡老人'), ('事实无人抚养儿童',))
    """
    words = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if plain(words) in _labels() and not _SEVERAL_CODES.search(words):
        return (_labels()[plain(words)] or words,)
    found = [label for part in _SEPARATORS.split(words) if part for label in _split(part)]
    return tuple(dict.fromkeys(found))


def _split(part: str) -> list[str]:
    """Return the labels of words that nothing separates, the longest first; all of them or the words as they are."""
    known, left, found = _labels(), plain(part), []
    while left:
        ends = (end for end in range(len(left), 0, -1) if left[:end] in known)
        end = next(ends, 0)
        if not end or (left[:end].isdigit() and end != len(left)):
            return [part]
        found.append(known[left[:end]] or left[:end])
        left = left[end:]
    return found


def is_known_label(label: str) -> bool:
    """Return whether a label means an official category, or is known to mean none."""
    return plain(label) in _labels() or official_categories().knows(label)
