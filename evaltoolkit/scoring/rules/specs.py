"""How an indicator system names a rule: its kind, its parameters, and the document that says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from evaltoolkit.scoring.points import exact
from evaltoolkit.scoring.rules.at_most import Variant
from evaltoolkit.scoring.rules.qualitative_band import Edition

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Strict(BaseModel):
    """A frozen model that refuses unknown keys and silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _decimal(value: object) -> object:
    return exact(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_decimal)]
Positive = Annotated[Number, Field(gt=0)]
Share = Annotated[Number, Field(ge=0, le=1)]


class AtLeastParameters(Strict):
    """`short`: what a figure below its target scores."""

    short: Literal["proportional", "nothing"] = "proportional"


class AtMostParameters(Strict):
    """`variant`: how points fall above the limit."""

    variant: Variant = "linear"


class BandParameters(Strict):
    """`edition`: which division into three bands holds."""

    edition: Edition = "2020"


class OperatorParameters(Strict):
    """How the rules behave that the target's operator chooses."""

    variant: Variant = "linear"
    edition: Edition = "2020"


class StepParameters(Strict):
    """A step in the target's unit, and the points it costs."""

    step: Positive
    cost: Positive
    started: bool = False


class TierSpec(Strict):
    """A share of the points for a deviation of at most `within` per cent."""

    within: Annotated[Number, Field(ge=0)]
    share: Share


class TierParameters(Strict):
    """The tiers, narrowest first."""

    tiers: Annotated[tuple[TierSpec, ...], Field(strict=False, min_length=1)]


class TableParameters(Strict):
    """Points of each conclusion; an empty table, or one without its source, scores nothing."""

    table: dict[str, Annotated[Number, Field(ge=0)]] = Field(default_factory=dict)
    table_source: Words | None = None


class NoParameters(Strict):
    """The rule has nothing to set."""


class _Rule(Strict):
    source: Words


Better = Literal["more", "less", "neither"]
"""What a rule of figures takes for good: more than the target, less, or neither, as a share of it or a tolerance."""


class AtLeastRule(_Rule):
    """A figure that should reach its target."""

    better: ClassVar[Better] = "more"
    kind: Literal["at_least"]
    parameters: AtLeastParameters = AtLeastParameters()


class EqualRule(_Rule):
    """A figure that should equal its target."""

    better: ClassVar[Better] = "more"
    kind: Literal["equal"]
    parameters: NoParameters = NoParameters()


class AtMostRule(_Rule):
    """A figure that should stay at or below its target."""

    better: ClassVar[Better] = "less"
    kind: Literal["at_most"]
    parameters: AtMostParameters = AtMostParameters()


class ByOperatorRule(_Rule):
    """The target's own operator chooses between at least, equal, at most and qualitative."""

    kind: Literal["by_operator"]
    parameters: OperatorParameters = OperatorParameters()


class QualitativeRule(_Rule):
    """A person's level and points."""

    kind: Literal["qualitative_band"]
    parameters: BandParameters = BandParameters()


class StepRule(_Rule):
    """Points cut step by step."""

    better: ClassVar[Better] = "more"
    kind: Literal["step_deduction"]
    parameters: StepParameters


class TierRule(_Rule):
    """Points by deviation."""

    better: ClassVar[Better] = "neither"
    kind: Literal["tiered_tolerance"]
    parameters: TierParameters


class OnTimeRule(_Rule):
    """The share of what was due that was done on time."""

    better: ClassVar[Better] = "neither"
    kind: Literal["on_time_share"]
    parameters: NoParameters = NoParameters()


class ExecutionRule(_Rule):
    """Spending over the adjusted annual budget."""

    better: ClassVar[Better] = "neither"
    kind: Literal["execution_rate"]
    parameters: NoParameters = NoParameters()


class ConclusionRule(_Rule):
    """A third party's word and its points."""

    kind: Literal["conclusion_table"]
    parameters: TableParameters = TableParameters()


FigureRule = AtLeastRule | EqualRule | AtMostRule | StepRule | TierRule | OnTimeRule | ExecutionRule
Rule = Annotated[
    FigureRule | ByOperatorRule | QualitativeRule | ConclusionRule,
    Field(discriminator="kind"),
]
