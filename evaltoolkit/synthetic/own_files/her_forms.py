"""Made lists of answers before and after, and the export of a survey program."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shape_of
from evaltoolkit.synthetic.own_files import own_words as words
from evaltoolkit.synthetic.own_files.own_pages import Page


def before_after(frame: pd.DataFrame, year: int, chance: np.random.Generator) -> Page:
    """Return a list of one scale: a row a person, the answers before and after side by side."""
    keys = [name for name in ("client", "group", "method", "field", "project", "purpose") if name in frame]
    scale = str(frame["scale"].iloc[0])
    items = [f"item_{number}" for number in range(1, shape_of(shipped_scales()[scale]).n_items + 1)]
    waves = [wave for wave in ("前测", "后测") if wave in set(frame["wave"])]
    style = words.pick(chance, 4)
    names = {
        "client": "编号",
        "group": "小组名称",
        "method": "服务类型",
        "field": "服务领域",
        "project": "所属项目",
        "purpose": "服务性质",
    }
    page = Page("前后测")
    heads: list[tuple[str, list[str]]] = [(names[name], []) for name in keys]
    if style == 3:
        page.two_headers(heads + [(wave, ["测试日期", *map(str, range(1, len(items) + 1))]) for wave in waves])
    else:
        flat = [header for wave in waves for header in _wave_headers(wave, len(items), style)]
        page.rows.append([*(name for name, _ in heads), *flat])
    sets = _sets(scale)
    told = sets[words.pick(chance, len(sets))] if sets and chance.random() < 0.7 else None
    by_wave = {
        wave: {row["client"]: row for row in frame.loc[frame["wave"] == wave].to_dict("records")} for wave in waves
    }
    for client, group in frame.groupby("client", sort=False):
        cells: list[object] = [client, *(group.iloc[0][name] for name in keys[1:])]
        for wave in waves:
            row = by_wave[wave].get(client)
            cells.append(None if row is None else words.day(row["date"], "dotted", year))
            cells += [None if row is None else _answer(row[item], told, scale) for item in items]
        page.rows.append(cells)
    return page


def _wave_headers(wave: str, count: int, style: int) -> list[str]:
    number = {"前测": 1, "后测": 2}[wave]
    starts = (f"T{number}_", wave, f"{wave}Q")
    day = (f"T{number}日期", f"{wave}日期", f"{wave}时间")[style]
    end = "、本题文字" if style == 1 else ""
    return [day, *(f"{starts[style]}{item}{end}" for item in range(1, count + 1))]


def _sets(scale: str) -> tuple[tuple[str, ...], ...]:
    shape = shape_of(shipped_scales()[scale])
    is_even = set(shape.steps) == {1.0} and len(set(shape.lows)) == len(set(shape.highs)) == 1
    return words.ANSWERS.get(round(shape.highs[0] - shape.lows[0]) + 1, ()) if is_even else ()


def _answer(cell: float, told: tuple[str, ...] | None, scale: str) -> object:
    if pd.isna(cell) or told is None:
        return None if pd.isna(cell) else float(cell)
    return told[round(cell - shape_of(shipped_scales()[scale]).lows[0])]


def survey(frame: pd.DataFrame, chance: np.random.Generator) -> Page:
    """Return the export of a survey program: its own columns first, then a column a question."""
    page = Page("Sheet1")
    items = [name for name in frame.columns if str(name).startswith("item_")]
    is_matrix = chance.random() < 0.5
    asked = [
        f"5、请对以下各项评价—内容{number}" if is_matrix else f"{4 + number}、您对服务内容{number}的满意程度"
        for number in range(1, len(items) + 1)
    ]
    own = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]
    first = ["1、您的档案编号", "2、您参加的服务是", "3、您的身份", "4、您对社工站服务的总体满意度"]
    page.rows.append([*own, *first, *asked, "20、您的意见和建议"])
    methods = {method: others[words.pick(chance, len(others))] for method, others in words.METHODS.items()}
    told = {"服务对象": ("服务对象", "居民")[words.pick(chance, 2)], "村居委及合作方": "居委会"}
    for number, cells in enumerate(frame.to_dict("records"), start=1):
        day = cells["date"]
        at = f"{day.year}/{day.month}/{day.day} 10:{number % 60:02}:05" if not pd.isna(day) else None
        overall = words.OVERALL.get(str(cells["overall"]), cells["overall"])
        rated = [None if pd.isna(cells[item]) else words.RATINGS[round(cells[item]) - 1] for item in items]
        page.rows.append([
            number, at, f"{30 + number % 90}秒", "微信", "直接访问", "10.0.0.1(广东-广州)", cells["client"],
            methods[cells["method"]], told.get(str(cells["respondent"])), overall, *rated, cells["opinion"],
        ])  # fmt: skip
    return page
