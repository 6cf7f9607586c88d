"""Judge the street's own measurements: does each scale hold together as its key says that it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaltoolkit.instruments.answers import FloatArray, decoded
from evaltoolkit.instruments.items import Items
from evaltoolkit.instruments.registry import require_scales
from evaltoolkit.instruments.reliability import Reliability, reliability, run_against
from evaltoolkit.instruments.scale import TOTAL, Scale
from evaltoolkit.language import Language, text
from evaltoolkit.model.given import require_columns
from evaltoolkit.model.ladder import LARGE_FROM, TEST_FROM
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable
from evaltoolkit.model.thresholds import TURNED_GAIN
from evaltoolkit.model.workbook import WAVES

LEAST_ITEMS = 5
"""Items from which on the same answer throughout is remarkable (本工具规则)."""
PRE = WAVES[0]
TOTAL_NAME = text("Total score")

QUALITY_COLUMNS = REPORT_TABLES["scale_quality"].columns
"""Columns of ``scale_quality``, one row for scale x score; `n` counts pre-tests with an answer to every item, figures
are NaN below 30; `published_alpha` is the first confirmed one of the registry with its population, which lists those
nearest to a street's people first; `negative_items` are the numbers of the items that correlate negatively with the
rest, a remark, as a sound item may by chance; `doubted_items` those that run against it beyond chance: a doubt on all
that the scale says (both from 10 pre-tests); `totals_taken` says whether scores are totals that were
given without the items, so that no key could be checked. A scale with nothing but totals has a row with an `n` of 0."""
ITEM_COLUMNS = REPORT_TABLES["item_quality"].columns
"""Columns of ``item_quality``, one row for scale x item, each against the rest of the whole scale."""
STRAIGHT_COLUMNS = REPORT_TABLES["straight_lining"].columns
"""Columns of ``straight_lining``, one row a scale whose items are answered alike; `n` as in ``scale_quality``."""


@dataclass(frozen=True, slots=True, eq=False)
class _Answered:
    """A scale with the complete answers to it, as given and as keyed points, these also by group of enough people."""

    scale: Scale
    items: Items
    raw: FloatArray
    points: FloatArray
    groups: tuple[FloatArray, ...]

    def head(self, speaker: Language) -> dict[str, Any]:
        """Return what every row says first."""
        return {"scale": self.scale.id, "scale_name": self.scale.names.said(speaker.code), "n": len(self.raw)}

    def reliability(self, numbers: tuple[int, ...]) -> Reliability | None:
        """Return the reliability of the items of those numbers, or None where too few people answered."""
        return reliability(self.points[:, np.array(numbers) - 1]) if len(self.points) >= TEST_FROM else None

    @property
    def is_large(self) -> bool:
        """Return whether enough people answered for coefficients to be told."""
        return len(self.points) >= LARGE_FROM

    def doubted(self, numbers: tuple[int, ...], found: Reliability) -> tuple[int, ...]:
        """Return the items that run against the rest beyond chance: of all, adjusted; or of the reversed ones.

        One of the reversed items need run against the rest only by itself, where turning it round raises alpha by .10.
        Within each group all are held against the rest too, adjusted over items and groups.
        """
        suspect = np.isin(numbers, self.items.reversed.items) & (found.alpha_turned - found.alpha >= TURNED_GAIN)
        against = found.runs_against(len(numbers)) | (suspect & found.runs_against(1))
        own, tests = np.array(numbers) - 1, len(numbers) * len(self.groups)
        for points in self.groups:  # forms printed wrong for some of the people stand against the rest there alone
            against |= run_against(points[:, own], tests)
        return tuple(number for number, marked in zip(numbers, against, strict=True) if marked)


def measure_scales(
    measurements: pd.DataFrame, registry: Mapping[str, Scale], *, language: str = "zh_CN"
) -> dict[str, ResultTable]:
    """Return the quality of the answers to every scale that was answered item by item.

    Parameters
    ----------
    measurements
        De-identified table ``measurements``; only pre-tests count, each person once a scale.
    registry
        Scale versions by id.
    language
        Language of the names of scales and dimensions.

    Returns
    -------
    dict
        ``scale_quality``, ``item_quality`` and ``straight_lining`` with the columns documented here. Goal attainment
        is left out: a person's goals are no sample of one trait.

    Raises
    ------
    InputError
        The table has rows and lacks ``client``, ``scale`` or ``wave``.
    RegistryError
        A scale is named that the registry lacks.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import shipped_scales
    >>> answers = np.random.default_rng(1).integers(1, 5, (30, 1)) * np.ones((30, 6))
    >>> forms = pd.DataFrame(answers, columns=[f"item_{number}" for number in range(1, 7)])
    >>> forms = forms.assign(client=range(30), scale="uls6", wave="前测")
    >>> tables = measure_scales(forms, shipped_scales())
    >>> tables["scale_quality"].frame["n"].tolist(), tables["straight_lining"].frame["share_straight"].tolist()
    ([30], [1.0])
    """
    speaker = Language(language)
    found = list(_answered(measurements, registry))
    scales = _quality_rows(found, _only_totals(measurements, registry), speaker)
    items = [row for entry in found for row in _item_rows(entry, speaker)]
    straight = [_straight_row(entry, speaker) for entry in found if _is_uniform(entry.items)]
    return {
        "scale_quality": make_table("scale_quality", _frame(scales, QUALITY_COLUMNS)),
        "item_quality": make_table("item_quality", _frame(items, ITEM_COLUMNS)),
        "straight_lining": make_table("straight_lining", _frame(straight, STRAIGHT_COLUMNS)),
    }


def doubted_scales(quality: Mapping[str, ResultTable]) -> frozenset[str]:
    """Return the scales of which an item runs against the others, from the tables of :func:`measure_scales`.

    Parameters
    ----------
    quality
        Tables by name; ``scale_quality`` is looked at.

    Returns
    -------
    frozenset of str
        Ids; one doubted item, of the whole or of a dimension, is enough.
    """
    frame = quality["scale_quality"].frame
    return frozenset(frame.loc[frame["doubted_items"].map(len) > 0, "scale"])


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


def _answered(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> Iterator[_Answered]:
    if measurements.empty:
        return
    require_columns(measurements, ("client", "scale", "wave"))
    require_scales(measurements["scale"].unique(), registry)
    first = measurements[measurements["wave"] == PRE].drop_duplicates(["client", "scale"])
    for name, rows in first.groupby("scale", sort=True):
        scale = registry[str(name)]
        if scale.items is None or scale.scoring == "gas_t":
            continue
        columns = [f"item_{number}" for number in range(1, scale.items.count + 1)]
        raw = rows.reindex(columns=columns).to_numpy(dtype=np.float64)
        points = _keyed(raw, scale.items)
        complete = np.asarray(~np.isnan(points).any(axis=1))
        if complete.any():
            yield _Answered(scale, scale.items, raw[complete], points[complete], _by_group(rows, points, complete))


def _by_group(rows: pd.DataFrame, points: FloatArray, complete: np.ndarray) -> tuple[FloatArray, ...]:
    if "group" not in rows:
        return ()
    places = rows.reset_index(drop=True)[complete].groupby("group").indices
    known = points[complete]
    return tuple(known[place] for place in places.values() if len(place) >= TEST_FROM)


def _only_totals(measurements: pd.DataFrame, registry: Mapping[str, Scale]) -> Mapping[str, Scale]:
    """Return the scales with items of which a total, at any time, was given without them."""
    if "total" not in measurements:
        return {}
    items = [name for name in measurements if str(name).startswith("item_")]
    bare = measurements["total"].notna() & measurements[items].isna().all(axis=1)
    names = sorted(measurements.loc[bare, "scale"].unique())
    return {name: registry[name] for name in names if registry[name].items is not None}


def _quality_rows(found: list[_Answered], only_totals: Mapping[str, Scale], speaker: Language) -> list[dict[str, Any]]:
    answered = [
        row | {"totals_taken": entry.scale.id in only_totals} for entry in found for row in _score_rows(entry, speaker)
    ]
    seen = {entry.scale.id for entry in found}
    return answered + [_bare_row(scale, speaker) for name, scale in only_totals.items() if name not in seen]


def _bare_row(scale: Scale, speaker: Language) -> dict[str, Any]:
    return {
        "scale": scale.id, "scale_name": scale.names.said(speaker.code), "dimension": TOTAL,
        "dimension_name": speaker.say(TOTAL_NAME), "n": 0, "n_items": len(scale.items_of(TOTAL)),
        **dict.fromkeys(_FIGURES, np.nan), **_published(scale, TOTAL), "negative_items": (), "doubted_items": (),
        "totals_taken": True,
    }  # fmt: skip


def _keyed(raw: FloatArray, items: Items) -> FloatArray:
    """Return points with reversed items turned round and impossible answers NaN."""
    points = decoded(raw, items)
    low, high = (np.array([getattr(entry, end) for entry in items.ranges()]) for end in ("low", "high"))
    points = np.where((points >= low) & (points <= high), points, np.nan)
    turned = np.isin(np.arange(1, items.count + 1), items.reversed.items)
    return np.where(turned, low + high - points, points)


def _score_rows(entry: _Answered, speaker: Language) -> Iterator[dict[str, Any]]:
    scale = entry.scale
    names = {TOTAL: speaker.say(TOTAL_NAME), **{part.id: part.names.said(speaker.code) for part in scale.dimensions}}
    for dimension, name in names.items():
        numbers = scale.items_of(dimension)
        found = entry.reliability(numbers)
        correlations = zip(numbers, found.item_rest, strict=True) if found else ()
        yield {
            **entry.head(speaker), "dimension": dimension, "dimension_name": name, "n_items": len(numbers),
            **{figure: getattr(found, figure) if found and entry.is_large else np.nan for figure in _FIGURES},
            **_published(scale, dimension),
            "negative_items": tuple(number for number, value in correlations if value < 0),
            "doubted_items": entry.doubted(numbers, found) if found else (),
        }  # fmt: skip


_FIGURES = ("alpha", "alpha_low", "alpha_high", "omega")


_NO_POPULATION = "人群未记录"


def _published(scale: Scale, dimension: str) -> dict[str, Any]:
    known = [fact for fact in scale.reliability if fact.kind == "alpha" and fact.dimension == dimension]
    known = sorted((fact for fact in known if fact.is_confirmed), key=lambda fact: fact.population == _NO_POPULATION)
    found = (known[0].value, known[0].population) if known else (np.nan, "")
    return dict(zip(("published_alpha", "published_population"), found, strict=True))


def _item_rows(entry: _Answered, speaker: Language) -> Iterator[dict[str, Any]]:
    numbers = entry.scale.items_of(TOTAL)
    found = entry.reliability(numbers)
    if found is None or not entry.is_large:
        return
    for number, value, without in zip(numbers, found.item_rest, found.alpha_without, strict=True):
        turned = number in entry.items.reversed.items
        yield {
            **entry.head(speaker), "item": number, "reversed": turned, "item_rest": value, "alpha_without": without,
        }  # fmt: skip


def _is_uniform(items: Items) -> bool:
    return not items.exceptions and items.count >= LEAST_ITEMS


def _straight_row(entry: _Answered, speaker: Language) -> dict[str, Any]:
    straight = int((entry.raw == entry.raw[:, :1]).all(axis=1).sum())
    return {
        **entry.head(speaker), "has_reversed": bool(entry.items.reversed.items),
        "n_straight": straight, "share_straight": straight / len(entry.raw),
    }  # fmt: skip
