"""The people and partners of a made station, and how it was inspected."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.synthetic.chance import picked, shared_out, stream
from evaltoolkit.synthetic.contents import contents
from evaltoolkit.synthetic.identity import made_names
from evaltoolkit.synthetic.setting import Setting


def partners(setting: Setting) -> pd.DataFrame:
    """Return the sheet 合作: partners of 五社联动 by type, with joint activities."""
    chance = stream(setting.seed, setting.street.slug, "partners")
    frame = pd.DataFrame(contents()["partners"])
    frame["activities"] = chance.integers(1, 13, len(frame)).astype(float)
    incubated = (frame["type"] == "社会组织") & (chance.random(len(frame)) < 0.6)
    return frame.assign(incubated=incubated.astype("boolean"))


def volunteers(setting: Setting) -> pd.DataFrame:
    """Return the sheet 志愿者: who joined, who is trained, active or core, and their hours."""
    chance = stream(setting.seed, setting.street.slug, "volunteers")
    count = int(chance.integers(60, 180))
    core, active = chance.random(count) < 0.15, chance.random(count) < 0.7
    active = active | core
    total = round(12.0 * float(active.sum()))
    hours = pd.Series(0.0, index=range(count))
    hours[active] = shared_out(total, int(active.sum()), 0.5, chance)
    joined = pd.Timestamp(setting.year - 3, 1, 5) + pd.to_timedelta(chance.integers(0, 1400, count), unit="D")
    return pd.DataFrame(
        {
            "volunteer": [f"V{number:04d}" for number in range(1, count + 1)],
            "name": made_names(count, chance),
            "joined_on": joined,
            "core": core,
            "trained": chance.random(count) < 0.55,
            "active": active,
            "hours": hours,
            "team": picked(["红马甲队", "长者互助队", "青年队"], count, chance),
        }
    ).astype(dict.fromkeys(("core", "trained", "active"), "boolean"))


def inspections(setting: Setting) -> pd.DataFrame:
    """Return the sheet 督查评估: four quarterly inspections and the two assessments."""
    chance = stream(setting.seed, setting.street.slug, "inspections")
    rows = []
    for entry in contents()["inspections"]:
        planned = pd.Timestamp(setting.year, entry["month"], 15)
        date = planned + pd.Timedelta(days=int(chance.integers(-3, 9)))
        deadline = date + pd.Timedelta(days=entry["days"]) if entry["finding"] else pd.NaT
        fixed = deadline - pd.Timedelta(days=int(chance.integers(-10, 20))) if entry["finding"] else pd.NaT
        rows.append(
            {
                "kind": entry["kind"], "date": date, "planned_on": planned,
                "conclusion": "合格" if entry["kind"] != "季度督查" else None, "finding": entry["finding"],
                "deadline": deadline, "fixed_on": fixed if chance.random() < 0.8 else pd.NaT,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def staff(setting: Setting) -> pd.DataFrame:
    """Return the sheet 人员; one post for every 15 万元 of the budget (made up), the last one left in the year."""
    chance = stream(setting.seed, setting.street.slug, "staff")
    names = made_names(setting.budget // 15, chance)
    posts = contents()["posts"]
    order = [number if number < 3 else 3 + (number - 3) % (len(posts) - 3) for number in range(len(names))]
    joined = pd.Timestamp(setting.year - 6, 7, 1) + pd.to_timedelta(chance.integers(0, 2000, len(names)), unit="D")
    left = [pd.NaT] * (len(names) - 1) + [pd.Timestamp(setting.year, 9, 30)]
    return pd.DataFrame(
        {
            "staff": [f"S{number:02d}" for number in range(1, len(names) + 1)],
            "name": names,
            "post": [posts[place]["post"] for place in order],
            "licence": [posts[place]["licence"] for place in order],
            "joined_on": joined,
            "left_on": left,
            "training_hours": chance.integers(16, 97, len(names)) / 2,
        }
    )
