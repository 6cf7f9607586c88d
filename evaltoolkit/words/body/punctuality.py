"""四（五） and（六）: what came on time and what late, and what an hour and an attendance cost, in sentences."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.headlines.money import paid_on_time
from evaltoolkit.findings.numbers import fixed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.body.passage import given
from evaltoolkit.words.page.prose import Kind, Prose, closed, prose
from evaltoolkit.words.services.money import late_instalment, paid_in_all, undated
from evaltoolkit.words.services.process import cost_unit, item_name

_PAYMENTS = "payments"


def timeliness(shown: ProtectedReport, language: Language) -> Prose:
    """Return what was late, by how much, what was on time, and each instalment that came late.

    Parameters
    ----------
    shown
        Every protected table of the report; ``timeliness`` and ``payments`` are told.
    language
        The reader's.
    """
    payments = given(shown, "payments")
    rows = [row for row in given(shown, "timeliness") if not payments or row.string("item") != _PAYMENTS]
    late = language.join((_late(row) for row in rows if row.number("late")), separator=language.say(text("; ")))
    calm = language.join(item_name(row) for row in rows if row.number("on_time") and not row.number("late"))
    open_ = language.join(_unknown(row) for row in rows if row.number("unknown"))
    return prose(
        language,
        (Kind.BODY, (
            text("Late: {each}.", each=late) if late else "",
            text("All on time: {names}.", names=calm) if calm else "",
            text("Without a day to judge by: {each}.", each=open_) if open_ else "",
        )),
        (Kind.BODY, (
            closed(paid_on_time(payments)) if payments else "",
            paid_in_all(payments),
            *(late_instalment(row) for row in payments if row.flag("on_time") is False),
            *(undated(row) for row in payments if row.flag("on_time") is None),
        )),
    )  # fmt: skip


def _late(row: Row) -> Text:
    late, on_time, days = (trimmed(row.number(column) or 0.0) for column in ("late", "on_time", "worst"))
    said = text("{item}: {late} late by up to {days} days", item=item_name(row), late=late, days=days)
    return text("{late}, {n} on time", late=said, n=on_time) if row.number("on_time") else said


def _unknown(row: Row) -> Text:
    return text("{item} {n}", item=item_name(row), n=trimmed(row.number("unknown") or 0.0))


def cost(shown: ProtectedReport, language: Language) -> Prose:
    """Return what an hour and an attendance cost, each with what was divided by what.

    Parameters
    ----------
    shown
        Every protected table of the report; ``unit_costs`` is told.
    language
        The reader's.
    """
    rows = [row for row in given(shown, "unit_costs") if row.has("cost")]
    each = language.join(map(_cost, rows))
    return prose(
        language,
        (Kind.BODY, (
            text("All spending of the year divided by what was done: {each}.", each=each) if rows else "",
            _NO_RANK if rows else "",
        )),
    )  # fmt: skip


_NO_RANK = text("This describes and ranks nothing: a low cost is no achievement, a high one no fault.")


def _cost(row: Row) -> Text:
    said = text("{unit} {cost} yuan", unit=cost_unit(row), cost=fixed(row.number("cost") or 0.0, 1))
    parts = row.numbers("spent", "units")
    if parts is None:
        return said
    return text("{cost} ({spent} yuan / {units})", cost=said, spent=fixed(parts[0]), units=trimmed(parts[1]))
