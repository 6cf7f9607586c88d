"""The parameter file of a made street: clearly marked, with the targets and the budget of its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from evaltoolkit.model.plan import Plan
from evaltoolkit.synthetic.contents import source
from evaltoolkit.synthetic.tables.programmes import programmes
from evaltoolkit.synthetic.tables.targets import promises
from evaltoolkit.synthetic.year import MadeYear

_HEAD = "# 示例数据（合成）：由 python -m evaltoolkit.synthetic 生成，不是任何街道的真实数据。\n"


_MARGIN = "示例数据（合成）：服务方案写明，平均变差不到 2 分（量表可靠变化阈值的三分之一）仍算维持"


def plan_of(made: MadeYear, data: str) -> Plan:
    """Return the plan of a made year whose workbook lies at `data`, relative to the project."""
    return Plan.model_validate(_content(made, data))


def plan_yaml(made: MadeYear, data: str) -> str:
    """Return the parameter file of a made year as text; checked against the plan's model first."""
    content = _content(made, data)
    Plan.model_validate(content)
    return _HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)


def _content(made: MadeYear, data: str) -> dict[str, Any]:
    setting, street = made.setting, made.setting.street
    basics = dict(zip(made.tables["basics"]["item"], made.tables["basics"]["value"], strict=True))
    return {
        "schema_version": 1,
        "street": street.name,
        "slug": f"{street.slug}_synthetic",
        "district": street.district,
        "year": setting.year,
        "as_of": f"{setting.year + 1}-02-28",  # what was found late in the year is put right by then
        "project": str(basics["项目名称"]),
        "department": str(basics["主管部门"]),
        "operator": str(basics["承接机构"]),
        "synthetic": True,
        "data": data,
        "indicator_system": "yuncheng_2023",
        "budget": {
            "initial": _figure(setting.budget),
            "annual": _figure(setting.budget),
            "executed": _figure(made.executed),
        },
        "rows": {
            promise.indicator: [{"target": promise.target, "target_source": source()}]
            for promise in promises(setting, made.counted)
        },
        "primary_scales": _primary_scales(),
        "margins": {"uls6": {"value": 2.0, "unit": "分", "source": _MARGIN}},
    }


def _figure(value: float) -> Mapping[str, Any]:
    return {"value": float(value), "unit": "万元", "source": source()}


def _primary_scales() -> dict[str, str]:
    return {entry["title"]: entry["scale"] for entry in programmes()["groups"]}
