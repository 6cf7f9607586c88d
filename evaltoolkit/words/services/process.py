"""Timeliness, costs, and quantity without evidence, in sentences and tables."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, is_total, read
from evaltoolkit.findings.headlines.hours import is_far_above, limits
from evaltoolkit.findings.numbers import fixed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.table_names import kind_of_row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.columns import Column, Shown, amount, build, number
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose
from evaltoolkit.words.services.hours import completion, name


def timeliness(table: ProtectedTable, language: Language) -> Prose:
    """Return what came on time, what came late and by how much, and what has no day to judge by."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    on_time, late, unknown = (
        trimmed(sum(row.number(name) or 0.0 for row in rows)) for name in ("on_time", "late", "unknown")
    )
    said = text("On time: {on_time}; late: {late}; without a day to judge by: {unknown}.",
                on_time=on_time, late=late, unknown=unknown)  # fmt: skip
    return prose(
        language,
        (Kind.BODY, (said,)),
        (Kind.CAUTION, tuple(_late(row) for row in rows if row.number("late"))),
    )


def _late(row: Row) -> Text:
    figures = {"item": item_name(row), "n": int(row.number("late") or 0), "days": trimmed(row.number("worst") or 0.0)}
    return text("{item}: {n} late, by up to {days} days.", **figures)


def item_name(row: Row) -> Text | str:
    """Return what was due, in words."""
    item = row.string("item")
    if item == "put_right":
        return text("Findings put right (those open counted to {as_of})", as_of=row.day("as_of"))
    return kind_of_row("timeliness", item) or say_choice(item)


def timeliness_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return how many of each kind were on time, late or unknown, and the longest delay."""
    columns = (
        Column(text("What was due"), item_name),
        amount("on_time", text("On time")),
        amount("late", text("Late")),
        amount("unknown", text("No day recorded")),
        Column(text("Longest delay (days)"), _worst, Align.NUMBER),
    )
    caption = text("What was due in the year, and whether it came on time")
    return build(table, columns, language, caption=caption, kind=lambda row: "flag" if row.number("late") else "")


def _worst(row: Row) -> Shown:
    return trimmed(row.number("worst") or 0.0) if row.number("late") else "—"


def unit_costs(table: ProtectedTable, language: Language) -> Prose:
    """Return what an hour and an attendance cost, with the words that this ranks nothing."""
    rows = [row for row in rows_of(table) if row.has("cost")]
    if not rows:
        return missing(table, language)
    each = language.join(text("{unit} {cost} yuan", unit=cost_unit(row), cost=fixed(row.number("cost") or 0.0, 1))
                         for row in rows)  # fmt: skip
    return prose(
        language,
        (Kind.BODY, (
            text("All spending of the year divided by what was done: {each}.", each=each),
            text("This describes and ranks nothing: a low cost is no achievement, a high one no fault."),
        )),
    )  # fmt: skip


def unit_costs_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return spending, units and cost of a unit."""
    columns = (
        Column(text("Unit"), cost_unit),
        number("spent", text("Spent (yuan)")),
        amount("units", text("Units in the year")),
        number("cost", text("Cost of a unit (yuan)"), 1),
    )
    return build(table, columns, language, caption=text("Cost of an hour and of an attendance, described, not ranked"))


def cost_unit(row: Row) -> Text | str:
    """Return the unit that the cost is of."""
    return kind_of_row("unit_costs", row.string("item")) or row.string("item")


def quantity_alone(
    hours: ProtectedTable,
    fields: ProtectedTable,
    outcomes: ProtectedTable,
    *,
    language: Language,
) -> Prose:
    """Return for each method and field far above its agreed hours what the people measured in it show.

    Parameters
    ----------
    hours, fields, outcomes
        The protected tables ``hours``, ``hours_by_field`` and ``outcomes``.
    language
        The reader's.

    Notes
    -----
    Evidence for a method or field is a scale that changed for the better among the people measured in it; scales of
    other people say nothing of it (本工具规则). Source of the concern: 2023 云城街道 report, 一（一）
    (片面追求服务数量).
    """
    over = [(row, kind) for table, kind in ((hours, "method"), (fields, "field")) for row in rows_of(table)
            if is_far_above(row)]  # fmt: skip
    if not over:
        has_hours = any(row.has("completion") for row in rows_of(hours))
        calm = text("No method or field lies at {high} of its agreed hours or more.", **limits(rows_of(hours)))
        return prose(language, (Kind.BODY, (calm,))) if has_hours else missing(hours, language)
    names = language.join(completion(row) for row, _ in over)
    said = text("Hours at {high} of the agreement or more: {names}.", names=names, **limits(rows_of(hours)))
    whole = tuple(row for row in rows_of(outcomes) if is_total(row))
    return prose(language, (Kind.BODY, (said,)), *(_evidence(row, kind, whole) for row, kind in over))


def _evidence(row: Row, kind: str, outcomes: tuple[Row, ...]) -> tuple[Kind, tuple[Text]]:
    """Return what the outcomes of the people measured in the row's method or field say of it."""
    of_kind = [one for one in outcomes if one.string("group_kind") == kind]
    own = [read(one) for one in of_kind if one.string("group") == row.string(kind)]
    told = [reading for reading in own if reading is not Reading.WITHHELD]
    figures = {"name": name(row), "k": sum(reading is Reading.BETTER for reading in told), "n": len(told)}
    if (own and not told) or (outcomes and not of_kind):
        unknown = text(
            "{name}: results of the people measured in it are not shown here, so whether there is evidence beside the "
            "quantity cannot be told."
        )
        return Kind.MISSING, (unknown.with_(name=figures["name"]),)
    if figures["k"]:
        return Kind.BODY, (text("{name}: of {n} scales measured in it {k} changed for the better.", **figures),)
    state = text("none of {n} scales measured in it shows an established change for the better", n=len(told))
    caution = text(
        "Quantity without evidence (片面追求服务数量): hours of {name} lie far above the agreement, but {state}.",
        name=figures["name"],
        state=state if told else text("no outcome was measured in it"),
    )
    return Kind.CAUTION, (caution,)
