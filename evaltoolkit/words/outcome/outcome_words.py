"""The section on outcomes in sentences: each scale, what the whole shows, what it does not show, its cautions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.change import Reading, beyond_words, is_total, is_whole, read
from evaltoolkit.findings.follow_up import last_follow_ups, with_follow_up
from evaltoolkit.findings.outcome_rows import headline_rows
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.texts import texts
from evaltoolkit.words.outcome.caution_words import of_rows
from evaltoolkit.words.outcome.outcome_phrases import change_in_short, describe, is_comparable, label
from evaltoolkit.words.outcome.outcome_verdicts import regression, skewed, verdict
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, run


def outcomes(
    table: ProtectedTable,
    language: Language,
    *,
    scale: str | None = None,
    dimension: str | None = None,
    group: str | None = None,
    follow_up: ProtectedTable | None = None,
) -> Prose:
    """Return everything the outcome table says, in sentences.

    Parameters
    ----------
    table
        The protected table ``outcomes``.
    language
        The reader's.
    scale, dimension, group
        Identifiers that narrow the rows; None takes all.
    follow_up
        The protected table ``follow_up``, whose last wave is told with each whole scale.

    Returns
    -------
    Prose
        Whole scales as messages, dimensions and groups beneath them; then what it shows, what it does not show, and
        each caution once. Dimensions within a group stand in the table only, unless they are asked for.
    """
    wanted = {"scale": scale, "dimension": dimension, "group": group}
    fitting = tuple(row for row in rows_of(table) if _fits(row, wanted))
    rows = _told(fitting) if dimension is None and group is None else fitting
    if not rows:
        return missing(table, language)
    last = {} if follow_up is None else last_follow_ups(rows_of(follow_up))
    lines = tuple(_line(row, language, last) for row in _in_order(rows))
    return Prose((*lines, *_shows(rows, language, last), *of_rows(fitting, language).paragraphs))


def _fits(row: Row, wanted: dict[str, str | None]) -> bool:
    return all(value is None or row.string(name) == value for name, value in wanted.items())


def _told(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    whole = {(row.string("scale"), row.number("n_pairs")) for row in rows if is_whole(row) and is_total(row)}
    return tuple(row for row in rows if is_whole(row) or (is_total(row) and not _is_everyone(row, whole))) or rows


def _is_everyone(row: Row, whole: set[tuple[str, float | None]]) -> bool:
    # a group of as many pairs as the whole has is the whole under another name
    return row.has("n_pairs") and (row.string("scale"), row.number("n_pairs")) in whole


def _in_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    scales = list(dict.fromkeys(row.string("scale") for row in rows))
    return tuple(
        sorted(rows, key=lambda row: (scales.index(row.string("scale")), not is_whole(row), not is_total(row)))
    )


def _line(row: Row, language: Language, last: Mapping[str, Row]) -> Paragraph:
    lead = language.say(label(row))
    if not is_comparable(row):
        return Paragraph(run(language, *describe(row)), Kind.MISSING, lead)
    if is_whole(row) and is_total(row):
        later = with_follow_up(row, last)
        then = "" if later is None else text("{clause}.", clause=capitalised(language.say(later)))
        return Paragraph(run(language, *describe(row), then), Kind.MESSAGE, lead)
    clause = change_in_short(row, with_interval=read(row) is not Reading.OPEN)  # an open verdict tells the interval
    short = text("{clause}.", clause=capitalised(language.say(clause)))
    return Paragraph(run(language, short, verdict(row), skewed(row), regression(row)), Kind.BODY, lead)


def capitalised(words: str) -> str:
    """Return a clause as the beginning of a sentence; Chinese has no capitals and stays as it is."""
    return words[:1].upper() + words[1:]


_SUMMARY: tuple[tuple[Reading, Text], ...] = tuple(
    (Reading(name), words) for name, words in texts("words", "summary_of_readings").items()
)


def summary_clauses(
    rows: tuple[Row, ...],
    language: Language,
    last: Mapping[str, Row] | None = None,
    *,
    name: Callable[[Row], Text | str] | None = None,
) -> tuple[Text, ...]:
    """Return one clause for each kind of result among the whole scales, naming them, and one a last follow-up.

    `name` says a scale otherwise than with what is to be said of regression behind it.
    """
    named = name or _named
    told = headline_rows(rows)
    later = ((row, with_follow_up(row, last or {})) for row in told)
    return (
        *(
            words.with_(names=language.join(named(row) for row in told if read(row) is reading))
            for reading, words in _SUMMARY
            if any(read(row) is reading for row in told)
        ),
        *(text("{what}: {clause}", what=label(row), clause=clause) for row, clause in later if clause is not None),
    )


def _named(row: Row) -> Text | str:
    beyond = beyond_words(row)
    return text("{what} ({beyond})", what=label(row), beyond=beyond) if beyond else label(row)


def _shows(rows: tuple[Row, ...], language: Language, last: Mapping[str, Row]) -> Iterator[Paragraph]:
    clauses = summary_clauses(rows, language, last)
    if not clauses:
        return
    joined = language.join(clauses, separator=language.say(text("; ")))
    shows = text("{clause}.", clause=capitalised(joined))
    yield Paragraph(language.say(shows), Kind.BODY, language.say(text("What this shows")))
    tested = any(row.has("p_exact") or row.has("p_t") for row in rows)
    hidden = (_CAUSE, _SIZE) if tested else (_CAUSE,)
    yield Paragraph(run(language, *hidden), Kind.BODY, language.say(text("What this does not show")))


_CAUSE = text("It does not show what brought a change about, nor how people without a post-test fared.")
_SIZE = text("p does not say how large a change is; the scale points and their interval do.")
