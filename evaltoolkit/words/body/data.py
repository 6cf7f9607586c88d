"""二（二）: which data the evaluation rests on: how they were asked for, how many there are, how many came back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.answers import AT_LEAST_THREE
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.body.passage import NOTHING, Passage, given, passage
from evaltoolkit.words.page.columns import Shown, Veiled, figure
from evaltoolkit.words.page.due import is_over
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell
from evaltoolkit.words.page.prose import Kind, prose
from evaltoolkit.words.services.satisfaction import name

_NONE = "—"
_ON_SITE = "现场发放"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the table with a second line beneath it."""

    said: Shown
    detail: Text | str = ""

    def cell(self, language: Language) -> Cell:
        """Return it as a cell; a hidden one stands as everywhere."""
        detail = language.say(self.detail)
        if isinstance(self.said, Gap):
            return gap_cell(self.said, language, detail=detail)
        return Cell(language.say(self.said), Gap.WITHHELD if isinstance(self.said, Veiled) else None, detail)


_UNTOLD = _Figure(_NONE)


@dataclass(frozen=True, slots=True)
class _Source:
    what: Text | str
    how: Text | str
    n: _Figure
    response: _Figure = _UNTOLD


def data(shown: ProtectedReport, language: Language, *, plan: Plan | None = None) -> Passage:
    """Return each kind of data with the way of asking, valid answers and response, and whom it can stand for.

    Parameters
    ----------
    shown
        Every protected table of the report.
    language
        The reader's.
    plan
        Says whether the year is over: before, who has no post-test is not lost yet.
    """
    found = (
        *_scales(shown, _LOST if is_over(plan) else _NOT_YET),
        *_satisfaction(shown),
        *_awareness(shown),
        *_needs(shown),
        *_attendance(shown),
    )
    if not found:
        return NOTHING
    table = HtmlTable(
        language.say(text("What the evaluation rests on")),
        tuple(map(language.say, (text("Data"), text("How asked"), text("Usable"), text("Response")))),
        tuple(_row(one, language) for one in found),
        (Align.TEXT, Align.TEXT, Align.NUMBER, Align.NUMBER),
        name="data",
    )
    on_site = any(row.string("asked") == _ON_SITE for row in given(shown, "satisfaction"))
    limits = (_MEASURED if given(shown, "flow") else "", _THERE if on_site else "")
    return passage(prose(language, (Kind.BODY, limits if any(limits) else (_ANSWERED,))), table, language)


_MEASURED = text("Scales speak for those who were measured twice.")
_THERE = text("Forms handed out on site speak for those who were there, not for all who were served.")
_ANSWERED = text("The figures speak for those who answered.")


def _row(one: _Source, language: Language) -> TableRow:
    cells = (Cell(language.say(one.what)), Cell(language.say(one.how)))
    return TableRow((*cells, one.n.cell(language), one.response.cell(language)))


def _counted(row: Row, name: str, words: Text) -> _Figure:
    """Return a count with its unit."""
    said = figure(row, name, trimmed, Gap.NOT_PROVIDED)
    return _Figure(said if isinstance(said, Gap | Veiled) else words.with_(n=said))


def _share(row: Row, share: str, parts: tuple[str, str], words: Text) -> _Figure:
    """Return a share, with its counts beneath it where they give it."""
    said = figure(row, share, percent, Gap.NOT_PROVIDED)
    if isinstance(said, Gap):
        return _Figure(said)
    counts = row.numbers(*parts)
    if counts is None or counts[1] <= 0 or percent(counts[0] / counts[1]) != said:
        return _Figure(words.with_(share=said))
    part, whole = map(trimmed, counts)
    return _Figure(words.with_(share=said), text("{part}/{whole}", part=part, whole=whole))


_LOST, _NOT_YET = text("lost {share}"), text("no post-test yet {share}")


def _scales(shown: ProtectedReport, words: Text) -> Iterator[_Source]:
    for row in given(shown, "flow"):
        lost = _share(row, "lost_share", ("n_lost", "n_pre"), words)
        yield _Source(row.words("scale_name"), text("before and after"), _counted(row, "n_pairs", _PAIRS), lost)


def _satisfaction(shown: ProtectedReport) -> Iterator[_Source]:
    for row in given(shown, "satisfaction"):
        how = say_choice(row.string("asked")) if row.has("asked") else text("not stated")
        back = _share(row, "response_rate", ("returned", "issued"), text("{share}"))
        yield _Source(text("Satisfaction: {whose}", whose=name(row)), how, _counted(row, "n_valid", _FORMS), back)


def _awareness(shown: ProtectedReport) -> Iterator[_Source]:
    rows = given(shown, "awareness")
    row = next((row for row in rows if row.string("item") == AT_LEAST_THREE), None) or next(iter(rows), None)
    if row is not None:
        yield _Source(text("Awareness"), text("survey of residents"), _counted(row, "n", _FORMS))


def _needs(shown: ProtectedReport) -> Iterator[_Source]:
    rows = given(shown, "needs")
    asked = sorted(value for row in rows if (value := row.number("asked")) is not None)
    ends: Text | str = ""
    if asked:
        low, high = trimmed(asked[0]), trimmed(asked[-1])
        ends = text("each put to {n}", n=low if low == high else text("{low} to {high}", low=low, high=high))
    if rows:
        yield _Source(
            text("Needs of residents"), text("survey of needs"), _Figure(text("{n} needs", n=len(rows)), ends)
        )


def _attendance(shown: ProtectedReport) -> Iterator[_Source]:
    rows = given(shown, "attendance")
    if rows:
        yield _Source(text("Attendance of groups"), text("attendance lists"), _Figure(text("{n} groups", n=len(rows))))


_FORMS, _PAIRS = text("{n} forms"), text("{n} pairs measured")
