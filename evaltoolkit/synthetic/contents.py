"""The made-up words of the smaller sheets, read once from ``words.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from evaltoolkit.model.yaml_text import load_yaml


@cache
def contents() -> Mapping[str, Any]:
    """Return every list of words by the name of its sheet."""
    found: Mapping[str, Any] = load_yaml((files("evaltoolkit.synthetic") / "words.yaml").read_text(encoding="utf-8"))
    return found


def source() -> str:
    """Return what every made figure names as its source."""
    return str(contents()["source"])
