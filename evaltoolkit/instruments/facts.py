"""What is known about a scale version, each fact with its source and whether it was confirmed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Status = Literal["confirmed", "recalled"]


class Strict(BaseModel):
    """A part of a scale's YAML: unknown keys refused, nothing converted, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Names(Strict):
    """A name in both languages."""

    zh: Words
    en: Words

    def said(self, language: str) -> str:
        """Return the name in the language of that code; English for any but Chinese.

        Parameters
        ----------
        language
            Code such as ``zh_CN`` or ``en``.

        Returns
        -------
        str
            Never empty.

        Examples
        --------
        >>> Names(zh="孤独感", en="loneliness").said("zh_CN")
        '孤独感'
        """
        return self.zh if language.startswith("zh") else self.en


class Fact(Strict):
    """Something that could be disputed.

    `recalled` means written down from memory and not found again in a source: the report marks it 未核实 and rests
    no headline on it.
    """

    status: Status
    source: Words

    @property
    def is_confirmed(self) -> bool:
        """Return whether the fact was read in the named source."""
        return self.status == "confirmed"


class ScoreFact(Fact):
    """A fact about the total or about one dimension."""

    dimension: Identifier = "total"


class Reversal(Fact):
    """The items whose answers are turned round before they are added."""

    items: Annotated[tuple[int, ...], Field(strict=False)] = ()


class Wording(Fact):
    """The items' texts, one for each item in order, and what is said before them; allowed only where the licence is."""

    lead: Names | None = None
    items: Annotated[tuple[Names, ...], Field(strict=False)]


class MissingRule(Fact):
    """How many unanswered items a score bears; the answered ones then stand for them in proportion.

    `total` counts over the whole scale, `dimension` over one dimension. A recalled rule is shown and not applied.
    """

    total: int = Field(ge=0)
    dimension: int = Field(default=0, ge=0)


class Cutoff(ScoreFact):
    """A band of scores with a name, both ends included, and the people it was found for."""

    names: Names
    low: float
    high: float
    population: Words


class Screening(ScoreFact):
    """A cut-off that a study found: from `at_least` on, or up to `at_most`, with how well it told people apart."""

    at_least: float | None = None
    at_most: float | None = None
    population: Words
    sensitivity: float | None = Field(default=None, gt=0, le=1)
    specificity: float | None = Field(default=None, gt=0, le=1)


class Reliability(ScoreFact):
    """One published coefficient."""

    kind: Literal["alpha", "omega", "retest", "split_half", "icc"]
    value: float = Field(gt=0, le=1)
    population: Words
    n: int | None = Field(default=None, ge=2)
    interval: Words | None = None


class Norm(ScoreFact):
    """Mean and, where the source has it, standard deviation of a population."""

    mean: float
    sd: float | None = Field(default=None, gt=0)
    population: Words
    n: int | None = Field(default=None, ge=2)


class ReliableChange(ScoreFact):
    """The least change of one person that is more than error, fixed for the version so that streets compare alike.

    `sd` and `reliability` are the figures it was worked out from; `threshold` is in scale points.
    """

    threshold: float = Field(gt=0)
    sd: float | None = Field(default=None, gt=0)
    reliability: float | None = Field(default=None, gt=0, lt=1)


class ImportantChange(ScoreFact):
    """The least change that people themselves find important, in scale points; never a sign of reliability."""

    value: float = Field(gt=0)


class Alert(Fact):
    """An answer that needs a person's attention at once, whatever the total."""

    item: int = Field(ge=1)
    above: float
    step: Words


class Licence(Fact):
    """What the owner allows; wording may be shipped only with `wording_allowed`."""

    words: Words
    wording_allowed: bool
