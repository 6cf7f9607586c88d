"""一（五）: which forms of work make up a method, and which hours are known as totals only."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.body.passage import given

_TOTALS, UNSTATED = "totals", "未说明"


def work_kinds(shown: ProtectedReport, language: Language) -> Iterator[Text]:
    """Yield a sentence for each method with more than one form, and one for hours without single records."""
    rows = given(shown, "work_kinds")
    single = [row for row in rows if row.string("basis") != _TOTALS]
    for method in dict.fromkeys(row.string("method") for row in single):
        own = [row for row in single if row.string("method") == method]
        if len(own) > 1:
            yield text("{method} is made up of {each}.", method=say_choice(method), each=language.join(map(_form, own)))
    totals = [row for row in rows if row.string("basis") == _TOTALS]
    if totals:
        each = language.join(map(_total, totals))
        yield text("Known as totals of a period, without single records: {each}.", each=each)


def _form(row: Row) -> Text:
    return text(
        "{form} {records} times, {hours} hours",
        form=text("without a form stated") if row.string("form") == UNSTATED else say_choice(row.string("form")),
        records=trimmed(row.number("records") or 0.0), hours=trimmed(row.number("hours") or 0.0),
    )  # fmt: skip


def _total(row: Row) -> Text:
    return text(
        "{method} {hours} hours", method=say_choice(row.string("method")), hours=trimmed(row.number("hours") or 0.0)
    )
