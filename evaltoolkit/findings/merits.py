"""A street's merits, the largest first: what is established, passed or done; a missed target is none.

They are ranked by the rule of :mod:`evaltoolkit.findings.finding`, with the surplus in place of the distance. What has
just been met, or can be no more than done, counts a quarter of its points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.change import Beyond, Reading, beyond_regression, came_by_score, read
from evaltoolkit.findings.facts import PAYMENTS, SATISFACTION, Facts, is_full, worst_first
from evaltoolkit.findings.finding import Finding, Strength, Trouble, ranked, weigh
from evaltoolkit.findings.follow_up import last_follow_ups
from evaltoolkit.findings.outcome_rows import better_rows
from evaltoolkit.findings.problem_rules import DONE, HALF, LAST_YEAR
from evaltoolkit.findings.rows import Row
from evaltoolkit.model.inspection_state import State
from evaltoolkit.model.workbook import LEVELS

MET = 0.25
"""Part of its points that counts for what is met or done and can be, or is, no more than that (本工具规则)."""


def merits(shown: ProtectedReport, troubles: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return every merit that the tables show, the largest first.

    Parameters
    ----------
    shown
        Every protected table of the report.
    troubles
        What :func:`evaltoolkit.findings.problems.problems` returned: a fact that is a problem is no merit.
    """
    facts, known = Facts(shown), tuple(troubles)
    kinds = {one.kind for one in known}
    found = [one for rule in _RULES for one in rule(facts, known)]
    return ranked(one for one in found if not kinds & _OPPOSED.get(Strength(one.kind), frozenset()))


_OPPOSED: dict[Strength, frozenset[Trouble]] = {
    Strength.SATISFIED: frozenset({Trouble.SATISFACTION, Trouble.WORSE_ANSWERS}),
    Strength.IMPROVED: frozenset({Trouble.SATISFACTION, Trouble.WORSE_ANSWERS}),
    Strength.PAID: frozenset({Trouble.PAYMENTS}),
    Strength.PUT_RIGHT: frozenset({Trouble.INSPECTIONS}),
    Strength.LAST_ADVICE: frozenset({Trouble.LAST_ADVICE}),
    Strength.GOALS: frozenset({Trouble.GOAL}),
}
_Rule = Callable[[Facts, tuple[Finding, ...]], Iterator[Finding]]


def _better(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    last = last_follow_ups(facts.rows("follow_up"))
    ranks = [(_rank_of_change(facts, row, last.get(row.string("scale"))), row)
             for row in better_rows(facts.rows("outcomes"))]  # fmt: skip
    ordered = sorted(ranks, key=lambda one: -one[0])
    if ordered:
        yield Finding(Strength.BETTER, ordered[0][0], None, tuple(row for _, row in ordered))


def _rank_of_change(facts: Facts, row: Row, later: Row | None) -> float:
    people = (row.number("n_pairs") or 0.0) / (row.number("n_enrolled") or row.number("n_pre") or 1.0)
    return weigh(facts.points(None), 1.0 if is_lasting(later) and not may_be_regression(row) else HALF, people=people)


def is_lasting(later: Row | None) -> bool:
    """Return whether the last follow-up, where one was made, still shows the change for the better."""
    return later is None or read(later) is Reading.BETTER


def may_be_regression(row: Row) -> bool:
    """Return whether people came by their scores, and regression to the mean alone may have brought the change."""
    found = beyond_regression(row)
    return found is not None and found[0] is not Beyond.MORE and (found[0] is not Beyond.UNKNOWN or came_by_score(row))


def _passed(facts: Facts, troubles: tuple[Finding, ...]) -> Iterator[Finding]:
    told = {row.string("indicator") for one in troubles for row in (one.row, *one.rows) if row is not None}
    rows = [row for row in facts.card if is_full(row) and row.string("indicator") not in told]
    surplus = {row.string("indicator"): (row.number("completion") or 1.0) - 1 for row in rows if _is_more(facts, row)}
    for row in rows:
        more = surplus.get(row.string("indicator"), 0.0)
        if more > 0:
            yield Finding(Strength.PASSED, weigh(facts.points(row), more), row)
    full = [row for row in rows if not surplus.get(row.string("indicator")) and _matters(facts, row)]
    if full:
        yield Finding(
            Strength.FULL, max(MET * facts.points(row) for row in full), None,
            worst_first(full, "weight", reverse=True),
        )  # fmt: skip


def _is_more(facts: Facts, row: Row) -> bool:
    return bool(facts.feed(row)) and facts.feed(row) not in (*SATISFACTION, *PAYMENTS)


def _matters(facts: Facts, row: Row) -> bool:
    """Return whether the row weighs at least as much as a mean one and no other rule tells of it."""
    return facts.points(row) * HALF >= facts.points(None) and facts.feed(row) not in (*SATISFACTION, *PAYMENTS)


def _satisfied(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    target, row = facts.target.share, facts.fed_by(SATISFACTION)
    shares = [one.number("share") or 0.0 for one in facts.methods]
    if target is None or not shares or min(shares) < target or facts.shown["satisfaction"].hides("share"):
        return
    if target < 1 and max(shares) > target:
        surplus = (1 - facts.unsatisfied - target) / (1 - target)
        yield Finding(Strength.SATISFIED, weigh(facts.points(row), surplus), row, facts.methods)


def _improved(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    rows = [row for row in facts.rows("satisfaction_change") if (row.number("ci_low") or 0.0) > 0
            and row.has("share", "last_share")]  # fmt: skip
    if rows:
        best = max(rows, key=lambda row: (row.number("share") or 0.0) - (row.number("last_share") or 0.0))
        more = (best.number("share") or 0.0) / (best.number("last_share") or 1.0) - 1
        yield Finding(Strength.IMPROVED, weigh(facts.points(facts.fed_by(SATISFACTION)), more), None, tuple(rows))


def _paid(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    rows = facts.rows("payments")
    if rows and all(row.flag("on_time") for row in rows):
        row = facts.fed_by(PAYMENTS)
        yield Finding(Strength.PAID, weigh(facts.points(row), MET), row, rows)


def _put_right(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    rows = tuple(row for row in facts.rows("inspections") if row.string("state") == State.PUT_RIGHT)
    if rows:
        yield Finding(Strength.PUT_RIGHT, weigh(facts.points(None), MET), None, rows)


def _last_advice(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    rows = [row for row in facts.rows("measures") if row.string("kind") == LAST_YEAR and row.has("state")]
    done = tuple(row for row in rows if row.string("state") == DONE)
    if done:
        yield Finding(Strength.LAST_ADVICE, weigh(facts.points(None), len(done) / len(rows)), None, done)


def _goals(facts: Facts, _: tuple[Finding, ...]) -> Iterator[Finding]:
    rows = tuple(row for row in facts.rows("goals") if row.has("expected"))
    if rows and all(row.string("reached") == LEVELS[0] for row in rows):
        yield Finding(Strength.GOALS, weigh(facts.points(None), HALF), None, rows)


_RULES: tuple[_Rule, ...] = (
    _better, _passed, _satisfied, _improved, _paid, _put_right, _last_advice, _goals,
)  # fmt: skip
