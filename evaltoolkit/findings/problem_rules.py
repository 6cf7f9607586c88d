"""The rules by which a table shows a problem: one rule a fact, each yields at most one problem with its weight.

Limits stand in :mod:`evaltoolkit.model.thresholds` and in the plan's targets, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evaltoolkit.findings.facts import HOURS, INSPECTIONS, PAYMENTS, SATISFACTION, Facts, lost, worst_first
from evaltoolkit.findings.finding import Finding, Trouble, weigh
from evaltoolkit.findings.headlines.answers import UNMET
from evaltoolkit.findings.headlines.hours import is_far_above, is_short, is_under
from evaltoolkit.findings.headlines.reach import has_share
from evaltoolkit.findings.inspection_states import is_off, is_unsettled
from evaltoolkit.findings.numbers import typed
from evaltoolkit.findings.outcome_rows import in_doubt, worse_rows
from evaltoolkit.findings.rows import Row
from evaltoolkit.findings.score import bounds, is_scored, is_withheld
from evaltoolkit.model.thresholds import ATTRITION, is_much_lost
from evaltoolkit.model.workbook import AUDITED, LEVELS, RESIDENCE

HALF = 0.5
"""What a step half taken counts: partly reached, put right late, partly in order, still open (本工具规则)."""
QUARTER = 0.25
"""What counts of being far above the agreement without a reason: less than of being as far below it (本工具规则)."""
LAST_YEAR = "上年度建议"
"""Kind of a measure that was advised in the year before."""
DONE, UNDER_WAY, NOT_BEGUN = "已完成", "进行中", "未开始"


def _satisfaction(facts: Facts) -> Iterator[Finding]:
    row, missed, fallen = facts.fed_by(SATISFACTION), facts.below_target, facts.fallen
    least = facts.target.share or 1.0
    if missed or (row is not None and lost(row)):
        far = max([1 - (one.number("share") or 0.0) / least for one in missed], default=0.0)
        rank = weigh(
            facts.points(row), max(_lost_share(row), far), people=facts.unsatisfied, is_worse=bool(fallen)
        )  # fmt: skip
        yield Finding(Trouble.SATISFACTION, rank, row, worst_first(missed, "share"))
    elif fallen:
        far = max(1 - (one.number("share") or 0.0) / (one.number("last_share") or 1.0) for one in fallen)
        yield Finding(Trouble.WORSE_ANSWERS, weigh(facts.points(row), far, is_worse=True), None, fallen)


def _hours(facts: Facts) -> Iterator[Finding]:
    row, short = facts.fed_by(HOURS), [one for one in facts.rows("hours") if is_short(one)]
    if short or (row is not None and lost(row)):
        agreed = sum(one.number("agreed") or 0.0 for one in facts.rows("hours"))
        missing = sum((one.number("agreed") or 0.0) - (one.number("done") or 0.0) for one in short)
        far = max(_lost_share(row), missing / agreed if agreed else 0.0)
        told = short or [one for one in facts.rows("hours") if under_agreed(one)]
        yield Finding(Trouble.HOURS_SHORT, weigh(facts.points(row), far), row, worst_first(told, "completion"))


UNDER_AGREED = (("done", "agreed"), ("held", "agreed"), ("came", "planned"))
"""Columns of what was done and what was agreed: hours of the table ``hours``, times and attendances of ``delivery``."""


def _under(facts: Facts) -> Iterator[Finding]:
    indicator = facts.fed_by(HOURS)
    hours = () if indicator is not None and lost(indicator) else facts.rows("hours")
    rows = [row for row in (*hours, *facts.rows("delivery")) if under_agreed(row) and not is_short(row)]
    if rows:
        far = max(_missing(facts, *pair) for pair in UNDER_AGREED)
        yield Finding(Trouble.UNDER, weigh(facts.points(None), far), None, tuple(rows))


def under_agreed(row: Row) -> tuple[tuple[str, str], ...]:
    """Return the pairs of columns in which a row of ``hours`` or ``delivery`` stays under what was agreed."""
    return tuple(pair for pair in UNDER_AGREED if is_under(*map(row.number, pair)))


def _missing(facts: Facts, done: str, agreed: str) -> float:
    """Return the share of everything agreed that is missing where too little was done."""
    rows = [row for name in ("hours", "delivery") for row in facts.rows(name) if row.has(done, agreed)]
    short = [row for row in rows if is_under(row.number(done), row.number(agreed))]
    return (_sum(short, agreed) - _sum(short, done)) / (_sum(rows, agreed) or 1.0)


def _above(facts: Facts) -> Iterator[Finding]:
    hours = facts.fed_by(HOURS)
    explained = hours is not None and hours.has("deviation")
    rows = [one for one in facts.card if one.flag("demands_reason") and not one.has("deviation") and not lost(one)]
    rows += [] if explained or hours in rows else [one for one in facts.rows("hours") if is_far_above(one)]
    weights = {id(one): facts.points(one if one.has("weight") else hours) for one in rows}
    done = sorted(rows, key=lambda one: -weights[id(one)] * _beyond(one))
    if done:
        yield Finding(Trouble.ABOVE, weigh(weights[id(done[0])], QUARTER * _beyond(done[0])), None, tuple(done))


def _beyond(row: Row) -> float:
    completion = row.number("completion") or 1.0
    return 1 - 1 / completion if completion > 1 else 0.0


def _goals(facts: Facts) -> Iterator[Finding]:
    told = {_written(row) for row in facts.card if lost(row)}
    is_covered = next(_coverage(facts), None) is not None
    rows = [
        row for row in _unreached(facts) if _written(row) not in told and not (is_covered and _is_of_coverage(row))
    ]  # fmt: skip
    if rows:
        far = HALF * _step(rows[0], "reached")
        yield Finding(Trouble.GOAL, weigh(facts.points(None), far, is_worse=_was_better(rows)), None, tuple(rows))


def _unreached(facts: Facts) -> list[Row]:
    """Return this year's goals that are not or only partly reached, those not reached first."""
    rows = [row for row in facts.rows("goals") if row.string("reached") in LEVELS[1:]]
    return sorted(rows, key=lambda row: -_step(row, "reached"))


