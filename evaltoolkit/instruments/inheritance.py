"""What one version of a scale takes over from another, so that a fact stands in one file only.

本工具规则: only what holds for every version is taken over. Names, items, keys, dimensions and alerts differ from
version to version; cut-offs, reliability, norms and thresholds hold for the version on which they were found. Each of
these is said anew or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHARED = (
    "schema_version", "family", "measures", "better", "unit", "scoring", "multiplier", "range", "resolution", "licence",
)  # fmt: skip
"""Keys that a version without them takes over from the one it is based on."""


def inherit(content: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a scale's file with the shared facts of `base` that it does not say itself.

    Parameters
    ----------
    content
        What the file of the version says.
    base
        What the file of the version it is based on says.

    Returns
    -------
    dict of str to object
        The shared keys that `content` lacks first, then `content`.

    Examples
    --------
    >>> inherit({"id": "b", "better": "lower"}, {"id": "a", "better": "higher", "scoring": "sum", "norms": [1]})
    {'scoring': 'sum', 'id': 'b', 'better': 'lower'}
    """
    shared = {key: base[key] for key in SHARED if key in base and key not in content}
    return {**shared, **content}
