"""Accept a person's points for a qualitative row inside the band of the level that person chose.

Source: edition 2020, PMKPI ``selfqualscorecheck`` (财预〔2020〕10号 三档): 达成年度指标 [0.8W, W],
部分达成并具有一定效果 [0.6W, 0.8W), 未达成且效果较差 [0, 0.6W). Edition 2017, 江西 2017 form: 100–80(含),
80–50(含), 50–0. The system rejects points outside the band, and so does this rule: points are a person's, they
are never made up or moved.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from evaltoolkit.language import listed, text
from evaltoolkit.model.workbook import LEVELS
from evaltoolkit.scoring.points import ZERO, Points, Refused, round_points, shown

Edition = Literal["2020", "2017"]
NAME = text("Qualitative in three bands: points given by a person inside the band of the level reached")
_CUTS: dict[Edition, tuple[Decimal, ...]] = {
    "2020": (Decimal("0.8"), Decimal("0.6"), ZERO),
    "2017": (Decimal("0.8"), Decimal("0.5"), ZERO),
}


def qualitative_band(points: Decimal, level: str, *, weight: Decimal, edition: Edition = "2020") -> Points:
    """Return a person's points where they lie in the band of the level.

    Parameters
    ----------
    points
        Points the person gave.
    level
        One of :data:`~evaltoolkit.model.workbook.LEVELS`.
    weight
        Points of the row.
    edition
        Which division into bands holds.

    Returns
    -------
    Points
        The points as given, without a completion.

    Raises
    ------
    Refused
        The points lie outside the band, or the level is none of the three.

    Examples
    --------
    >>> qualitative_band(Decimal(8), "达成", weight=Decimal(10)).points
    Decimal('8.00')
    """
    if not points.is_finite():
        raise Refused(text("The points given are no number."))
    if level not in LEVELS:
        raise Refused(text("The level {level} is none of {levels}.", level=level, levels=listed(LEVELS)))
    rank = LEVELS.index(level)
    low = _CUTS[edition][rank] * weight
    high = weight if rank == 0 else _CUTS[edition][rank - 1] * weight
    band = f"[{shown(low)}, {shown(high)}{']' if rank == 0 else ')'}"
    if not (low <= points < high or (rank == 0 and points == high)):
        raise Refused(
            text(
                "{points} points lie outside the band {band} of {level}.", points=shown(points), band=band, level=level
            )
        )
    return Points(
        points, text("{level} {band}: {points} points given", level=level, band=band, points=round_points(points))
    )
