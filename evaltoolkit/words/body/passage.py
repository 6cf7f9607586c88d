"""A passage of the report's body: a few sentences and the one table that they point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.disclosure.shown import Shown
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.columns import Column, build_rows
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Paragraph, Prose, run


@dataclass(frozen=True, slots=True, repr=False)
class Passage(Shown):
    """Sentences, then a table; nothing at all where the street has given nothing of the matter.

    Parameters
    ----------
    prose
        What the table means; the first paragraph points to it.
    table
        None where the matter has none, or its rows are not given.
    """

    prose: Prose
    table: HtmlTable | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to show."""
        return not self._repr_html_()

    def _repr_html_(self) -> str:
        return self.prose._repr_html_() + (self.table._repr_html_() if self.table else "")

    def __repr__(self) -> str:
        return "\n".join(part for part in (repr(self.prose), repr(self.table) if self.table else "") if part)


NOTHING = Passage(Prose(()))


def passage(prose: Prose, table: HtmlTable, language: Language) -> Passage:
    """Return both as one, the first paragraph pointing to the table; a table without rows is left out."""
    if not table.rows:
        return Passage(prose)
    first, *rest = prose.paragraphs or (Paragraph(language.say(_IN_TABLE)),)
    pointing = replace(first, see=(*first.see, f"t-{table.name}"))
    return Passage(replace(prose, paragraphs=(pointing, *rest)), table)


_IN_TABLE = text("The figures stand in the table.")


def named(
    name: str,
    rows: Iterable[Row],
    columns: tuple[Column, ...],
    language: Language,
    *,
    caption: Text,
    notes: tuple[Text | str, ...] = (),
    kind: Callable[[Row], str] = lambda _: "",
) -> HtmlTable:
    """Return a table of the body under the name by which sentences point to it, all notes in one."""
    said = run(language, *notes)
    built = build_rows(tuple(rows), columns, language, caption=caption, kind=kind)
    return replace(built, name=name, notes=(said,) if said else ())


def given(shown: ProtectedReport, name: str) -> tuple[Row, ...]:
    """Return the rows of a protected table; none where the street has not given it."""
    table = shown.tables.get(name)
    return () if table is None else rows_of(table)


def unless_empty(
    shown: ProtectedReport, name: str, say: Callable[[ProtectedTable, Language], Prose], language: Language
) -> Prose:
    """Return what `say` says of a table; nothing where the street has not given it."""
    return say(shown[name], language) if given(shown, name) else Prose(())


def sources(rows: Iterable[Row], name: str, language: Language) -> Text | str:
    """Return once for all rows where their figures come from; empty where none says so."""
    found = dict.fromkeys(language.say(row.words(name)) for row in rows if row.has(name))
    return text("Source: {source}", source=language.join(found)) if found else ""
