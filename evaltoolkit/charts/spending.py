"""Draw what was spent by category, against the budget where there is one."""

from __future__ import annotations

from evaltoolkit.charts.chart import Chart, not_provided
from evaltoolkit.charts.numbers import percent, plain
from evaltoolkit.charts.records import Record, records, says_nothing, total
from evaltoolkit.charts.rows import bar, end_row, goal, label_line
from evaltoolkit.charts.ruler import Ruler
from evaltoolkit.charts.story import BAR_CHART, Story, begin, entry, finish
from evaltoolkit.disclosure.protected import ProtectedTable, require_protected
from evaltoolkit.language import Language, Text, text


def spending(table: ProtectedTable, language: Language) -> Chart:
    """Draw the money spent by category as bars, the budget as an upright line.

    Parameters
    ----------
    table
        ``spending``.
    language
        Language of the chart's words.

    Returns
    -------
    Chart
        Categories by size, those without a figure last.

    Raises
    ------
    TypeError
        The table is not protected.
    """
    require_protected(table)
    rows = tuple(sorted(records(table), key=lambda row: -(row.number("spent").value or -1.0)))
    if says_nothing(rows, ["spent", "budget"]):
        return not_provided(table, language)
    story = Story(
        BAR_CHART,
        _message(rows),
        text(
            "Spending of the year by category, in 10,000 yuan; upright line: budget; share of all spending in brackets"
        ),
        _source(rows),
        tuple(entry(row.words("category"), _amounts(row)) for row in rows),
    )
    sheet = begin(story, language)
    amounts = [row.number(name).value or 0.0 for row in rows for name in ("spent", "budget")]
    ruler = Ruler(0.0, max(amounts) or 1.0)
    for row in rows:
        label_line(sheet, language.say(row.words("category")), language.say(_short(row)))
        bar(sheet, ruler, row.number("spent").value)
        budget = row.number("budget").value
        if budget is not None:
            goal(sheet, ruler, budget)
        end_row(sheet)
    return finish(sheet, story, language)


def _short(row: Record) -> str | Text:
    share = row.number("share").value
    spent = row.number("spent").words(lambda value: plain(value, 2))
    return spent if share is None else text("{value} ({share})", value=spent, share=percent(share))


def _amounts(row: Record) -> Text:
    budget = row.number("budget").words(lambda value: plain(value, 2))
    return text("spent {spent}, budget {budget}", spent=_short(row), budget=budget)


def _message(rows: tuple[Record, ...]) -> Text:
    spent, budget = total(rows, "spent"), total(rows, "budget")
    first = rows[0]
    if spent is None:
        return text("Spending is known for some of the categories only")
    if not spent or len(rows) == 1:
        return _alone(spent, budget)
    if budget:
        return text(
            "Spent {spent} of a budget of {budget} (10,000 yuan), {rate}; most on {category}",
            spent=plain(spent, 2), budget=plain(budget, 2), rate=percent(spent / budget),
            category=first.words("category"),
        )  # fmt: skip
    return text(
        "Spent {spent} (10,000 yuan) in all; most on {category}",
        spent=plain(spent, 2),
        category=first.words("category"),
    )


def _alone(spent: float, budget: float | None) -> Text:
    """Return what was spent where no category stands out."""
    if not budget:
        return text("Spent {spent} (10,000 yuan) in all", spent=plain(spent, 2))
    return text(
        "Spent {spent} of a budget of {budget} (10,000 yuan), {rate}",
        spent=plain(spent, 2), budget=plain(budget, 2), rate=percent(spent / budget),
    )  # fmt: skip


def _source(rows: tuple[Record, ...]) -> Text:
    named = list(dict.fromkeys(name for row in rows if (name := row.given("source"))))
    if not named:
        return text("the station's sheet of spending")
    return text("the station's sheet of spending ({named})", named="、".join(named))
