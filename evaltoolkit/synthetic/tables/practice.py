"""How a made station works: its projects, hour conversions, quality checks, supervision and case stories."""

from __future__ import annotations

import pandas as pd

from evaltoolkit.model.workbook import METHODS, QUALITY_ASPECTS, SUPERVISION
from evaltoolkit.synthetic.chance import picked, stream
from evaltoolkit.synthetic.contents import contents, source
from evaltoolkit.synthetic.identity import made_names
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.programmes import programmes
from evaltoolkit.synthetic.tables.record import Record, hours_of

TOO_MUCH = 1.1
"""Planted: by the conversion table community activities bring a tenth more hours than the records state."""


def projects(setting: Setting) -> pd.DataFrame:
    """Return the sheet 项目: each project of the 113X model with its need, means and expected change."""
    frame = pd.DataFrame(contents()["projects"])
    share = frame["project"].map(_share_of)
    return frame.assign(
        budget=(setting.budget * share).round(2),
        hours=10.0 * (setting.agreed * share / 10).round(),
        staff=frame["staff"].astype(float),
        source=source(),
    )


def _share_of(project: str) -> float:
    return sum(float(field["share"]) for field in programmes()["fields"] if field["project"] == project)


def conversions(record: Record) -> pd.DataFrame:
    """Return the sheet 工时折算: hours a record of each method counts for, so that they add up but for one method."""
    records = record.services["method"].value_counts()
    done = {method: pair[1] for method, pair in hours_of(record).items()}
    rates = [done[method] / records[method] * (TOO_MUCH if method == METHODS[2] else 1.0) for method in METHODS]
    return pd.DataFrame(
        {
            "method": METHODS, "unit": "每次", "hours": [round(float(rate), 4) for rate in rates],
            "counted": "含准备和记录（示例文字）", "source": source(),
        }
    )  # fmt: skip


def quality_checks(setting: Setting) -> pd.DataFrame:
    """Return the sheet 质量评定: what supervisors, the head and a third party rated, and when."""
    entries = contents()["quality"]
    names = made_names(len(entries), stream(setting.seed, setting.street.slug, "quality"))
    rows = [
        {
            "subject": entry["subject"], "aspect": aspect, "level": level, "rater": entry["rater"], "person": name,
            "date": pd.Timestamp(setting.year, entry["month"], 20),
            "finding": None if level == "符合" else entry["finding"],
        }
        for entry, name in zip(entries, names, strict=True)
        for aspect, level in zip(QUALITY_ASPECTS, entry["levels"], strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def supervisions(setting: Setting) -> pd.DataFrame:
    """Return the sheet 督导记录: one or two sessions a month, at times without a follow-up."""
    chance = stream(setting.seed, setting.street.slug, "supervision")
    days = [pd.Timestamp(setting.year, month, day) for month in range(1, 13) for day in (10, 24)[: 1 + month % 2]]
    count = len(days)
    words = contents()["supervision"]
    followed = chance.random(count) < 0.7
    return pd.DataFrame(
        {
            "date": days,
            "form": picked(list(SUPERVISION), count, chance),
            "person": made_names(1, chance)[0],
            "hours": chance.integers(4, 9, count) / 2,
            "participants": chance.integers(1, 9, count).astype(float),
            "topic": picked(words["topics"], count, chance),
            "follow_up": pd.Series([words["follow_up"]] * count, dtype=object).where(followed, None),
        }
    )


def stories(setting: Setting) -> pd.DataFrame:
    """Return the sheet 案例故事: two made cases, one of them without consent to be told."""
    frame = pd.DataFrame(contents()["stories"])
    return frame.assign(date=pd.Timestamp(setting.year, 11, 30), consent=frame["consent"].astype("boolean"))
