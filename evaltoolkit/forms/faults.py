"""What an audit of a form finds: a fault with its cell, or a cell that is still to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from evaltoolkit.forms.cells import FoundCell
from evaltoolkit.language import Text, text

TOLERANCE = Decimal("0.005")
"""本工具规则: forms print points to two decimals, so that half of the last place is rounding."""


_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold.

    Parameters
    ----------
    cell
        Where.
    sentence
        What stands there, and what it should be.
    """

    cell: FoundCell
    sentence: Text

    def said(self) -> Text:
        """Return the sentence with its address."""
        return text("{address}: {sentence}", address=self.cell.address, sentence=self.sentence)


def differs(one: Decimal, other: Decimal, slack: Decimal = _NOTHING) -> bool:
    """Return whether two figures differ by more than rounding and a slack of the figures that they come from."""
    return abs(one - other) > TOLERANCE + slack
