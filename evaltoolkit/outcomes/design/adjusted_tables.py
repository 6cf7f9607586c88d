"""Which tables of outcomes adjust p, and what stands of it where some of these p are not told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from evaltoolkit.instruments.scale import TOTAL
from evaltoolkit.model.thresholds import ALPHA
from evaltoolkit.outcomes.design.adjustment import adjust
from evaltoolkit.outcomes.design.cells import POOLED
from evaltoolkit.outcomes.tests.multiplicity import holm

ADJUSTED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    **{name: {"p_t": "p_t_adjusted", "p_exact": "p_exact_adjusted"} for name in ("outcomes", "follow_up")},
    "attrition": {"p": "p_adjusted"}, "crossings": {"p_exact": "p_adjusted"},
    "maintenance": {"p_not_worse": "p_adjusted"},
})  # fmt: skip
"""The adjusted p of each p, by table."""
_HELD = "held"
_POOLED = {"dimension": TOTAL, "group_kind": POOLED, "group": ""}


def adjusted(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its p adjusted: those of changes as ``adjust`` does, all others by Holm over their table.

    Parameters
    ----------
    name
        A key of :data:`ADJUSTED`.
    frame
        The table with the p named there; of changes, what :func:`~evaltoolkit.outcomes.design.adjustment.adjust` needs.

    Returns
    -------
    pandas.DataFrame
        The same rows with the columns of the adjusted p; of services that maintain also `held`.

    Examples
    --------
    >>> adjusted("crossings", pd.DataFrame({"p_exact": [0.01, 0.04]}))["p_adjusted"].tolist()
    [0.02, 0.04]
    """
    columns = ADJUSTED[name]
    if len(columns) > 1:
        found = adjust(frame.assign(**_POOLED) if name == "follow_up" else frame)
        return frame.assign(p_t_adjusted=found.p_t, p_exact_adjusted=found.p_exact)
    table = frame.assign(**{to: holm(frame[p].to_numpy(dtype=np.float64)) for p, to in columns.items()})
    if name == "maintenance":
        p = table["p_adjusted"]
        table[_HELD] = (p <= ALPHA).astype(object).where(p.notna())
    return table


def adjusted_without(name: str, frame: pd.DataFrame, untold: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its p adjusted as if those that are not told were 1, so that no other row's p tells them.

    What Holm and Benjamini-Hochberg give then is the largest that they could give, whatever these p are.

    Parameters
    ----------
    name
        A key of :data:`ADJUSTED`.
    frame
        The table, adjusted before.
    untold
        Which p are not told, with the columns of :data:`ADJUSTED` and the rows of `frame`.

    Returns
    -------
    pandas.DataFrame
        The same rows and columns; what a row without a told p says of itself stays as it was.

    Examples
    --------
    The smaller p is not told, nor, by the larger, that it times two is more than that:

    >>> frame = adjusted("crossings", pd.DataFrame({"p_exact": [0.03, 0.04]}))
    >>> frame["p_adjusted"].tolist()
    [0.06, 0.06]
    >>> adjusted_without("crossings", frame, pd.DataFrame({"p_exact": [True, False]}))["p_adjusted"].tolist()
    [1.0, 0.08]
    """
    columns = ADJUSTED[name]
    known = {p: frame[p].astype(float).where(np.isfinite) for p in columns}
    supposed = {p: values.mask(untold[p] & values.notna(), 1.0) for p, values in known.items()}
    found = adjusted(name, frame.assign(**supposed))
    if _HELD in found:  # said of a service that maintains however few its figures are shown of
        found[_HELD] = found[_HELD].where(~untold.any(axis=1), frame[_HELD])
    return frame.assign(**{one: found[one] for one in (*columns.values(), _HELD) if one in found})
