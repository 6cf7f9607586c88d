"""What holds for every rule and every figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from evaltoolkit.model.plan import RowInput
from evaltoolkit.scoring.given import PARAMETER_FILE, TARGETS_SHEET, Statement
from evaltoolkit.scoring.quantity import parse_quantity
from evaltoolkit.scoring.rules.at_least import at_least
from evaltoolkit.scoring.rules.at_most import at_most
from evaltoolkit.scoring.rules.choose import figure_function
from evaltoolkit.scoring.rules.specs import FigureRule
from evaltoolkit.scoring.score_row import score_row
from evaltoolkit.scoring.system import Row
from tests.every_rule import FIGURE_RULES

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
TARGETS = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
WEIGHTS = st.decimals(min_value=Decimal("0.5"), max_value=100, places=1)
OF_AMOUNTS = [rule for rule in FIGURE_RULES if rule.kind not in ("on_time_share", "execution_rate")]
"""Rules of a target and an actual in one unit; the other two are of what was due and of a budget."""
CUTS = [
    {},
    {"overshoot": {"cut": "nothing_left", "source": "s"}},
    {"overshoot": {"cut": "proportional", "rate": 2, "source": "s"}},
]


@given(st.sampled_from(FIGURE_RULES), AMOUNTS, TARGETS, WEIGHTS)
def test_points_lie_between_zero_and_the_weight(
    rule: FigureRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    # no more is on time than was due
    actual = min(actual, target) if rule.kind == "on_time_share" else actual
    points = figure_function(rule, weight)(actual, target)

    assert 0 <= points.value <= weight
    assert 0 <= points.points <= weight


@given(AMOUNTS, AMOUNTS, TARGETS, WEIGHTS)
def test_more_done_never_brings_fewer_points(one: Decimal, other: Decimal, target: Decimal, weight: Decimal) -> None:
    less, more = sorted((one, other))

    assert at_least(less, target, weight=weight).points <= at_least(more, target, weight=weight).points


@given(AMOUNTS, AMOUNTS, AMOUNTS, WEIGHTS, st.sampled_from(["linear", "inverse"]))
def test_further_above_a_limit_never_brings_more_points(
    one: Decimal, other: Decimal, target: Decimal, weight: Decimal, variant: str
) -> None:
    less, more = sorted((one, other))

    assert (
        at_most(more, target, weight=weight, variant=variant).points
        <= at_most(less, target, weight=weight, variant=variant).points
    )


@given(AMOUNTS, TARGETS, WEIGHTS)
def test_the_inverse_variant_is_never_stricter_than_the_linear(
    actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    linear = at_most(actual, target, weight=weight).points

    assert linear <= at_most(actual, target, weight=weight, variant="inverse").points


@given(
    st.sampled_from(OF_AMOUNTS),
    st.sampled_from(CUTS),
    st.sampled_from(["", "≥", "≤"]),
    st.decimals(min_value=0, max_value=400, places=1),
    st.decimals(min_value=0, max_value=400, places=1),
)
def test_a_bound_holds_the_points_of_every_figure_it_allows(
    rule: FigureRule, cut: dict[str, object], operator: str, limit: Decimal, actual: Decimal
) -> None:
    row = Row.model_validate(
        {"id": "r", "path": ["a"], "weight": 10, "weight_source": "s", "rule": rule.model_dump(), **cut}
    )
    allowed = {"": actual == limit, "≥": actual >= limit, "≤": actual <= limit}[operator]
    bound = score_row(row, [_stated(f"{operator}{limit}个")]).row
    figure = score_row(row, [_stated(f"{actual}个")]).row

    assert 0 <= bound.points_low <= bound.points_high <= 10
    assert figure.points is not None
    if allowed:
        assert bound.points_low <= figure.points <= bound.points_high
    if bound.points is not None:
        assert bound.points_low == bound.points == bound.points_high


@given(st.lists(AMOUNTS.map(lambda amount: f"{amount}个"), min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_sources_changes_no_points(actuals: list[str], random: object) -> None:
    row = Row.model_validate(
        {"id": "r", "path": ["a"], "weight": 10, "weight_source": "s", "rule": FIGURE_RULES[0].model_dump()}
    )
    given_once = [Statement(TARGETS_SHEET, RowInput(target="≥500个"))]
    given_once += [
        Statement(PARAMETER_FILE if i == 0 else _origin(i), RowInput(actual=a)) for i, a in enumerate(actuals)
    ]
    shuffled = list(given_once)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    first, second = score_row(row, given_once).row, score_row(row, shuffled).row
    assert (first.points, first.points_low, first.points_high) == (second.points, second.points_low, second.points_high)


@given(st.text(max_size=30))
def test_no_cell_breaks_the_reader(cell: str) -> None:
    quantity = parse_quantity(cell)

    assert quantity is None or quantity.number.is_finite()


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_pair_of_cells_breaks_a_row_or_leaves_its_range(target: str, actual: str) -> None:
    row = Row.model_validate(
        {"id": "r", "path": ["a"], "weight": 10, "weight_source": "s", "rule": {"kind": "by_operator", "source": "s"}}
    )
    given_words = {name: cell for name, cell in (("target", target), ("actual", actual)) if cell.strip()}
    scored = score_row(row, [Statement(PARAMETER_FILE, RowInput.model_validate(given_words))]).row

    assert 0 <= scored.points_low <= scored.points_high <= 10


def _stated(actual: str) -> Statement:
    target = {"target": "100个", "actual": actual}
    return Statement(PARAMETER_FILE, RowInput.model_validate(target))


def _origin(number: int) -> object:
    return PARAMETER_FILE.with_(number=number)
