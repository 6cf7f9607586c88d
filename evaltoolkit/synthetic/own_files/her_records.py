"""The made roster and ledger of a station, as it keeps them itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaltoolkit.synthetic.own_files import own_words as words
from evaltoolkit.synthetic.own_files.own_pages import Page

_EXTRA = 3  # visits and calls a month


def roster(frame: pd.DataFrame, year: int, chance: np.random.Generator) -> Page:
    """Return the roster below a title, with a sum at its end."""
    columns = [name for name in words.HEADERS["clients"] if name in frame]
    page = Page("名单")
    page.title(f"{year}年度重点人群花名册", len(columns) + 2)
    page.rows.append(["序号", *(words.header("clients", name, chance) for name in columns), "民族"])
    way, told, ticks = (
        words.pick(chance, 5),
        words.RESIDENCE[words.pick(chance, 3)],
        (("是", "否"), ("√", "×"))[words.pick(chance, 2)],
    )
    written = ("dotted", "words", "real")[words.pick(chance, 3)]
    is_coded = chance.random() < 0.5
    for number, row in enumerate(frame[columns].itertuples(index=False), start=1):
        cells = dict(zip(columns, row, strict=True))
        cells["labels"] = words.labels(cells["labels"], way)
        cells["residence"] = told[cells["residence"] == "非户籍"] if isinstance(cells["residence"], str) else None
        cells["separation"] = words.SEPARATION.get(str(cells["separation"])) if is_coded else cells["separation"]
        cells["served"] = None if pd.isna(cells["served"]) else ticks[not cells["served"]]
        cells["enrolled_on"] = words.day(cells["enrolled_on"], written, year)
        page.rows.append([number, *cells.values(), "汉"])
    page.rows.append(["合计", len(frame)])
    return page


def ledger(frame: pd.DataFrame, year: int, chance: np.random.Generator) -> list[Page]:
    """Return the ledger: a sheet a month, two rows of headers under a title, a sum."""
    columns = [name for name in words.HEADERS["services"] if name in frame]
    heads = {name: words.header("services", name, chance) for name in columns}
    what, how_many = ["method", "field", "project", "group", "title"], ["hours", "participants", "planned_participants"]
    groups: list[tuple[str, list[str]]] = [("序号", []), *((heads[name], []) for name in ("service", "date"))]
    groups += [("服务情况", [heads[name] for name in what]), ("数量", [heads[name] for name in how_many])]
    groups += [(heads[name], []) for name in ("planned_on", "worker")]
    order = ["service", "date", *what, *how_many, "planned_on", "worker"]
    way = list(words.DAYS)[words.pick(chance, len(words.DAYS))]
    methods = {method: others[words.pick(chance, len(others))] for method, others in words.METHODS.items()}
    pages = []
    for month, part in frame.groupby(frame["date"].dt.month):
        page = Page(f"{month}月")
        page.title(f"社工站{year}年{month}月服务台账", len(order) + 1)
        page.two_headers(groups)
        for number, row in enumerate(part.sort_values("date", kind="stable")[order].itertuples(index=False), start=1):
            cells = dict(zip(order, row, strict=True))
            cells |= {name: words.day(cells[name], way, year) for name in ("date", "planned_on")}
            method = str(cells["method"])
            page.rows.append([number, *(cells | {"method": methods.get(method, method)}).values()])
        page.rows.append(["小计", *[None] * 7, float(part["hours"].sum())])
        pages.append(page)
    return pages


def with_visits(services: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Return the services with visits and calls of every month: most of what a station really writes down."""
    rows = [
        {"service": f"T{month:02}{number}", "date": pd.Timestamp(services["date"].dt.year.iloc[0], month, number + 1),
         "method": words.OTHER_METHODS[words.pick(chance, len(words.OTHER_METHODS))], "hours": 1.0}
        for month in sorted(services["date"].dt.month.unique())
        for number in range(_EXTRA)
    ]  # fmt: skip
    visits = pd.DataFrame(rows).reindex(columns=services.columns).astype(services.dtypes)
    return pd.concat([services, visits], ignore_index=True)
