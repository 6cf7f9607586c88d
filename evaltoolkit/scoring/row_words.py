"""Target, actual and evidence of a row in one cell each, as given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from evaltoolkit.model.plan import RowInput
from evaltoolkit.scoring.figures import targets_of
from evaltoolkit.scoring.parts import Part
from evaltoolkit.scoring.points import HUNDRED, exact, round_points, shown
from evaltoolkit.scoring.system import Row


def target_words(parts: Sequence[Part], row: Row) -> str | None:
    """Return the targets as written, each part's with its name."""
    return _listed((part.name, target.words) for part in parts for target in targets_of(part, row))


def target_sources(parts: Sequence[Part], row: Row) -> str | None:
    """Return where the targets stand."""
    return _listed(("", target.source) for part in parts for target in targets_of(part, row))


def actual_words(parts: Sequence[Part]) -> str | None:
    """Return what was done: the figure as stated, counts with their share, else the level or conclusion."""
    return _listed((part.name, _actual(one.says)) for part in parts for one in part.statements)


def field_words(parts: Sequence[Part], field: str) -> str | None:
    """Return every value of a field of words, once each."""
    return _listed(("", value) for part in parts for _, value in part.stated(field))


def evidence_words(parts: Sequence[Part], files: Sequence[str]) -> str | None:
    """Return the evidence named, where it stands, and the files of the sheet of evidence."""
    given = [_evidence(one.says) for part in parts for one in part.statements]
    return _listed(("", words) for words in (*given, *files))


def _actual(entry: RowInput) -> str | None:
    if entry.numerator is not None and entry.denominator and isfinite(entry.numerator) and isfinite(entry.denominator):
        top, bottom = exact(entry.numerator), exact(entry.denominator)
        counts = f"{shown(top)} ÷ {shown(bottom)} = {shown(round_points(top * HUNDRED / bottom))}%"
        return counts if entry.actual is None else f"{entry.actual}（{counts}）"
    return entry.actual or entry.conclusion or entry.level


def _evidence(entry: RowInput) -> str | None:
    if entry.evidence and entry.source:
        return f"{entry.evidence}（{entry.source}）"
    return entry.evidence or entry.source


def _listed(named: Iterable[tuple[str, str | None]]) -> str | None:
    pieces = dict.fromkeys(f"{name}：{words}" if name else words for name, words in named if words)
    return "；".join(pieces) or None
