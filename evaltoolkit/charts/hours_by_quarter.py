"""Draw the service hours of each quarter, method by method."""

from __future__ import annotations

from itertools import groupby

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import plain
from evaltoolkit.charts.records import Record, records, says_nothing, total
from evaltoolkit.charts.rows import heading, side_bar, side_ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text


def hours_by_quarter(table: ProtectedTable, language: Language) -> Chart:
    """Draw the hours done in each quarter as bars, grouped by method.

    Parameters
    ----------
    table
        ``hours_by_quarter``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        One scale for all methods, so that they compare.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = tuple(sorted(records(table), key=lambda row: _order(table, row)))
    if says_nothing(rows, ["done"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("Service hours done in the year by quarter and method"),
        text("the station's service records"),
        tuple(entry(_name(row), row.number("done").words(plain)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = side_ruler(
        max(row.number("done").value or 0.0 for row in rows),
        [language.say(_quarter(row)) for row in rows],
        [language.say(row.number("done").words(plain)) for row in rows],
    )
    for _, part in groupby(rows, key=lambda row: row.given("method")):
        members = tuple(part)
        whole = total(members, "done")
        heading(
            sheet,
            language.say(members[0].words("method")),
            "" if whole is None else language.say(text("{n} hours", n=plain(whole))),
        )
        for row in members:
            value = row.number("done")
            label = language.say(_quarter(row))
            side_bar(sheet, ruler, label, value.value, shown=language.say(value.words(plain)))
        sheet.skip(0.1)
    return finish(sheet, story, language)


def _order(table: ProtectedTable, row: Record) -> tuple[int, float]:
    methods = list(dict.fromkeys(table.frame.get("method", ())))
    name = row.given("method")
    return methods.index(name) if name in methods else len(methods), row.number("quarter").value or 0.0


def _quarter(row: Record) -> str | Text:
    number = row.number("quarter").value
    return row.words("quarter") if number is None else text("Q{n}", n=int(number))


def _name(row: Record) -> Text:
    return text("{whole} · {part}", whole=row.words("method"), part=_quarter(row))


def _message(rows: tuple[Record, ...]) -> Text:
    by_quarter: dict[float, list[Record]] = {}
    for row in rows:
        by_quarter.setdefault(row.number("quarter").value or 0.0, []).append(row)
    sums = {quarter: total(part, "done") for quarter, part in by_quarter.items()}
    known = {quarter: value for quarter, value in sums.items() if value is not None and quarter > 0}
    if len(known) < 2 or len(known) < len(sums):
        return text("Not every quarter's hours are known")
    most, least = max(known, key=lambda q: known[q]), min(known, key=lambda q: known[q])
    if known[most] == known[least]:
        return text("The hours are the same in every quarter: {n}", n=plain(known[most]))
    return text(
        "Most hours in Q{most} ({high}), fewest in Q{least} ({low})",
        most=int(most), high=plain(known[most]), least=int(least), low=plain(known[least]),
    )  # fmt: skip
