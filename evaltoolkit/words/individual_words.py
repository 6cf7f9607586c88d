"""The follow-up table: each person by code, their two scores and what they say; in the station's version alone."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import signed, trimmed
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.columns import Column, Shown, build
from evaltoolkit.words.html_table import Align, HtmlTable

TABLE = "individuals"
_VERDICTS: dict[str, Text] = texts("words", "individual_verdicts")
_CAPTION = text("Follow-up by person: code, scores before and after (stays with the station)")


def individuals(shown: ProtectedReport, language: Language) -> HtmlTable | None:
    """Return the follow-up table of the station's version; None for every other audience, which has no such table.

    Parameters
    ----------
    shown
        The protected report.
    language
        The reader's.
    """
    if TABLE not in shown.tables:
        return None
    columns = (
        Column(text("Code"), lambda row: row.string("client")),
        Column(text("Scale"), lambda row: row.string("scale")),
        Column(text("Group"), lambda row: row.string("group") or "—"),
        Column(text("Before"), lambda row: _score(row, "pre"), Align.NUMBER, lambda row: row.string("band_pre")),
        Column(text("After"), lambda row: _score(row, "post"), Align.NUMBER, lambda row: row.string("band_post")),
        Column(text("Change"), _change, Align.NUMBER),
        Column(text("What it says"), _verdict),
    )
    notes = (text("A dash: the scale has no confirmed threshold of reliable change, or its key is in doubt."),)
    return build(shown[TABLE], columns, language, caption=_CAPTION, notes=notes)


def _score(row: Row, name: str) -> Shown:
    value = row.number(name)
    return "—" if value is None else trimmed(value)


def _change(row: Row) -> Shown:
    value = row.number("change")
    return "—" if value is None else signed(value, 0 if value == int(value) else 2)


def _verdict(row: Row) -> Shown:
    return _VERDICTS.get(row.string("verdict"), row.string("verdict") or "—")
