"""Forms that cannot be scored, in sentences: who filled one in and yet stands in no comparison."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.prose import Kind, Paragraph, Prose, run


def unscored_forms(table: ProtectedTable, language: Language) -> Prose:
    """Return for each scale how many forms of each wave have no total; nothing where every form has one.

    Parameters
    ----------
    table
        The protected table ``unscored_forms``.
    language
        The reader's.
    """
    rows = rows_of(table)
    scales = dict.fromkeys(row.words("scale_name") for row in rows)
    return Prose(tuple(_paragraph(name, rows, language) for name in scales))


def _paragraph(name: Text | str, rows: tuple[Row, ...], language: Language) -> Paragraph:
    own = tuple(row for row in rows if row.words("scale_name") == name)
    counts = language.join(_count(row) for row in own if _is_told(row))
    if not counts:
        few = text("A few forms cannot be scored; how many stands in the station's version.")
        return Paragraph(language.say(few), Kind.MISSING, language.say(name))
    told = text(
        "Handed in but not to be scored, for answers missing or out of range: {counts}. They enter no comparison and "
        "count as measured at no wave.",
        counts=counts,
    )
    hidden = text("Further waves have a few; see the station's version.") if len(own) > counts_shown(own) else ""
    return Paragraph(run(language, told, hidden), Kind.CAUTION, language.say(name))


def counts_shown(rows: tuple[Row, ...]) -> int:
    """Return in how many of the rows the number of forms may be told."""
    return sum(map(_is_told, rows))


def _is_told(row: Row) -> bool:
    return row.stand_in("n_forms") is not Gap.WITHHELD


def _count(row: Row) -> Text:
    count = row.band("n_forms") or trimmed(row.number("n_forms") or 0.0)
    return text("{wave}: {n}", wave=say_choice(row.string("wave")), n=count)
