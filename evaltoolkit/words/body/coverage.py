"""五: whom the services reach: residents, priority groups and categories, registered beside non-registered."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.reach import communities, has_share, is_hidden
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts
from evaltoolkit.model.workbook import RESIDENCE
from evaltoolkit.words.body.bars import share_bar
from evaltoolkit.words.body.passage import NOTHING, Passage, given, passage
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow, gap_cell
from evaltoolkit.words.page.prose import Kind, Prose, closed, prose, run
from evaltoolkit.words.services.coverage import APART

MOST_CATEGORIES = 6
"""Categories in the body, those with most people shown; the others are counted and stand in annex 2."""
_NONE = "—"
_Pair = tuple[Row | None, Row | None]


def coverage(shown: ProtectedReport, language: Language) -> Passage:
    """Return whom the services reach less, and the coverage of residents, priority groups and their categories.

    Parameters
    ----------
    shown
        Every protected table of the report; ``residence``, ``priority``, ``coverage`` and ``coverage_by_community``
        are told.
    language
        The reader's.
    """
    wholes = tuple(
        (words, pair)
        for name, words in (
            ("residence", text("All residents of the area")),
            ("priority", text("Priority groups, each person once")),
        )
        if any(pair := _pair(given(shown, name)))
    )
    categories = _by_category(given(shown, "coverage"))
    if not wholes and not categories:
        return NOTHING
    told = _foremost(categories)
    rows = (*wholes, *((say_choice(name), categories[name]) for name in told))
    header = (text("Whom"), *map(say_choice, RESIDENCE))
    table = HtmlTable(
        language.say(text("Served of those there are, registered beside non-registered")),
        tuple(map(language.say, header)),
        tuple(_row(words, pair, language) for words, pair in rows),
        (Align.TEXT, Align.NUMBER, Align.NUMBER),
        (_note(shown, len(categories) - len(told), language),),
        name="coverage",
    )
    said = _sentences(shown, wholes, language)
    return passage(said, table, language)


def _pair(rows: tuple[Row, ...]) -> _Pair:
    found = {row.string("residence"): row for row in rows}
    return found.get(RESIDENCE[0]), found.get(RESIDENCE[1])


def _by_category(rows: tuple[Row, ...]) -> dict[str, _Pair]:
    names = dict.fromkeys(row.string("category") for row in rows)
    pairs = {name: _pair(tuple(row for row in rows if row.string("category") == name)) for name in names}
    return {name: pair for name, pair in pairs.items() if any(pair)}


def _foremost(categories: dict[str, _Pair]) -> tuple[str, ...]:
    """Return the categories with most people, by the figures shown alone, in the official order."""
    size = {
        name: sum((row.number("people") or row.number("served") or 0.0) for row in pair if row)
        for name, pair in categories.items()
        if any(row and not is_hidden(row) for row in pair)
    }
    most = sorted(size, key=lambda name: -size[name])[:MOST_CATEGORIES]
    return tuple(name for name in categories if name in most)


def _row(words: Text | str, pair: _Pair, language: Language) -> TableRow:
    return TableRow((Cell(language.say(words)), *(_cell(row, language) for row in pair)))


def _cell(row: Row | None, language: Language) -> Cell:
    if row is None:
        return Cell(_NONE)
    if has_share(row):
        share = row.number("share") or 0.0
        return Cell(percent(share), detail=_of(row, language), bar=share_bar(share))
    if is_hidden(row):
        return gap_cell(Gap.WITHHELD, language, detail=_of(row, language) if row.bands else "")
    if row.has("served"):
        served = trimmed(row.number("served") or 0.0)
        return Cell(served, detail=language.say(text("no denominator")))
    return gap_cell(Gap.NOT_PROVIDED, language)


def _of(row: Row, language: Language) -> str:
    part, whole = (row.said(name, trimmed) for name in ("served", "people"))
    return language.say(text("{part}/{whole}", part=part, whole=whole))


def _sentences(shown: ProtectedReport, wholes: tuple[tuple[Text, _Pair], ...], language: Language) -> Prose:
    less = [words for words, pair in wholes if _is_reached_less(pair)]
    below = text("Non-registered residents are reached less than registered ones: {among}.", among=language.join(less))
    towns = given(shown, "coverage_by_community")
    return prose(
        language,
        (Kind.CAUTION, (_unknown_labels(shown),)),
        (Kind.BODY, (
            below if less else "",
            closed(communities(towns)) if any(map(has_share, towns)) else "",
        )),
    )  # fmt: skip


def _unknown_labels(shown: ProtectedReport) -> Text | str:
    """Return what labels of no known group do to the coverage of categories; no number, which would tell of people."""
    found = (row for row in given(shown, "quality") if row.words("kind") == _UNKNOWN)
    if not any(row.string("table") == "clients" for row in found):
        return ""
    rows = given(shown, "coverage")
    if any(row.has("served") for row in rows) or all(row.gap("served") is not Gap.NOT_PROVIDED for row in rows):
        return text("Some labels of people are of no known group: coverage of a category may be higher than it stands.")
    return text("Coverage of categories is not provided: too many labels of people are of no known group.")


_UNKNOWN: Text = texts("intake", "fault_names")["unknown_label"]  # as the account of the data names the kind


def _is_reached_less(pair: _Pair) -> bool:
    registered, other = (row.number("share") if row and has_share(row) else None for row in pair)
    return registered is not None and other is not None and percent(other) != percent(registered) and other < registered


def _note(shown: ProtectedReport, rest: int, language: Language) -> str:
    several = text("A person with several labels counts once in each category; categories do not add up.")
    apart = [row for row in given(shown, "residence") if row.string("residence") in APART]
    names = language.join(say_choice(row.string("residence")) for row in apart)
    notes = (
        text("{n} more are listed in annex 2.", n=rest) if rest else "",
        several if given(shown, "coverage") else "",
        text("Counted in neither column: {names}.", names=names)
        if names else "",
        text("It does not tell who would need the services and did not come."),
    )  # fmt: skip
    return run(language, *notes)
