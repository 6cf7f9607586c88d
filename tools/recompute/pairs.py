"""Bring the scores before and after together: one pair a person and score, or one in each of several groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from recompute.figures import by
from recompute.scales import TOTAL, Score
from recompute.workbook import Row, Sheets

KINDS = ("group", "method", "field", "project")
_WAVES = ("前测", "后测")
Scales = Mapping[str, Mapping[str, Score]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Scores of one person on one score; None at a wave without one."""

    client: str
    scale: str
    dimension: str
    about: Mapping[str, str | None]
    pre: float | None
    post: float | None

    @property
    def is_whole(self) -> bool:
        """Return whether both waves were measured."""
        return self.pre is not None and self.post is not None


def pairs_of(sheets: Sheets, scales: Scales) -> list[Pair]:
    """Return every person's pairs."""
    scored = [row for form in sheets["测量"] for row in _scored(form, scales)]
    people = by(scored, lambda row: (row["client"], row["scale"], row["dimension"]))
    return [pair for key, rows in people.items() for pair in _pairs(key, rows)]


def one_each(pairs: Sequence[Pair]) -> list[Pair]:
    """Return one pair a person of a cell: the mean of the whole ones, or of the others where none is whole."""
    return [_mean([one for one in rows if one.is_whole] or rows) for rows in by(pairs, lambda one: one.client).values()]


def _scored(form: Row, scales: Scales) -> Iterator[Row]:
    if form["scale"] not in scales:
        raise ValueError(f"the scale {form['scale']} is not recomputed")
    is_answered = any(answer is not None for answer in form["items"].values())
    values = {}
    for dimension, score in scales[form["scale"]].items():
        values[dimension] = score.of(form["items"]) if is_answered and score.items else None
        if dimension == TOTAL and not (is_answered and score.items):
            values[dimension] = form["total"]
    if values.get(TOTAL) is None or form["wave"] not in _WAVES:
        return  # a dimension is that of the people who have the total
    for dimension, value in values.items():
        if value is not None:
            yield {**form, "dimension": dimension, "score": value}


def _pairs(key: tuple[str, str, str], rows: Sequence[Row]) -> Iterator[Pair]:
    waves = [row["wave"] for row in rows]
    is_once = all(waves.count(wave) <= 1 for wave in _WAVES)
    for part in by(rows, lambda row: None if is_once else row["group"]).values():
        first: dict[str, Row] = {}
        for row in part:
            first.setdefault(row["wave"], row)
        before, after = (first.get(wave) for wave in _WAVES)
        about = {kind: _first(before, after, kind) for kind in KINDS}
        yield Pair(*key, about, *(None if row is None else row["score"] for row in (before, after)))


def _first(before: Row | None, after: Row | None, kind: str) -> Any:
    return next((row[kind] for row in (before, after) if row is not None and row[kind] is not None), None)


def _mean(rows: Sequence[Pair]) -> Pair:
    one = rows[0]
    pre, post = ([score for score in scores if score is not None]
                 for scores in ([row.pre for row in rows], [row.post for row in rows]))  # fmt: skip
    return replace(one, pre=fmean(pre) if pre else None, post=fmean(post) if post else None)
