"""Every rule, every way to combine and every level of a dispatch has its words in both languages."""

from enum import StrEnum
from typing import Any

import pytest

from evaltoolkit.language import Language, Text, messages
from evaltoolkit.outcomes.people.other_rules import Rule as OtherRule
from evaltoolkit.outcomes.people.reliable_change import Index
from evaltoolkit.scoring.rules import choose
from evaltoolkit.scoring.rules.choose import figure_function, rule_name
from evaltoolkit.words.outcome.method_table_words import METHODS
from tests.every_rule import FIGURE_RULES, RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}-{rule.parameters}"[:40])
def test_every_rule_of_the_registry_has_a_name_in_both_languages(rule: Any) -> None:
    name = rule_name(rule)
    assert isinstance(name, Text)
    assert name.message in messages("zh_CN")
    assert Language("zh_CN").say(name) != name.english()


def test_no_two_rules_that_score_differently_share_a_name() -> None:
    names = [rule_name(rule).english() for rule in RULES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", FIGURE_RULES)
def test_every_rule_of_figures_has_its_function(rule: Any) -> None:
    assert callable(figure_function(rule, choose.Decimal(10)))


@pytest.mark.parametrize("kind", [Index, OtherRule])
def test_every_rule_for_single_people_has_a_name(kind: type[StrEnum]) -> None:
    assert {rule.value for rule in kind} <= METHODS.keys()
