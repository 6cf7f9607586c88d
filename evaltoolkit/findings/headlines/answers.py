"""What people answered: what they know of the station, how satisfied they are, what they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaltoolkit.findings.headlines.ends import clauses, highest, lowest, span
from evaltoolkit.findings.numbers import factor, percent, set_share, share_of
from evaltoolkit.findings.rows import Row, column_sum
from evaltoolkit.findings.targets import is_of_users
from evaltoolkit.language import Text, listed, text
from evaltoolkit.model.workbook import OVERALL

AT_LEAST_THREE, AGREES = "知晓3项及以上", "认同"
"""Rows of the table ``awareness`` that are no fact about the station."""
NOT_SATISFIED = OVERALL[3:5]
UNMET = "未回应"


def known_by(row: Row) -> Text:
    """Return the share who know the fact of this row, with its counts."""
    return share_of(row.number("known") or 0.0, row.number("n") or 1.0)


def is_asked(row: Row) -> bool:
    """Return whether anybody's answers to this row are shown."""
    return row.has("n", "known") and (row.number("n") or 0.0) > 0


def enough(rows: Sequence[Row]) -> Text | str:
    """Return who knows at least three of the five facts; empty where nobody was asked."""
    row = next((row for row in rows if row.string("item") == AT_LEAST_THREE and is_asked(row)), None)
    return "" if row is None else text("Know at least three of the five facts about the station: {share}",
                                       share=known_by(row))  # fmt: skip


def least_known(rows: Sequence[Row]) -> Text | str:
    """Return which of the facts asked about is known least; empty where one is hidden or all are known alike."""
    facts = (row for row in rows if row.string("item") not in (AT_LEAST_THREE, AGREES))
    least = lowest((row for row in facts if is_asked(row) or row.is_withheld("known", "share")), "share")
    each = listed(text("{item}, {share}", item=row.said("item"), share=known_by(row)) for row in least)
    if not each:
        return ""
    return text("Least known: {each}", each=each) if len(least) == 1 else text("Least known alike: {each}", each=each)


def awareness(rows: Sequence[Row]) -> Text | str:
    """Return who knows at least three of the five facts, and the least known one."""
    said = [words for words in (enough(rows), least_known(rows)) if words]
    return clauses(said) or text("The figures of awareness are withheld")


def satisfaction(rows: Sequence[Row], target: float | None) -> Text:
    """Return how many of the shares shown reach the target, or between which figures they lie."""
    if target is not None:
        rows = [row for row in rows if is_of_users(row)] or rows
    shares = [value for row in rows if (value := row.number("share")) is not None]
    ends = span(rows, "share")
    if ends is None:
        return text("The satisfaction figures are withheld: too few answers")
    if target is not None:
        return _against_target(shares, ends, target, is_all=len(shares) == len(rows))
    if len(shares) == 1:
        return text("{share} of the answers are satisfied", share=ends[0])
    if ends[0] == ends[1]:
        return text("Everywhere {share} of the answers are satisfied", share=ends[0])
    return text("Between {low} and {high} of the answers are satisfied", low=ends[0], high=ends[1])


def _against_target(shares: Sequence[float], ends: tuple[str, str], target: float, *, is_all: bool) -> Text:
    reached = {"reached": sum(share >= target for share in shares), "n": len(shares), "target": set_share(target)}
    if len(shares) == 1:
        return text("{share} of the answers are satisfied; the target is {target}", share=ends[0],
                    target=set_share(target))  # fmt: skip
    if ends[0] == ends[1] and is_all:
        return text("{reached} of {n} reach the target of {target}, each at {share}", share=ends[0], **reached)
    if is_all:
        return text("{reached} of {n} reach the target of {target}; the lowest is {low}", low=ends[0], **reached)
    return text("{reached} of the {n} shown reach the target of {target}", **reached)


def not_satisfied(parts: Mapping[Text | str, Sequence[Row]]) -> Text:
    """Return where most answers were not satisfied; `parts` has the levels of each method."""
    rows = [row for part in parts.values() for row in part]
    against = {name: _against(part) for name, part in parts.items()}
    known = {name: share for name, share in against.items() if share is not None}
    hidden = any(row.is_withheld("share") for row in rows)
    if len(known) < len(parts) and not hidden:
        return text("The levels of satisfaction are not all provided")
    if not known:
        return text("The levels of satisfaction are withheld: too few answers")
    most, said = max(known.values()), {percent(share) for share in known.values()}
    worst = [name for name, share in known.items() if percent(share) == percent(most)]
    counts = _counts(parts[worst[0]]) if len(worst) == 1 else None
    share = share_of(*counts) if counts else percent(most)
    if len(known) < len(parts):
        return text("Not satisfied, where it is shown: at most {share}", share=share)
    if most == 0:
        return text("Nobody answered 'not satisfied' or 'not at all satisfied'")
    if len(said) == 1 < len(known):
        return text("Everywhere {share} are not satisfied", share=share)
    return text("Not satisfied most often: {method}, {share}", method=listed(worst), share=share)


def _against(part: Sequence[Row]) -> float | None:
    shares = [row.number("share") for row in part if row.string("level") in NOT_SATISFIED]
    known = [share for share in shares if share is not None]
    some = any(row.has("share") for row in part)
    return sum(known) if some and len(known) == len(shares) else None


def _counts(part: Sequence[Row]) -> tuple[float, float] | None:
    rows = [row for row in part if row.string("level") in NOT_SATISFIED]
    n, valid = column_sum(rows, "n"), part[0].number("n_valid")
    return None if n is None or valid is None else (n, valid)


def present(row: Row) -> Text | str:
    """Return the mean number present with two digits, or as many more as give the share printed beside it."""
    members = row.number("enrolled")
    return row.said("mean_attendance", lambda mean: factor(mean, 100 / members if members else 0.0, 1))


def attendance(rows: Sequence[Row]) -> Text:
    """Return between which shares of their members the groups' attendance lies; who came least where none is hidden."""
    known, ends = [row for row in rows if row.has("share")], span(rows, "share")
    if ends is None:
        return text("The figures of attendance are withheld")
    if len(known) == 1:
        return text("On average {share} of the members came", share=ends[0])
    if ends[0] == ends[1]:
        return text("In every group shown {share} of the members came on average", share=ends[0])
    few, many = (listed(row.said("group") for row in at_the_end(rows, "share")) for at_the_end in (lowest, highest))
    if not few:
        return text("In the {n} groups shown {low} to {high} of the members came on average", n=len(known),
                    low=ends[0], high=ends[1])  # fmt: skip
    return text("On average {low} ({low_name}) to {high} ({high_name}) of the members came", low=ends[0], high=ends[1],
                low_name=few, high_name=many)  # fmt: skip
