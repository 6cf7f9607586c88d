"""The retrospective pre-test of each scale beside the traditional one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.model.workbook import WAVES
from evaltoolkit.outcomes.pairs import pair_scores
from evaltoolkit.outcomes.retrospective import compare_retrospective
from evaltoolkit.outcomes.score_facts import score_facts

THEN = WAVES[4]
_ABOUT = ("scale", "scale_name", "better", "unit", "resolution")
_PARTS = ("change", "shift", "looking_back")
_FIGURES = tuple(f"{part}{end}" for part in _PARTS for end in ("", "_low", "_high"))
RETROSPECTIVE_COLUMNS: tuple[str, ...] = (*_ABOUT, "n_people", *_FIGURES)
"""Columns of the table ``retrospective``, one row a scale with all three ratings: people who gave all three; mean
change post - pre, shift then - pre and change looking back, post - then, with 95 % intervals in scale points, from 5
people."""


def retrospective_table(scored: pd.DataFrame, registry: Mapping[str, Scale], language: str) -> ResultTable:
    """Return the retrospective pre-tests, columns :data:`RETROSPECTIVE_COLUMNS`; no row where none was asked."""
    rows = list(_rows(scored, registry, Language(language)))
    frame = pd.DataFrame(rows, columns=list(RETROSPECTIVE_COLUMNS))
    return ResultTable("retrospective", TableClass.SCALE, frame, ("scale",), ("n_people",), _FIGURES)


def _rows(scored: pd.DataFrame, registry: Mapping[str, Scale], language: Language) -> Iterator[dict[str, object]]:
    if scored.empty or not (scored["wave"] == THEN).any():
        return
    totals = scored[scored["dimension"] == TOTAL]
    now, then = pair_scores(totals), pair_scores(totals, post=THEN)
    person = ["client", "scale"]
    three = now.merge(then[[*person, "post"]].rename(columns={"post": "then"}), on=person)
    three = three.dropna(subset=["pre", "post", "then"]).drop_duplicates(person)
    for name, rows in three.groupby("scale", sort=True):
        about = score_facts(registry[str(name)], TOTAL, language)
        yield {**{key: about[key] for key in _ABOUT}, "n_people": len(rows), **_figures(rows)}


def _figures(rows: pd.DataFrame) -> dict[str, float]:
    if len(rows) < DESCRIBE_FROM:
        return {}
    pre, then, post = (rows[name].to_numpy(dtype=np.float64) for name in ("pre", "then", "post"))
    found = compare_retrospective(pre, then, post)
    figures: dict[str, float] = {}
    for part in _PARTS:
        change = getattr(found, part)
        figures |= {part: change.mean, f"{part}_low": change.low, f"{part}_high": change.high}
    return figures
