"""The narrow table of a project's two-page view: its needs and what answers them."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import share_of
from evaltoolkit.findings.rows import Row
from evaltoolkit.language import Language, text
from evaltoolkit.words.page.columns import Column, Shown, build, words
from evaltoolkit.words.page.html_table import Align, HtmlTable


def project_needs_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the project's needs with who named them, the answering service and whether it meets them.

    Parameters
    ----------
    table
        The protected table ``needs`` of one project.
    language
        The reader's.
    """
    columns = (
        words("need", text("Need")),
        words("group", text("Group of people")),
        Column(text("Named it, of those asked"), _named, Align.NUMBER),
        Column(text("Service that answers it"), _service),
        words("met", text("Met?")),
    )
    return build(table, columns, language, caption=text("What residents need and this project answers"))


def _service(row: Row) -> Shown:
    if not row.flag("is_shared"):
        return row.gap("service") or row.words("service")
    return text("{service} (of several projects, each of which lists the need)", service=row.words("service"))


def _named(row: Row) -> Shown:
    return row.gap("share") or share_of(row.number("named") or 0.0, row.number("asked") or 0.0)
