"""Turn a third party's word, such as 良好, into points by a table that has a source.

Source: 本工具规则. No official table from conclusions to points is known, and the seed gives its 良好 without a
score; so without a sourced table in the system the row stays unscored.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from evaltoolkit.language import listed, text
from evaltoolkit.scoring.points import Points, Refused, round_points

NAME = text("Third party's conclusion: points by the system's table")


def conclusion_points(conclusion: str, table: Mapping[str, Decimal]) -> Points:
    """Return the points that the table gives for the word.

    Parameters
    ----------
    conclusion
        The third party's word; blanks around it do not count.
    table
        Points of each word, at least 0.

    Returns
    -------
    Points
        Without a completion.

    Raises
    ------
    Refused
        The word does not stand in the table.

    Examples
    --------
    >>> conclusion_points("良好", {"优秀": Decimal(11), "良好": Decimal(9)}).points
    Decimal('9.00')
    """
    word = conclusion.strip()
    if word not in table:
        raise Refused(text("The conclusion {word} is none of {words}.", word=word, words=listed(table)))
    return Points(
        table[word], text("{word}: {points} points by the table", word=word, points=round_points(table[word]))
    )
