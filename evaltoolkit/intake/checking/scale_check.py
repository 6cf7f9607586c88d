"""Check measurements against the scales: which scale, how many items, which answers, which waves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd

from evaltoolkit.errors import called
from evaltoolkit.instruments.shape import ScaleShape, plain_scale_name, scale_ids
from evaltoolkit.instruments.versions import mixed_versions
from evaltoolkit.intake.checking.cell_values import did_you_mean
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.checking.pair_candidates import Offer, lone_waves, pair_offers
from evaltoolkit.intake.faults.fault_kinds import FaultKind
from evaltoolkit.language import Ours, Text, text
from evaltoolkit.model.lone_waves import POST, PRE

_APART = 0.05  # 本工具规则: less is rounding
_CODES = {"ticked": FaultKind.TICKS_UNREADABLE, "parts": FaultKind.PARTS_UNREADABLE}


def name_scales(tables: Iterable[CheckedTable], scales: Mapping[str, ScaleShape]) -> None:
    """Write the scales that a sheet names by their id, whichever of their printed names stands there."""
    ids = scale_ids(scales)
    for table in tables:
        for column in table.spec.columns:
            if column.offers == "scales" and table.has(column.name):
                table.frame[column.name] = table.frame[column.name].map(
                    lambda name: ids.get(plain_scale_name(name), name), na_action="ignore"
                )


def check_scales(table: CheckedTable, scales: Mapping[str, ScaleShape]) -> None:
    """Record scales that are not known and answers that their scale does not allow.

    Parameters
    ----------
    table
        The measurements.
    scales
        Shape of each known scale, by id.
    """
    if not table.has("scale"):
        return
    _check_names(table, scales)
    for scale, rows in table.frame.groupby("scale", sort=False):
        shape = scales.get(str(scale))
        if shape is not None:
            _check_answers(table, shape, rows)


def check_versions(table: CheckedTable, scales: Mapping[str, ScaleShape]) -> None:
    """Set aside measurements whose pre-test and post-test were asked by different versions of one instrument."""
    if not table.has("client", "scale", "wave"):
        return
    families = {id_: shape.family for id_, shape in scales.items()}
    counted = np.flatnonzero(table.kept)
    for position in counted[mixed_versions(table.frame.iloc[counted], families)]:
        scale = str(table.frame["scale"].iloc[position])
        table.add(FaultKind.MIXED_VERSIONS, int(position), "scale", found=scale)


def check_waves(table: CheckedTable) -> None:
    """Remark on pre-tests without a post-test and post-tests without a pre-test."""
    lone = lone_waves(table)
    for position in lone.pre:
        table.add(FaultKind.PRE_WITHOUT_POST, position, "wave")
    for offer in pair_offers(table, lone):
        table.add(FaultKind.POST_WITHOUT_PRE, offer.post, "wave", candidates=_rows_of(table, offer))


def check_days(table: CheckedTable, year: int | None) -> None:
    """Remark on post-tests before their pre-test, and on days far from the year evaluated."""
    if not table.has("client", "scale", "wave", "date"):
        return
    key = [name for name in ("client", "scale", "group") if name in table.frame]
    dated = table.frame.loc[table.kept, [*key, "wave", "date"]].dropna(subset=["client", "scale", "wave", "date"])
    before = dated[dated["wave"] == PRE].drop_duplicates(key, keep="last")
    after = dated[dated["wave"] == POST].reset_index(names="post")
    both = after.merge(before.reset_index(names="pre"), on=key, suffixes=("", "_pre"))
    for row in both[both["date"] < both["date_pre"]].itertuples():
        found, other = f"{row.date:%Y-%m-%d}", int(table.rows[int(str(row.pre))])
        table.add(FaultKind.POST_BEFORE_PRE, int(str(row.post)), "date", found=found, other=other)
    far = (dated["date"].dt.year - year).abs() > 1 if year is not None else dated["date"].isna()
    for position in dated.index[far]:
        found = f"{dated['date'][position]:%Y-%m-%d}"
        table.add(FaultKind.FAR_FROM_YEAR, int(position), "date", found=found, year=year)


def _rows_of(table: CheckedTable, offer: Offer) -> Text | str:
    rows = "、".join(str(table.rows[place]) for place in offer.pre)
    return text(" Pre-tests without a post-test that come nearest: row {rows}.", rows=Ours(rows)) if rows else ""


def _check_names(table: CheckedTable, scales: Mapping[str, ScaleShape]) -> None:
    written = table.frame["scale"]
    ids = scale_ids(scales)
    for name in written.dropna().unique():
        if name in scales:
            continue
        near = get_close_matches(plain_scale_name(name), ids, n=1, cutoff=0.5)
        advice = did_you_mean(
            [ids[near[0]]] if near else [], text("`{command}` lists those that are known.", command=called("scales"))
        )
        table.add_each(FaultKind.UNKNOWN_SCALE, written == name, "scale", found=name, advice=advice)


def _check_answers(table: CheckedTable, shape: ScaleShape, rows: pd.DataFrame) -> None:
    items = table.items()
    answered = rows[[f"item_{number}" for number in items]].notna()
    any_answer = answered.any(axis=1)
    total = rows["total"] if "total" in rows else pd.Series(np.nan, index=rows.index)
    for position in rows.index[~any_answer & total.isna() & table.kept[rows.index]]:
        table.add(FaultKind.NO_ANSWER, int(position), "total")
    missing = [number for number in range(1, shape.n_items + 1) if number not in items]
    if missing and any_answer.any():
        fault = table.at.fault(
            FaultKind.ITEM_COLUMNS_MISSING,
            row=table.header_row,
            scale=Ours(shape.id),
            items=shape.n_items,
            missing=Ours("、".join(map(str, missing))),
        )
        table.faults.append(fault)
    for number in items:
        _check_item(table, shape, number, rows[f"item_{number}"].dropna())
    _check_totals(table, shape, total.dropna())
    _check_sums(table, shape, rows[rows.index.isin(total.dropna().index)])


def _check_totals(table: CheckedTable, shape: ScaleShape, total: pd.Series) -> None:
    low, high = shape.total_low, shape.total_high
    inside = total.between(low, high)
    more = {"low": low, "high": high, "scale": Ours(shape.id)}
    for position in total.index[~inside]:
        table.add(FaultKind.TOTAL_OUT_OF_RANGE, int(position), "total", found=f"{total[position]:g}", **more)
    for position in total.index[inside & ~shape.gives(total.to_numpy(dtype=np.float64))]:
        found = f"{total[position]:g}"
        table.add(FaultKind.TOTAL_IMPOSSIBLE, int(position), "total", found=found, step=shape.resolution, **more)


def _check_sums(table: CheckedTable, shape: ScaleShape, rows: pd.DataFrame) -> None:
    """Remark on totals that the answers of the same row do not give."""
    names = [f"item_{number}" for number in range(1, shape.n_items + 1)]
    if rows.empty or shape.total_only or not table.has(*names):
        return
    sums = shape.totals(rows[names].to_numpy(dtype=np.float64))
    for place in np.flatnonzero(np.abs(sums - rows["total"].to_numpy()) >= _APART):
        found = f"{rows['total'].iloc[place]:g}"
        table.add(
            FaultKind.TOTAL_AGAINST_ITEMS,
            int(rows.index[int(place)]),
            "total",
            found=found,
            sum=Ours(f"{sums[place]:g}"),
        )


def _check_item(table: CheckedTable, shape: ScaleShape, number: int, answers: pd.Series) -> None:
    name = f"item_{number}"
    if number > shape.n_items:
        for position in answers.index:
            table.add(FaultKind.EXTRA_ITEM, int(position), name, scale=Ours(shape.id), items=shape.n_items)
        return
    low, high, step = shape.lows[number - 1], shape.highs[number - 1], shape.steps[number - 1]
    code = shape.code_of(number)
    for position in answers.index[~shape.possible(number, answers.to_numpy(dtype=np.float64))]:
        if code is not None:
            found, example = f"{answers[position]:.0f}", Ours(f"{high:.0f}")
            table.add(_CODES[code.form], int(position), name, found=found, example=example, scale=Ours(shape.id))
            continue
        found = f"{answers[position]:g}"
        table.add(
            FaultKind.ANSWER_OUT_OF_RANGE, int(position), name, found=found,
            low=low, high=high, step=step, scale=Ours(shape.id),
        )  # fmt: skip
