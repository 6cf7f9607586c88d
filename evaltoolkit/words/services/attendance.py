"""How regularly group members came, in sentences and a table."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.headlines import answers
from evaltoolkit.findings.numbers import share_of, trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.columns import Column, amount, build, share, words
from evaltoolkit.words.page.html_table import Align, HtmlTable
from evaltoolkit.words.page.prose import Kind, Prose, closed, missing, prose


def attendance(table: ProtectedTable, language: Language) -> Prose:
    """Return groups and sessions held, and between which shares of their members attendance lies."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    came = closed(answers.attendance(rows)) if any(row.has("share") for row in rows) else ""
    return prose(language, (Kind.BODY, (_held(rows), came)), (Kind.BODY, (_dropped(rows),)))


def _held(rows: tuple[Row, ...]) -> Text:
    sessions = column_sum(rows, "sessions")
    if sessions is None:
        return text("Groups with attendance lists: {n}.", n=len(rows))
    return text(
        "Groups with attendance lists: {n}; sessions whose record names one of these groups: {sessions}.",
        n=len(rows), sessions=trimmed(sessions),
    )  # fmt: skip


def _dropped(rows: tuple[Row, ...]) -> Text | str:
    known = [row for row in rows if row.has("dropped", "enrolled")]
    if not known:
        return ""
    dropped, enrolled = column_sum(known, "dropped") or 0.0, column_sum(known, "enrolled") or 0.0
    return text(
        "Of the members of the {n} groups with at least four sessions, {share} missed both of the last two.",
        n=len(known),
        share=share_of(dropped, enrolled),
    )


def attendance_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return sessions, members and mean attendance of each group."""
    columns = (
        words("group", text("Group")),
        amount("sessions", text("Sessions")),
        amount("enrolled", text("Members")),
        Column(
            text("Mean number present"), lambda row: row.gap("mean_attendance") or answers.present(row), Align.NUMBER
        ),
        share("share", text("Share of the members")),
        amount("dropped", text("Absent from the last two")),
    )
    return build(table, columns, language, caption=text("How regularly the members of each group came"))
