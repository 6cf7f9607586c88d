"""The retrospective pre-test of each scale beside the traditional one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.model.ladder import DESCRIBE_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import WAVES
from evaltoolkit.outcomes.design.score_facts import score_facts
from evaltoolkit.outcomes.design.totals import three_ratings
from evaltoolkit.outcomes.tests.retrospective import compare_retrospective

THEN = WAVES[4]
_PARTS = ("change", "shift", "looking_back")
RETROSPECTIVE_COLUMNS = REPORT_TABLES["retrospective"].columns
"""Columns of the table ``retrospective``, one row a scale with all three ratings: people who gave all three; mean
change post - pre, shift then - pre and change looking back, post - then, with 95 % intervals in scale points, from 5
people."""


def retrospective_table(
    scored: pd.DataFrame, registry: Mapping[str, Scale], language: str, doubted: Collection[str] = ()
) -> ResultTable:
    """Return the retrospective pre-tests, columns :data:`RETROSPECTIVE_COLUMNS`; no row where none was asked.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id; every scale of `scored` among them.
    language
        Code of the language of the names.
    doubted
        Ids of the scales in doubt.

    Returns
    -------
    ResultTable
        Figures are NaN under 5 people.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> scores = {"前测": 15.0, "后测": 13.0, THEN: 17.0}
    >>> waves = [pd.DataFrame({"client": range(5), "wave": wave, "score": score}) for wave, score in scores.items()]
    >>> scored = pd.concat(waves).assign(scale="uls6", dimension="total")
    >>> table = retrospective_table(scored, shipped_scales(), "en").frame
    >>> table[["change", "shift", "looking_back"]].to_numpy().tolist()
    [[-2.0, 2.0, -4.0]]
    """
    rows = [row | {"doubted": row["scale"] in doubted} for row in _rows(scored, registry, Language(language))]
    frame = pd.DataFrame(rows, columns=list(RETROSPECTIVE_COLUMNS))
    return make_table("retrospective", frame)


def _rows(scored: pd.DataFrame, registry: Mapping[str, Scale], language: Language) -> Iterator[dict[str, object]]:
    for name, rows in three_ratings(scored, THEN).dropna(subset=["third"]).groupby("scale", sort=True):
        scale = registry[str(name)]
        yield {**score_facts(scale, TOTAL, language), "n_people": len(rows), **_figures(rows, scale.resolution)}


def _figures(rows: pd.DataFrame, resolution: float) -> dict[str, float]:
    if len(rows) < DESCRIBE_FROM:
        return {}
    pre, then, post = (rows[name].to_numpy(dtype=np.float64) for name in ("pre", "third", "post"))
    found = compare_retrospective(pre, then, post, resolution=resolution)
    figures: dict[str, float] = {}
    for part in _PARTS:
        change = getattr(found, part)
        figures |= {part: change.mean, f"{part}_low": change.low, f"{part}_high": change.high}
    return figures