def _step(row: Row, name: str) -> int:
    return LEVELS.index(row.string(name)) if row.string(name) in LEVELS else len(LEVELS)


def _was_better(rows: list[Row]) -> bool:
    return any(_step(row, "last_reached") < _step(row, "reached") for row in rows)


def _is_of_coverage(row: Row) -> bool:
    return _COVERED in row.string("measure") or _COVERED in row.string("expected")


_COVERED = "覆盖"


def _written(row: Row) -> tuple[str, str]:
    """Return target and result as they are written: a goal that repeats a row of the indicator table is that row."""
    return typed(row.string("target")), typed(row.string("actual"))


def _coverage(facts: Facts) -> Iterator[Finding]:
    row = facts.fed_by(("non_registered_coverage",))
    pair = next((found for name in ("priority", "residence") if (found := _pair(facts.rows(name)))), None)
    if pair is None or (pair[1].number("share") or 0.0) >= (pair[0].number("share") or 0.0):
        return
    goals = [HALF * _step(one, "reached") for one in _unreached(facts) if _is_of_coverage(one)]
    far = max(_lost_share(row), 1 - (pair[1].number("share") or 0.0) / (pair[0].number("share") or 1.0), *goals)
    people = [one.number("people") or 0.0 for one in pair]
    yield Finding(Trouble.COVERAGE, weigh(facts.points(row), far, people=people[1] / sum(people)), row, pair)


def _pair(rows: tuple[Row, ...]) -> tuple[Row, Row] | None:
    found = {row.string("residence"): row for row in rows if has_share(row)}
    registered, other = (found.get(residence) for residence in RESIDENCE)
    return None if registered is None or other is None else (registered, other)


def _attrition(facts: Facts) -> Iterator[Finding]:
    rows = facts.rows("flow") if facts.is_over else ()  # before the year ends, who has no post-test is not lost yet
    much = [row for row in rows if (share := row.number("lost_share")) is not None and is_much_lost(share)]
    if much:
        share = max(row.number("lost_share") or 0.0 for row in much)
        rank = weigh(
            facts.points(None), 1 - ATTRITION / share, people=_sum(much, "n_lost") / (_sum(rows, "n_pre") or 1)
        )
        yield Finding(Trouble.ATTRITION, rank, None, worst_first(much, "lost_share", reverse=True))


def _doubt(facts: Facts) -> Iterator[Finding]:
    rows = in_doubt(facts.rows("scale_quality"))
    if rows:
        named, flow = {row.string("scale") for row in rows}, facts.rows("flow")
        measured = _sum(flow, "n_pre")
        part = _sum([row for row in flow if row.string("scale") in named], "n_pre") / measured if measured else 1.0
        yield Finding(Trouble.DOUBT, weigh(facts.points(None), part, people=part), None, rows)


def _worse(facts: Facts) -> Iterator[Finding]:
    rows = worse_rows(facts.rows("outcomes"))
    if rows:
        people = max((row.number("n_pairs") or 0.0) / (row.number("n_pre") or 1.0) for row in rows)
        yield Finding(
            Trouble.WORSE, weigh(facts.points(None), 1.0, people=people), None, rows, tuple(facts.rows("follow_up"))
        )


