"""What is to be done about each problem: the street's own measure where the sheet 改进措施 has one, else a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.problem_rules import LAST_YEAR
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import row_name
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words import finding_words

PROPOSALS: Mapping[Trouble, Text] = {Trouble(kind): words for kind, words in texts("words", "proposals").items()}
TO_FILL_IN: Text = text("to be filled in")
OURS: Text = text("proposal of this toolkit")


@dataclass(frozen=True, slots=True)
class Advice:
    """One problem with what is to be done about it.

    Parameters
    ----------
    problem
        Its name.
    place
        Id of what shows it; empty for a measure that belongs to no problem of the report.
    action
        What is to be done.
    responsible, due
        Who and by when; empty where nobody has said so.
    is_ours
        Whether it is a proposal of the toolkit.
    """

    problem: Text | str
    place: str
    action: Text | str
    responsible: str = ""
    due: str = ""
    is_ours: bool = False


def advice(problems: Iterable[Finding], measures: tuple[Row, ...], language: Language) -> tuple[Advice, ...]:
    """Return what is to be done about the problems in their order, then the measures that belong to none of them.

    Parameters
    ----------
    problems
        Of :func:`evaltoolkit.findings.problems.problems`.
    measures
        Rows of the protected table ``measures``.
    language
        The reader's, in which a measure may name the problem.
    """
    own = [row for row in measures if row.string("kind") != LAST_YEAR and row.has("action")]
    found, used = [], []
    for one in problems:
        matching = [row for row in own if row not in used and is_about(row, one, language)]
        used += matching
        found += [_measure(row, one) for row in matching] or [_proposal(one)]
    return (*found, *(_measure(row, None) for row in own if row not in used))


def is_about(row: Row, one: Finding, language: Language) -> bool:
    """Return whether a measure names the problem's indicator, or its problem the fact."""
    named, words = row.string("indicator"), row.string("problem")
    if named:
        return one.row is not None and named in (one.indicator, row_name(one.row))
    return language.say(finding_words.name(one)) in words


def _measure(row: Row, one: Finding | None) -> Advice:
    problem = finding_words.name(one) if one is not None else row.words("problem") or row.words("indicator")
    place = finding_words.place(one) if one is not None else ""
    who = row.string("responsible") or responsible(one)
    return Advice(problem, place, row.words("action"), who, row.day("due_on"))


def _proposal(one: Finding) -> Advice:
    proposed = PROPOSALS[Trouble(one.kind)]
    return Advice(finding_words.name(one), finding_words.place(one), proposed, responsible(one), is_ours=True)


def responsible(one: Finding | None) -> str:
    """Return whose the problem is by its row of the indicator table; empty where that does not say: never inferred."""
    return one.row.string("responsible") if one is not None and one.row is not None else ""
