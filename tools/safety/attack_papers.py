"""Attack all papers of a street that there can be: reports, pages of groups, for every reader, of several states.

The reader holds printed values alone, and is told who stands in which row. Of one state of the data every sum and
difference of rows is tried, of whatever paper; of several states what differs, by interval arithmetic: a mean of n
people stands for a sum of which the last digit is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from safety.attack import Finding
from safety.attack_scales import followed, pairs_of, subsets
from safety.made_report import MadeReport

MOST_ROWS = 7
"""Rows whose every combination is tried, of the smallest, the largest, and those that changed least."""
FIGURES = ("mean_pre", "mean_post", "mean_change")
KEYS = ("scale", "dimension", "group_kind", "group")


@dataclass(frozen=True, slots=True)
class Known:
    """One printed mean: of which row and state, of whom, its value, half its last digit, and the scale's ends."""

    row: tuple[str, ...]
    state: int
    people: frozenset[Any]
    value: float
    half: float
    ends: tuple[float, float]


def attack_papers(states: Sequence[Sequence[MadeReport]], least: int) -> Iterator[Finding]:
    """Yield what readers of all papers learn of 1 to below `least` people.

    Parameters
    ----------
    states
        By state of the data, the reports made of it with the pages that go with them.
    least
        Least number of people that a figure may tell of.
    """
    for figure in FIGURES:
        known: dict[tuple[str, str], list[Known]] = {}
        for number, reports in enumerate(states):
            for one in _known(reports, figure, number):
                known.setdefault((one.row[0], one.row[1]), []).append(one)
        for key, parts in known.items():
            for number in range(len(states)):
                yield from _within(f"{figure} {key}", [one for one in parts if one.state == number], least)
            for first, second in combinations(range(len(states)), 2):
                held = [one for one in parts if one.state in (first, second)]
                yield from _across(f"{figure} {key}", held, (first, second), least)
    exact = [[report for report in of_state if report.published["round_to"] == 1] for of_state in states]
    for before, after in combinations(exact, 2):
        yield from _near(_rows(before), _rows(after), least)


def _rows(reports: Sequence[MadeReport]) -> list[Mapping[str, Any]]:
    return [row for report in reports for row in (*report.published["tables"]["outcomes"]["rows"], *report.pages)]


def _known(reports: Sequence[MadeReport], figure: str, state: int) -> Iterator[Known]:
    pairs = pairs_of(reports[0].street.scored)
    seen = set()
    ends: dict[str, tuple[float, float]] = {}
    for row in _rows(reports):
        key = tuple(str(row[name]) for name in KEYS)
        ends[key[0]] = (row["score_low"], row["score_high"])
        if row.get(figure) is not None and key not in seen:
            seen.add(key)
            half = 0.5 * 10.0 ** -(1 if float(row["resolution"]).is_integer() else 2)
            yield Known(key, state, _people(key, pairs), row[figure], half, ends[key[0]])
    if figure != "mean_change":
        return
    elements = pairs[pairs["dimension"] == "total"]
    for report in reports:
        for name, scale, clients in (*subsets(report), *followed(report)):
            own = elements[(elements["scale"] == scale) & elements["client"].isin(clients)]
            if (scale, name) not in seen and scale in ends:
                seen.add((scale, name))
                yield Known((scale, "total", name, ""), state, _elements(own), float("nan"), 0.0, ends[scale])


def _people(key: tuple[str, ...], pairs: pd.DataFrame) -> frozenset[Any]:
    chosen = (pairs["scale"] == key[0]) & (pairs["dimension"] == key[1])
    if key[2] != "all":
        chosen &= pairs[key[2]] == key[3]
    return _elements(pairs[chosen])


def _elements(pairs: pd.DataFrame) -> frozenset[Any]:
    """Return the people of some pairs; whose scores were corrected is another than before."""
    return frozenset(zip(pairs["client"], pairs["pre"], pairs["post"], strict=True))


def _matrix(parts: Sequence[Known]) -> np.ndarray:
    everyone = sorted(frozenset().union(*(part.people for part in parts)))
    return np.array([[person in part.people for person in everyone] for part in parts], dtype=int)


