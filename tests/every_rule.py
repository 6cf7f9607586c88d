"""Every rule that a system can name, once for each way it can be set; what holds for all of them is asked of these."""

from typing import Any, get_args

from evaltoolkit.scoring.rules.specs import FigureRule, Rule

PARAMETERS: dict[str, list[dict[str, Any]]] = {
    "at_least": [{"short": "proportional"}, {"short": "nothing"}],
    "at_most": [{"variant": "linear"}, {"variant": "inverse"}],
    "step_deduction": [{"step": 5, "cost": 1}],
    "tiered_tolerance": [{"tiers": [{"within": 10, "share": 1}, {"within": 15, "share": 0.6}]}],
}
"""A rule that must be given parameters stands here, and one that scores in several ways."""
RULES = [
    kind.model_validate({"kind": name, "source": "s", "parameters": parameters})
    for kind in get_args(get_args(Rule)[0])
    for name in get_args(kind.model_fields["kind"].annotation)
    for parameters in PARAMETERS.get(name, [{}])
]
FIGURE_RULES: list[FigureRule] = [rule for rule in RULES if isinstance(rule, get_args(FigureRule))]
