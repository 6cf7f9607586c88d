"""A line beside a sentence that shows its figure at a glance; what it shows, the sentence says."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.findings.rows import Row

_LEAST = 0.05  # of the axis: a stretch as short as this can still be seen


@dataclass(frozen=True, slots=True)
class Spark:
    """A stretch of a short axis, in whole per cent of its length.

    Parameters
    ----------
    start
        Where the stretch begins.
    length
        How long it is.
    has_zero
        Whether 0 stands in the middle, as for a change; else at the left, as for a share.
    """

    start: int
    length: int
    has_zero: bool = False

    def html(self) -> str:
        """Return the line; the page's style gives the classes ``w0`` to ``w100`` their width."""
        kind = "spark change" if self.has_zero else "spark"
        return (
            f'<span class="{kind}"><span class="w{self.start}"></span><span class="drawn w{self.length}"></span></span>'
        )


def spark_of_share(part: float | None, whole: float | None) -> Spark | None:
    """Return the line of a share, full from the whole upwards; None where either is open.

    Examples
    --------
    >>> spark_of_share(9575.5, 9600).length
    99
    >>> spark_of_share(3, 0) is None
    True
    """
    if part is None or whole is None or whole <= 0:
        return None
    return Spark(0, int(100 * min(max(part / whole, 0.0), 1.0)))  # full only where it is reached


def spark_of_change(row: Row) -> Spark | None:
    """Return the interval of a mean change about 0, better to the right whatever the scale's direction."""
    ends, better = row.ends("change_low", "change_high"), row.number("better")
    if ends is None or better is None:
        return None
    low, high = ends if better > 0 else (-ends[1], -ends[0])
    reach = 1.1 * max(abs(low), abs(high))
    if reach == 0:
        return None
    start, end = (round(50 + 50 * value / reach) for value in (low, high))
    return Spark(start, max(end - start, round(100 * _LEAST)), has_zero=True)