def _within(what: str, parts: list[Known], least: int) -> Iterator[Finding]:
    """Yield combinations of rows of one state that leave few people, whatever the digits."""
    few = sorted(parts, key=lambda part: len(part.people))[:MOST_ROWS]
    wide = sorted(parts, key=lambda part: -len(part.people))[:MOST_ROWS]
    for chosen in (few, wide):
        if chosen:
            signs = np.array(list(product((-1, 0, 1), repeat=len(chosen))))
            left = (signs @ _matrix(chosen) != 0).sum(axis=1)
            for place in np.flatnonzero((left > 0) & (left < least))[:1]:
                yield Finding(f"{what}: {_said(signs[place], chosen)}", float(left[place]), float(left[place]))


def _across(what: str, parts: list[Known], states: tuple[int, int], least: int) -> Iterator[Finding]:
    """Yield combinations of rows of two states whose digits narrow few people to less than half the scale."""
    printed = [one for one in parts if one.value == one.value]
    by_row = {row: [one for one in printed if one.row == row] for row in {one.row for one in printed}}
    twice = [held for held in by_row.values() if len({one.state for one in held}) == len(states)]
    close = sorted(twice, key=lambda held: len(held[0].people ^ held[1].people))[: MOST_ROWS - 1]
    few = sorted(printed, key=lambda part: len(part.people))[:MOST_ROWS]
    if close:
        chosen = [one for held in close for one in held]
        signs = np.array(list(product((-1, 0, 1), repeat=len(close))))
        yield from _narrowed(what, chosen, np.stack([signs, -signs], axis=2).reshape(len(signs), -1), least)
    if few:
        yield from _narrowed(what, few, np.array(list(product((-1, 0, 1), repeat=len(few)))), least)


def _narrowed(what: str, parts: Sequence[Known], signs: np.ndarray, least: int) -> Iterator[Finding]:
    sums = signs @ _matrix(parts)
    left = (sums != 0).sum(axis=1)
    states = np.array([part.state for part in parts])
    mixed = (signs[:, states == states.min()] != 0).any(axis=1) & (signs[:, states != states.min()] != 0).any(axis=1)
    for place in np.flatnonzero((left > 0) & (left < least) & mixed & (np.abs(sums).max(axis=1) == 1)):
        span = _span(parts, signs[place], sums[place], "mean_change" in what)
        if span is not None:
            yield Finding(f"{what}: {_said(signs[place], parts)}", *span)
            return


def _span(parts: Sequence[Known], signs: np.ndarray, sums: np.ndarray, is_change: bool) -> tuple[float, float] | None:
    """Return between what the mean of the few must lie, where that is less than half the scale."""
    total = sum(sign * len(part.people) * part.value for sign, part in zip(signs, parts, strict=True))
    error = sum(abs(sign) * len(part.people) * part.half for sign, part in zip(signs, parts, strict=True))
    low, high = parts[0].ends
    half = (high - low) / 2
    low, high = (low - high, high - low) if is_change else (low, high)
    added, taken = int((sums > 0).sum()), int((sums < 0).sum())
    sides = ((added, taken, total), (taken, added, -total))
    for own, other, rest in sides:
        if own:
            least, most = (rest - error + other * low) / own, (rest + error + other * high) / own
            span = max(low, least), min(high, most)
            if span[1] - span[0] < half - 1e-9:
                return span
    return None


def _near(first: list[Mapping[str, Any]], second: list[Mapping[str, Any]], least: int) -> Iterator[Finding]:
    """Yield rows of results whose counts papers of two states show although they differ by a few."""
    before = {tuple(row[name] for name in KEYS): row for row in first}
    for row in second:
        old = before.get(tuple(row[name] for name in KEYS), {})
        for name in ("n_pre", "n_post", "n_pairs"):
            if row.get(name) is not None and old.get(name) is not None and 0 < abs(row[name] - old[name]) < least:
                apart = float(abs(row[name] - old[name]))
                yield Finding(f"{[row[key] for key in KEYS]} {name}", apart, apart)


def _said(signs: np.ndarray, parts: Sequence[Known]) -> str:
    named = [(sign, part) for sign, part in zip(signs, parts, strict=True) if sign]
    return ", ".join(f"{sign:+d}·{part.state}:{'/'.join(part.row[2:])}({len(part.people)})" for sign, part in named)
