"""How regularly group members came, in sentences and a table."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import percent, share_of, trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.columns import amount, build, number, share, words
from evaltoolkit.words.html_table import HtmlTable
from evaltoolkit.words.prose import Kind, Prose, missing, prose


def attendance(table: ProtectedTable, language: Language) -> Prose:
    """Return groups and sessions held, and between which shares of their members attendance lies."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    return prose(language, (Kind.BODY, (_held(rows), _range(rows))), (Kind.BODY, (_dropped(rows),)))


def _held(rows: tuple[Row, ...]) -> Text:
    sessions = column_sum(rows, "sessions")
    if sessions is None:
        return text("Groups: {n}.", n=len(rows))
    return text("Groups: {n}; sessions: {sessions}.", n=len(rows), sessions=trimmed(sessions))


def _range(rows: tuple[Row, ...]) -> Text | str:
    known = sorted((row for row in rows if row.has("share")), key=lambda row: row.number("share") or 0.0)
    if not known:
        return ""
    low, high = known[0], known[-1]
    if low is high:
        return text("On average {share} of the members came.", share=_share(low))
    return text(
        "On average {low} ({low_name}) to {high} ({high_name}) of the members came.",
        low=_share(low),
        low_name=low.words("group"),
        high=_share(high),
        high_name=high.words("group"),
    )


def _dropped(rows: tuple[Row, ...]) -> Text | str:
    known = [row for row in rows if row.has("dropped", "enrolled")]
    if not known:
        return ""
    dropped, enrolled = column_sum(known, "dropped") or 0.0, column_sum(known, "enrolled") or 0.0
    return text(
        "Absent from both of the last two sessions, {n} groups of at least four sessions: {share} of the members.",
        n=len(known),
        share=share_of(dropped, enrolled),
    )


def _share(row: Row) -> str:
    return percent(row.number("share") or 0.0)


def attendance_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return sessions, members and mean attendance of each group."""
    columns = (
        words("group", text("Group")),
        amount("sessions", text("Sessions")),
        amount("enrolled", text("Members")),
        number("mean_attendance", text("Mean number present"), 1),
        share("share", text("Share of the members")),
        amount("dropped", text("Absent from the last two")),
    )
    return build(table, columns, language, caption=text("How regularly the members of each group came"))
