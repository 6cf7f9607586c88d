"""Attack the spreads of two states: squares tell of the one who left, came or was corrected what means do not.

The reader is told who stands in which row. Of two rows that differ in one person, or in one for another, it tries every
whole score that both could have had, and keeps those for which all sums and sums of squares fit what is printed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy import special, stats

from safety.attack import Finding
from safety.attack_scales import pairs_of
from safety.attack_states import first_name
from safety.made_report import MadeReport
from safety.made_states import with_first_numbers

_NEAR = 1e-9
_CONFIDENCE = 0.975
_FEW = 5
_HALF = 0.005
"""Half the last digit that is printed of t and of the standardised change."""
Row = tuple[str, int, Mapping[str, Any], frozenset[tuple[str, float, float]]]
"""What it is called, its state, its figures, and who stands in it with which scores."""


def attack_spread(states: Sequence[Sequence[MadeReport]]) -> Iterator[Finding]:
    """Yield the people whose score means and spreads of two states together narrow to less than half the scale."""
    rows: dict[tuple[str, str], list[Row]] = {}
    for number, reports in enumerate(states):
        for report in reports:
            pairs = pairs_of(with_first_numbers(report.street.scored))
            for row in (*report.published["tables"]["outcomes"]["rows"], *report.pages):
                if row["mean_change"] is not None:
                    who, key = _who(row, pairs), (first_name(row["scale"]), row["dimension"])
                    told = {**row, "n_pairs": len(who)}  # where it is withheld the reader guesses right
                    rows.setdefault(key, []).append((f"{row['group_kind']} {row['group']}", number, told, who))
    for key, own in rows.items():
        for one, other in combinations(own, 2):
            if one[1] != other[1]:
                yield from _told(key, one, other)


def _who(row: Mapping[str, Any], pairs: pd.DataFrame) -> frozenset[tuple[str, float, float]]:
    chosen = pairs[(pairs["scale"] == row["scale"]) & (pairs["dimension"] == row["dimension"])]
    if row["group_kind"] != "all":
        chosen = chosen[chosen[row["group_kind"]] == row["group"]]
    return frozenset(zip(chosen["client"], chosen["pre"], chosen["post"], strict=True))


def _told(key: tuple[str, str], one: Row, other: Row) -> Iterator[Finding]:
    gone, come = one[3] - other[3], other[3] - one[3]
    named = f"{key[0]} {key[1]} {one[1]}:{one[0]}, {other[1]}:{other[0]}"
    if not gone and not come:
        return
    if len(gone) + len(come) < _FEW:
        yield from _all_at_an_end(named, one[2], other[2], (len(gone), len(come)))
    if len(gone) > 1 or len(come) > 1:
        return
    low, high = one[2]["score_low"], one[2]["score_high"]
    for figure, ends in (("pre", (low, high)), ("post", (low, high)), ("change", (low - high, high - low))):
        if all(row[2]["resolution"] == 1 for row in (one, other)):
            for side, left in _possible(figure, one[2], other[2], ends, (len(gone), len(come))):
                if not len(left) or np.ptp(left) < (high - low) / 2:
                    span = (float(left.min()), float(left.max())) if len(left) else (math.nan, math.nan)
                    yield Finding(f"{named} {figure} of who {side}", *span)


def _all_at_an_end(
    named: str, one: Mapping[str, Any], other: Mapping[str, Any], sizes: tuple[int, int]
) -> Iterator[Finding]:
    """Yield where a count at an end of the scale, or of no change, differs by all who left or came."""
    for figure in ("share_floor", "share_ceiling", "n_zero"):
        if one.get(figure) is None or other.get(figure) is None:
            continue
        before, after = (
            row[figure] if figure == "n_zero" else round(row[figure] * row["n_pairs"]) for row in (one, other)
        )
        for side, size, more in (("left", sizes[0], before - after), ("came", sizes[1], after - before)):
            if size and more == size:
                yield Finding(f"{named} {figure} of who {side}", float(more), float(more))


def _possible(
    figure: str, one: Mapping[str, Any], other: Mapping[str, Any], ends: tuple[float, float], sizes: tuple[int, int]
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield which scores who left and who came can have had."""
    scores = np.arange(ends[0], ends[1] + 1)
    gone, come = np.meshgrid(scores if sizes[0] else [0.0], scores if sizes[1] else [0.0], indexing="ij")
    (low, high), (first, last) = _sums(figure, one), _sums(figure, other)
    fits = np.zeros(gone.shape, dtype=bool)
    for total in range(low, high + 1):
        after = total - gone + come
        square, later = _squares(figure, one, np.asarray(float(total))), _squares(figure, other, after)
        more = come**2 - gone**2
        fits |= (
            (first <= after) & (after <= last)
            & (later[0] - square[1] <= more + _NEAR) & (more - _NEAR <= later[1] - square[0])
        )  # fmt: skip
    for side, size, values in (("left", sizes[0], gone), ("came", sizes[1], come)):
        if size:
            yield side, np.unique(values[fits])


def _sums(figure: str, row: Mapping[str, Any]) -> tuple[int, int]:
    low, high = (row["n_pairs"] * (row[f"mean_{figure}"] + half) for half in (-0.05, 0.05))
    return math.ceil(low - _NEAR), math.floor(high + _NEAR)


def _squares(figure: str, row: Mapping[str, Any], total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return between what the sum of squares lies, of people with this sum."""
    count = row["n_pairs"]
    low, high = 0.0, math.inf
    if (spread := row.get(f"sd_{figure}")) is not None:
        low, high = max(spread - 0.05, 0.0), spread + 0.05
    if figure == "change" and row.get("change_low") is not None:
        each = stats.t.ppf(_CONFIDENCE, count - 1) / math.sqrt(count)
        half, width = _half_step(row["change_low"], row["change_high"]), (row["change_high"] - row["change_low"]) / 2
        low, high = max(low, (width - half) / each), min(high, (width + half) / each)
    least, most = np.full(total.shape, low), np.full(total.shape, high)
    if figure == "change":
        for name, factor in (("t", math.sqrt(count)), ("hedges_g", _hedges(count - 1))):
            if row.get(name) is not None:
                told = factor * np.abs(total) / count  # the mean in standard deviations is what is printed
                near, far = abs(row[name]) - _HALF, abs(row[name]) + _HALF
                least = np.maximum(least, told / far)
                most = np.minimum(most, told / near if near > 0 else math.inf)
    about = total**2 / count
    # whole scores have whole squares
    return np.ceil((count - 1) * least**2 + about - _NEAR), np.floor((count - 1) * most**2 + about + _NEAR)


def _hedges(df: float) -> float:
    return float(np.exp(special.gammaln(df / 2) - special.gammaln((df - 1) / 2)) / math.sqrt(df / 2))


def _half_step(*ends: float) -> float:
    """Return half the last digit that is printed of ends."""
    digits = max(1, *(len(f"{end:.6f}".rstrip("0").partition(".")[2]) for end in ends))
    return float(0.5 * 10.0**-digits)
