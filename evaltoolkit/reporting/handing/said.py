"""What a run says of the files beside a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaltoolkit.language import Text, text


def handed_lines(handed: Iterable[Path], kept: Iterable[Path]) -> tuple[Text, ...]:
    """Return where the files lie, and which of hers were left as they are."""
    places = (text("Handed in beside it: {path}", path=str(path)) for path in handed)
    return (*places, *(kept_words(path.name) for path in kept))


def kept_words(name: str) -> Text:
    """Return what is said of a file that was edited since it was written."""
    return text("{file} has been edited and stays as it is; the new one has a number after its name.", file=name)
