"""The sheets of a made workbook that hold words: 基本信息, 需求调研, 质性资料, 文字说明."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.contents import contents, source
from evaltoolkit.synthetic.districts import Street
from evaltoolkit.synthetic.identity import phone
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.programmes import Group


def basics(setting: Setting, executed: float) -> pd.DataFrame:
    """Return the sheet 基本信息, in agreement with the plan."""
    items = {
        "项目名称": f"{setting.street.name}社工站服务项目",
        "主管部门": setting.street.name.removesuffix(setting.street.office) + setting.street.government,
        "承接机构": "示例社会工作服务中心",
        "年初预算数（万元）": f"{setting.budget}",
        "全年预算数（万元）": f"{setting.budget}",
        "全年执行数（万元）": f"{executed:.10g}",
    }
    return pd.DataFrame({"item": list(items), "value": list(items.values()), "source": source()})


def needs(setting: Setting) -> pd.DataFrame:
    """Return the sheet 需求调研: how many of those asked named each need, and what answered it."""
    chance = stream(setting.seed, setting.street.slug, "needs")
    frame = pd.DataFrame(contents()["needs"])
    asked = chance.integers(30, 121, len(frame)).astype(float)
    frame["asked"] = asked
    frame["named"] = (asked * (frame["rate"] + chance.uniform(-0.1, 0.1, len(frame)))).round()
    return frame.assign(source=source()).drop(columns="rate")


def voices(setting: Setting) -> pd.DataFrame:
    """Return the sheet 质性资料: excerpts with their themes; some were not consented to."""
    chance = stream(setting.seed, setting.street.slug, "voices")
    entries = contents()["voices"]
    count = int(chance.integers(len(entries), 2 * len(entries)))
    drawn = [entries[number % len(entries)] for number in range(count)]
    days = pd.Timestamp(setting.year, 3, 1) + pd.to_timedelta(chance.integers(0, 280, count), unit="D")
    return pd.DataFrame(
        {
            "excerpt": [entry["excerpt"].format(phone=phone(number)) for number, entry in enumerate(drawn)],
            "theme": [entry["theme"] for entry in drawn],
            "group": [entry["group"] for entry in drawn],
            "consent": chance.random(count) < 0.8,
            "date": days,
            "source": source(),
            **{name: [entry.get(name) for entry in drawn] for name in ("project", "measured_by", "relation")},
        }
    ).astype({"consent": "boolean"})


def group_voices(groups: tuple[Group, ...]) -> pd.DataFrame:
    """Return one excerpt a programme, named for its first group; each was consented to."""
    entries = contents()["group_voices"]
    first = {entry["title"]: group for group in groups for entry in entries if _leads(group, entry["title"])}
    rows = [(entry, first[entry["title"]]) for entry in entries if entry["title"] in first]
    return pd.DataFrame(
        {
            "excerpt": [entry["excerpt"] for entry, _ in rows],
            "theme": [entry["theme"] for entry, _ in rows],
            "group": [group.name for _, group in rows],
            "consent": True,
            "date": [group.sessions[-1] for _, group in rows],
            "source": source(),
        }
    ).astype({"consent": "boolean"})


def commentary(street: Street, groups: tuple[Group, ...]) -> pd.DataFrame:
    """Return the sheet 文字说明: the author's words for some sections, the worker's reflection on each group."""
    named_for = {"office": street.office, "government": street.government}
    entries = {section: words.format(**named_for) for section, words in contents()["commentary"].items()}
    reflections = contents()["reflections"]
    named = [group.name for group in groups if group.name]
    entries |= {name: reflections[number % len(reflections)] for number, name in enumerate(named)}
    return pd.DataFrame({"section": list(entries), "words": list(entries.values()), "source": source()})


def _leads(group: Group, title: str) -> bool:
    return group.name == f"{title}1组"
