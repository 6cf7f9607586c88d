"""四（七）: who works at the station, who helps it, in one table of staff, volunteers and partners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import fixed, percent, trimmed
from evaltoolkit.findings.rows import Gap, Row, column_sum
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.workbook import PARTNER_TYPES
from evaltoolkit.words.body.bars import share_bar
from evaltoolkit.words.body.passage import NOTHING, Passage, given, passage
from evaltoolkit.words.page.bar import Bar
from evaltoolkit.words.page.columns import Shown, Veiled, figure
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell
from evaltoolkit.words.page.prose import Kind, prose


@dataclass(frozen=True, slots=True)
class _Line:
    what: Text
    said: Shown
    detail: Text | str = ""
    bar: Bar | None = None


def people(shown: ProtectedReport, language: Language) -> Passage:
    """Return who joined and left, which kinds of partners are missing, and staff, volunteers and partners in a table.

    Parameters
    ----------
    shown
        Every protected table of the report; ``staff``, ``volunteers`` and ``partners`` are told.
    language
        The reader's.
    """
    lines = (*_staff(shown), *_volunteers(shown), *_partners(shown, language))
    if not lines:
        return NOTHING
    table = HtmlTable(
        language.say(text("Staff, volunteers and partners of the station")),
        tuple(map(language.say, (text("Who"), text("In the year")))),
        tuple(_row(line, language) for line in lines),
        (Align.TEXT, Align.NUMBER),
        name="people",
    )
    said = prose(language, (Kind.BODY, (_came_and_went(shown), _kinds(shown, language))))
    return passage(said, table, language)


def _row(line: _Line, language: Language) -> TableRow:
    detail = language.say(line.detail)
    if isinstance(line.said, Gap):
        figure_cell = gap_cell(line.said, language, detail=detail)
    else:
        gap = Gap.WITHHELD if isinstance(line.said, Veiled) else None
        figure_cell = Cell(language.say(line.said), gap, detail, line.bar)
    return TableRow((Cell(language.say(line.what)), figure_cell))


def _items(shown: ProtectedReport, table: str) -> dict[str, Row]:
    return {row.string("item"): row for row in given(shown, table)}


def _came_and_went(shown: ProtectedReport) -> Text | str:
    rows = _items(shown, "staff")
    figures = [rows[item].number("n") if item in rows else None for item in ("joined", "left")]
    if figures[0] is None or figures[1] is None:
        return ""
    return text("Joined in the year: {joined}; left: {left}.", joined=trimmed(figures[0]), left=trimmed(figures[1]))


def _kinds(shown: ProtectedReport, language: Language) -> Text | str:
    rows = given(shown, "partners")
    found = {row.string("type") for row in rows}
    absent = language.join(say_choice(kind) for kind in PARTNER_TYPES if kind not in found)
    if not rows:
        return ""
    if not absent:
        return text("All five kinds of partners (五社联动) take part.")
    return text("Of the five kinds of partners (五社联动) none is recorded for: {names}.", names=absent)


def _staff(shown: ProtectedReport) -> Iterator[_Line]:
    rows = _items(shown, "staff")
    if "at_end" in rows:
        yield _Line(text("Staff at the end of the year"), _whole(rows["at_end"], text("{n} people")))
    if (licensed := rows.get("licensed")) is not None:
        yield _share(text("Licensed as social workers"), licensed)
    if (turnover := rows.get("turnover")) is not None:
        yield _share(text("Left, of the mean of both ends of the year"), turnover)
    training = rows.get("training")
    if training is not None and training.number("of"):
        hours = text("{n} hours a head", n=fixed(training.number("n") or 0.0, 1))
        counted = text("mean of {n} people whose hours are stated", n=trimmed(training.number("of") or 0.0))
        yield _Line(text("Training"), hours, counted)


def _whole(row: Row, words: Text) -> Shown:
    said = figure(row, "n", trimmed, Gap.NOT_PROVIDED)
    return said if isinstance(said, Gap | Veiled) else words.with_(n=said)


def _share(what: Text, row: Row) -> _Line:
    """Return a share of people with its counts and its bar; one without people to divide by is not provided."""
    if row.is_withheld("n", "of", "share"):
        return _Line(what, Gap.WITHHELD)
    counts, share = row.numbers("n", "of"), row.number("share")
    if counts is None or share is None:
        return _Line(what, Gap.NOT_PROVIDED)
    part, whole = map(trimmed, counts)
    return _Line(what, percent(share), text("{part}/{whole}", part=part, whole=whole), share_bar(share))


def _volunteers(shown: ProtectedReport) -> Iterator[_Line]:
    rows = _items(shown, "volunteers")
    if "listed" in rows:
        yield _Line(text("Volunteers on the list"), _whole(rows["listed"], text("{n} people")))
    if "active" in rows:
        yield _share(text("Volunteers active in the year"), rows["active"])
    if "hours" in rows and (rows["hours"].has("n") or rows["hours"].is_withheld("n")):
        yield _Line(text("Hours served by volunteers"), _whole(rows["hours"], text("{n} hours served")))


def _partners(shown: ProtectedReport, language: Language) -> Iterator[_Line]:
    rows = given(shown, "partners")
    count = column_sum(rows, "partners")
    if count is not None:
        each = language.join(
            text("{kind} {n}", kind=say_choice(row.string("type")), n=trimmed(row.number("partners") or 0.0))
            for row in rows
        )
        yield _Line(text("Partners (五社联动)"), trimmed(count), each)
