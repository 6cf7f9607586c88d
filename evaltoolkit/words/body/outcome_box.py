"""One box of at most four lines beside the outcomes: what they show, what they do not, and what to mind here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, beyond_words, is_total, is_whole, remarks
from evaltoolkit.findings.follow_up import last_follow_ups, named_follow_ups
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.results import Caution
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.caution_words import LINES, MOST, carrying
from evaltoolkit.words.outcome.change_lines import brief_label, short_label
from evaltoolkit.words.outcome.outcome_words import capitalised, summary_clauses
from evaltoolkit.words.outcome.scale_quality_words import is_loose
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, run

_BRIEF: Mapping[Caution | Reading, Text] = {
    Reading.SPLIT if name == Reading.SPLIT.value else Caution(name): words
    for name, words in texts("words", "brief_cautions").items()
}
_SHOWS, _NOT_SHOWN = text("What this shows: {words}."), text("What this does not show: {words}")
_CAUSE = text(
    "there was no comparison group, so nothing here tells what brought a change about; nor how people without a "
    "post-test fared."
)
_FALLS_BACK = text("Whoever came because of a poor score fares somewhat better next time by measurement alone.")
_IN_LINES = frozenset(_BRIEF) - {Caution.LOW_RELIABILITY}  # said of what is not shown, whatever else there is


def outcome_box(
    table: ProtectedTable,
    language: Language,
    *,
    follow_up: ProtectedTable,
    quality: ProtectedTable | None = None,
    has_annex: bool = True,
) -> Prose:
    """Return what the outcomes show and do not show, and the cautions that hold here, in at most four lines.

    Parameters
    ----------
    table, follow_up
        The protected tables ``outcomes`` and ``follow_up``.
    quality
        ``scale_quality``, for the scales whose answers hang together loosely here, whatever is published of them.
    language
        The reader's.
    has_annex
        Whether the page has an annex for what finds no room here; without one every line stands in the box.

    Notes
    -----
    The marks are those of the table of outcomes. The order is that of
    :data:`~evaltoolkit.words.outcome.caution_words.LINES`; what finds no room is counted, and stands in full
    in annex 2.
    """
    rows = tuple(row for row in rows_of(table) if is_whole(row))
    marks = remarks(rows_of(table))

    def named(row: Row) -> Text:
        return text("{what}{mark}", what=brief_label(row, language), mark=marks.get(str(beyond_words(row)), ""))

    clauses = (
        *summary_clauses(rows, language, name=named),
        *named_follow_ups(rows, last_follow_ups(rows_of(follow_up)), lambda row: brief_label(row, language)),
    )
    if not clauses:
        return Prose(())
    joined = capitalised(language.join(clauses, separator=language.say(text("; "))))
    falls_back = _FALLS_BACK if carrying(rows, Caution.REGRESSION) else ""
    not_shown = run(language, _CAUSE, falls_back, _loose(rows, quality, language))
    head = (language.say(_SHOWS.with_(words=joined)), language.say(_NOT_SHOWN.with_(words=not_shown)))
    lines = tuple(_cautions(rows, language))
    if has_annex:
        lines = _fitted(lines, MOST - len(head), language)
    return Prose((Paragraph("\n".join((*head, *lines)), Kind.CAUTION),))


def _loose(rows: tuple[Row, ...], quality: ProtectedTable | None, language: Language) -> Text | str:
    """Return of which scales part of the change is inaccuracy: by this station's own answers, else as published."""
    own = {row.string("scale"): is_loose(row) for row in _wholes(quality)}
    published = [row.string("scale") for row in carrying(rows, Caution.LOW_RELIABILITY)]
    found = [row for row in rows if is_total(row) and own.get(row.string("scale"), row.string("scale") in published)]
    names = language.join(dict.fromkeys(short_label(row, language) for row in found))
    return _BRIEF[Caution.LOW_RELIABILITY].with_(where=names) if names else ""


def _wholes(quality: ProtectedTable | None) -> list[Row]:
    return [row for row in (rows_of(quality) if quality else ()) if is_total(row) and row.has("alpha")]


def _cautions(rows: tuple[Row, ...], language: Language) -> Iterator[str]:
    for line in LINES:
        said = run(language, *(_said(caution, rows, language) for caution in line if caution in _IN_LINES))
        if said:
            yield said


def _said(caution: Caution | Reading, rows: tuple[Row, ...], language: Language) -> Text | str:
    found = carrying(rows, caution)
    whole = [row for row in rows if is_total(row)]
    if not found:
        return ""
    everywhere = len(whole) > 1 and all(row in found for row in whole)
    names = language.join(dict.fromkeys(language.say(brief_label(row, language)) for row in found))
    return _BRIEF[caution].with_(where=text("every scale") if everywhere else names)


def _fitted(lines: tuple[str, ...], room: int, language: Language) -> tuple[str, ...]:
    if len(lines) <= room:
        return lines
    more = text("Further cautions, in annex 2: {n}.", n=len(lines) - room)
    return (*lines[: room - 1], run(language, lines[room - 1], more))
