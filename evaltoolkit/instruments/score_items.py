"""Score the measurements of a street: every scale, from its items or from the total given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.registry import require_scales
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.model.given import require_columns

CONTEXT_COLUMNS: tuple[str, ...] = ("client", "scale", "wave", "group", "method", "field", "project", "purpose")
SCORED_COLUMNS: tuple[str, ...] = (
    *CONTEXT_COLUMNS, "dimension", "score", "from_items", "n_missing", "n_invalid",
)  # fmt: skip
"""Columns of the scored measurements, one row for measurement x dimension.

`score` is NaN where it cannot be worked out; `from_items` is False where a total without items was taken over;
`n_missing` counts items without an answer, `n_invalid` answers or totals outside what the scale allows.
"""


def score_measurements(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> pd.DataFrame:
    """Score every measurement on its scale.

    Parameters
    ----------
    measurements
        De-identified table ``measurements``: ``client``, ``scale``, ``wave``, context columns, ``total`` and
        ``item_1`` … as floats; a column the street has not given may be absent.
    registry
        Scale versions by id.

    Returns
    -------
    pandas.DataFrame
        Columns :data:`SCORED_COLUMNS`, in the order of the measurements, the total before the dimensions.

    Raises
    ------
    InputError
        ``client``, ``scale`` or ``wave`` is missing.
    RegistryError
        A scale is named that the registry lacks.

    Notes
    -----
    Items go before a total that stands beside them. Answers outside the range have been refused by intake already;
    one that arrives all the same counts as missing and is counted.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> forms = pd.DataFrame({"client": ["a", "b"], "scale": "uls6", "wave": "前测", "total": [18.0, 30.0]})
    >>> scored = score_measurements(forms, shipped_scales())
    >>> scored[["score", "n_invalid"]].to_numpy().tolist()
    [[18.0, 0.0], [nan, 1.0]]
    """
    require_columns(measurements, ("client", "scale", "wave"))
    table = measurements.reset_index(drop=True)
    require_scales(table["scale"].unique(), registry)
    parts = [part for name, rows in table.groupby("scale", sort=False) for part in _score(rows, registry[str(name)])]
    if not parts:
        return _empty()
    long = pd.concat(parts, keys=range(len(parts)), names=["part", "row"]).sort_index(level=["row", "part"])
    return long.reset_index(drop=True)[list(SCORED_COLUMNS)]


def _score(rows: pd.DataFrame, scale: Scale) -> Iterator[pd.DataFrame]:
    context = rows.reindex(columns=list(CONTEXT_COLUMNS))
    totals, refused = _totals(rows, scale)
    if scale.items is None:
        yield context.assign(
            dimension=TOTAL, score=totals, from_items=False, n_missing=0, n_invalid=refused.astype(np.int64)
        )
        return
    items = [f"item_{number}" for number in range(1, scale.items.count + 1)]
    scored = score_answers(rows.reindex(columns=items).to_numpy(dtype=np.float64), scale, scale.items)
    asked = scored.n_missing < scale.items.count
    for column, name in enumerate(scored.dimensions):
        without = totals if name == TOTAL else np.full(len(rows), np.nan)
        yield context.assign(
            dimension=name,
            score=np.where(asked, scored.scores[:, column], without),
            from_items=asked,
            n_missing=scored.n_missing,
            n_invalid=np.where(asked, scored.n_invalid, refused),
        )


def _totals(rows: pd.DataFrame, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """Return the totals given, NaN outside the range, and which were outside."""
    given = rows["total"].to_numpy(dtype=np.float64) if "total" in rows else np.full(len(rows), np.nan)
    inside = (given >= scale.range.low) & (given <= scale.range.high)
    return np.where(inside, given, np.nan), ~inside & ~np.isnan(given)


def _empty() -> pd.DataFrame:
    columns = {name: pd.Series(dtype=object) for name in SCORED_COLUMNS}
    kinds = {"score": np.float64, "from_items": bool, "n_missing": np.int64, "n_invalid": np.int64}
    return pd.DataFrame(columns).astype(kinds)
