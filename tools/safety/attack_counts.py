"""Kinds of people behind coverage, satisfaction, attendance, verdicts and the scores, and the attack on such counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from typing import Any

from evaltoolkit.model.categories import official_categories
from safety.attack import Finding, Reader, Span
from safety.made_evidence import PRIMARY

EVERYONE, AWAY, UNKNOWN = "全部", "人户分离", "未说明"
PLACES = ("户籍", "非户籍", UNKNOWN, AWAY)
PARTNERS, SATISFIED = "村居委及合作方", ("非常满意", "满意")
LEVELS = ("非常满意", "满意", "一般", "不满意", "非常不满意")
VERDICTS = ("better", "unchanged", "worse")
COUNTED = {
    "n_better": ("better",), "n_unchanged": ("unchanged",), "n_worse": ("worse",),
    "n_not_better": ("unchanged", "worse"),
}  # fmt: skip
_DIVIDED = re.compile(r"([0-9.]+) ÷ ([0-9.]+)")
Kind = tuple[Any, ...]
Published = Mapping[str, Any]
Test = Callable[[Kind], bool]
Find = Callable[[Published], "tuple[list[Kind], list[Sum]]"]


@dataclass(frozen=True, slots=True)
class Sum:
    """One place of the report that stands for a number of people.

    Parameters
    ----------
    what
        Its name.
    test
        Which kinds of people it counts.
    shown
        The number, or None where there is none.
    is_secret
        Whether it is marked as withheld.
    top
        What anyone knows it cannot exceed.
    is_plain
        Whether it is known without any figure: no row says that there is nobody.
    is_blurred_at_zero
        Whether a rounded 0 may stand for somebody, as where small counts are not withheld.
    band
        Between what the report says that a withheld number lies.
    needed
        How far apart its least and its greatest value must stay; None where the number's smallness decides.
    is_open
        Whether nobody must stay possible, or else any small number.
    """

    what: str
    test: Test
    shown: float | None
    is_secret: bool = False
    top: float = float("inf")
    is_plain: bool = False
    is_blurred_at_zero: bool = False
    band: tuple[float, float] = (0.0, float("inf"))
    needed: float | None = None
    is_open: bool = False


def counted(what: str, test: Test, row: Mapping[str, Any], column: str, **more: Any) -> Sum:
    """Return the place of a count of a row, with all that the report says of it where it is withheld.

    A count that is withheld because another could be worked out from it is none of the few: the policy says so.
    """
    low, high = row["bands"].get(column, (None, None))
    reason = row["reasons"].get(column)
    is_large = reason == "subtraction" and low is None
    band = (float(row["least"]) if is_large else low or 0.0, float("inf") if high is None else high)
    is_secret = column in row["withheld"] and not is_large and (high is None or high < row["least"])
    needed = row["least"] if reason == "changed" else None if high is None else high - low
    # how many did not say where they belong is no secret; that one of a category is among them is one
    is_total = UNKNOWN in row.values() and "category" not in row
    is_open = not is_total and (("wave" in row and column == "n_forms") or UNKNOWN in row.values())
    secret = is_secret and not is_total
    return Sum(what, test, row.get(column), secret, band=band, needed=needed, is_open=is_open, **more)


def attack_sums(published: Published, least: int, finders: Iterable[Find]) -> Iterator[Finding]:
    """Yield every hidden count that the figures narrow below the range that the report itself says of it.

    Of one without a range, as of those within few people, they must not both say that it is small and how small.
    What is that narrow by the population, by who has no row at all and by what is 0 (always told of many people), no
    report could widen.
    """
    blur = published["round_to"] // 2
    for find in finders:
        kinds, sums = find(published)
        if any(one.is_secret for one in sums):
            yield from _attack(kinds, sums, blur, least)


def _attack(kinds: Sequence[Kind], sums: Sequence[Sum], blur: float, least: int) -> Iterator[Finding]:
    reader, outsider = Reader(len(kinds)), Reader(len(kinds))
    held = [[place for place, kind in enumerate(kinds) if one.test(kind)] for one in sums]
    for one, members in zip(sums, held, strict=True):
        outsider.learn(members, *one.band)
        if one.shown is not None:
            near = blur if one.shown or one.is_blurred_at_zero else 0.0
            reader.learn(members, max(one.shown - near, 0.0), one.shown + near)
        else:
            reader.learn(members, one.band[0], min(one.band[1], one.top))
        is_none = one.is_plain or (one.shown == 0 and not (blur and one.is_blurred_at_zero))
        if is_none or one.top < float("inf"):
            outsider.learn(members, 0.0, 0.0 if is_none else one.top)
    secret = [(one, members) for one, members in zip(sums, held, strict=True) if one.is_secret]
    spans = reader.spans([members for _, members in secret], least)
    narrow = [
        (one, members, span) for (one, members), span in zip(secret, spans, strict=True) if _is_found(one, span, least)
    ]
    without = outsider.spans([members for _, members, _ in narrow], least) if narrow else []
    for (one, _, span), blind in zip(narrow, without, strict=True):
        if span.width < blind.width:
            yield Finding(one.what, span.low, span.high)


def _is_found(one: Sum, span: Span, least: int) -> bool:
    if one.is_open:
        return span.low > 0 and span.high < least and span.width < least - 2
    return span.width < (least - 2 if one.needed is None else one.needed) and bool(one.needed or span.high < least)


def coverage_sums(published: Published) -> tuple[list[Kind], list[Sum]]:
    """Return kinds of people (place, community, categories, served) and what the tables of coverage count of them."""
    rows = {name: rows_of(published, name) for name in ("coverage", "residence", "priority", "coverage_by_community")}
    named = tuple(dict.fromkeys(str(row["category"]) for row in rows["coverage"]))
    first = frozenset(official_categories().priority)
    communities = [str(row["community"]) for row in rows["coverage_by_community"]] or [""]
    sets = [frozenset(chosen) for chosen in chain.from_iterable(combinations(named, n) for n in range(len(named) + 1))]
    kinds: list[Kind] = [
        (place, community, labels, served)
        for place, labels, served in product(PLACES, sets, (False, True))
        for community in (communities if labels & first and place != AWAY else [""])
    ]
    tests: dict[str, Callable[[Mapping[str, Any]], Test]] = {
        "coverage": lambda row: lambda kind: row["category"] in kind[2] and _is_at(kind, row["residence"]),
        "residence": lambda row: lambda kind: _is_at(kind, row["residence"]),
        "priority": lambda row: lambda kind: bool(kind[2] & first) and _is_at(kind, row["residence"]),
        "coverage_by_community": lambda row: (
            lambda kind: bool(kind[2] & first) and kind[0] != AWAY and kind[1] == row["community"]
        ),
    }
    sums = [one for name, found in rows.items() for row in found for one in _counted(name, row, tests[name](row))]
    sums += list(_empty(rows))
    sums += stated_sums(published, "priority_coverage", lambda kind: bool(kind[2] & first) and kind[0] != AWAY)
    sums += stated_sums(published, "non_registered_coverage", lambda kind: kind[0] == "非户籍")[:1]
    return kinds, sums


def _counted(name: str, row: Mapping[str, Any], test: Test) -> Iterator[Sum]:
    by_population = row["basis"] == "population"
    top = float("inf")
    if by_population:  # a small one is said as a range, and one whose whole row is withheld not at all
        top = float(row["bands"].get("people", (0.0, top))[1] if row["people"] is None else row["people"])
    what = f"{name} {row.get('category', '')} {row.get('residence', row.get('community'))}"
    served = counted(f"{what} served", lambda kind: test(kind) and kind[3], row, "served", top=top)
    # whoever sees more people served than officials counted knows that their figure is out of date
    is_outgrown = (served.band[0] if served.shown is None else served.shown) > top
    yield replace(served, top=float("inf")) if is_outgrown else served
    if not by_population:
        yield counted(f"{what} people", test, row, "people")


def _empty(rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[Sum]:
    """Yield that nobody is where a table has no row: of a place, and of a category at a place."""
    there = {str(row["residence"]) for row in rows["residence"]}
    for place in PLACES:
        if place not in there:
            yield Sum(f"no {place}", _of_place(place), 0.0, is_plain=True)
    first = frozenset(official_categories().priority)
    for place in set(PLACES) - {str(row["residence"]) for row in rows["priority"]}:
        yield Sum(f"no priority {place}", _of_priority(place, first), 0.0, is_plain=True)
    by_category: dict[str, set[str]] = {}
    for row in rows["coverage"]:
        by_category.setdefault(str(row["category"]), set()).add(str(row["residence"]))
    for name, places in by_category.items():
        for place in PLACES:
            if place not in places and (place == AWAY or EVERYONE not in places):
                yield Sum(f"no {name} {place}", _of_place(place, name), 0.0, is_plain=True)


def _of_place(place: str, category: str | None = None) -> Test:
    return lambda kind: kind[0] == place and (category is None or category in kind[2])


def _of_priority(place: str, first: frozenset[str]) -> Test:
    return lambda kind: kind[0] == place and bool(kind[2] & first)


def _equal(places: tuple[int, ...], values: tuple[object, ...]) -> Test:
    return lambda kind: tuple(kind[place] for place in places) == values


def _is_user(kind: Kind) -> bool:
    return isinstance(kind[1], str) and kind[1] != PARTNERS


def _is_satisfied(kind: Kind) -> bool:
    return kind[-1] in SATISFIED


def _satisfied(test: Test) -> Test:
    return lambda kind: test(kind) and _is_satisfied(kind)


def _is_at(kind: Kind, place: object) -> bool:
    return bool(kind[0] != AWAY if place == EVERYONE else kind[0] == place)


def satisfaction_sums(published: Published) -> tuple[list[Kind], list[Sum]]:
    """Return kinds of answers (method, respondent, level) and what the tables of satisfaction count of them."""
    rows, levels = rows_of(published, "satisfaction"), rows_of(published, "satisfaction_levels")
    kinds: list[Kind] = [(row["method"], row["respondent"], level) for row in rows for level in LEVELS]
    sums: list[Sum] = []
    for row in rows:
        of_row = _equal((0, 1), (row["method"], row["respondent"]))
        sums.append(counted(f"{row['method']} {row['respondent']}", of_row, row, "n_valid"))
        sums.append(Sum("satisfied", _satisfied(of_row), row["n_satisfied"], is_blurred_at_zero=True))
    for row in levels:
        of_row = _equal((0, 1), (row["method"], row["respondent"]))
        sums.append(Sum("all levels", of_row, row["n_valid"]))
        level = _equal((0, 1, 2), (row["method"], row["respondent"], row["level"]))
        sums.append(Sum("level", level, row["n"], is_blurred_at_zero=True))
    for row in rows_of(published, "satisfaction_change"):
        # this year's answers are those of the table of satisfaction, last year's stand here alone
        before = ("last", row["respondent"])
        of_row, last = (_equal((0, 1), (row["method"], who)) for who in (row["respondent"], before))
        kinds += [(row["method"], before, level) for level in LEVELS[1:3]]
        sums.append(Sum("this year", of_row, row["n_valid"]))
        sums.append(Sum("satisfied", _satisfied(of_row), row["n_satisfied"], is_blurred_at_zero=True))
        what = f"last {row['method']} {row['respondent']}"
        sums.append(counted(what, last, row, "last_valid"))
        sums.append(Sum("satisfied", _satisfied(last), row["last_satisfied"], is_blurred_at_zero=True))
    sums += stated_sums(published, "satisfaction_rate", _is_user, _is_satisfied)
    sums += stated_sums(published, "satisfaction_partners", lambda kind: kind[1] == PARTNERS, _is_satisfied)
    return kinds, sums


def attendance_sums(published: Published) -> tuple[list[Kind], list[Sum]]:
    """Return the groups and their numbers of members."""
    rows = rows_of(published, "attendance")
    sums = [counted(row["group"], _equal((0,), (row["group"],)), row, "enrolled") for row in rows]
    return [(row["group"],) for row in rows], sums + stated_sums(published, "attendance_share", lambda _: True)[1:]


def verdict_sums(published: Published) -> tuple[list[Kind], list[Sum]]:
    """Return kinds of people (scale, verdict) and what the tables of verdicts, flow and outcomes count of them.

    A count that stands in another of these tables is no secret where a row is withheld for another of its counts.
    """
    tables = [row for name in ("verdicts", "verdicts_pooled", "people") for row in rows_of(published, name)]
    found = [
        ((row.get("scale", PRIMARY), verdicts), row, name)
        for row in tables
        for name, verdicts in COUNTED.items()
        if name in row and (row[name] is not None or name in row["withheld"])
    ]
    known = {key for key, row, name in found if row[name] is not None}
    every = [(key, counted(f"{key[0]} {key[1]}", _one_of(*key), row, name)) for key, row, name in found]
    sums = [replace(one, is_secret=one.is_secret and key not in known) for key, one in every]
    whole = [row for row in rows_of(published, "outcomes") if (row["group_kind"], row["dimension"]) == ("all", "total")]
    for row in (*tables, *rows_of(published, "flow"), *whole):
        sums.append(Sum("pairs", _equal((0,), (row.get("scale", PRIMARY),)), row["n_pairs"]))
    scales = dict.fromkeys(str(row["scale"]) for row in rows_of(published, "flow"))
    return [(scale, verdict) for scale in scales for verdict in VERDICTS], sums


def _one_of(scale: str, verdicts: tuple[str, ...]) -> Test:
    return lambda kind: kind[0] == scale and kind[1] in verdicts


def stated_sums(
    published: Published, metric: str, everyone: Test, counted: Test = lambda kind: bool(kind[-1])
) -> list[Sum]:
    """Return numerator and denominator as a row of the indicator table states them."""
    for row in rows_of(published, "scorecard"):
        found = _DIVIDED.fullmatch(row["actual"] or "") if row["indicator"] == metric else None
        if found:
            part, whole = (float(number) for number in found.groups())
            return [
                Sum(f"{metric} numerator", lambda kind: everyone(kind) and counted(kind), part),
                Sum(f"{metric} denominator", everyone, whole),
            ]
    return []


def rows_of(published: Published, name: str) -> list[dict[str, Any]]:
    """Return the rows of a published table, each with its withheld columns, why they are, and the ranges told."""
    table = published["tables"][name]
    withheld = {entry["row"]: entry["columns"] for entry in table["withheld"]}
    reasons: dict[tuple[str, ...], dict[str, str]] = {}
    for entry in published.get("withheld", ()):
        if entry["table"] == name:
            reasons.setdefault(tuple(entry["row"]), {}).update(dict.fromkeys(entry["columns"], entry["reason"]))
    return [
        {
            **row, "withheld": withheld.get(number, ()), "bands": table.get("bands", {}).get(str(number), {}),
            "reasons": reasons.get(tuple(str(row[key]) for key in table.get("keys", ())), {}),
            "least": published.get("min_people", 5),
        }
        for number, row in enumerate(table["rows"])
    ]  # fmt: skip
