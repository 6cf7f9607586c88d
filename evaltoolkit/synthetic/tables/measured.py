"""Answers before and after a service whose expected change is known exactly.

An item's score moves at most one step. How bad it is at first follows a binomial law whose parameter depends on how
burdened the person is; whether it moves depends on how the person responds. Both are drawn from a few classes, so that
the expected change of an item, floors and ceilings included, is a finite sum:
``E = sum_k p_k sum_r q_r (worse_r P_k(not at worst) - better_r P_k(not at best))`` in steps of badness.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaltoolkit.instruments.registry import read_scale
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.setting import Setting
from evaltoolkit.synthetic.tables.programmes import Group, programmes, project_of

BURDENS = ((0.3, 0.35), (0.4, 0.55), (0.3, 0.72))
"""Share of the people in each class, and the chance of each step of badness."""

RESPONSES = {"better": (0.6, 0.05), "same": (0.15, 0.15), "worse": (0.05, 0.35)}
"""Chance that an item gets a step better or a step worse, by how a person responds."""

LIFTS = (1.2, 0.85, 0.45)
"""Factor on the chance of getting better in the first, second, third … dimension; 1 for items in none."""

WORSENING = 0.12
BLANK = 0.004


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The sheet 测量 with the change that was planted and who stayed.

    `change` is the expected change by (scale, dimension), `flow` the people before and after by scale.
    """

    measurements: pd.DataFrame
    change: dict[tuple[str, str], float]
    flow: dict[str, tuple[int, int]]


def make_measurements(setting: Setting, groups: tuple[Group, ...]) -> Measured:
    """Return the measurements of every group and of casework, before and after."""
    frames: list[pd.DataFrame] = []
    later: list[pd.DataFrame] = []
    change: dict[tuple[str, str], float] = {}
    flow: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(group.scale for group in groups):
        scale = read_scale(name)
        chance = stream(setting.seed, setting.street.slug, "measurements", name)
        before = pd.DataFrame(_enrolled(setting, name, groups))
        scores = _Scores(scale, setting, chance, len(before))
        stays = chance.random(len(before)) >= setting.attrition
        frames += [
            _sheet(before, scores.before, wave="前测"),
            _sheet(before, scores.after, wave="后测")[stays],
        ]
        later += _measured_again(setting, name, before[stays], scores.before[stays], scores.after[stays])
        change |= dict(_expected(scale, setting))
        flow[name] = (len(before), int(stays.sum()))
    return Measured(_with_gaps(setting, pd.concat([*frames, *later], ignore_index=True)), change, flow)


def expected_item_change(setting: Setting, steps: int, lift: float = 1.0) -> float:
    """Return the expected change of one item with `steps` above its best answer, in steps of badness."""
    responses = _responses(setting)
    return sum(
        share * weight * (worse * (1 - q**steps) - lift * better * (1 - (1 - q) ** steps))
        for share, q in BURDENS
        for weight, (better, worse) in zip(responses, RESPONSES.values(), strict=True)
    )


def _responses(setting: Setting) -> tuple[float, float, float]:
    return setting.responding, 1 - setting.responding - WORSENING, WORSENING


def _expected(scale: Scale, setting: Setting) -> Iterator[tuple[tuple[str, str], float]]:
    items = scale.items
    if items is None:
        return
    steps = round(items.high - items.low)
    each = [-scale.sign * expected_item_change(setting, steps, lift) for lift in _lifts(scale)]
    for dimension in (TOTAL, *(entry.id for entry in scale.dimensions)):
        yield (scale.id, dimension), sum(each[number - 1] for number in scale.items_of(dimension))


def _lifts(scale: Scale) -> list[float]:
    lifts = [1.0] * len(scale.items_of(TOTAL))
    for place, dimension in enumerate(scale.dimensions):
        for number in dimension.items:
            lifts[number - 1] = LIFTS[place % len(LIFTS)]
    return lifts


class _Scores:
    """Item answers of `count` people before and after."""

    def __init__(self, scale: Scale, setting: Setting, chance: np.random.Generator, count: int) -> None:
        items = scale.items
        if items is None:
            raise ValueError(f"{scale.id} has no items to make answers for")
        steps = round(items.high - items.low)
        shares, chances = zip(*BURDENS, strict=True)
        burden = np.array(chances)[chance.choice(len(BURDENS), count, p=shares)]
        response = np.array(list(RESPONSES.values()))[chance.choice(3, count, p=_responses(setting))]
        badness = chance.binomial(steps, burden[:, None], (count, items.count))
        moves = chance.random((count, items.count))
        better = (moves < response[:, :1] * np.array(_lifts(scale))) & (badness > 0)
        worse = (moves >= 1 - response[:, 1:]) & (badness < steps)
        self._scale, self._low, self._high = scale, items.low, items.high
        self.before = self._answers(badness)
        self.after = self._answers(badness - better + worse)

    def _answers(self, badness: np.ndarray) -> np.ndarray:
        answers = self._low + badness if self._scale.sign < 0 else self._high - badness
        items = self._scale.items
        for number in items.reversed.items if items else ():
            answers[:, number - 1] = self._low + self._high - answers[:, number - 1]
        return np.asarray(answers, dtype=float)


def _enrolled(setting: Setting, scale: str, groups: tuple[Group, ...]) -> Iterator[dict[str, object]]:
    for group in groups:
        if group.scale != scale:
            continue
        first = group.sessions[0] if group.sessions else pd.Timestamp(setting.year, 2, 15)
        last = group.sessions[-1] if group.sessions else pd.Timestamp(setting.year, 11, 20)
        for member in group.members:
            yield {
                "client": member, "scale": scale, "first": first, "last": last, "group": group.name,
                "method": group.method, "field": group.field, "project": project_of(group.field),
                "purpose": group.purpose,
            }  # fmt: skip


def _measured_again(
    setting: Setting, scale: str, people: pd.DataFrame, before: np.ndarray, after: np.ndarray
) -> Iterator[pd.DataFrame]:
    """Yield the follow-up of those with a post-test, where the street makes one on this scale."""
    planned = programmes()["follow_up"]
    if (setting.street.slug, scale) != (planned["street"], planned["scale"]):
        return
    chance = stream(setting.seed, setting.street.slug, "follow_up", scale)
    answers = np.where(chance.random(after.shape) < planned["back"], before, after)
    again = _sheet(people, answers, wave="跟进一", weeks=planned["weeks"])
    yield again[(chance.random(len(people)) >= planned["lost"]) & (again["date"].dt.year == setting.year)]


def _sheet(people: pd.DataFrame, answers: np.ndarray, *, wave: str, weeks: int = 0) -> pd.DataFrame:
    after = people["last"] + pd.Timedelta(days=2, weeks=weeks)
    day = people["first"] - pd.Timedelta(days=3) if wave == "前测" else after
    columns = [f"item_{number}" for number in range(1, answers.shape[1] + 1)]
    items = pd.DataFrame(answers, index=people.index, columns=columns)
    about = people.drop(columns=["first", "last"]).assign(wave=wave, date=day, total=np.nan)
    return pd.concat([about, items], axis=1)


def _with_gaps(setting: Setting, sheet: pd.DataFrame) -> pd.DataFrame:
    """Leave single answers blank at random, as people do; a blank is no answer, so nothing is biased."""
    chance = stream(setting.seed, setting.street.slug, "gaps")
    items = [column for column in sheet.columns if str(column).startswith("item_")]
    blank = chance.random((len(sheet), len(items))) < BLANK
    sheet[items] = sheet[items].mask(blank)
    return sheet
