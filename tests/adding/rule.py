"""A rule of scoring: in proportion to completion, nothing below a floor."""

from tests.adding import Trial

_ROOM = "evaltoolkit/scoring/rules"
_MODULE = '''"""Score a figure in proportion to completion, and below a floor nothing (本工具规则)."""

from decimal import Decimal

from evaltoolkit.language import text
from evaltoolkit.scoring.points import ZERO, Points, shown
from evaltoolkit.scoring.rules.at_least import at_least

NAME = text("In proportion to completion, nothing below {floor} of the target")


def from_floor(actual: Decimal, target: Decimal, *, weight: Decimal, floor: Decimal) -> Points:
    """Return what :func:`at_least` gives, nothing where completion lies below `floor`."""
    found = at_least(actual, target, weight=weight)
    if found.completion is None or found.completion >= floor:
        return found
    short = text("{actual} is below {floor} of {target}: 0 points", actual=shown(actual), floor=shown(floor),
                 target=shown(target))
    return Points(ZERO, short, found.completion)
'''
_SPEC = '''class FloorParameters(Strict):
    """`floor`: completion below which nothing is scored."""

    floor: Share = Decimal("0.6")


class FloorRule(_Rule):
    """In proportion from a floor on."""

    better: ClassVar[Better] = "more"
    kind: Literal["from_floor"]
    parameters: FloorParameters = FloorParameters()


FigureRule = FloorRule | '''

RULE = Trial(
    edits={
        f"{_ROOM}/from_floor.py": _MODULE,
        f"{_ROOM}/specs.py": (("FigureRule = ", _SPEC),),
        f"{_ROOM}/choose.py": (
            ("import conclusion_table, ", "import conclusion_table, from_floor, "),
            ("    FigureRule,\n", "    FigureRule,\n    FloorRule,\n"),
            (
                "    assert_never(rule)",
                "        case FloorRule(parameters=limit):\n"
                "            return partial(from_floor.from_floor, weight=weight, floor=limit.floor)\n"
                "    assert_never(rule)",
            ),
            (
                "        case ByOperatorRule():",
                "        case FloorRule(parameters=limit):\n"
                "            return from_floor.NAME.with_(floor=shown(limit.floor))\n"
                "        case ByOperatorRule():",
            ),
        ),
        "parameters/indicators/README.md": (
            (
                "| `tiered_tolerance`",
                "| `from_floor` | 完成率低于 `floor` 不得分 | `floor: 0.6` |\n| `tiered_tolerance`",
            ),
        ),
    },
    chinese={
        "scoring.po": {
            "In proportion to completion, nothing below {floor} of the target": "按完成比例；完成率低于 {floor} 不得分",
            "{actual} is below {floor} of {target}: 0 points": "{actual} 低于 {target} 的 {floor}：0 分",
        }
    },
    reminders=(
        "tests/unit/scoring/rules/test_names.py",
        "tests/property/scoring/test_rules.py",
        "tests/unit/scoring/test_registry_shipped_systems.py",
    ),
    program="""
from decimal import Decimal

from evaltoolkit.language import Language
from evaltoolkit.scoring.rules.choose import can_overshoot, figure_function, rule_name
from evaltoolkit.scoring.system import Row

rule = {"kind": "from_floor", "source": "s", "parameters": {"floor": 0.5}}
row = Row.model_validate({"id": "r", "path": ["a"], "weight": 10, "weight_source": "s", "rule": rule})
score = figure_function(row.rule, row.weight)
found = [score(Decimal(done), Decimal(100)) for done in (49, 50, 130)]
print(*(one.points for one in found), can_overshoot(row.rule))
print(Language().say(rule_name(row.rule)), Language().say(found[0].formula), sep="\\n")
""",
    says="0.00 5.00 10.00 True\n按完成比例；完成率低于 0.5 不得分\n49 低于 100 的 0.5：0 分\n",
)
