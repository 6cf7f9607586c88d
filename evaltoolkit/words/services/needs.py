"""Needs and the services that answer them in sentences and a table: unmet first, non-registered residents apart."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import share_of
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import UNSEEN, say_choice
from evaltoolkit.words.page.columns import Column, Shown, amount, build, share, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, missing, prose

MET = ("已回应", "部分回应", *UNSEEN.values(), "未回应")
_UNMET = MET[-1]


def needs(table: ProtectedTable, language: Language) -> Prose:
    """Return how many needs are met, apart for non-registered residents, and which are unmet or have no service."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    apart = [row for row in rows if row.flag("non_registered")]
    others = [row for row in rows if not row.flag("non_registered")]
    return prose(
        language,
        (Kind.BODY, (_counted(text("Residents without local registration"), apart, language),
                     _counted(text("Other residents"), others, language))),
        (Kind.CAUTION, (_named(rows, language), _without_service(rows, language), _not_held(rows, language))),
        (Kind.MISSING, ("" if apart else text("Needs of non-registered residents: not provided."),)),
    )  # fmt: skip


def _counted(who: Text, rows: list[Row], language: Language) -> Text | str:
    if not rows:
        return ""
    counts = [(state, sum(row.string("met") == state for row in rows)) for state in (*MET, "未说明")]
    each = language.join(text("{name} {n}", name=say_choice(state), n=n) for state, n in counts if n)
    return text("{who}: {n} needs, of which {each}.", who=who, n=len(rows), each=each)


def _named(rows: tuple[Row, ...], language: Language) -> Text | str:
    unmet = [row for row in rows if row.string("met") == _UNMET]
    names = language.join(map(_with_share, unmet))
    return text("Not met: {names}.", names=names) if names else ""


def _with_share(row: Row) -> Text:
    named, asked = row.number("named"), row.number("asked")
    name = text("{need} ({group})", need=row.words("need"), group=row.words("group"))
    if named is None or not asked or named > asked:
        return name
    return text("{name}, named by {share}", name=name, share=share_of(named, asked))


def _without_service(rows: tuple[Row, ...], language: Language) -> Text | str:
    found = [row for row in rows if not row.has("service") and row.string("met") in MET[:-1]]
    names = language.join(
        text("{need} ({state})", need=row.words("need"), state=say_choice(row.string("met"))) for row in found
    )
    return text("No service is named as what answers these needs: {names}.", names=names) if names else ""


def _not_held(rows: tuple[Row, ...], language: Language) -> Text | str:
    names = language.join(row.words("service") for row in rows if row.number("held") == 0)
    words = text("Named as an answer, but no record of the year bears the name; check the names: {names}.", names=names)
    return words if names else ""


def needs_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every need with how many named it, the service that answers it and whether it is met."""
    columns = (
        words("need", text("Need")),
        words("group", text("Group of people")),
        amount("asked", text("Asked")),
        amount("named", text("Named it")),
        share("share", text("Share")),
        Column(text("Service that answers it"), _service),
        Column(text("Records of it in the year"), _held),
        words("met", text("Met?")),
        words("source", text("Source")),
    )
    caption = text("What residents need, which service answers it, and what is not met")
    return build(table, columns, language, caption=caption, kind=_mark)


def _service(row: Row) -> Shown:
    return row.words("service") if row.has("service") else text("no service")


def _held(row: Row) -> Shown:
    held = row.number("held")
    if held is None:
        return Gap.NOT_PROVIDED if row.has("service") else "—"
    return str(int(held))


def _mark(row: Row) -> str:
    return "flag" if row.string("met") in MET[1:] else ""
