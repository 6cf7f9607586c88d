"""What is to be done about each problem: the street's own measure where the sheet 改进措施 has one, else a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from evaltoolkit.findings.finding import Finding, Trouble
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.chapters import finding_words
from evaltoolkit.words.chapters.measure_join import Joined, key

PROPOSALS: Mapping[Trouble, Text] = {Trouble(kind): words for kind, words in texts("words", "proposals").items()}
TO_FILL_IN: Text = text("to be filled in")
OURS: Text = text("proposal of this toolkit")


@dataclass(frozen=True, slots=True)
class Advice:
    """What is to be done about one problem, or about several of one kind.

    Parameters
    ----------
    problem
        Name of the problem, or of the first of them.
    findings
        The problems themselves; none for a measure that belongs to no problem of the report.
    action
        What is to be done.
    responsible, due
        Who and by when; empty where nobody has said so.
    is_ours
        Whether it is a proposal of the toolkit.
    stated
        The problem in the street's own words, where it was not named by its row of the indicator table.
    """

    problem: Text | str
    findings: tuple[Finding, ...]
    action: Text | str
    responsible: str = ""
    due: str = ""
    is_ours: bool = False
    stated: Text | str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """Return the ids of what shows the problems."""
        return tuple(dict.fromkeys(finding_words.place(one) for one in self.findings))


def advice(problems: Iterable[Finding], measures: Joined) -> tuple[Advice, ...]:
    """Return what is to be done about the problems in their order, then the measures that belong to none of the report.

    Parameters
    ----------
    problems
        Those to be told of.
    measures
        The street's own, by problem.
    """
    found: list[Advice] = []
    for one in problems:
        own = [row for row in measures.of.get(key(one), ()) if row.has("action")]
        found += [_measure(row, one) for row in own] or [_proposal(one)]
    return (*_joined(found), *(_measure(row, None) for row in measures.alone if row.has("action")))


def _joined(found: list[Advice]) -> list[Advice]:
    """Return the advice with a proposal that is made to several problems once."""
    joined: dict[object, Advice] = {}
    for place, one in enumerate(found):
        key = (one.action, one.responsible) if one.is_ours else place
        first = joined.get(key)
        if first is None:
            joined[key] = one
            continue
        joined[key] = replace(first, findings=(*first.findings, *one.findings))
    return list(joined.values())


def named(one: Advice, language: Language) -> str:
    """Return what the advice is about: the problem's name, or the names of several in quotes."""
    if len(one.findings) > 1:
        return language.join(map(finding_words.quoted, one.findings))
    return language.say(one.problem)


def _measure(row: Row, one: Finding | None) -> Advice:
    own, who = row.words("problem"), row.string("responsible") or responsible(one)
    if one is None:
        return Advice(own or row.words("indicator"), (), row.words("action"), who, row.day("due_on"))
    stated = "" if row.has("indicator") else own
    return Advice(finding_words.name(one), (one,), row.words("action"), who, row.day("due_on"), stated=stated)


def _proposal(one: Finding) -> Advice:
    proposed = PROPOSALS[Trouble(one.kind)]
    return Advice(finding_words.name(one), (one,), proposed, responsible(one), is_ours=True)


def responsible(one: Finding | None) -> str:
    """Return whose the problem is by its row of the indicator table; empty where that does not say: never inferred."""
    return one.row.string("responsible") if one is not None and one.row is not None else ""
