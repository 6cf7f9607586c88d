"""The fixed words of the workbook in the reader's language; every other word of the data stands as written.

Sentences, tables and pictures all take them from here.
"""

from __future__ import annotations

from evaltoolkit.language import Text
from evaltoolkit.model.texts import texts

UNSEEN = {"已回应": "未见服务记录", "部分回应": "部分回应而未见服务记录"}
"""Stands for a need that the station calls met, or partly met, while no service of the year answers it."""

CHOICES: dict[str, Text] = texts("model", "choices")
"""Source of the words: the choices and headers of :mod:`evaltoolkit.model.workbook`, the grades of 财预〔2020〕10号,
and what the tables of the services put for a choice left blank."""


def say_choice(word: str) -> Text | str:
    """Return the Text of a fixed word, or the word itself where it is the street's own.

    Examples
    --------
    >>> say_choice("个案").english()
    'Casework'
    >>> say_choice("春风农场")
    '春风农场'
    """
    return CHOICES.get(word, word)
