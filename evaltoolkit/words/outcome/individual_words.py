"""The follow-up table: each person by code, their two scores and what they say; in the station's version alone."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import signed, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.page.columns import Column, Shown, build, figures
from evaltoolkit.words.page.html_table import HtmlTable

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
    names = {row.string("scale"): row.said("scale_name") for row in rows_of(shown["outcomes"])}
    columns = (
        Column(text("Code"), lambda row: row.string("client")),
        Column(text("Scale"), lambda row: names.get(row.string("scale"), row.string("scale"))),
        Column(text("Group"), lambda row: row.string("group") or "—"),
        figures("pre", text("Before"), trimmed, none="—", detail=lambda row: row.string("band_pre")),
        figures("post", text("After"), trimmed, none="—", detail=lambda row: row.string("band_post")),
        figures("change", text("Change"), lambda size: signed(size, 0 if size == int(size) else 2), none="—"),
        Column(text("What it says"), _verdict),
    )
    notes = (text("A dash: the scale has no confirmed threshold of reliable change, or its key is in doubt."),)
    return build(shown[TABLE], columns, language, caption=_CAPTION, notes=notes)


def _verdict(row: Row) -> Shown:
    if row.has("since"):
        return text("no post-test yet; pre-test on {day}", day=row.day("since"))
    if row.has("pre") and not row.has("post"):
        return text("no post-test yet")
    return _VERDICTS.get(row.string("verdict"), row.string("verdict") or "—")
