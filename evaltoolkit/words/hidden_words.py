"""The list of what is withheld from this version, each with where it can be seen; never a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from evaltoolkit.disclosure.protected import REASONS, Hidden, Reason
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.table_names import report_table
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.prose import Kind, Prose, prose

Withheld = Iterable[Hidden] | ProtectedReport
_KEYS: dict[str, Text] = {
    "all": text("everyone"),
    "total": text("whole scale"),
    "method": text("by method"),
    "field": text("by field of service"),
    "project": text("by project"),
    "group": text("by group"),
}
_NONE = text("Nothing is withheld from this version.")


def hidden(withheld: Withheld, language: Language) -> Prose:
    """Return how many results are withheld and why, in two sentences."""
    count = count_hidden(withheld)
    if not count:
        return prose(language, (Kind.BODY, (_NONE,)))
    said = text("Results withheld from this version so that no single person can be recognised: {n}.", n=count)
    return prose(language, (Kind.BODY, (said, text("Each of them stands in the station's version."))))


def hidden_table(withheld: Withheld, language: Language) -> HtmlTable:
    """Return every withheld result: table, row, reason, and where to see it.

    Parameters
    ----------
    withheld
        The report, or what it withholds; only the report knows the names of its scales.
    language
        The reader's.

    Returns
    -------
    HtmlTable
        The groups of another grouping of the same people share one line, with their number; nothing where nothing is
        withheld, which :func:`hidden` says.
    """
    header = (text("Table"), text("Row"), text("Why withheld"), text("Where to see it"))
    lines = Counter(_line(entry) for entry in _entries(withheld))
    names = _names(withheld)
    return HtmlTable(
        language.say(text("What is withheld here, and where it can be seen")),
        tuple(language.say(one) for one in header),
        tuple(_row(entry, count, language, names) for entry, count in lines.items()),
        (Align.TEXT,) * len(header),
    )


def _entries(withheld: Withheld) -> tuple[Hidden, ...]:
    return withheld.hidden if isinstance(withheld, ProtectedReport) else tuple(withheld)


def count_hidden(withheld: Withheld) -> int:
    """Return how many results the list of what is withheld stands for."""
    return len(_entries(withheld))


def _names(withheld: Withheld) -> Mapping[str, str]:
    if not isinstance(withheld, ProtectedReport) or "outcomes" not in withheld.tables:
        return {}
    rows = rows_of(withheld["outcomes"])
    scales = {row.string("scale"): row.string("scale_name") for row in rows if row.has("scale_name")}
    parts = {row.string("dimension"): row.string("dimension_name") for row in rows if row.has("dimension_name")}
    return {**parts, **scales}


def _line(entry: Hidden) -> Hidden:
    if entry.reason is not Reason.OTHER_GROUPING:
        return entry
    return Hidden(entry.table, entry.row[:-1], (), entry.reason)


def _row(entry: Hidden, count: int, language: Language, names: Mapping[str, str]) -> TableRow:
    keys = [_KEYS.get(key) or names.get(key) or say_choice(key) for key in entry.row if key]
    row = language.join(keys, separator=" · ")
    if entry.reason is Reason.OTHER_GROUPING:
        row = language.say(text("{row} ({n} groups)", row=row, n=count))
    said = (report_table(entry.table), row, REASONS[entry.reason], text("see the station's version"))
    return TableRow(tuple(Cell(language.say(one)) for one in said))
