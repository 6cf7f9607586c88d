"""Target, actual and evidence of a row in one cell each, as given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from evaltoolkit.model.plan import RowInput
from evaltoolkit.scoring.figures import figures_of, targets_of
from evaltoolkit.scoring.parts import Part
from evaltoolkit.scoring.points import HUNDRED, Refused, exact, round_points, shown
from evaltoolkit.scoring.system import Row


def target_words(parts: Sequence[Part], row: Row) -> str | None:
    """Return the targets as written, each part's with its name."""
    return _listed((part.name, target.words) for part in parts for target in targets_of(part, row))


def first_targets(parts: Sequence[Part]) -> str | None:
    """Return the targets set at first, where they were adjusted, each part's with its name."""
    return _listed((part.name, part.first("first_target")) for part in parts)


def target_sources(parts: Sequence[Part], row: Row) -> str | None:
    """Return where the targets stand."""
    return _listed(("", target.source) for part in parts for target in targets_of(part, row))


def actual_words(parts: Sequence[Part]) -> str | None:
    """Return what was done: the figure as stated, counts with their share, else the level or conclusion.

    Sources that agree are shown once, with the counts: as computed from the sheets, else as first stated.
    """
    return _listed((part.name, words) for part in parts for words in _actuals(part))


def _actuals(part: Part) -> Iterator[str | None]:
    entries = [one.says for one in part.statements]
    counts = next(filter(None, map(_counts, entries)), None)
    computed_first = sorted(part.statements, key=lambda one: not one.computed_from)
    stated = next((one.says.actual for one in computed_first if one.says.actual), None)
    if stated and _is_one_figure(part):
        yield f"{stated}（{counts}）" if counts else stated
        entries = [entry for entry in entries if not entry.actual and not _counts(entry)]
    yield from map(_actual, entries)


def _is_one_figure(part: Part) -> bool:
    try:
        return len(figures_of(part)) == 1
    except Refused:
        return False


def field_words(parts: Sequence[Part], field: str) -> str | None:
    """Return every value of a field of words, once each."""
    return _listed(("", value) for part in parts for _, value in part.stated(field))


def evidence_words(parts: Sequence[Part], files: Sequence[str]) -> str | None:
    """Return the evidence named, where it stands, and those files of the sheet of evidence not yet named so."""
    given = [words for part in parts for one in part.statements if (words := _evidence(one.says))]
    named = {piece.strip() for words in given for piece in re.split("[、；;，,（）]", words)}
    return _listed(("", words) for words in (*given, *(file for file in files if file not in named)))


def _actual(entry: RowInput) -> str | None:
    counts = _counts(entry)
    if counts is not None:
        return counts if entry.actual is None else f"{entry.actual}（{counts}）"
    return entry.actual or entry.conclusion or entry.level


def _counts(entry: RowInput) -> str | None:
    if entry.numerator is None or not entry.denominator:
        return None
    if not (isfinite(entry.numerator) and isfinite(entry.denominator)):
        return None
    top, bottom = exact(entry.numerator), exact(entry.denominator)
    return f"{shown(top)} ÷ {shown(bottom)} = {shown(round_points(top * HUNDRED / bottom))}%"


def _evidence(entry: RowInput) -> str | None:
    if entry.evidence and entry.source:
        return f"{entry.evidence}（{entry.source}）"
    return entry.evidence or entry.source


def _listed(named: Iterable[tuple[str, str | None]]) -> str | None:
    pieces = dict.fromkeys(f"{name}：{words}" if name else words for name, words in named if words)
    return "；".join(pieces) or None
