from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaltoolkit.errors import ExitCode, RegistryError
from evaltoolkit.language import Language
from evaltoolkit.scoring.registry import check_system, find_system, read_system

Make = Callable[..., dict[str, Any]]


def faults(content: Any) -> str:
    with pytest.raises(RegistryError) as raised:
        check_system(content, origin="made")
    assert raised.value.exit_code is ExitCode.REGISTRY_INVALID
    return Language("zh_CN").say(raised.value.sentence)


def test_a_sound_system_is_accepted(make_system: Make) -> None:
    assert check_system(make_system(), origin="made").total == 100


def test_all_faults_come_at_once_in_chinese(make_system: Make, make_row: Make) -> None:
    first = make_row(id="a", weight=60, path=["产出", "乙"])
    found = faults(
        make_system(
            first,
            make_row(id="a", weight=30, path=["效益", "甲", "乙", "丙"][:3]),
            levels=["一级", "二级"],
            groups=[{"name": "产出", "weight": 50, "source": "s"}],
            grades=[
                {"label": "优", "low": 90, "high": 100, "source": "s"},
                {"label": "差", "low": 10, "high": 89, "source": "s"},
            ],
        )
    )

    assert "行编号 a 出现2次" in found
    assert "a 行写了3级名称，而指标体系只有2级" in found
    assert "各行分值合计90，不是100" in found
    assert "“产出”各行分值合计60，不是50" in found
    assert "a 行属于“效益”，groups 中没有这一项" in found
    assert "各等级须从0分连续覆盖到100分" in found
    assert "等级“差”与“优”之间有空档或重叠：89不等于90" in found


def test_faults_of_form_come_at_once_with_a_place_and_a_remedy(make_system: Make, make_row: Make) -> None:
    row = make_row(wieght=3, rule={"kind": "at_lest", "source": "s"})
    del row["weight_source"]
    found = faults(make_system(row, total="100"))

    assert "不认识 `rows.1.wieght`（是不是想写 `weight`？）" in found
    assert "`rows.1.rule.kind` 应为以下之一：at_least" in found
    assert "缺少 `rows.1.weight_source`" in found
    assert "`total` 应为不带引号和单位的数字" in found


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "at_least"},
        {"kind": "step_deduction", "source": "s"},
        {"kind": "step_deduction", "source": "s", "parameters": {"step": 0, "cost": 1}},
        {"kind": "at_most", "source": "s", "parameters": {"variant": "other"}},
        {"kind": "tiered_tolerance", "source": "s", "parameters": {"tiers": []}},
        {"kind": "tiered_tolerance", "source": "s", "parameters": {"tiers": [{"within": 10, "share": 1.2}]}},
        {"kind": "qualitative_band", "source": "s", "parameters": {"edition": 2020}},
    ],
)
def test_a_rule_without_source_or_with_wrong_parameters_is_refused(
    make_system: Make, make_row: Make, rule: dict[str, Any]
) -> None:
    assert "rows.1.rule" in faults(make_system(make_row(rule=rule)))


def test_a_table_may_not_give_more_than_the_weight(make_system: Make, make_row: Make) -> None:
    rule = {"kind": "conclusion_table", "source": "s", "parameters": {"table": {"优秀": 101}, "table_source": "s"}}

    assert "“优秀”101分，超过分值100" in faults(make_system(make_row(rule=rule)))


def test_tiers_must_widen_and_not_rise(make_system: Make, make_row: Make) -> None:
    tiers = [{"within": 10, "share": 0.5}, {"within": 15, "share": 1}]
    rule = {"kind": "tiered_tolerance", "source": "s", "parameters": {"tiers": tiers}}

    assert "各档容差须由小到大" in faults(make_system(make_row(rule=rule)))


def test_an_empty_system_that_is_no_template_is_refused(make_system: Make) -> None:
    assert "合计0，不是100" in faults({**make_system(), "rows": []})


@pytest.mark.parametrize("content", [None, [], "text", 3])
def test_a_file_that_holds_no_system_is_refused(content: object) -> None:
    assert "键: 值" in faults(content)


def test_an_unknown_id_names_the_known_ones() -> None:
    with pytest.raises(RegistryError, match="blank, department_2020, national_2020, national_2021, yuncheng_2023"):
        find_system("elsewhere")


def test_a_street_s_own_file_comes_before_a_shipped_one(tmp_path: Path, make_system: Make) -> None:
    content = make_system(id="national_2020", name="本区修订")
    (tmp_path / "national_2020.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

    assert read_system("national_2020", [tmp_path]).name == "本区修订"
    assert read_system("yuncheng_2023", [tmp_path]).id == "yuncheng_2023"


def test_a_broken_file_is_a_sentence_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("id: own\nrows: [", encoding="utf-8")
    (tmp_path / "gbk.yaml").write_bytes("name: 本区".encode("gb18030"))

    with pytest.raises(RegistryError, match=r"own\.yaml, line 2: cannot be read as YAML"):
        read_system("own", [tmp_path])
    with pytest.raises(RegistryError, match=r"gbk\.yaml, line 1: the file is not saved as UTF-8"):
        read_system("gbk", [tmp_path])


def test_a_broken_file_of_another_system_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("rows: [", encoding="utf-8")

    assert read_system("blank", [tmp_path]).template


def test_file_name_and_id_must_be_the_same(tmp_path: Path, make_system: Make) -> None:
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(make_system(), allow_unicode=True), encoding="utf-8")

    with pytest.raises(RegistryError, match="both must be the same"):
        read_system("own", [tmp_path])
