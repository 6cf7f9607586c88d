"""The untidiness of a real workbook: other ways of writing the same, and a few rows that intake sets aside.

None of it stops a report, and none changes a planted truth: what is set aside is added beside the made rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from evaltoolkit.synthetic.identity import phone
from evaltoolkit.synthetic.year import MadeYear

PLANTED: Mapping[tuple[str, str], int] = {
    ("clients", "id_check_digit"): 2,
    ("clients", "age_contradicts_id"): 3,
    ("services", "date_outside_year"): 2,
    ("attendance", "unmatched_client"): 3,
    ("attendance", "repeated_row"): 2,
    ("satisfaction", "not_a_choice"): 2,
    ("measurements", "unmatched_client"): 1,
    ("spending", "total_row"): 1,
}
"""How many rows of each kind of fault stand in a blemished workbook, by table and kind."""


def with_blemishes(made: MadeYear) -> dict[str, pd.DataFrame]:
    """Return the made tables as the station would have typed them."""
    steps: Mapping[str, Callable[[pd.DataFrame, int], pd.DataFrame]] = {
        "clients": _clients, "services": _services, "attendance": _attendance, "satisfaction": _satisfaction,
        "measurements": _measurements, "spending": _spending,
    }  # fmt: skip
    year = made.setting.year
    return {
        name: steps[name](frame.astype(object), year) if name in steps else frame for name, frame in made.tables.items()
    }


def _clients(frame: pd.DataFrame, _: int) -> pd.DataFrame:
    rows = range(len(frame))
    numbers = dict(zip(rows, frame["phone"], strict=True))
    numbers |= {row: f"{phone(row)}（儿子）" for row in rows[60::40]} | dict.fromkeys(rows[75::60])
    return frame.assign(
        id_number=_at(frame["id_number"], (10, 20), _wrong_check_digit),
        age=_at(frame["age"], (30, 40, 50), lambda age: float(str(age)) - 7),
        phone=list(numbers.values()),
    )


def _wrong_check_digit(number: object) -> str:
    good = str(number)
    return good[:-1] + ("1" if good[-1] != "1" else "2")


def _services(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    rows = range(len(frame))
    dates = _at(_at(frame["date"], rows[::7], _in_words), rows[3::11], _dotted)
    hours = _at(frame["hours"], rows[::9], lambda cell: f"{float(str(cell)):.10g}小时")
    before = frame.iloc[[1, 2]].assign(
        service=[f"F{year - 1}9998", f"F{year - 1}9999"], date=pd.Timestamp(year - 1, 12, 20), group=None
    )
    return pd.concat([frame.assign(date=dates, hours=hours), before], ignore_index=True)


def _in_words(day: object) -> object:
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, pd.Timestamp) else day


def _dotted(day: object) -> object:
    return f"{day.year}.{day.month}.{day.day}" if isinstance(day, pd.Timestamp) else day


def _attendance(frame: pd.DataFrame, _: int) -> pd.DataFrame:
    unknown = frame.iloc[[0, 1, 2]].assign(client=["ZZ90001", "ZZ90002", "ZZ90003"])
    ticks = _at(frame["attended"], range(len(frame))[::4], lambda came: "√" if came else "×")
    return pd.concat([frame.assign(attended=ticks), unknown, frame.iloc[[5, 6]]], ignore_index=True)


def _satisfaction(frame: pd.DataFrame, _: int) -> pd.DataFrame:
    odd = frame.iloc[[0, 1]].assign(overall=["很好", "还可以"], client=None, opinion=None)
    return pd.concat([frame, odd], ignore_index=True)


def _measurements(frame: pd.DataFrame, _: int) -> pd.DataFrame:
    return pd.concat([frame, frame.iloc[[0]].assign(client="ZZ90004")], ignore_index=True)


def _spending(frame: pd.DataFrame, _: int) -> pd.DataFrame:
    total = {"category": "合计", "budget": frame["budget"].sum(), "spent": frame["spent"].sum(), "source": None}
    return pd.concat([frame, pd.DataFrame([total])], ignore_index=True)


def _at(cells: Iterable[object], rows: Iterable[int], change: Callable[[object], object]) -> Any:
    wanted = set(rows)
    return [change(cell) if row in wanted else cell for row, cell in enumerate(cells)]
