"""The indicator systems that the package ships."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
import yaml

from evaltoolkit.scoring.registry import find_system, shipped_contents
from evaltoolkit.scoring.rules.specs import Rule
from evaltoolkit.scoring.system import Row

# 2023年度云城街道部门重点项目绩效评价报告, 二（三）
SEED_WEIGHTS = {
    "资金使用完成情况": 10,
    "社工站服务工时": 11,
    "社工服务评估": 11,
    "按时支付运营经费": 9,
    "按照年度预算发放运营经费": 9,
    "为居民提供专业服务，帮助居民解决实际困难": 11,
    "链接政策资源，整合辖内各类资源为经济困难群众提供帮助": 10,
    "开展春风农场项目建设": 9,
    "社工站正常运作服务得到保障": 10,
    "服务对象满意度": 10,
}


@pytest.mark.parametrize("system_id", sorted(shipped_contents()))
def test_every_shipped_system_is_sound(system_id: str) -> None:
    assert find_system(system_id).id == system_id


def test_yuncheng_has_the_ten_rows_and_weights_of_the_seed() -> None:
    system = find_system("yuncheng_2023")

    assert {row.name: row.weight for row in system.rows} == SEED_WEIGHTS
    assert [group.weight for group in system.groups] == [10, 40, 40, 10]
    assert all("原报告 二（三）" in row.weight_source for row in system.rows)


def test_yuncheng_says_that_its_rules_are_not_in_the_seed() -> None:
    assert all(row.rule.source.startswith("本工具规则") for row in find_system("yuncheng_2023").rows)


def test_the_national_system_is_10_50_30_10() -> None:
    groups = {group.name: group.weight for group in find_system("national_2020").groups}

    assert groups == {"预算执行": 10, "产出指标": 50, "效益指标": 30, "满意度指标": Decimal(10)}


@pytest.mark.parametrize(
    ("system_id", "groups"),
    [
        ("national_2021", {"预算执行": 10, "成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}),
        ("department_2020", {"决策": 20, "过程": 20, "产出": 30, "效益": 30}),
    ],
)
def test_what_was_not_read_says_so(system_id: str, groups: dict[str, int]) -> None:
    system = find_system(system_id)

    assert system.source.startswith("凭记忆，未读到原文")
    assert {group.name: group.weight for group in system.groups} == groups
    assert all("本工具规则" in row.weight_source for row in system.rows)


def test_the_blank_system_is_a_template_with_grades_and_no_rows() -> None:
    system = find_system("blank")

    assert system.template
    assert system.rows == ()
    assert [band.label for band in system.grades] == ["优", "良", "中", "差"]


GUIDE = (Path(__file__).parents[3] / "parameters" / "indicators" / "README.md").read_text(encoding="utf-8")


def test_the_guide_lists_every_rule_and_no_other() -> None:
    table = GUIDE[GUIDE.index("## 规则") : GUIDE.index("## 合并")]
    kinds = {name for rule in get_args(get_args(Rule)[0]) for name in get_args(rule.model_fields["kind"].annotation)}

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == kinds


def test_the_example_row_of_the_guide_can_be_used() -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)

    assert example is not None
    (row,) = yaml.safe_load(example[1])
    assert Row.model_validate(row).rule.kind == "at_least"
