"""Kinds of people behind the tables of measurements: who came to which test, crossed a cut-off, was cared for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from evaltoolkit.model.workbook import WAVES
from safety.attack_counts import COUNTED, VERDICTS, Kind, Published, Sum, Test, counted, rows_of

_CROSSINGS = ("stayed_good", "became_good", "became_poor", "stayed_poor")
_IMPOSSIBLE = {("better", "became_poor"), ("worse", "became_good")}
Found = tuple[list[Kind], list[Sum]]


def form_sums(published: Published) -> Found:
    """Return kinds of people (scale, pre- and post-test, form complete, all alike) and what is counted.

    A test is True with a score, None with a form that has none, False without a form.
    """
    flow, without = rows_of(published, "flow"), rows_of(published, "unscored_forms")
    there = {(row["scale"], row["wave"]) for row in without}
    later = {row["scale"] for row in rows_of(published, "follow_up")}
    later |= {scale for scale, wave in there if wave not in WAVES[:2]}
    kinds: list[Kind] = [
        (row["scale"], pre, post, complete, alike)
        for row in flow
        for pre, post in product((True, False, None), repeat=2)
        for complete, alike in product((True, False), repeat=2)
        if (pre is not False or post is not False or row["scale"] in later)
        if (pre or not complete) and (complete or not alike)
    ]
    tests: dict[tuple[str, str], Callable[[Kind], bool]] = {
        ("flow", "n_pre"): lambda kind: kind[1],
        ("flow", "n_post"): lambda kind: kind[2],
        ("flow", "n_pairs"): lambda kind: kind[1] and kind[2],
        ("flow", "n_lost"): lambda kind: kind[1] and not kind[2],
        ("attrition", "n_kept"): lambda kind: kind[1] and kind[2],
        ("attrition", "n_lost"): lambda kind: kind[1] and not kind[2],
        ("planning", "n_pairs"): lambda kind: kind[1] and kind[2],
        ("scale_quality", "n"): lambda kind: kind[3],
        ("item_quality", "n"): lambda kind: kind[3],
        ("straight_lining", "n"): lambda kind: kind[3],
        ("straight_lining", "n_straight"): lambda kind: kind[4],
    }
    sums = [_sum(name, row, column, test) for (name, column), test in tests.items() for row in rows_of(published, name)]
    for row in flow:
        if _all_enrolled(row, without):
            sums.append(_sum("flow", row, "n_enrolled", lambda _: True))
        for wave in WAVES[:2]:
            if (row["scale"], wave) not in there:  # no row says that there is no such form
                none = {**row, "wave": wave}
                sums.append(replace(_sum("unscored_forms", none, "n_forms", _is_form(wave)), shown=0.0, is_plain=True))
    for row in without:
        kinds.append((row["scale"], row["wave"]))  # of a later wave, of people who stand in no other count
        sums.append(_sum("unscored_forms", row, "n_forms", _is_form(row["wave"])))
    return kinds, _not_shown_elsewhere(kinds, [_of_tests(one) for one in sums])


def _all_enrolled(row: Mapping[str, Any], without: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether all who filled in a form can be those enrolled, as a reader will suppose."""
    counts = [count for name in ("n_enrolled", "n_pre", "n_post", "n_pairs") if (count := row.get(name)) is not None]
    if len(counts) < len(("enrolled", "pre", "post", "pairs")):
        return False
    enrolled, pre, post, pairs = counts
    forms = sum(one["n_forms"] or 0 for one in without if one["scale"] == row["scale"])
    return bool(enrolled >= pre + post - pairs + forms)


def _of_tests(one: Sum) -> Sum:
    if one.what.startswith("unscored_forms"):
        return one
    return replace(one, test=lambda kind: len(kind) > 2 and one.test(kind))


def _is_form(wave: str) -> Test:
    if wave in WAVES[:2]:
        return lambda kind: len(kind) > 2 and kind[1 + WAVES.index(wave)] is None
    return lambda kind: len(kind) == 2 and kind[1] == wave


