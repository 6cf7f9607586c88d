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
    """Return the targets as written, each part's with its name.

    Parameters
    ----------
    parts
        Of the row, in order.
    row
        Whose own target holds where nobody states another.

    Returns
    -------
    str or None
        Joined by ；, None where there is none.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> parts = [Part(name, (Statement(PARAMETER_FILE, RowInput(target="≥50")),)) for name in ("个案", "小组")]
    >>> target_words(parts, find_system("yuncheng_2023").row("service_hours"))
    '个案：≥50；小组：≥50'
    """
    return _listed((part.name, target.words) for part in parts for target in targets_of(part, row))


def first_targets(parts: Sequence[Part]) -> str | None:
    """Return the targets set at first, where they were adjusted, each part's with its name.

    Parameters
    ----------
    parts
        Of the row, in order.

    Returns
    -------
    str or None
        Joined by ；, None where no target was adjusted.
    """
    return _listed((part.name, part.first("first_target")) for part in parts)


def target_sources(parts: Sequence[Part], row: Row) -> str | None:
    """Return where the targets stand.

    Parameters
    ----------
    parts
        Of the row, in order.
    row
        Whose own target holds where nobody states another.

    Returns
    -------
    str or None
        Each source once, joined by ；, None where none is named.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> from evaltoolkit.scoring.registry import find_system
    >>> said = RowInput(target="≥50", target_source="服务协议")
    >>> parts = [Part(name, (Statement(PARAMETER_FILE, said),)) for name in ("个案", "小组")]
    >>> target_sources(parts, find_system("yuncheng_2023").row("service_hours"))
    '服务协议'
    """
    return _listed(("", target.source) for part in parts for target in targets_of(part, row))


def actual_words(parts: Sequence[Part]) -> str | None:
    """Return what was done: the figure as stated, counts with their share, else the level or conclusion.

    Sources that agree are shown once, with the counts: as computed from the sheets, else as first stated.

    Parameters
    ----------
    parts
        Of the row, in order.

    Returns
    -------
    str or None
        Joined by ；, each part's with its name; None where nothing is given.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> said = (RowInput(actual="66.7%"), RowInput(numerator=2.0, denominator=3.0))
    >>> actual_words([Part("", tuple(Statement(PARAMETER_FILE, one) for one in said))])
    '66.7%（2 ÷ 3 = 66.67%）'
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
    """Return every value of a field of words, once each.

    Parameters
    ----------
    parts
        Of the row, in order.
    field
        A field of :class:`~evaltoolkit.model.plan.RowInput` that holds words.

    Returns
    -------
    str or None
        Joined by ；, None where nobody states it.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> part = Part("", (Statement(PARAMETER_FILE, RowInput(deviation="台风停课")),))
    >>> field_words([part, part], "deviation")
    '台风停课'
    """
    return _listed(("", value) for part in parts for _, value in part.stated(field))


def evidence_words(parts: Sequence[Part], files: Sequence[str]) -> str | None:
    """Return the evidence named, where it stands, and those files of the sheet of evidence not yet named so.

    Parameters
    ----------
    parts
        Of the row, in order.
    files
        Names from the sheet of evidence.

    Returns
    -------
    str or None
        Joined by ；, None where none is named.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
    >>> part = Part("", (Statement(PARAMETER_FILE, RowInput(evidence="台账.xlsx", source="附件2")),))
    >>> evidence_words([part], ["台账.xlsx", "照片.zip"])
    '台账.xlsx（附件2）；照片.zip'
    """
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
