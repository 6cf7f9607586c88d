"""Forms that were handed in and cannot be scored: answers missing beyond what the scale bears, or out of its range."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pandas as pd

from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.workbook import WAVES

UNSCORED_COLUMNS = REPORT_TABLES["unscored_forms"].columns
"""Columns of the table ``unscored_forms``, one row a scale and wave: how many have no total.

Both tests have a row however few forms they have, so that no row tells that there is such a form."""


def unscored_table(scored: pd.DataFrame, registry: Mapping[str, Scale], language: str) -> ResultTable:
    """Return the forms that enter no comparison, columns :data:`UNSCORED_COLUMNS`.

    Parameters
    ----------
    scored
        Scored measurements, as :func:`evaltoolkit.instruments.score_items.score_measurements` returns them.
    registry
        Scale versions by id; every scale of `scored` among them.
    language
        Code of the language of the names.

    Returns
    -------
    ResultTable
        Sorted by scale and wave.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> scored = pd.DataFrame({"scale": "uls6", "wave": ["前测", "前测"], "score": [18.0, float("nan")]})
    >>> table = unscored_table(scored.assign(dimension="total"), shipped_scales(), "en").frame
    >>> table[["wave", "n_forms"]].to_numpy().tolist()
    [['前测', 1], ['后测', 0]]
    """
    forms = scored[scored["dimension"] == TOTAL]
    counted = forms["score"].isna().groupby([forms["scale"], forms["wave"]]).sum()
    both = product(forms["scale"].unique(), WAVES[:2])
    places = pd.MultiIndex.from_tuples(sorted({*counted.index, *both}), names=["scale", "wave"])
    counts = counted.reindex(places, fill_value=0).astype(int).reset_index(name="n_forms")
    names = [registry[str(name)].names.said(Language(language).code) for name in counts["scale"]]
    frame = counts.assign(scale_name=pd.Series(names, dtype=object))[list(UNSCORED_COLUMNS)]
    return make_table("unscored_forms", frame)
