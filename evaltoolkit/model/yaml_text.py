"""Read YAML that the package ships or a street adds; the plan's own reader, with its lines, is in ``intake``."""

from __future__ import annotations

from typing import Any

import yaml

# libyaml reads the scales twenty times faster than the Python it replaces; a wheel without it reads the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(content: str) -> Any:
    """Return what a YAML text says, builtin types only.

    Parameters
    ----------
    content
        One document.

    Raises
    ------
    yaml.YAMLError
        It cannot be read; the mark says where.

    Examples
    --------
    >>> load_yaml("items: 9")
    {'items': 9}
    """
    try:
        return yaml.load(content, Loader=_LOADER)  # noqa: S506 - a safe loader either way
    except yaml.YAMLError:  # libyaml puts some faults a line further down
        return yaml.safe_load(content)
