"""Draw the value of the resources linked from outside the budget, by kind."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing, total
from evaltoolkit.charts.rows import bar, end_row, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text


def resources(table: ProtectedTable, language: Language) -> Chart:
    """Draw the value of linked resources by kind as bars.

    Parameters
    ----------
    table
        ``resources``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Kinds by value, those without a figure last.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = tuple(sorted(records(table), key=lambda row: -(row.number("value").value or -1.0)))
    if says_nothing(rows, ["value"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text("Value of the resources linked in the year by kind, in 10,000 yuan; number of entries in brackets"),
        text("the station's list of linked resources"),
        tuple(entry(row.words("kind"), _words(row)) for row in rows),
    )
    sheet = begin(story, language)
    ruler = Ruler(0.0, max([row.number("value").value or 0.0 for row in rows]) or 1.0)
    for row in rows:
        label_line(sheet, language.say(row.words("kind")), language.say(_words(row)))
        bar(sheet, ruler, row.number("value").value)
        end_row(sheet)
    return finish(sheet, story, language)


def _words(row: Record) -> str | Text:
    value, items = row.number("value").words(lambda amount: plain(amount, 2)), row.number("items").value
    return value if items is None else text("{value} ({n} entries)", value=value, n=plain(items, 0))


def _message(rows: tuple[Record, ...]) -> Text:
    whole, first = total(rows, "value"), rows[0]
    if whole is None:
        return text("Not every kind of resource has a value")
    share = first.number("share").value
    if share is None or whole == 0:
        return text("Resources linked are worth {value} (10,000 yuan)", value=plain(whole, 2))
    if share == 1:
        return text(
            "Resources linked are worth {value} (10,000 yuan), all of it {kind}",
            value=plain(whole, 2), kind=first.words("kind"),
        )  # fmt: skip
    return text(
        "Resources linked are worth {value} (10,000 yuan); {kind} makes up {share}",
        value=plain(whole, 2), kind=first.words("kind"), share=percent(share),
    )  # fmt: skip
