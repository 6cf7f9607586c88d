"""The list of what is withheld from this version, each with where it can be seen; never a value."""

from __future__ import annotations

from collections.abc import Iterable

from evaltoolkit.disclosure.protected import REASONS, Hidden
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.choices import say_choice
from evaltoolkit.words.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.prose import Kind, Prose, prose
from evaltoolkit.words.table_names import report_table

_KEYS: dict[str, Text] = {"all": text("everyone"), "total": text("whole scale")}


def hidden(entries: Iterable[Hidden], language: Language) -> Prose:
    """Return how many results are withheld and why, in two sentences."""
    count = len(tuple(entries))
    if not count:
        return prose(language, (Kind.BODY, (text("Nothing is withheld from this version."),)))
    return prose(
        language,
        (
            Kind.BODY,
            (
                text("Results withheld from this version so that no single person can be recognised: {n}.", n=count),
                text("Each of them stands in the station's version."),
            ),
        ),
    )


def hidden_table(entries: Iterable[Hidden], language: Language) -> HtmlTable:
    """Return every withheld result: table, row, reason, and where to see it.

    Parameters
    ----------
    entries
        ``ProtectedReport.hidden``.
    language
        The reader's.
    """
    header = (text("Table"), text("Row"), text("Why withheld"), text("Where to see it"))
    return HtmlTable(
        language.say(text("What is withheld here, and where it can be seen")),
        tuple(language.say(one) for one in header),
        tuple(_row(entry, language) for entry in entries),
        (Align.TEXT,) * len(header),
        absent=language.say(text("Nothing is withheld from this version.")),
    )


def _row(entry: Hidden, language: Language) -> TableRow:
    keys = [_KEYS.get(key, say_choice(key)) for key in entry.row if key]
    said = (
        report_table(entry.table),
        language.join(keys, separator=" · "),
        REASONS[entry.reason],
        text("see the station's version"),
    )
    return TableRow(tuple(Cell(language.say(one)) for one in said))
