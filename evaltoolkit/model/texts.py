"""The tables of words that a room keeps beside its code, in its file ``texts.yaml``: English message ids by key.

The catalogues take every value of these files as a message of its room; see ``tools/catalogues.py``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from evaltoolkit.language import Text
from evaltoolkit.model.yaml_text import load_yaml

FILE = "texts.yaml"


def texts(room: str, table: str) -> Any:
    """Return a table of a room's words, in its order, with a Text for every value.

    Parameters
    ----------
    room
        Name of the room.
    table
        Key of the table in the room's file; KeyError where there is none.

    Examples
    --------
    >>> texts("model", "choices")["个案"].english()
    'Casework'
    """
    return _as_texts(_read(room)[table])


@cache
def _read(room: str) -> dict[str, Any]:
    tables: dict[str, Any] = load_yaml((files(f"evaltoolkit.{room}") / FILE).read_text(encoding="utf-8"))
    return tables


def _as_texts(words: Any) -> Any:
    if isinstance(words, str):
        return Text(words)
    if isinstance(words, list):
        return tuple(map(_as_texts, words))
    return {key: _as_texts(said) for key, said in words.items()}
