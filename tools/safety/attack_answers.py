"""Kinds of people behind the tables of answers and lists: awareness, items, needs, volunteers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from safety.attack_counts import Kind, Published, Sum, Test, counted, rows_of, stated_sums

ENOUGH, AGREES = "知晓3项及以上", "认同"
_LEAST_FACTS = 3
_YES, _NO, _BLANK = 1, 0, -1
Found = tuple[list[Kind], list[Sum]]


def awareness_sums(published: Published) -> Found:
    """Return kinds of forms (yes, no or blank to each fact), and of answers whether one agrees, and what is counted."""
    rows = rows_of(published, "awareness")
    facts = [row["item"] for row in rows if row["item"] not in (ENOUGH, AGREES)]
    kinds: list[Kind] = [("facts", *one) for one in product((_YES, _NO, _BLANK), repeat=len(facts))]
    kinds += [("agrees", _YES), ("agrees", _NO)]
    asked: dict[str, Test] = {name: _answered("facts", place) for place, name in enumerate(facts, start=1)}
    known: dict[str, Test] = {name: _said_yes("facts", place) for place, name in enumerate(facts, start=1)}
    asked |= {ENOUGH: _is_decided, AGREES: _answered("agrees", 1)}
    known |= {ENOUGH: _knows_enough, AGREES: _said_yes("agrees", 1)}
    sums = [one for row in rows for one in _asked(row, asked[row["item"]], known[row["item"]], "n", "known")]
    for metric, item in (("awareness_share", ENOUGH), ("agreement_share", AGREES)):
        sums += stated_sums(published, metric, asked[item], known[item])
    return kinds, sums


def item_sums(published: Published) -> Found:
    """Return kinds of answers (method, respondent, valid as a whole, answer to each item) and what is counted."""
    by_item = rows_of(published, "satisfaction_items")
    items = sorted({row["item"] for row in by_item})
    forms = rows_of(published, "satisfaction")
    kinds: list[Kind] = [
        (row["method"], row["respondent"], *one)
        for row in forms
        for one in product((True, False), *[(_YES, _NO, _BLANK)] * len(items))
    ]
    sums: list[Sum] = []
    for row in forms:
        here = _of_form(row)
        valid = counted(f"{row['method']} {row['respondent']}", _both(here, _is_valid), row, "n_valid")
        sums.append(replace(valid, is_secret=False))
        sums.append(Sum("answers", here, row["n_answers"], is_blurred_at_zero=True))
    for row in by_item:
        place, here = 3 + items.index(row["item"]), _of_form(row)
        what = {**row, "item": f"item {row['item']} {row['method']} {row['respondent']}"}
        answered, satisfied = _both(here, _is_not_blank(place)), _both(here, _is_yes(place))
        sums += _asked(what, answered, satisfied, "n", "n_satisfied")
    return kinds, sums


def need_sums(published: Published) -> Found:
    """Return kinds of people asked about a need (named it or not) and what the table counts of them."""
    rows = rows_of(published, "needs")
    sums: list[Sum] = []
    for number, row in enumerate(rows):
        what = {**row, "item": f"need {row['need']} {row['group']} {row['source']}"}
        if row["asked"] is None and "asked" not in row["withheld"]:
            continue
        sums += _asked(what, _at(0, number), _both(_at(0, number), _is_yes(1)), "asked", "named")
    return [(number, named) for number in range(len(rows)) for named in (_YES, _NO)], sums


def volunteer_sums(published: Published) -> Found:
    """Return kinds of volunteers (what is known of each item) and what the table counts of them."""
    rows = rows_of(published, "volunteers")
    items = [row["item"] for row in rows if row["item"] != "listed"]
    kinds: list[Kind] = [("listed", *one) for one in product((_YES, _NO, _BLANK), repeat=len(items))]
    sums: list[Sum] = []
    for row in rows:
        place = items.index(row["item"]) + 1 if row["item"] in items else None
        known: Test = (lambda _: True) if place is None else _is_not_blank(place)
        sums.append(counted(f"volunteers {row['item']}", known, row, "of"))
        if place is not None and row["item"] in ("joined", "core", "trained", "active"):
            sums.append(Sum("with the item", _is_yes(place), row["n"], is_blurred_at_zero=True))
    return kinds, sums


def _asked(row: Mapping[str, Any], everyone: Test, part: Test, whole_name: str, part_name: str) -> Iterator[Sum]:
    """Yield how many were asked, and how many of them said so, which is a secret only as far as the first is."""
    yield counted(f"{row['item']} {whole_name}", everyone, row, whole_name)
    yield Sum(f"{row['item']} {part_name}", part, row[part_name], is_blurred_at_zero=True)


def _at(place: int, value: object) -> Test:
    return lambda kind: kind[place] == value


def _is_yes(place: int) -> Test:
    return _at(place, _YES)


def _is_not_blank(place: int) -> Test:
    return lambda kind: kind[place] != _BLANK


def _answered(what: str, place: int) -> Test:
    return lambda kind: kind[0] == what and kind[place] != _BLANK


def _said_yes(what: str, place: int) -> Test:
    return lambda kind: kind[0] == what and kind[place] == _YES


def _both(first: Test, second: Test) -> Test:
    return lambda kind: first(kind) and second(kind)


def _of_form(row: Mapping[str, Any]) -> Callable[[Kind], bool]:
    return lambda kind: kind[:2] == (row["method"], row["respondent"])


def _is_valid(kind: Kind) -> bool:
    return bool(kind[2])


def _knows_enough(kind: Kind) -> bool:
    return kind[0] == "facts" and kind[1:].count(_YES) >= _LEAST_FACTS


def _is_decided(kind: Kind) -> bool:
    possible = len(kind[1:]) - kind[1:].count(_NO)
    return kind[0] == "facts" and (_knows_enough(kind) or possible < _LEAST_FACTS)
