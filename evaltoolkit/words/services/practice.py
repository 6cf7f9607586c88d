"""Quality checks, supervision and case stories in sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Row, column_sum, rows_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts
from evaltoolkit.model.workbook import QUALITY_ASPECTS, QUALITY_LEVELS
from evaltoolkit.words.page.columns import Column, Shown, amount, build, day, words
from evaltoolkit.words.page.html_table import HtmlTable
from evaltoolkit.words.page.prose import Kind, Paragraph, Prose, missing, prose
from evaltoolkit.words.services.other_years import not_printed

_MET = QUALITY_LEVELS[0]


def quality_checks(table: ProtectedTable, language: Language) -> Prose:
    """Return for each aspect how often which level was given, who rated, what was not met, and what nobody rated."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    by_aspect = {aspect: [row for row in rows if row.string("aspect") == aspect] for aspect in QUALITY_ASPECTS}
    each = language.join(
        text("{name} ({levels})", name=say_choice(aspect), levels=_levels(part, language))
        for aspect, part in by_aspect.items()
        if part
    )
    raters = language.join(say_choice(name) for name in dict.fromkeys(row.string("rater") for row in rows))
    absent = language.join(say_choice(aspect) for aspect, part in by_aspect.items() if not part)
    return prose(
        language,
        (Kind.BODY, (
            text("Ratings of each aspect: {each}.", each=each),
            text("Rated by: {raters}. A rating is a person's judgement; nothing is computed from it.", raters=raters),
        )),
        (Kind.CAUTION, tuple(_unmet(row) for row in rows if row.string("level") == QUALITY_LEVELS[2])),
        (Kind.MISSING, (text("Not rated by anybody: {names}.", names=absent) if absent else "",)),
    )  # fmt: skip


def _levels(rows: list[Row], language: Language) -> str:
    counts = [(level, sum(row.string("level") == level for row in rows)) for level in QUALITY_LEVELS]
    return language.join(text("{level}: {n}", level=say_choice(level), n=n) for level, n in counts if n)


def _unmet(row: Row) -> Text:
    figures = {"subject": row.said("subject"), "aspect": say_choice(row.string("aspect")), "date": row.day("date")}
    return text("{subject}, {aspect}: not fulfilled ({date}).", **figures)


def quality_checks_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every rating: what, in which respect, how, by whom, when, on what grounds."""
    columns = (
        words("subject", text("What was rated")),
        words("aspect", text("Aspect")),
        words("level", text("Rating")),
        words("rater", text("Rated by")),
        day("date", text("Rated on")),
        Column(text("Grounds and improvement"), _finding),
    )
    caption = text("Fit to need, form, procedure and ethics: rated by whom and when")
    return build(table, columns, language, caption=caption, kind=_mark)


def _finding(row: Row) -> Shown:
    if not row.has("finding") and row.string("level") == _MET:
        return "—"
    return row.gap("finding") or row.words("finding")


def _mark(row: Row) -> str:
    return "flag" if row.string("level") in QUALITY_LEVELS[1:] else ""


def supervisions(table: ProtectedTable, language: Language) -> Prose:
    """Return how often and how long supervision was given, in which form, and what has no follow-up."""
    rows = rows_of(table)
    if not rows:
        return missing(table, language)
    hours = column_sum(rows, "hours")
    forms = [(form, sum(row.string("form") == form for row in rows)) for form in dict.fromkeys(map(_form, rows))]
    each = language.join(text("{name} {n} times", name=say_choice(form), n=n) for form, n in forms)
    known = text("Supervisions of the year: {n} ({each}).", n=len(rows), each=each)
    length = text("Hours of supervision: {hours}.", hours=trimmed(hours)) if hours is not None else ""
    open_ = sum(not row.has("follow_up") for row in rows)
    gap = text("Without a recorded follow-up: {n}.", n=open_) if open_ else ""
    return prose(language, (Kind.BODY, (known, length)), (Kind.MISSING, (gap,)))


def _form(row: Row) -> str:
    return row.string("form")


def supervisions_table(table: ProtectedTable, language: Language) -> HtmlTable:
    """Return every supervision with its form, hours, topic and follow-up."""
    columns = (
        day("date", text("Date")),
        words("form", text("Form")),
        amount("hours", text("Hours")),
        amount("participants", text("Social workers")),
        words("topic", text("Topic")),
        words("follow_up", text("Follow-up")),
    )
    return build(table, columns, language, caption=text("Supervision of the year and what followed from it"))


def stories(table: ProtectedTable, language: Language, *, other_years: ProtectedTable | None = None) -> Prose:
    """Return each consented case story under the four heads of the template: situation, service, change, limits.

    `other_years` is the protected table of that name, for the stories without consent.
    """
    rows, rest = rows_of(table), not_printed(other_years, language, sheet="案例故事")
    if not rows:
        words_ = text("Case stories: not provided, or none with consent. The sheet 案例故事 is the template: "
                      "situation, service, change, what did not change.")  # fmt: skip
        return prose(language, (Kind.MISSING, (words_,))) + rest
    title = text("Case stories (told with consent, identifying details masked)")
    parts = tuple(part for row in rows for part in _story(row, language))
    return Prose(parts, language.say(title)) + rest


STORY_PARTS: Mapping[str, Text] = texts("words", "story")
"""The parts of a story in their order, with their heads."""


def _story(row: Row, language: Language) -> tuple[Paragraph, ...]:
    name = row.string("story")
    said = []
    for part, head in STORY_PARTS.items():
        lead = language.say(text("{story}: {head}", story=name, head=head))
        gap = Paragraph(language.say(text("not provided")), Kind.MISSING, lead)
        said.append(Paragraph(row.string(part), Kind.BODY, lead) if row.has(part) else gap)
    return tuple(said)
