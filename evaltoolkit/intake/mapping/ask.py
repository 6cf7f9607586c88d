"""Ask a person at the keyboard: show what is proposed, let her change it, close what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.mapping.assign import assign
from evaltoolkit.intake.mapping.doubts import Doubt, closed, goals
from evaltoolkit.intake.mapping.preview import preview
from evaltoolkit.intake.mapping.propose import Proposal, proposal_for, reopened, unnamed
from evaltoolkit.language import Text, text
from evaltoolkit.model import workbook

_TABLE, _NONE, _LATER = "t", "0", "q"


@dataclass(frozen=True, slots=True)
class Desk:
    """How a person is spoken to.

    Parameters
    ----------
    say
        Shows lines.
    ask
        Shows a question and returns what was typed.
    search
        For people, whose names are masked.
    scales
        By id.
    year
        Of days that are written without one.
    """

    say: Callable[..., None]
    ask: Callable[[Text], str]
    search: PeopleSearch
    scales: Mapping[str, Scale]
    year: int | None = None


def confirmed(found: Proposal, desk: Desk) -> Proposal | None:
    """Return the proposal as the person confirms it, or None where she leaves it for later."""
    while True:
        desk.say(*preview(found, desk.search))
        typed = desk.ask(
            text("Enter: read it so; a number: change that column; t: another table; 0: do not read; q: later")
        ).strip()
        if typed == _LATER:
            return None
        if not typed:
            break
        found = _changed(found, typed, desk)
    while found.doubts:
        closed = _close(found, found.doubts[0], desk)
        if closed is None:
            return None
        found = closed
    return found


def _changed(found: Proposal, typed: str, desk: Desk) -> Proposal:
    if typed == _NONE:
        return reopened(found, replace(found.map, table=""), desk.scales)
    if typed == _TABLE:
        names = [spec.sheet for spec in workbook.TABLES]
        wanted = _chosen(desk, text("Which table is it?"), names)
        return found if wanted is None else as_table(found, workbook.TABLES[names.index(wanted)].name, desk)
    if typed.isdecimal() and 1 <= int(typed) <= len(found.map.headers) and found.map.table:
        header = found.map.headers[int(typed) - 1]
        goal = _chosen(desk, text("What is “{header}” read as?", header=header), goals(found.map.table))
        if goal is not None:
            return reopened(found, closed(found.map, "columns", header, goal), desk.scales)
    return found


def as_table(found: Proposal, table: str, desk: Desk) -> Proposal:
    """Return the proposal that the sheets hold another table."""
    other = proposal_for(assign(found.cells, table), found.heads, found.cells, desk.scales, year=desk.year)
    return unnamed(replace(other, map=replace(other.map, sheets=found.map.sheets), named=found.named))


def _close(found: Proposal, doubt: Doubt, desk: Desk) -> Proposal | None:
    answer = _chosen(desk, doubt.question, doubt.choices) if doubt.choices else desk.ask(doubt.question).strip()
    if not answer or (doubt.about == "year" and not (answer.isdecimal() and len(answer) == 4)):
        return None
    return reopened(found, closed(found.map, doubt.about, doubt.key, answer, doubt.word, desk.scales), desk.scales)


def _chosen(desk: Desk, question: Text, choices: list[str] | tuple[str, ...]) -> str | None:
    desk.say(question, *(f"{number:>4}  {choice}" for number, choice in enumerate(choices, start=1)))
    typed = desk.ask(text("Number (Enter: go back)")).strip()
    return choices[int(typed) - 1] if typed.isdecimal() and 1 <= int(typed) <= len(choices) else None