def _unmeasured(facts: Facts) -> Iterator[Finding]:
    if not facts.rows("outcomes"):
        yield Finding(Trouble.UNMEASURED, weigh(facts.points(None), 1.0))


def _needs(facts: Facts) -> Iterator[Finding]:
    rows = facts.rows("needs")
    unmet = [row for row in rows if row.string("met") == UNMET]
    if unmet:
        people = max(row.number("share") or 0.0 for row in unmet)
        rank = weigh(facts.points(None), len(unmet) / len(rows), people=people)
        yield Finding(Trouble.NEEDS, rank, None, worst_first(unmet, "share", reverse=True))


def _payments(facts: Facts) -> Iterator[Finding]:
    row, dated = facts.fed_by(PAYMENTS), [one for one in facts.rows("payments") if one.flag("on_time") is not None]
    late = [one for one in dated if one.flag("on_time") is False]
    if late or (row is not None and lost(row)):
        far = max(_lost_share(row), len(late) / len(dated) if dated else 0.0)
        yield Finding(Trouble.PAYMENTS, weigh(facts.points(row), far, days=_days(late)), row, tuple(late))


def _inspections(facts: Facts) -> Iterator[Finding]:
    row, rows = facts.fed_by(INSPECTIONS), facts.rows("inspections")
    off = [one for one in rows if is_off(one)]
    found = [one for one in rows if one.has("state") and one.string("state") != "no_finding"]
    if off or (row is not None and lost(row)):
        steps = sum(1.0 if is_unsettled(one) else HALF for one in off)
        far = max(_lost_share(row), steps / len(found) if found else 0.0)
        yield Finding(Trouble.INSPECTIONS, weigh(facts.points(row), far, days=_days(off)), row, tuple(off))


def _last_advice(facts: Facts) -> Iterator[Finding]:
    rows = [row for row in facts.rows("measures") if row.string("kind") == LAST_YEAR and row.has("state")]
    idle = tuple(row for row in rows if row.string("state") == NOT_BEGUN)
    if idle:
        steps = len(idle) + HALF * sum(row.string("state") == UNDER_WAY for row in rows)
        yield Finding(Trouble.LAST_ADVICE, weigh(facts.points(None), steps / len(rows)), None, idle)


def _audit(facts: Facts) -> Iterator[Finding]:
    rows = facts.rows("spending")
    off = [row for row in rows if row.string("audited") in AUDITED[1:]]
    if off:
        steps = {AUDITED[1]: HALF, AUDITED[2]: 1.0}
        part = sum(steps[row.string("audited")] * (row.number("spent") or 0.0) for row in off)
        yield Finding(Trouble.AUDIT, weigh(facts.points(None), part / (_sum(rows, "spent") or 1.0)), None, tuple(off))


def _sources(facts: Facts) -> Iterator[Finding]:
    apart = {row.string("figure"): (row, _apart(row)) for row in facts.rows("two_sources")}
    ordered = sorted(apart.values(), key=lambda one: -one[1])
    if ordered:
        rows = tuple(row for row, _ in ordered)
        yield Finding(Trouble.SOURCES, weigh(facts.points(None), ordered[0][1]), None, rows)


def _apart(row: Row) -> float:
    first, second = row.number("first") or 0.0, row.number("second") or 0.0
    most = max(abs(first), abs(second))
    return abs(first - second) / most if most else 0.0


def _open(facts: Facts) -> Iterator[Finding]:
    rows = [row for row in facts.card if not (is_scored(row) or is_withheld(row)) and row.has("weight")]
    spans = {id(row): bounds(row)[1] - bounds(row)[0] for row in rows}
    if rows:
        ordered = tuple(sorted(rows, key=lambda row: -spans[id(row)]))
        yield Finding(Trouble.OPEN, weigh(sum(spans.values()), HALF), None, ordered)


def _lost_share(row: Row | None) -> float:
    weight = row.number("weight") if row is not None else None
    return lost(row) / weight if row is not None and weight else 0.0


def _days(rows: list[Row]) -> float:
    return max((row.number("days_late") or 0.0 for row in rows), default=0.0)


def _sum(rows: tuple[Row, ...] | list[Row], name: str) -> float:
    return sum(row.number(name) or 0.0 for row in rows)


FACTS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    _satisfaction, _hours, _under, _above, _goals, _coverage, _attrition, _doubt, _worse, _unmeasured, _needs,
    _payments, _inspections, _last_advice, _audit, _sources, _open,
)  # fmt: skip
