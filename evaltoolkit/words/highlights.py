"""What the first screen says: findings and points to watch, chosen by rule from the protected tables.

The order of the rules is the order of importance (本工具规则); each yields one sentence with its figure and the section
where the matter stands. Nothing is chosen for being good news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.change import ESTABLISHED, Reading, read
from evaltoolkit.findings.follow_up import last_follow_ups, with_follow_up
from evaltoolkit.findings.headlines.hours import is_far_above, is_short
from evaltoolkit.findings.headlines.money import execution, spent_of_budget
from evaltoolkit.findings.headlines.reach import residence_gap
from evaltoolkit.findings.inspection_states import UNSETTLED
from evaltoolkit.findings.numbers import points, share_of, trimmed
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.findings.score import is_scored, open_rows, row_name
from evaltoolkit.findings.targets import satisfaction_target
from evaltoolkit.language import Language, Text, text
from evaltoolkit.words.outcome_phrases import change_in_short, label
from evaltoolkit.words.outcome_verdicts import regression
from evaltoolkit.words.outcome_words import headline_rows
from evaltoolkit.words.prose import closed, run
from evaltoolkit.words.scale_quality_words import keys_in_doubt
from evaltoolkit.words.services import coverage, hours, satisfaction
from evaltoolkit.words.spark import Spark, spark_of_change, spark_of_share

MOST = 3
"""Points of each kind on the first screen."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """One sentence of the first screen, the section it points to, and a line that shows its figure."""

    words: str
    section: str
    spark: Spark | None = None


Rule = Callable[[ProtectedReport, Language], Iterator[Highlight]]


def findings(shown: ProtectedReport, language: Language) -> tuple[Highlight, ...]:
    """Return the first three things that the tables establish."""
    return _first(FINDINGS, shown, language)


def points_to_watch(shown: ProtectedReport, language: Language) -> tuple[Highlight, ...]:
    """Return the first three things that are open, short or not established."""
    return _first(WATCH, shown, language)


def _first(rules: tuple[Rule, ...], shown: ProtectedReport, language: Language) -> tuple[Highlight, ...]:
    streams = [list(rule(shown, language)) for rule in rules]
    first_of_each = [stream[0] for stream in streams if stream]
    rest = [highlight for stream in streams for highlight in stream[1:]]
    return tuple((first_of_each + rest)[:MOST])


def table_of(shown: ProtectedReport, name: str) -> ProtectedTable | None:
    """Return a protected table, or None where the report has none of that name or it has no row."""
    found = shown.tables.get(name)
    return None if found is None or found.is_empty else found


def rows_in(shown: ProtectedReport, name: str) -> tuple[Row, ...]:
    """Return the rows of a protected table; none where the report has none of that name."""
    found = table_of(shown, name)
    return () if found is None else rows_of(found)


_UNSETTLED = (Reading.OPEN, Reading.WEAKENED, Reading.SPLIT)
_TOLD = (*ESTABLISHED, *_UNSETTLED)


def _outcome(readings: tuple[Reading, ...], words: Text) -> Rule:
    def rule(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
        last = last_follow_ups(rows_in(shown, "follow_up"))
        told = headline_rows(rows_in(shown, "outcomes"))
        first = next((row for reading in _TOLD for row in told if read(row) is reading), None)
        for row in told:
            if read(row) in readings:
                said = words.with_(what=label(row), clause=change_in_short(row))
                later = with_follow_up(row, last)
                if later is not None:
                    said = text("{sentence} Later: {clause}.", sentence=said, clause=later)
                hidden = _not_shown(told, language) if row is first else ""
                beyond = regression(row) if read(row) in ESTABLISHED else ""
                yield Highlight(run(language, said, beyond, hidden), "social", spark_of_change(row))

    return rule


def _not_shown(rows: tuple[Row, ...], language: Language) -> Text | str:
    """Return which scales were measured beside those told of, so that a picture of some is not taken for the whole."""
    names = [label(row) for row in rows if read(row) is Reading.WITHHELD]
    said = text("Measured too and not shown in this version: {names}.", names=language.join(names))
    return said if names else ""


def _hours_done(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "hours")
    if any(row.has("agreed", "done") for row in rows):
        yield Highlight(language.say(hours.whole(rows)), "implementation", spark_of_share(*hours.done_of_agreed(rows)))


def _satisfied(*, missed: bool) -> Rule:
    """Return the shares of satisfied answers that miss their target, or the others: a missed target is no merit."""

    def rule(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
        target = satisfaction_target(shown["scorecard"])
        for row in sorted(rows_in(shown, "satisfaction"), key=lambda row: -(row.number("n_valid") or 0.0)):
            if row.has("share", "n_valid", "n_satisfied") and satisfaction.misses(row, target) is missed:
                sentence = satisfaction.share_sentence(row, target)
                said = text("{what}: {sentence}", what=satisfaction.name(row), sentence=sentence)
                yield Highlight(language.say(said), "satisfaction", spark_of_share(row.number("share"), 1.0))

    return rule


def _spent(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "funds")
    rate, figures = execution(rows), spent_of_budget(rows)
    if rate is not None and figures is not None:
        spark = spark_of_share(*(row.number("value") for row in figures))
        yield Highlight(language.say(closed(rate)), "funding", spark)


def _full_points(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "scorecard")
    full = [row for row in rows if is_scored(row) and row.number("points") == row.number("weight")]
    if full:
        said = text("Rows of the score table with full points: {n} of {all}.", n=len(full), all=len(rows))
        yield Highlight(language.say(said), "conclusion", spark_of_share(len(full), len(rows)))


def _open_score(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    table = table_of(shown, "scorecard")
    rows = () if table is None else open_rows(table)
    if not rows:
        return
    weight = sum(row.number("weight") or 0.0 for row in rows)
    most = max(row.number("weight") or 0.0 for row in rows)
    largest = language.join(row_name(row) for row in rows if row.number("weight") == most)
    said = text(
        "Rows still open: {n}, worth {weight} points; worth the most, {points} points each: {names}.",
        n=len(rows),
        weight=trimmed(weight),
        names=largest,
        points=trimmed(most),
    )
    yield Highlight(language.say(said), "conclusion")


def _largest_gap(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    short = [row for row in rows_in(shown, "scorecard") if is_scored(row) and _lost(row) > 0]
    for row in sorted(short, key=lambda row: -_lost(row)):
        said = text(
            "'{name}' brought {points} of {weight} points.",
            name=row_name(row),
            points=points(row.number("points") or 0.0),
            weight=trimmed(row.number("weight") or 0.0),
        )
        spark = spark_of_share(row.number("points"), row.number("weight"))
        yield Highlight(language.say(said), "conclusion", spark)


def _lost(row: Row) -> float:
    return (row.number("weight") or 0.0) - (row.number("points") or 0.0)


def _residence(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "residence")
    gap = residence_gap(rows)
    other = next((row for row in rows if row.string("residence") == coverage.NON_REGISTERED), None)
    if gap is not None:
        yield Highlight(language.say(closed(gap)), "problem_coverage")
    elif other is not None and other.has("served") and not other.has("people"):
        said = text("How many non-registered residents there are is not provided, so their coverage cannot be told.")
        yield Highlight(language.say(said), "problem_coverage")


def _hours_off(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    for row in rows_in(shown, "hours"):
        if is_short(row):
            yield Highlight(
                language.say(text("Hours far below the agreement: {what}.", what=hours.completion(row))),
                "implementation",
            )
        elif is_far_above(row):
            yield Highlight(
                language.say(text("Hours far above the agreement: {what}.", what=hours.completion(row))),
                "implementation",
            )


def _late(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "payments")
    flags = [flag for row in rows if (flag := row.flag("on_time")) is not None]
    late = flags.count(False)
    if late:
        said = text("Instalments paid late: {share}.", share=share_of(late, len(flags)))
        yield Highlight(language.say(said), "timeliness", spark_of_share(late, len(flags)))


def _overdue(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "inspections")
    overdue = sum(row.string("state") in UNSETTLED for row in rows)
    if overdue:
        said = text("Findings of inspections not put right yet: {n}.", n=overdue)
        yield Highlight(language.say(said), "design")


def _no_outcomes(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    if table_of(shown, "outcomes") is None:
        said = language.say(text("No pre-test and post-test were handed in, so what changed for people is not known."))
        yield Highlight(said, "problem_evidence")
        return
    rows = headline_rows(rows_in(shown, "outcomes"))
    if not any(read(row) in _TOLD for row in rows) and _not_shown(rows, language):
        yield Highlight(language.say(_not_shown(rows, language)), "social")


def _wrong_key(shown: ProtectedReport, language: Language) -> Iterator[Highlight]:
    rows = rows_in(shown, "scale_quality")
    names = {row.string("scale"): row.words("scale_name") for row in rows}
    for scale, items in keys_in_doubt(rows).items():
        said = text(
            "{what}: check the reverse key of item {items}; until then its scores are in doubt and no finding.",
            what=names[scale],
            items=language.join(map(str, items)),
        )
        yield Highlight(language.say(said), "social")


FINDINGS: tuple[Rule, ...] = (
    _outcome((Reading.BETTER,), text("{what}: {clause}, in the better direction.")),
    _hours_done,
    _satisfied(missed=False),
    _spent,
    _full_points,
)
WATCH: tuple[Rule, ...] = (
    _wrong_key,
    _open_score,
    _outcome((Reading.WORSE,), text("{what}: {clause}, in the worse direction.")),
    _largest_gap,
    _satisfied(missed=True),
    _residence,
    _hours_off,
    _late,
    _overdue,
    _outcome(_UNSETTLED, text("{what}: a change is not established; {clause}.")),
    _no_outcomes,
)
