"""Which problem each measure of the sheet 改进措施 is about, as the sheet names it; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.problem_rules import LAST_YEAR
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import row_name
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, Text
from evaltoolkit.words.chapters import finding_words

Problem = tuple[str, str]
_TELLING = 4
"""Signs from which on the name of a need inside other words is one (本工具规则)."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The year's measures by the problem that they are about.

    Parameters
    ----------
    of
        Measures by problem, as :func:`key` names it.
    alone
        Measures that name no problem of the report: each stands by itself.
    """

    of: Mapping[Problem, tuple[Row, ...]]
    alone: tuple[Row, ...]


def key(one: Finding) -> Problem:
    """Return by what a problem is known among the problems of a report."""
    return str(one.kind), one.indicator


def join(measures: Iterable[Row], problems: tuple[Finding, ...], language: Language) -> Joined:
    """Return the year's measures by problem.

    Parameters
    ----------
    measures
        Rows of the protected table ``measures``; those of last year's advice are left out.
    problems
        Every problem of the report, the heaviest first.
    language
        The reader's; a measure may name the problem in it or in Chinese.

    Notes
    -----
    对应指标 names a problem by the number or the name of its row of the indicator table. Else 问题 does: it holds the
    name by which chapter five lists the problem, or a need that nothing answers; or it is nothing but the name of a
    method, scale, category or need that one problem alone is about.
    """
    own = [row for row in measures if row.string("kind") != LAST_YEAR]
    found: dict[Problem, tuple[Row, ...]] = {}
    alone = []
    for row in own:
        one = _about(row, problems, language)
        if one is None:
            alone.append(row)
        else:
            found[key(one)] = (*found.get(key(one), ()), row)
    return Joined(found, tuple(alone))


def _about(row: Row, problems: tuple[Finding, ...], language: Language) -> Finding | None:
    named, words = row.string("indicator"), _plain(row.string("problem"))
    if named:
        return _first(problems, lambda one: named in _rows_of(one))
    if not words:
        return None
    by_name = _first(problems, lambda one: any(_plain(name) in words for name in _names(one, language)))
    of_subject = [one for one in problems if words in _subjects(one, language)]
    return by_name or (of_subject[0] if len(of_subject) == 1 else None)


def _first(problems: Iterable[Finding], is_meant: Callable[[Finding], bool]) -> Finding | None:
    return next((one for one in problems if is_meant(one)), None)


def _rows_of(one: Finding) -> set[str]:
    """Return number and name of the row of the indicator table that the problem is, alone of its kind."""
    rows = (one.row, *(one.rows if len(one.rows) == 1 else ()))
    named = [row for row in rows if row is not None and row.has("indicator")]
    return {name for row in named for name in (row.string("indicator"), row_name(row)) if name}


def _names(one: Finding, language: Language) -> list[str]:
    needs = [row.string("need") for row in one.rows] if one.kind is Trouble.NEEDS else []
    needs = [name for name in needs if len(_plain(name)) >= _TELLING]
    return [name for name in (*_said(finding_words.name(one), language), *needs) if name]


def _subjects(one: Finding, language: Language) -> set[str]:
    named = finding_words.SUBJECTS.get(Trouble(one.kind))
    said = {_plain(words) for row in one.rows for words in _said(named(row), language)} if named else set()
    return said - {""}


def _said(words: Text | str, language: Language) -> tuple[str, str]:
    """Return words in the language of the sheet, which is the default, and in the reader's."""
    return Language(DEFAULT_LANGUAGE).say(words), language.say(words)


def _plain(words: str) -> str:
    return "".join(sign for sign in words if sign.isalnum())
