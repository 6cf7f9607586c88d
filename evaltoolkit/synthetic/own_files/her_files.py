"""A made street's year as the files that a station really has: other sheets than the workbook's, the same figures.

A roster, a ledger with a sheet a month, lists before and after, a survey export, sign-in lists and money, each in a
dialect that the seed decides, with titles, two-row heads, sums and columns that nobody needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.own_files import own_words as words
from evaltoolkit.synthetic.own_files.her_forms import before_after, survey
from evaltoolkit.synthetic.own_files.her_records import ledger, roster
from evaltoolkit.synthetic.own_files.own_pages import Page, write_pages
from evaltoolkit.synthetic.year import MadeYear

SHAPES = ("roster", "ledger", "before_after", "survey", "sign_in", "money")


def write_her_files(made: MadeYear, folder: Path, seed: int) -> Mapping[str, tuple[str, ...]]:
    """Write the files into a folder and return which tables each shape carries.

    Parameters
    ----------
    made
        The street's year.
    folder
        Where to write.
    seed
        Decides the dialect.
    """
    year, slug = made.setting.year, made.setting.street.slug
    tables = made.tables
    chance = {shape: stream(seed, slug, f"her_{shape}") for shape in SHAPES}
    ending = ".csv" if chance["survey"].random() < 0.5 else ".xlsx"
    write_pages([roster(tables["clients"], year, chance["roster"])], folder / f"重点人群花名册{year}.xlsx")
    write_pages(ledger(tables["services"], year, chance["ledger"]), folder / f"{year}年服务台账.xlsx")
    for scale, frame in tables["measurements"].groupby("scale"):
        name = shipped_scales()[str(scale)].names.zh
        write_pages([before_after(frame, year, chance["before_after"])], folder / f"前后测_{name}_{year}.xlsx")
    write_pages([survey(tables["satisfaction"], chance["survey"])], folder / f"服务满意度问卷_{year}{ending}")
    write_pages([_sign_in(tables["attendance"], chance["sign_in"])], folder / "小组签到表.xlsx")
    write_pages(_money(tables, year, chance["money"]), folder / f"{year}年经费.xlsx")
    return {
        "roster": ("clients",), "ledger": ("services",), "before_after": ("measurements",),
        "survey": ("satisfaction",), "sign_in": ("attendance",), "money": ("payments", "spending"),
    }  # fmt: skip


def _sign_in(frame: pd.DataFrame, chance: np.random.Generator) -> Page:
    page = Page("签到")
    columns = ["service", "client", "attended"]
    page.rows.append([words.header("attendance", name, chance) for name in columns])
    ticks = (("√", "×"), ("是", "否"), ("1", "0"))[words.pick(chance, 3)]
    page.rows += [[row.service, row.client, ticks[not row.attended]] for row in frame[columns].itertuples(index=False)]
    return page


def _money(tables: Mapping[str, pd.DataFrame], year: int, chance: np.random.Generator) -> list[Page]:
    style = words.pick(chance, 4)
    pages = []
    for table, name, figures in (("payments", "拨付情况", ("amount",)), ("spending", "支出决算", ("budget", "spent"))):
        frame = tables[table]
        columns = [column for column in words.HEADERS[table] if column in frame]
        page = Page(name)
        page.title(f"{year}年{name}（单位：元）" if style == 0 else f"{year}年{name}", len(columns))
        unit = {1: "（元）", 2: "（万元）"}.get(style, "")
        page.rows.append(
            [words.header(table, column, chance) + (unit if column in figures else "") for column in columns]
        )
        for row in frame[columns].itertuples(index=False):
            cells = dict(zip(columns, row, strict=True))
            cells |= {column: _amount(cells[column], style) for column in figures}
            cells |= {column: words.day(cells[column], "words", year) for column in columns if column.endswith("_on")}
            page.rows.append(list(cells.values()))
        page.rows.append(["合计", *[None] * (len(columns) - 1)])
        pages.append(page)
    return pages


def _amount(value: float, style: int) -> object:
    if pd.isna(value):
        return None
    return {0: round(value * 10_000, 2), 1: f"{round(value * 10_000):,}", 2: value, 3: f"{value:g}万元"}[style]
