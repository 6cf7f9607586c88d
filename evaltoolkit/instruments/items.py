"""How the items of a scale are answered: ranges, options, and answers that say several things at once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaltoolkit.instruments.facts import Names, Reversal, Strict, Wording

Form = Literal["number", "ticked", "parts"]
NO_REVERSAL = Reversal(status="confirmed", source="未列反向题")
MOST_DIGITS = 9  # digits 1 to 9 name what was chosen; 0 says nothing was


class Option(Strict):
    """One answer: its points and its text."""

    value: float
    names: Names


class ItemRange(Strict):
    """The answers of one item that differ from the others'.

    Parameters
    ----------
    low, high, step
        Points of the item, and the step between them.
    form
        ``number``: the answer is its points. ``ticked``: the numbers of the lines ticked, one after another (135), 0
        for none; each is one point. ``parts``: one digit for each of `parts` sub-questions (43214); their sum counts.
    parts
        Number of sub-questions of the form ``parts``.
    """

    item: int = Field(ge=1)
    low: float
    high: float
    step: float = Field(default=1.0, gt=0)
    form: Form = "number"
    parts: int | None = Field(default=None, ge=2, le=MOST_DIGITS)

    @property
    def is_coded(self) -> bool:
        """Return whether the answer has to be decoded before it is points."""
        return self.form != "number"

    @property
    def typed_low(self) -> float:
        """Return the least number that can be typed as an answer."""
        if self.form == "parts" and self.parts:
            return float(f"{self.low / self.parts:.0f}" * self.parts)
        return self.low

    @property
    def typed_high(self) -> float:
        """Return the greatest number that can be typed as an answer.

        Examples
        --------
        >>> ItemRange(item=5, low=5, high=20, form="parts", parts=5).typed_high
        44444.0
        >>> ItemRange(item=6, low=0, high=3, form="ticked").typed_high
        321.0
        """
        if self.form == "parts" and self.parts:
            return float(f"{self.high / self.parts:.0f}" * self.parts)
        if self.form == "ticked":
            return float("".join(str(digit) for digit in range(int(self.high), 0, -1)))
        return self.high


class Items(Strict):
    """How the items are answered; `exceptions` for those with a range of their own."""

    count: int = Field(ge=1, le=200)
    low: float
    high: float
    step: float = Field(default=1.0, gt=0)
    options: Annotated[tuple[Option, ...], Field(strict=False)] = ()
    exceptions: Annotated[tuple[ItemRange, ...], Field(strict=False)] = ()
    reversed: Reversal = NO_REVERSAL
    wording: Wording | None = None

    def ranges(self) -> tuple[ItemRange, ...]:
        """Return the range of every item in order."""
        own = {entry.item: entry for entry in self.exceptions}
        low, high, step = self.low, self.high, self.step
        return tuple(
            own.get(number, ItemRange(item=number, low=low, high=high, step=step))
            for number in range(1, self.count + 1)
        )

    @property
    def coded(self) -> tuple[ItemRange, ...]:
        """Return the items whose answers have to be decoded."""
        return tuple(entry for entry in self.exceptions if entry.is_coded)
