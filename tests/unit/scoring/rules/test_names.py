"""Every rule, every way to combine and every level of a dispatch has its words in both languages."""

from enum import StrEnum
from typing import Any, get_args

import pytest

from evaltoolkit.language import Language, Text, messages
from evaltoolkit.outcomes.people.other_rules import Rule as OtherRule
from evaltoolkit.outcomes.people.reliable_change import Index
from evaltoolkit.scoring.rules import choose
from evaltoolkit.scoring.rules.choose import figure_function, rule_name
from evaltoolkit.scoring.rules.specs import FigureRule, Rule
from evaltoolkit.words.outcome.method_table_words import METHODS

PARAMETERS: dict[str, list[dict[str, Any]]] = {
    "at_least": [{"short": "proportional"}, {"short": "nothing"}],
    "at_most": [{"variant": "linear"}, {"variant": "inverse"}],
    "step_deduction": [{"step": 5, "cost": 1}],
    "tiered_tolerance": [{"tiers": [{"within": 10, "share": 1}]}],
}
RULES = [
    kind.model_validate({"kind": name, "source": "s", "parameters": parameters})
    for kind in get_args(get_args(Rule)[0])
    for name in get_args(kind.model_fields["kind"].annotation)
    for parameters in PARAMETERS.get(name, [{}])
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}-{rule.parameters}"[:40])
def test_every_rule_of_the_registry_has_a_name_in_both_languages(rule: Any) -> None:
    name = rule_name(rule)
    assert isinstance(name, Text)
    assert name.message in messages("zh_CN")
    assert Language("zh_CN").say(name) != name.english()


def test_no_two_rules_that_score_differently_share_a_name() -> None:
    names = [rule_name(rule).english() for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", [rule for rule in RULES if isinstance(rule, get_args(FigureRule))])
def test_every_rule_of_figures_has_its_function(rule: Any) -> None:
    assert callable(figure_function(rule, choose.Decimal(10)))


@pytest.mark.parametrize("kind", [Index, OtherRule])
def test_every_rule_for_single_people_has_a_name(kind: type[StrEnum]) -> None:
    assert {rule.value for rule in kind} <= METHODS.keys()
