"""The services of a made year: agreed hours, every record, and who came to what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.model.workbook import METHODS
from evaltoolkit.synthetic.chance import picked, shared_out, stream, workdays
from evaltoolkit.synthetic.identity import made_names
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.programmes import Group, programmes, project_of
from evaltoolkit.synthetic.tables.roster import People

STEP = 0.5  # hours are written in halves


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The sheets 工时约定, 服务记录 and 出席 of a made year."""

    agreements: pd.DataFrame
    services: pd.DataFrame
    attendance: pd.DataFrame


def make_record(setting: Setting, people: People, groups: tuple[Group, ...]) -> Record:
    """Return the year's services; hours done by method are about what the setting's completion asks for."""
    agreements = _agreements(setting)
    planned = [part for method in METHODS for part in _of_method(setting, method, agreements, groups)]
    services = pd.concat(planned, ignore_index=True).sort_values("date", kind="stable").reset_index(drop=True)
    services.insert(0, "service", [f"F{setting.year}{number:04d}" for number in range(1, len(services) + 1)])
    attendance = _attendance(setting, services, people, groups)
    came = attendance[attendance["attended"].astype(bool)].groupby("service").size()
    in_group = services["group"].notna()
    services.loc[in_group, "participants"] = services["service"].map(came).fillna(0).astype(float)
    services["planned_participants"] = _planned(setting, services)
    services["planned_on"] = _planned_on(setting, services)
    return Record(agreements, services, attendance)


def hours_of(record: Record) -> dict[str, tuple[float, float]]:
    """Return hours agreed and done by method."""
    agreed, done = (frame.groupby("method")["hours"].sum() for frame in (record.agreements, record.services))
    return {method: (float(agreed[method]), float(done[method])) for method in METHODS}


def _agreements(setting: Setting) -> pd.DataFrame:
    rows = [
        (
            method, field["name"], 10.0 * round(setting.agreed * figures["hours"] * field["share"] / 10),
            float(max(round(setting.services * figures["records"] * field["share"]), 1)),
        )
        for method, figures in programmes()["methods"].items()
        for field in programmes()["fields"]
    ]  # fmt: skip
    columns = ["method", "field", "hours", "times"]
    return pd.DataFrame(rows, columns=columns).assign(source="示例数据（合成）：服务协议附表")


def _of_method(
    setting: Setting, method: str, agreements: pd.DataFrame, groups: tuple[Group, ...]
) -> list[pd.DataFrame]:
    chance = stream(setting.seed, setting.street.slug, "services", method)
    agreed = agreements[agreements["method"] == method].set_index("field")["hours"]
    records = round(setting.services * programmes()["methods"][method]["records"])
    parts = []
    for field in agreed.index:
        # fields differ about the method's completion, as they do in any station
        done = STEP * round(agreed[field] * setting.completion[method] * chance.uniform(0.8, 1.2) / STEP)
        sessions = [(day, group.name) for group in groups if group.field == field for day in group.sessions]
        sessions = sessions if method == "小组" else []
        others = max(round(records * agreed[field] / agreed.sum()) - len(sessions), 1)
        parts.append(_records(setting, (method, field), sessions, others).assign(
            hours=shared_out(done, len(sessions) + others, STEP, chance)
        ))  # fmt: skip
    return parts


def _records(
    setting: Setting, place: tuple[str, str], sessions: list[tuple[pd.Timestamp, str | None]], others: int
) -> pd.DataFrame:
    method, field = place
    chance = stream(setting.seed, setting.street.slug, "records", *place)
    low, high = programmes()["methods"][method]["people"]
    titles = picked(programmes()["titles"].get(method, ["小组聚会"]), others, chance)
    count = len(sessions) + others
    workers = made_names(setting.budget // 15, stream(setting.seed, setting.street.slug, "staff"))
    return pd.DataFrame(
        {
            "date": [day for day, _ in sessions] + list(workdays(setting.year, others, chance)),
            "method": method,
            "field": field,
            "project": project_of(field),
            "group": pd.Series([name for _, name in sessions] + [None] * others, dtype=object),
            "title": [f"{name}小组活动" for _, name in sessions] + titles,
            "participants": chance.integers(low, high + 1, count).astype(float),
            "worker": picked(workers, count, chance),
        }
    )


def _planned(setting: Setting, services: pd.DataFrame) -> pd.Series:
    chance = stream(setting.seed, setting.street.slug, "planned")
    # a casework contact is planned for the people it is about; others for about as many as came, in fives
    rounded = 5 * np.ceil(services["participants"] * chance.uniform(0.85, 1.2, len(services)) / 5)
    return services["participants"].where(services["method"] == "个案", rounded)


def _planned_on(setting: Setting, services: pd.DataFrame) -> pd.Series:
    chance = stream(setting.seed, setting.street.slug, "planned_on")
    late = chance.random(len(services)) < 0.06  # put off by 3 to 14 days
    planned: pd.Series = services["date"] - pd.to_timedelta(late * chance.integers(3, 15, len(services)), unit="D")
    return planned


def _attendance(setting: Setting, services: pd.DataFrame, people: People, groups: tuple[Group, ...]) -> pd.DataFrame:
    chance = stream(setting.seed, setting.street.slug, "attendance")
    rows: list[tuple[str, str, bool]] = []
    by_group = services.dropna(subset=["group"]).groupby("group")["service"].agg(list)
    for group in groups:
        if group.name is None:
            continue
        keenness = chance.beta(8, 2, len(group.members))
        for service in by_group[group.name]:
            came = chance.random(len(group.members)) < keenness
            rows += [(service, member, bool(here)) for member, here in zip(group.members, came, strict=True)]
    served = people.served()
    for row in services[services["method"] == "社区活动"].itertuples():
        signed = min(int(str(row.participants).split(".")[0]) // 3, len(served))
        rows += [(str(row.service), str(code), True) for code in chance.choice(served, signed, replace=False)]
    return pd.DataFrame(rows, columns=["service", "client", "attended"]).astype({"attended": "boolean"})
