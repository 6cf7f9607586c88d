"""A few voices beside the scale they touch, also those that contradict it, and one story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import is_total, is_whole, marked_reading, remarks
from evaltoolkit.findings.follow_up import last_follow_ups, with_later
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import RELATIONS
from evaltoolkit.words.outcome.change_lines import short_label
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run
from evaltoolkit.words.services.practice import STORY_PARTS
from evaltoolkit.words.services.voices import RELATED, SEVERAL, several_ways

MOST_VOICES = 4
"""Voices in the body (本工具规则): those that contradict a result first, then one a scale, then one a theme."""
_FEWEST = 3
_EXCERPTS = (
    text("{n} excerpts with consent in all"),
    text("{n} excerpts with consent in all, some of them in annex 2"),
)
_STORIES = (
    text("{n} stories with consent in all"), text("{n} stories with consent in all, in annex 2")
)  # fmt: skip
"""Without and with an annex."""
_SHEETS = ("质性资料", "案例故事")


def voices_beside(
    quotes: ProtectedTable,
    language: Language,
    *,
    outcomes: ProtectedTable,
    themes: ProtectedTable,
    fit: ProtectedTable,
    follow_up: ProtectedTable,
) -> Prose:
    """Return for each scale which themes support, extend or contradict its change, with some voices word for word.

    Parameters
    ----------
    quotes, outcomes, themes, fit, follow_up
        The protected tables ``quotes``, ``outcomes``, ``themes``, ``theme_fit`` and ``follow_up``.
    language
        The reader's.

    Notes
    -----
    How a theme stands to a scale is the station's coding; a theme that it relates to one scale in several ways stands
    apart. A joint display after Fetters, Curry and Creswell (2013), Health Services Research 48(6).
    """
    measured = [row for row in rows_of(outcomes) if is_total(row) and is_whole(row)]
    coded = [row for row in rows_of(fit) if any(row.string("scale") == one.string("scale") for one in measured)]
    said = _chosen(rows_of(quotes), coded, rows_of(themes))
    marks, last = remarks(rows_of(outcomes)), last_follow_ups(rows_of(follow_up))
    beside = {theme: row.string("scale") for row in reversed(coded) for theme in _themes(row)}  # a voice stands once
    shown = [
        _paragraph(
            row,
            with_later(marked_reading(row, marks), row, last),
            [one for one in coded if one.string("scale") == row.string("scale")],
            [quote for theme, quote in said.items() if beside.get(theme) == row.string("scale")],
            language,
        )
        for row in measured
    ]
    others = [Paragraph(language.say(_quote(row)), lead=theme) for theme, row in said.items() if theme not in beside]
    return Prose((*(one for one in shown if one is not None), *others))


def _chosen(quotes: Sequence[Row], coded: Sequence[Row], themes: Sequence[Row]) -> dict[str, Row]:
    """Return one quote of each theme that is given one, in the order in which themes are chosen."""
    first = {row.string("theme"): row for row in reversed(quotes)}
    order = chain(_of_relation(RELATIONS[-1:], coded), _one_a_scale(coded, first))
    named = [theme for theme in dict.fromkeys(order) if theme in first][:MOST_VOICES]
    for theme in (row.string("theme") for row in themes):
        if len(named) < _FEWEST and theme in first and theme not in named:
            named.append(theme)
    return {theme: first[theme] for theme in named}


def _of_relation(relations: Sequence[str], coded: Sequence[Row]) -> Iterator[str]:
    for row in coded:
        if row.string("relation") in relations:
            yield from _themes(row)


def _one_a_scale(coded: Sequence[Row], first: dict[str, Row]) -> Iterator[str]:
    for scale in dict.fromkeys(row.string("scale") for row in coded):
        own = sorted((row for row in coded if row.string("scale") == scale), key=_rank)
        yield from [theme for row in own for theme in _themes(row) if theme in first][:1]


def _rank(row: Row) -> int:
    relation = row.string("relation")
    return RELATIONS.index(relation) if relation in RELATIONS[:-1] else len(RELATIONS)


def _themes(row: Row) -> list[str]:
    return row.string("themes").split("、")


def _paragraph(
    row: Row, reading: Text, coded: Sequence[Row], quotes: Sequence[Row], language: Language
) -> Paragraph | None:
    own = {one.string("relation"): one for one in coded}
    if not own:
        return None
    parts = [
        *(text("{how}: {themes}", how=words, themes=own[name].words("themes"))
          for name, words in RELATED.items() if name in own),
        *(text("{how}: {themes}", how=SEVERAL, themes=words)
          for words in several_ways({name: one.string("themes") for name, one in own.items()}, language)),
    ]  # fmt: skip
    joined = language.join(parts, separator=language.say(text("; ")))
    head = text("{reading}. {parts}.", reading=reading, parts=joined)
    return Paragraph(run(language, head, *map(_quote, quotes)), lead=short_label(row, language))


def _quote(row: Row) -> Text:
    return text("'{excerpt}' ({group})", excerpt=row.words("excerpt"), group=row.words("group"))


def one_story(
    stories: ProtectedTable,
    language: Language,
    *,
    quotes: ProtectedTable,
    other_years: ProtectedTable,
    has_annex: bool = True,
) -> Prose:
    """Return one story with what did not change, and how many excerpts and stories are not printed here.

    Parameters
    ----------
    stories, quotes, other_years
        The protected tables of those names; the last counts records without consent.
    language
        The reader's.
    has_annex
        Whether the page has an annex that holds the others.
    """
    rows = rows_of(stories)
    whole = next((row for row in rows if row.has(*STORY_PARTS)), rows[0] if rows else None)
    told = () if whole is None else (_story(whole, language),)
    return Prose((*told, *_rest(len(rows), rows_of(quotes), rows_of(other_years), language, has_annex=has_annex)))


def _story(row: Row, language: Language) -> Paragraph:
    *course, limits = STORY_PARTS
    left = text("{head}: {words}", head=STORY_PARTS[limits], words=row.words(limits)) if row.has(limits) else ""
    lead = text("{story} ({project})", story=row.words("story"), project=row.words("project"))
    words = run(language, *(row.words(part) for part in course), left)
    return Paragraph(words, lead=language.say(lead if row.has("project") else row.words("story")))


def _rest(
    stories: int, quotes: Sequence[Row], others: Sequence[Row], language: Language, *, has_annex: bool
) -> tuple[Paragraph, ...]:
    refused = {row.string("sheet"): row.number("no_consent") or 0.0 for row in others}
    counts = (
        (_EXCERPTS[has_annex], len(quotes)),
        (_STORIES[has_annex], stories if stories > 1 else 0),
        (
            text("{n} excerpts and stories without consent, not printed"),
            sum(refused.get(name, 0.0) for name in _SHEETS),
        ),
    )
    said = [words.with_(n=trimmed(count)) for words, count in counts if count]
    if not said:
        return ()
    joined = language.join(said, separator=language.say(text("; ")))
    return (Paragraph(language.say(text("Also on record: {each}.", each=joined)), Kind.BODY),)
