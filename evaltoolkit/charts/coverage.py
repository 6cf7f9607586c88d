"""Draw how many people of each official category the services reached."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent
from evaltoolkit.charts.records import Record, records, says_nothing
from evaltoolkit.charts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.shares import draw_share, lowest, share_words
from evaltoolkit.charts.sheet import Sheet
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text


def coverage(table: ProtectedTable, language: Language) -> Chart:
    """Draw people served of people there are, by official category and residence.

    Parameters
    ----------
    table
        ``coverage``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Categories in the order of the table. A category without a denominator says so and has no bar.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = tuple(row for row in records(table) if _has_something(row))
    if says_nothing(rows, ["served", "people", "share"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("People served in the year of all people in each category; one person may be in several"),
        text("the station's roster and population figures"),
        tuple(entry(_name(row), _words(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = _ruler(rows, language)
    for _, part in groupby(rows, key=lambda row: row.given("category")):
        members = tuple(part)
        if len(members) > 1:
            _compare(sheet, ruler, members, language)
        else:
            draw_share(sheet, _name(members[0]), _words(members[0]), members[0], language)
    return finish(sheet, story, language)


def _compare(sheet: Sheet, ruler: Ruler, members: tuple[Record, ...], language: Language) -> None:
    heading(sheet, language.say(members[0].words("category")))
    for row in members:
        share = row.number("share").value
        label, shown = language.say(row.words("residence")), language.say(_words(row))
        side_bar(sheet, ruler, label, None if share is None else min(share, 1.0), shown=shown, track=True)
    sheet.skip(0.1)


def _ruler(rows: tuple[Record, ...], language: Language) -> Ruler:
    labels = [language.say(row.words("residence")) for row in rows]
    return side_ruler(1.0, labels, [language.say(_words(row)) for row in rows])


def _has_something(row: Record) -> bool:
    """Nobody served of nobody known says nothing of a category: such a row is not drawn."""
    return row.number("served").value != 0 or row.number("people").is_known or row.is_withheld(["people"])


def _words(row: Record) -> str | Text:
    return share_words(row, "served", "people")


def _name(row: Record) -> str | Text:
    if row.given("residence") is None:
        return row.words("category")
    return text("{whole} · {part}", whole=row.words("category"), part=row.words("residence"))


def _message(rows: tuple[Record, ...]) -> Text:
    least = lowest(rows)
    if least is None:
        return text("No coverage can be stated: there is no denominator, or the figures are withheld")
    share = percent(least.number("share").value or 0.0)
    if len(rows) == 1:
        return text("{name}: {share} reached", name=_name(least), share=share)
    if all((row.number("share").value or 0.0) >= 1 for row in rows):
        return text("All {n} groups are reached wholly", n=len(rows))
    return text("The lowest coverage is that of {name}: {share}", name=_name(least), share=share)
