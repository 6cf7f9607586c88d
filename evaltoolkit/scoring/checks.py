"""Arithmetic that published forms get wrong, recomputed: weights, group sums, points within their weight.

Source: 池州市贵池区棠溪镇 2022 prints 0 in its total row above a line of 100 %; 廊坊市食品工程学校 2019 prints
9 points for 86.2 %, exactly 8.62. Wrong rates and points that were stated are found while a row is scored and
join these sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import ScoredRow
from evaltoolkit.scoring.points import ZERO, exact, shown


def card_checks(rows: Sequence[ScoredRow], *, unknown: Sequence[str], faults: Sequence[Text]) -> tuple[Text, ...]:
    """Return what was checked, faults first.

    Parameters
    ----------
    rows
        The scored table.
    unknown
        Indicator ids that were given but stand in no row.
    faults
        Contradictions found while the rows were scored.

    Returns
    -------
    tuple of Text
        Contradictions first, then ids that stand in no row, points outside 0 to the weight, the sum of the weights and
        what is settled of each group of the outermost level.

    Examples
    --------
    >>> from evaltoolkit.model.results import RowStatus
    >>> row = ScoredRow("r", ("产出", "个案"), 10.0, text("rule"), "source", RowStatus.SCORED, 8.0, 8.0, 8.0)
    >>> [words.english() for words in card_checks([row], unknown=["x"], faults=[])][1:]
    ['The weights of 1 rows add up to 10 points.', 'Outputs: 8.00 of 10 points settled, 1 of 1 rows.']
    """
    strangers = (
        text("{indicator} is given but is no row of the indicator system; it was not used.", indicator=indicator)
        for indicator in unknown
    )
    return (*faults, *strangers, *_beyond_weight(rows), _weights(rows), *_groups(rows))


def _beyond_weight(rows: Sequence[ScoredRow]) -> Iterator[Text]:
    for row in rows:
        if not 0 <= row.points_low <= row.points_high <= row.weight:
            yield text(
                "{name}: points lie outside 0 to {weight}.", name=row.levels[-1], weight=shown(exact(row.weight))
            )


def _weights(rows: Sequence[ScoredRow]) -> Text:
    summed = sum((exact(row.weight) for row in rows), ZERO)
    return text("The weights of {n} rows add up to {sum} points.", n=len(rows), sum=shown(summed))


def _groups(rows: Sequence[ScoredRow]) -> Iterator[Text]:
    for name in dict.fromkeys(row.levels[0] for row in rows):
        own = [row for row in rows if row.levels[0] == name]
        points = [exact(row.points) for row in own if row.points is not None]
        if not points:
            weight = shown(sum((exact(row.weight) for row in own), ZERO))
            yield text("{name}: {weight} points, {rows} rows, none settled.", name=name, weight=weight, rows=len(own))
            continue
        yield text(
            "{name}: {scored} of {weight} points settled, {n} of {rows} rows.",
            name=name, scored=f"{sum(points, ZERO):.2f}", weight=shown(sum((exact(row.weight) for row in own), ZERO)),
            n=len(points), rows=len(own),
        )  # fmt: skip
