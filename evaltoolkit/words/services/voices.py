"""What people said, beside the figures: themes with the groups that raised them, and quotes that they consented to."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import decimals, is_total, is_whole, reading_words
from evaltoolkit.findings.follow_up import last_follow_ups, with_later
from evaltoolkit.findings.numbers import signed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.table_names import absence
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.page.columns import Column, Shown, amount, build, words
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.services.other_years import MOST_QUOTES, not_printed

RELATED: dict[str, Text] = {
    "支持": text("Themes that support it"),
    "补充": text("Themes that extend it"),
    "相反": text("Themes that contradict it"),
}
SEVERAL = text("Themes related to it in several ways")
_UNCODED = text(
    "No excerpt is related to a scale yet: the columns 对应量表 and 与结果的关系 of the sheet 质性资料 are for that."
)
_WAYS: dict[str, Text] = {"支持": text("supports"), "补充": text("extends"), "相反": text("contradicts")}
_SEVERAL = text(
    "A theme that the station relates to one scale in several ways stands apart: until the station has checked it, it "
    "neither supports nor contradicts the result."
)
_SHEET = "质性资料"


def themes(table: ProtectedTable, language: Language) -> Prose:
    """Return how many excerpts were coded to how many themes, and that their number is no measure of people."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
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


def quotes(table: ProtectedTable, language: Language, *, other_years: ProtectedTable | None = None) -> Prose:
    """Return a few excerpts a theme, word for word, from people who agreed to be quoted, and how many are not printed.

    `other_years` is the protected table of that name, for the excerpts without consent.
    """
    shown: dict[str, dict[tuple[str, str], Row]] = {}
    rows = rows_of(table)
    for row in rows:
        shown.setdefault(row.string("theme"), {}).setdefault((row.string("group"), row.string("excerpt")), row)
    if not shown:
        none = text("Quotes: no excerpt with consent to be quoted is recorded here.")
        return prose(language, (Kind.MISSING, (none,))) + not_printed(other_years, language, sheet=_SHEET)
    points = [_quote(row, language) for said in shown.values() for row in [*said.values()][:MOST_QUOTES]]
    once = sum(map(len, shown.values()))
    title = text("In their own words (quoted with consent, identifying details masked)")
    beyond, again = once - len(points), len(rows) - once
    rest = not_printed(other_years, language, sheet=_SHEET, beyond=beyond, again=again)
    return Prose(tuple(points), language.say(title), is_list=True) + rest


def _quote(row: Row, language: Language) -> Paragraph:
    said = text("'{excerpt}' ({group})", excerpt=row.words("excerpt"), group=row.words("group"))
    return Paragraph(language.say(said), lead=row.string("theme"))


def joint_display(
    outcomes: ProtectedTable,
    themes_: ProtectedTable,
    language: Language,
    *,
    fit: ProtectedTable,
    follow_up: ProtectedTable | None = None,
) -> HtmlTable:
    """Return each measured change beside the themes that support, extend or contradict it, as the station coded them.

    Parameters
    ----------
    outcomes, themes_, fit, follow_up
        The protected tables ``outcomes``, ``themes``, ``theme_fit`` and, where the page has one, ``follow_up``.
    language
        The reader's.

    Notes
    -----
    The toolkit does not read what an excerpt means: the columns 对应量表 and 与结果的关系 are the station's own. Layout
    after Fetters, Curry and Creswell (2013), Health Services Research 48(6): a joint display sets both side by side.
    """
    caption = language.say(text("Figures and voices beside each other, as the station relates them"))
    measured = [row for row in rows_of(outcomes) if is_total(row) and is_whole(row)] if rows_of(themes_) else []
    coded = {(row.string("scale"), row.string("relation")): row.string("themes") for row in rows_of(fit)}
    several = any(relation not in RELATED for _, relation in coded)
    heads = (*RELATED.values(), *([SEVERAL] if several else []))
    header = tuple(map(language.say, (text("What was measured"), text("Mean change"), *heads)))
    alignment = (Align.TEXT, Align.NUMBER, *(Align.TEXT for _ in heads))
    last = {} if follow_up is None else last_follow_ups(rows_of(follow_up))
    rows = tuple(TableRow(_joined(row, coded, last, language).cells[: len(header)]) for row in measured)
    notes = (*([] if coded else [_UNCODED]), *([_SEVERAL] if several else []))
    return HtmlTable(
        caption,
        header,
        rows,
        alignment,
        tuple(map(language.say, notes)),
        absent=absence(outcomes if rows_of(themes_) else themes_, language),
    )


def _joined(row: Row, coded: Mapping[tuple[str, str], str], last: Mapping[str, Row], language: Language) -> TableRow:
    change = Column(text("Mean change"), lambda row: _change(row, last), Align.NUMBER).cell(row, language)
    said = (coded.get((row.string("scale"), relation), "—") for relation in RELATED)
    own = {relation: themes_ for (scale, relation), themes_ in coded.items() if scale == row.string("scale")}
    several = language.join(several_ways(own, language))
    return TableRow((Cell(language.say(row.words("scale_name"))), change, *map(Cell, (*said, several or "—"))))


def several_ways(coded: Mapping[str, str], language: Language) -> tuple[Text, ...]:
    """Return the themes that are related to one scale in several ways, with the ways; `coded` by relation."""
    return tuple(
        text("{themes} ({ways})", themes=themes_, ways=language.join(_WAYS[way] for way in relation.split("、")))
        for relation, themes_ in coded.items()
        if relation not in RELATED
    )


def _change(row: Row, last: Mapping[str, Row]) -> Shown:
    value = row.number("mean_change")
    if value is None:
        return row.gap("mean_change") or ""
    return text(
        "{change} ({name})", change=signed(value, decimals(row)), name=with_later(reading_words(row), row, last)
    )
