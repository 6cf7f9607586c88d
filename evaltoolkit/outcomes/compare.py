"""The outcome table of a street: one row for scale x dimension x group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Language, text
from evaltoolkit.model.results import OUTCOME_COLUMNS
from evaltoolkit.outcomes.cautions import row_cautions
from evaltoolkit.outcomes.cell_figures import cell_figures
from evaltoolkit.outcomes.cells import POOLED, Cells, make_cells
from evaltoolkit.outcomes.ladder import rungs
from evaltoolkit.outcomes.multiplicity import holm
from evaltoolkit.outcomes.pairs import pair_scores

GROUP_COLUMNS: tuple[str, ...] = ("group", "method", "field", "project")
TOTAL_NAME = text("Total score")


def compare_outcomes(
    scored: pd.DataFrame,
    registry: Mapping[str, Scale],
    *,
    group_columns: Iterable[str] = GROUP_COLUMNS,
    enrolled: pd.DataFrame | None = None,
    language: str = "zh_CN",
) -> pd.DataFrame:
    """Compare post-test with pre-test on every scale and dimension, pooled and by group.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id.
    group_columns
        Columns whose values are groups, among those of the pairs' context.
    enrolled
        Who was enrolled: ``client`` and, for the groups they belong to, the group columns. Without it `n_enrolled`
        is NaN (未提供).
    language
        Language of the names of scales and dimensions.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`evaltoolkit.model.results.OUTCOME_COLUMNS`; of each dimension the pooled row first.

    Notes
    -----
    The ladder of :mod:`~evaltoolkit.outcomes.ladder` decides which figures stand: under 5 pairs the counts alone,
    from 5 mean change, interval and effect size, from 10 t and the exact p, from 15 the p of t. `p_adjusted` is
    Holm's over all dimensions and groups of one scale and kind of group, of the p of t where it stands and of the
    exact p elsewhere. `share_ceiling` is over the pairs at pre-test.
    """
    pairs = pair_scores(scored)
    if pairs.empty:
        return pd.DataFrame(columns=list(OUTCOME_COLUMNS))
    cells = make_cells(pairs, group_columns)
    described = _describe(cells.keys, registry, Language(language))
    best = described["score_high"].where(described["better"] > 0, described["score_low"])
    resolution, ends = (column.to_numpy(dtype=np.float64) for column in (described["resolution"], best))
    figures = cell_figures(cells, resolution, ends)
    table = described.join(figures)
    table["n_enrolled"] = _count_enrolled(cells, enrolled)
    table["ladder"] = pd.Series(rungs(table["n_pairs"].to_numpy(dtype=np.float64)), dtype=object)
    tests = _adjust(table)
    table["cautions"] = [
        row_cautions(row, registry[row["scale"]], tests=int(count))
        for (_, row), count in zip(table.iterrows(), tests, strict=True)
    ]
    return table[list(OUTCOME_COLUMNS)]


def _describe(keys: pd.DataFrame, registry: Mapping[str, Scale], language: Language) -> pd.DataFrame:
    """Return the cells' keys with what the registry says of each score."""
    scores = keys[["scale", "dimension"]].drop_duplicates()
    facts = [_facts(registry[scale], dimension, language) for scale, dimension in scores.itertuples(index=False)]
    return keys.merge(pd.DataFrame(facts), on=["scale", "dimension"], how="left")


def _facts(scale: Scale, dimension: str, language: Language) -> dict[str, Any]:
    part, limits = scale.dimension(dimension), scale.range_of(dimension)
    return {
        "scale": scale.id,
        "dimension": dimension,
        "scale_name": scale.names.said(language.code),
        "dimension_name": part.names.said(language.code) if part else language.say(TOTAL_NAME),
        "better": scale.sign,
        "unit": scale.unit.said(language.code),
        "resolution": scale.resolution_of(dimension),
        "score_low": limits.low,
        "score_high": limits.high,
    }


def _count_enrolled(cells: Cells, enrolled: pd.DataFrame | None) -> np.ndarray:
    """Return how many different people were enrolled in each cell's group; NaN where that is not known."""
    counts = np.full(cells.size, np.nan)
    if enrolled is None:
        return counts
    counts[(cells.keys["group_kind"] == POOLED).to_numpy()] = enrolled["client"].nunique()
    for kind in set(cells.keys["group_kind"]) & set(enrolled.columns):
        chosen = (cells.keys["group_kind"] == kind).to_numpy()
        people = enrolled.groupby(kind)["client"].nunique()
        counts[chosen] = cells.keys.loc[chosen, "group"].map(people).to_numpy(dtype=np.float64)
    return counts


def _adjust(table: pd.DataFrame) -> np.ndarray:
    """Put the adjusted p of record into `table` and return how many were adjusted together."""
    record = table["p_t"].where(table["p_t"].notna(), table["p_exact"])
    family = record.groupby([table["scale"], table["group_kind"]])
    table["p_adjusted"] = family.transform(lambda p: holm(p.to_numpy(dtype=np.float64)))
    return np.asarray(family.transform("count").to_numpy(dtype=np.int64))
