"""Attack results of scales: subtract published means from one another until few people are left.

The reader is given more than any reader has: who is in which group. Every sum and difference of up to all rows of a
scale and dimension, of one report or of two together, is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.outcomes.design.pairs import pair_scores
from safety.attack import Finding
from safety.made_report import MadeReport

MOST_ROWS = 9
"""Rows whose every combination is tried; of more the reader takes the smallest."""


def attack_scales(reports: Sequence[MadeReport], least: int, least_spread: int) -> Iterator[Finding]:
    """Yield every combination of shown means that leaves 1 to below `least` people, of spreads below `least_spread`."""
    held = [(_shown_rows(report), pairs_of(report.street.scored)) for report in reports]
    for figure, limit in (("mean_change", least), ("sd_change", least_spread), ("mean_pre", least)):
        members: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
        for number, (rows, pairs) in enumerate(held):
            for row in rows:
                if row.get(figure) is not None:
                    key = (str(row["scale"]), str(row["dimension"]))
                    members.setdefault(key, []).append((f"{number} {row['group']}", _people(row, pairs)))
            if figure == "mean_change":
                for name, scale, people in (*subsets(reports[number]), *followed(reports[number])):
                    members.setdefault((scale, "total"), []).append((f"{number} {name}", people))
            if figure == "mean_pre":
                for name, scale, people in (*_before(reports[number]), *followed(reports[number])):
                    members.setdefault((scale, "total"), []).append((f"{number} {name}", people))
        for key, parts in members.items():
            yield from _combined(f"{figure} {key[0]} {key[1]}", parts, limit, is_group=figure == "sd_change")
    for report in reports:
        yield from _dimensions(report, least)
        yield from _flow(report, least)


def _combined(what: str, parts: list[tuple[str, frozenset[str]]], limit: int, *, is_group: bool) -> Iterator[Finding]:
    # a sum of squares tells of a group; a difference of sums over two groups tells of neither
    few = sorted(parts, key=lambda part: len(part[1]))[:MOST_ROWS]
    everyone = sorted(frozenset().union(*(people for _, people in few)))
    matrix = np.array([[person in people for person in everyone] for _, people in few], dtype=int)
    signs = np.array(list(product((-1, 0, 1), repeat=len(few))))
    sums = signs @ matrix
    left = (sums != 0).sum(axis=1)
    if is_group:
        left[(sums > 0).any(axis=1) & (sums < 0).any(axis=1)] = 0
    for place in np.flatnonzero((left > 0) & (left < limit))[:1]:
        names = ", ".join(f"{sign:+d}·{name}" for sign, (name, _) in zip(signs[place], few, strict=True) if sign)
        yield Finding(f"{what}: {names}", float(left[place]), float(left[place]))


def _dimensions(report: MadeReport, least: int) -> Iterator[Finding]:
    """Yield groups whose shown dimensions, summed and less the total, tell of few people with incomplete answers."""
    frame, pairs = pd.DataFrame(_shown_rows(report)), pairs_of(report.street.scored)
    frame = frame[frame["mean_change"].notna()]
    for key, rows in frame.groupby(["scale", "group_kind", "group"]):
        of_scale = set(pairs.loc[pairs["scale"] == rows["scale"].iloc[0], "dimension"])
        if len(of_scale) > 1 and set(rows["dimension"]) == of_scale:
            records: list[dict[str, Any]] = rows.to_dict("records")  # type: ignore[assignment]
            members = {row["dimension"]: _people(row, pairs) for row in records}
            left = frozenset().union(*members.values()) - members["total"]
            if 0 < len(left) < least:
                yield Finding(f"{key}: all dimensions beside the total", float(len(left)), float(len(left)))


def _flow(report: MadeReport, least: int) -> Iterator[Finding]:
    """Yield counts of a whole scale that leave few people when the shown groups are subtracted."""
    frame = pd.DataFrame(_shown_rows(report))
    blur = report.published["round_to"] // 2
    for flow in report.published["tables"]["flow"]["rows"]:
        rows = frame[(frame["scale"] == flow["scale"]) & (frame["dimension"] == "total")]
        groups = rows[rows["group_kind"] != "all"]
        for column in ("n_enrolled", "n_pre", "n_post", "n_pairs"):
            if flow[column] is None or blur:
                continue
            rest = flow[column] - groups[column].sum()
            if 0 < rest < least:
                yield Finding(f"flow {flow['scale']} {column}", float(rest), float(rest))


def subsets(report: MadeReport) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield table, scale and people of every other mean change that the report shows: of care, and looked back on."""
    scored = report.street.scored
    pairs = pairs_of(scored)
    for row in report.published["tables"]["maintenance"]["rows"]:
        if row["mean_change"] is not None:
            cared = pairs[(pairs["purpose"] == row["purpose"]) & (pairs["dimension"] == "total")]
            yield "maintenance", row["scale"], frozenset(cared.loc[cared["scale"] == row["scale"], "client"])
    for row in report.published["tables"]["retrospective"]["rows"]:
        if row["change"] is not None:
            asked = frozenset(scored.loc[(scored["wave"] == "回顾前测") & (scored["scale"] == row["scale"]), "client"])
            paired = pairs[(pairs["scale"] == row["scale"]) & (pairs["dimension"] == "total")]
            yield "retrospective", row["scale"], asked & frozenset(paired["client"])


def followed(report: MadeReport) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield table, scale and people of every follow-up whose means are shown: those of both tests are theirs too."""
    scored, pairs = report.street.scored, pairs_of(report.street.scored)
    for row in report.published["tables"]["follow_up"]["rows"]:
        if row["mean_pre"] is not None:
            of_scale = scored[(scored["wave"] == row["wave"]) & (scored["scale"] == row["scale"])]
            paired = pairs[(pairs["scale"] == row["scale"]) & (pairs["dimension"] == "total")]
            yield f"follow-up {row['wave']}", row["scale"], frozenset(of_scale["client"]) & frozenset(paired["client"])


def _before(report: MadeReport) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield table, scale and people of every other mean of pre-tests that is shown: of the kept and the lost."""
    paired = pair_scores(report.street.scored)
    paired = paired[paired["pre"].notna() & (paired["dimension"] == "total")]
    for row in report.published["tables"]["attrition"]["rows"]:
        here = paired[paired["scale"] == row["scale"]]
        if row["mean_kept"] is not None:
            yield "attrition kept", row["scale"], frozenset(here.loc[here["post"].notna(), "client"])
        if row["mean_lost"] is not None:
            yield "attrition lost", row["scale"], frozenset(here.loc[here["post"].isna(), "client"])


def _shown_rows(report: MadeReport) -> list[dict[str, Any]]:
    return list(report.published["tables"]["outcomes"]["rows"])


def pairs_of(scored: pd.DataFrame) -> pd.DataFrame:
    """Return everyone with both tests; a dimension is told of those alone who have the total."""
    pairs = pair_scores(scored)
    pairs = pairs[pairs["pre"].notna() & pairs["post"].notna()]
    person = pairs[["client", "scale"]].apply(tuple, axis=1)
    return pairs[person.isin(set(person[pairs["dimension"] == "total"]))]


def _people(row: dict[str, Any], pairs: pd.DataFrame) -> frozenset[str]:
    chosen = (pairs["scale"] == row["scale"]) & (pairs["dimension"] == row["dimension"])
    if row["group_kind"] != "all":
        chosen &= pairs[row["group_kind"]] == row["group"]
    return frozenset(pairs.loc[chosen, "client"])
