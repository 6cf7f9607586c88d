"""The half-page summary: score, services, outcomes, and what limits them."""

from __future__ import annotations

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.follow_up import last_follow_ups
from evaltoolkit.findings.headlines import answers, money, reach
from evaltoolkit.findings.headlines import score as headline
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import open_rows, total_of
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.texts import texts
from evaltoolkit.words.hidden_words import count_hidden
from evaltoolkit.words.highlights import rows_in, table_of
from evaltoolkit.words.outcome_words import capitalised, headline_rows, summary_clauses
from evaltoolkit.words.prose import Kind, Paragraph, Prose, closed, run
from evaltoolkit.words.services import hours, satisfaction


def summary(plan: Plan, shown: ProtectedReport, language: Language) -> Prose:
    """Return the summary in four paragraphs.

    Parameters
    ----------
    plan
        The street's plan.
    shown
        Every protected table of the report.
    language
        The reader's.
    """
    parts = (
        (text("Project"), (_project(plan),)),
        (text("Score"), _score(shown)),
        (text("Services"), _services(shown, language)),
        (text("Outcomes"), _outcomes(shown, language)),
        (text("Limits"), _limits(shown)),
    )
    said = ((language.say(lead), run(language, *sentences)) for lead, sentences in parts)
    return Prose(tuple(Paragraph(words, Kind.BODY, lead) for lead, words in said if words))


def _project(plan: Plan) -> Text:
    figures = {"street": plan.street, "year": plan.year, "project": plan.project}
    if plan.operator is None:
        return text("This report evaluates '{project}' of {street} in {year}.", **figures)
    return text("This report evaluates '{project}' of {street} in {year}, run by {operator}.", operator=plan.operator,
                **figures)  # fmt: skip


def _score(shown: ProtectedReport) -> tuple[Text | str, ...]:
    score = total_of(rows_in(shown, "total"))
    return () if score is None else (closed(headline.total(score)),)


def _services(shown: ProtectedReport, language: Language) -> tuple[Text | str, ...]:
    hour_rows, gap = rows_in(shown, "hours"), reach.residence_gap(rows_in(shown, "residence"))
    return (
        closed(money.execution(rows_in(shown, "funds")) or ""),
        hours.whole(hour_rows) if hour_rows else "",
        *(_satisfied(row) for row in rows_in(shown, "satisfaction") if row.has("share", "n_valid", "n_satisfied")),
        closed(answers.enough(rows_in(shown, "awareness"))),
        closed(money.resources(rows_in(shown, "resources"))),
        closed(gap or ""),
        _absent(shown, language),
    )


def _satisfied(row: Row) -> Text:
    return text("{what}: {sentence}", what=satisfaction.name(row), sentence=satisfaction.share_sentence(row))


_SERVICES: tuple[tuple[str, Text], ...] = tuple(texts("words", "services").items())


def _absent(shown: ProtectedReport, language: Language) -> Text | str:
    names = [words for name, words in _SERVICES if table_of(shown, name) is None]
    return text("Not provided: {what}.", what=language.join(names)) if names else ""


def _outcomes(shown: ProtectedReport, language: Language) -> tuple[Text | str, ...]:
    rows = rows_in(shown, "outcomes")
    if not rows:
        return (text("No pre-test and post-test were handed in, so what changed for people is not known."),)
    clauses = summary_clauses(rows, language, last_follow_ups(rows_in(shown, "follow_up")))
    if not clauses:
        return (text("There are not enough pairs of pre-test and post-test to tell of a change."),)
    told = tuple(text("{clause}.", clause=capitalised(language.say(clause))) for clause in clauses)
    return (*told, _uncounted(rows, language))


def _uncounted(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return the scales that were measured and stand in none of the clauses: none is passed over in silence."""
    told = {row.string("scale") for row in headline_rows(rows)}
    names = dict.fromkeys(row.words("scale_name") for row in rows if row.string("scale") not in told)
    said = text("Measured and not counted among these results: {names}.", names=language.join(names))
    return said if names else ""


def _limits(shown: ProtectedReport) -> tuple[Text | str, ...]:
    table = table_of(shown, "scorecard")
    still_open = len(open_rows(table)) if table is not None else 0
    withheld = count_hidden(shown)
    return (
        text("There was no comparison group, so changes cannot be attributed to the service.")
        if rows_in(shown, "outcomes")
        else "",
        text("Rows still open: {count}; they count neither as 0 nor as full marks.", count=still_open)
        if still_open
        else "",
        text("Results withheld from this version: {n}, listed at its end.", n=withheld) if withheld else "",
    )