def crossing_sums(published: Published) -> Found:
    """Return kinds of pairs (scale, verdict, side of the cut-off before and after) and what is counted."""
    crossed = rows_of(published, "crossings")
    scales = dict.fromkeys(row["scale"] for row in crossed)
    kinds: list[Kind] = [
        (scale, verdict, side)
        for scale, verdict, side in product(scales, VERDICTS, _CROSSINGS)
        if (verdict, side) not in _IMPOSSIBLE
    ]
    sums = [_sum("crossings", row, "n_pairs", lambda _: True) for row in crossed]
    sums += [_sum("crossings", row, side, _is_side(side)) for row in crossed for side in _CROSSINGS]
    for name in ("verdicts", "verdicts_pooled"):
        for row in _of(scales, published, name):
            counts = [column for column in COUNTED if row.get(column) is not None]
            sums += [_sum(name, row, column, _has_verdict(COUNTED[column])) for column in counts]
    sums += [_sum("flow", row, "n_pairs", lambda _: True) for row in _of(scales, published, "flow")]
    return kinds, _not_shown_elsewhere(kinds, sums)


def _of(scales: Collection[str], published: Published, name: str) -> list[dict[str, Any]]:
    return [row for row in rows_of(published, name) if row["scale"] in scales]


def care_sums(published: Published) -> Found:
    """Return kinds of pairs (scale, purpose, rated the past, came to each follow-up) and what is counted of these."""
    cared, later = rows_of(published, "maintenance"), rows_of(published, "follow_up")
    kinds: list[Kind] = []
    for row in rows_of(published, "flow"):
        purposes = [one["purpose"] for one in cared if one["scale"] == row["scale"]]
        waves = {one["wave"] for one in later if one["scale"] == row["scale"]}
        came = [(True, False) if wave in waves else (False,) for wave in WAVES[2:4]]
        kinds += [(row["scale"], *one) for one in product([*purposes, None], (True, False), *came)]
    sums = [_sum("flow", row, "n_pairs", lambda _: True) for row in rows_of(published, "flow")]
    for row in cared:
        sums.append(_sum("maintenance", row, "n_pairs", _is_for(row["purpose"])))
        sums.append(_sum("maintenance", row, "n_others", _is_not_for(row["purpose"])))
    sums += [
        _sum("retrospective", row, "n_people", lambda kind: kind[2]) for row in rows_of(published, "retrospective")
    ]
    for row in later:
        place = 3 + WAVES[2:4].index(row["wave"])
        sums.append(_sum("follow_up", row, "n_pairs", _came_at(place)))
        sums.append(_sum("follow_up", row, "n_lost", _missed_at(place)))
    return kinds, _not_shown_elsewhere(kinds, sums)


def _sum(name: str, row: Mapping[str, Any], column: str, test: Callable[[Kind], bool]) -> Sum:
    scale = row["scale"]
    return counted(
        f"{name} {scale} {column}", lambda kind: kind[0] == scale and bool(test(kind)), row, column,
        is_blurred_at_zero=column == "n_lost",
    )  # fmt: skip


def _is_side(side: str) -> Test:
    return lambda kind: kind[2] == side


def _has_verdict(verdicts: tuple[str, ...]) -> Test:
    return lambda kind: kind[1] in verdicts


def _is_for(purpose: str) -> Test:
    return lambda kind: kind[1] == purpose


def _came_at(place: int) -> Test:
    return lambda kind: bool(kind[place])


def _missed_at(place: int) -> Test:
    return lambda kind: not kind[place]


def _is_not_for(purpose: str) -> Test:
    return lambda kind: kind[1] != purpose


def _not_shown_elsewhere(kinds: Sequence[Kind], sums: Sequence[Sum]) -> list[Sum]:
    """Return the sums, none a secret that another table states: the flow of a scale tells whom attrition counts."""
    return list(_marked(kinds, sums))


def _marked(kinds: Sequence[Kind], sums: Sequence[Sum]) -> Iterator[Sum]:
    members = [frozenset(place for place, kind in enumerate(kinds) if one.test(kind)) for one in sums]
    shown = {held for held, one in zip(members, sums, strict=True) if one.shown is not None}
    for held, one in zip(members, sums, strict=True):
        yield replace(one, is_secret=one.is_secret and held not in shown)
