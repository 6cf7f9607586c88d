import pytest

from evaltoolkit.scoring.quantity import parse_quantity
from evaltoolkit.scoring.rules.choose import rule_of_target
from evaltoolkit.scoring.rules.specs import ByOperatorRule


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("≥50个", "at_least"),
        ("≤90万元", "at_most"),
        ("＝100％", "equal"),
        ("100%", "equal"),
        ("严格执行相关制度规定", "qualitative_band"),
    ],
)
def test_the_operator_of_the_target_chooses_the_rule(target: str, kind: str) -> None:
    rule = ByOperatorRule(kind="by_operator", source="省级预算绩效管理系统")

    assert rule_of_target(rule, parse_quantity(target)).kind == kind
