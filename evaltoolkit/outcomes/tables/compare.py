"""The outcome table of a street: one row for scale x dimension x group."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.language import Language
from evaltoolkit.model.given import require_known
from evaltoolkit.model.ladder import rungs
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.outcomes.design.adjustment import adjust
from evaltoolkit.outcomes.design.cautions import row_cautions
from evaltoolkit.outcomes.design.cells import Cells, make_cells
from evaltoolkit.outcomes.design.enrolment import count_enrolled
from evaltoolkit.outcomes.design.pairs import CONTEXT, pair_scores, require_of_scales, with_their_total
from evaltoolkit.outcomes.design.score_facts import score_facts, worst_and_best
from evaltoolkit.outcomes.tables.cell_figures import cell_figures
from evaltoolkit.outcomes.tests.bootstrap import bca_means
from evaltoolkit.outcomes.tests.regression_to_mean import expected_regression, norm_population

GROUP_COLUMNS: tuple[str, ...] = ("group", "method", "field", "project")


def compare_outcomes(
    scored: pd.DataFrame,
    registry: Mapping[str, Scale],
    *,
    group_columns: Iterable[str] = GROUP_COLUMNS,
    enrolled: pd.DataFrame | None = None,
    doubted: Collection[str] = (),
    selected: Mapping[str, str] | None = None,
    seed: str = "",
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
        Columns whose values are groups, among those of the pairs' context. Those of
        :data:`~evaltoolkit.outcomes.design.pairs.PEOPLE_COLUMNS` (sex, age band, residence, population group) need
        :func:`~evaltoolkit.outcomes.design.people_groups.add_people` first and stand from 30 pairs of a scale on.
    enrolled
        Who stands on the groups' attendance lists, as :func:`evaltoolkit.outcomes.design.enrolment.enrolled_in_groups`
        returns it. Without it `n_enrolled` is NaN (未提供).
    doubted
        Scales of which an item runs against the others, as :func:`evaltoolkit.instruments.quality.doubted_scales` says.
    selected
        By scale whether people came because of their scores: yes, no or unknown, as the plan says.
    seed
        Hash of the input, in hexadecimal digits: the bootstrap's seed.
    language
        Language of the names of scales and dimensions.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`evaltoolkit.model.report_tables.OUTCOME_COLUMNS`; of each dimension the pooled row first.

    Raises
    ------
    InputError
        `scored` is no table of scored measurements, a score lies outside its scale, a column of groups is not known, or
        `seed` is not hexadecimal.

    Notes
    -----
    The ladder of :mod:`~evaltoolkit.model.ladder` decides which figures stand: under 5 pairs the counts alone,
    from 5 mean change, interval and effect size, from 10 the exact p and t beside it, from 20 the bootstrap. Both p are
    adjusted, each in families of its own, as :mod:`~evaltoolkit.outcomes.design.adjustment` says. Dimensions are those
    of people who have the total. Where everyone changed alike there is no interval and no test. `share_floor` and
    `share_ceiling` are over the pairs at pre-test.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> before = pd.DataFrame({"client": range(12), "wave": "前测", "score": 17.0})
    >>> after = before.assign(wave="后测", score=before["score"] - before["client"] % 4)
    >>> scored = pd.concat([before, after]).assign(scale="uls6", dimension="total")
    >>> table = compare_outcomes(scored, shipped_scales())
    >>> table[["n_pairs", "mean_change", "p_exact"]].round(4).to_numpy().tolist()
    [[12.0, -1.5, 0.0039]]
    """
    kinds = tuple(group_columns)
    require_known("group_columns", kinds, CONTEXT)
    require_known("seed", seed, string.hexdigits)
    pairs = pair_scores(with_their_total(scored))
    require_of_scales(pairs, registry)
    if pairs.empty:
        return pd.DataFrame(columns=list(OUTCOME_COLUMNS))
    cells = make_cells(pairs, kinds)
    described = _describe(cells.keys, registry, Language(language))
    resolution = described["resolution"].to_numpy(dtype=np.float64)
    table = described.join(cell_figures(cells, resolution, *worst_and_best(described)))
    table["bca_low"], table["bca_high"] = _bootstrap(cells, seed)
    table["n_enrolled"] = count_enrolled(cells.keys, pairs, enrolled)
    table["ladder"] = pd.Series(rungs(table["n_pairs"].to_numpy(dtype=np.float64)), dtype=object)
    adjusted = adjust(table)
    table["p_t_adjusted"], table["p_exact_adjusted"] = adjusted.p_t, adjusted.p_exact
    table["adjusted_by"] = adjusted.by
    table["selected_by_score"] = [(selected or {}).get(scale, "unknown") for scale in table["scale"]]
    rows = [(row, registry[row["scale"]]) for row in table[list(_TOLD_BY)].to_dict("records")]
    table["regression"] = [expected_regression(row, scale) for row, scale in rows]
    table["norm_population"] = [norm_population(row, scale) for row, scale in rows]
    table["cautions"] = [
        row_cautions(row, scale, tests=int(count), is_doubted=scale.id in doubted)
        for (row, scale), count in zip(rows, adjusted.tests, strict=True)
    ]
    return table[list(OUTCOME_COLUMNS)]


_TOLD_BY = (
    "scale", "dimension", "n_pre", "n_pairs", "mean_pre", "share_floor", "share_ceiling", "no_spread", "is_skewed",
    "t_size", "selected_by_score",
)  # fmt: skip


def _bootstrap(cells: Cells, seed: str) -> tuple[np.ndarray, np.ndarray]:
    both = np.isfinite(cells.pre) & np.isfinite(cells.post)
    starts = np.searchsorted(cells.codes[both], np.arange(cells.size + 1))
    change = (cells.post - cells.pre)[both]
    found = bca_means([change[first:last] for first, last in pairwise(starts)], seed=int(seed[:15] or "0", 16))
    return found.low, found.high


def _describe(keys: pd.DataFrame, registry: Mapping[str, Scale], language: Language) -> pd.DataFrame:
    """Return the cells' keys with what the registry says of each score."""
    scores = list(zip(keys["scale"], keys["dimension"], strict=True))
    known = {pair: score_facts(registry[pair[0]], pair[1], language) for pair in set(scores)}
    facts = pd.DataFrame([known[pair] for pair in scores]).drop(columns=["scale", "dimension"])
    return keys.join(facts)
