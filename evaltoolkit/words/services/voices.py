"""What people said, beside the figures: themes with the groups that raised them, and quotes that they consented to."""

from __future__ import annotations

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.columns import Column, Shown, amount, build, words
from evaltoolkit.words.html_table import Align, Cell, HtmlTable, TableRow, absent
from evaltoolkit.words.numbers import signed
from evaltoolkit.words.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.rows import Row, rows_of

_VOICES = text("What people said (qualitative material)")
_MOST_QUOTES = 2  # a theme; more would let one theme speak for all (本工具规则)


def themes(table: ProtectedTable, language: Language) -> Prose:
    """Return how many excerpts were coded to how many themes, and that their number is no measure of people."""
    rows = rows_of(table)
    if not rows:
        return missing(_VOICES, language)
    count = int(sum(row.number("excerpts") or 0.0 for row in rows))
    return prose(
        language,
        (Kind.BODY, (
            text("{n} excerpts were coded to {k} themes by the station.", n=count, k=len(rows)),
            text("An excerpt is not a person: the numbers say what was talked about, not how many think so."),
        )),
    )  # fmt: skip


def themes_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return the themes with the groups that raised each."""
    columns = (
        words("theme", text("Theme")),
        words("groups", text("Raised by")),
        amount("excerpts", text("Excerpts")),
        amount("quotable", text("Of these with consent to be quoted")),
    )
    return build(table, columns, language, caption=text("Themes of what people said, and which groups raised them"))


def quotes(table: ProtectedTable, language: Language) -> Prose:
    """Return a few excerpts a theme, word for word, from people who agreed to be quoted."""
    shown: dict[str, list[Row]] = {}
    for row in rows_of(table):
        shown.setdefault(row.string("theme"), []).append(row)
    if not shown:
        none = text("Quotes: none that may be shown, since no consent to quote is recorded.")
        return Prose((Paragraph(language.say(none), Kind.MISSING),))
    points = [_quote(row, language) for rows in shown.values() for row in rows[:_MOST_QUOTES]]
    title = text("In their own words (quoted with consent, identifying details masked)")
    return Prose(tuple(points), language.say(title), is_list=True)


def _quote(row: Row, language: Language) -> Paragraph:
    said = text("'{excerpt}' ({group})", excerpt=row.words("excerpt"), group=row.words("group"))
    return Paragraph(language.say(said), lead=row.string("theme"))


def joint_display(outcomes: ProtectedTable, themes_: ProtectedTable, language: Language) -> HtmlTable:
    """Return measured changes and coded themes beside each other, for the author to say how they fit.

    Parameters
    ----------
    outcomes, themes_
        The protected tables ``outcomes`` and ``themes``.
    language
        The reader's.

    Notes
    -----
    The toolkit does not read what an excerpt means: which theme supports, extends or contradicts a figure is for the
    author, whose words stand in the section's 文字说明. Layout after Fetters, Curry and Creswell (2013), Health
    Services Research 48(6): a joint display sets both side by side.
    """
    caption = language.say(text("Figures and voices beside each other; how they fit is for the author to say"))
    header = tuple(
        map(language.say, (text("What was measured"), text("Mean change"), text("What people talked about")))
    )
    measured = [
        row for row in rows_of(outcomes) if row.string("dimension") == "total" and row.string("group_kind") == "all"
    ]
    said = language.join(_theme(row) for row in rows_of(themes_))
    alignment = (Align.TEXT, Align.NUMBER, Align.TEXT)
    rows = tuple(_joined(row, said if place == 0 else "″", language) for place, row in enumerate(measured) if said)
    return HtmlTable(caption, header, rows, alignment, absent=absent(caption, language))


def _theme(row: Row) -> Text:
    return text("{theme} ({groups})", theme=row.words("theme"), groups=row.words("groups"))


def _joined(row: Row, said: str, language: Language) -> TableRow:
    change = Column(text("Mean change"), _change, Align.NUMBER).cell(row, language)
    return TableRow((Cell(language.say(row.words("scale_name"))), change, Cell(said)))


def _change(row: Row) -> Shown:
    value = row.number("mean_change")
    if value is None:
        return row.gap("mean_change") or ""
    better = row.number("better") or 1.0
    name = text("better") if value * better > 0 else text("worse") if value * better < 0 else text("unchanged")
    return text("{change} ({name})", change=signed(value, 1), name=name)
