"""Forms that cannot be scored, in sentences: who filled one in and yet stands in no comparison."""

from __future__ import annotations

from collections.abc import Iterator

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Gap, Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose


def unscored_forms(table: ProtectedTable, language: Language) -> Prose:
    """Return for each scale how many forms of each wave have no total, and one sentence on what is withheld.

    Parameters
    ----------
    table
        The protected table ``unscored_forms``.
    language
        The reader's.
    """
    rows = rows_of(table)
    told = tuple(row for row in rows if _is_told(row) and row.number("n_forms"))
    names = dict.fromkeys(row.words("scale_name") for row in told)
    return Prose((*(_paragraph(name, told, language) for name in names), *_others(rows, language)))


def _paragraph(name: Text | str, rows: tuple[Row, ...], language: Language) -> Paragraph:
    told = text(
        "Handed in but not to be scored, for answers missing or out of range: {counts}. They enter no comparison and "
        "count as measured at no wave.",
        counts=language.join(_count(row) for row in rows if row.words("scale_name") == name),
    )
    return Paragraph(language.say(told), Kind.CAUTION, language.say(name))


def _others(rows: tuple[Row, ...], language: Language) -> Iterator[Paragraph]:
    """Yield one sentence on all numbers withheld, which does not say whether there is any such form."""
    veiled = tuple(row for row in rows if row.bands)
    most = max((high for row in veiled for _, high in row.bands.values()), default=0)
    if most:
        each = (
            text("{scale} ({waves})", scale=name, waves=language.join(
                say_choice(row.string("wave")) for row in veiled if row.words("scale_name") == name
            ))
            for name in dict.fromkeys(row.words("scale_name") for row in veiled)
        )  # fmt: skip
        said = text(
            "Not to be scored, of each of these: 0 to {most} forms: {each}.", most=most, each=language.join(each)
        )
        yield Paragraph(language.say(said), Kind.CAUTION)


def _is_told(row: Row) -> bool:
    return row.stand_in("n_forms") is not Gap.WITHHELD


def _count(row: Row) -> Text:
    count = trimmed(row.number("n_forms") or 0.0)
    return text("{wave}: {n}", wave=say_choice(row.string("wave")), n=count)
