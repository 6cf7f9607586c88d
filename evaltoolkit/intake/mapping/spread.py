"""Tables that spread one figure over many columns: quarters side by side, or a column for each day people signed in.

They are read as rows: a row a method and quarter, a row a person and session, at the place of her own row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.mapping.vocabulary import plain
from evaltoolkit.model.workbook import PERIODS

QUARTERS, SESSIONS = "各季度", "各场次"
"""What the headers of the columns begin with that take the place of those side by side."""
_ATTENDED, _SESSION, _DAY, _PERIOD = "是否出席", "服务编号", "日期", "合计期间"
_JOINT = "／"
_NAMELESS = "（没有表头）"
_QUARTER = re.compile(r"(?:20[0-9]{2}年?)?(?:第?([一二三四1-4])季度?|q([1-4]))")
_SUM = re.compile(r"(?:全年|年度|总)?(?:合计|总计|小计|全年|累计)")
_DATED = re.compile(
    r"(?:(?:20[0-9]{2}|[0-9]{2})[年./\-])?[0-9]{1,2}[月./\-][0-9]{1,2}[日号]?(?:00:00:00)?|第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[节次场]"
)
_FIGURES = {"工时": ("工时", "时数", "时长", "小时"), "人次": ("人次", "人数")}
_YES = frozenset({"√", "✓", "✔", "☑", "v", "1", "是", "到", "出席", "签到", "已到", "参加", "迟到", "早退", "y"})
_NO = frozenset({"×", "✗", "✘", "x", "0", "否", "缺", "缺席", "未到", "请假", "病假", "事假", "假", "未参加", "n"})
_NOT_YET = frozenset({"/", "-", "—", "——"})
_FEWEST_SESSIONS, _FEWEST_QUARTERS, _MOST_TICKS = 3, 2, 0.9

Heads = Mapping[int, str]


def is_spread(header: str) -> bool:
    """Return whether a header is that of a quarter or of a session."""
    return _quarter(header) is not None or bool(_DATED.fullmatch(plain(header)))


def gathered(headers: Heads, rows: pd.DataFrame, words: Sequence[str]) -> tuple[Heads, pd.DataFrame]:
    """Return headers and rows with what stands side by side one below the other; as they are where nothing does.

    Parameters
    ----------
    headers
        Of each column that has one.
    rows
        Cells below.
    words
        Titles, name of the sheet and of the file: they may say what the figures are.
    """
    quarters = {place: quarter for place, header in headers.items() if (quarter := _quarter(header.split(_JOINT)[0]))}
    if len(set(quarters.values())) >= _FEWEST_QUARTERS:
        return _by_quarter(_with_lead(headers, rows, min(quarters)), rows, quarters, plain(" ".join(words)))
    sessions = [place for place, header in headers.items() if _DATED.fullmatch(plain(header.split("#")[0]))]
    if len(sessions) >= _FEWEST_SESSIONS and _are_ticks(rows, sessions):
        return _by_session(_with_lead(headers, rows, min(sessions)), rows, sessions)
    return headers, rows


def _with_lead(headers: Heads, rows: pd.DataFrame, first: int) -> Heads:
    """Return the headers with a name for each column of words before the first spread one that has none."""
    places = [place for place in map(int, rows.columns) if place < first and place not in headers]
    worded = [place for place in places if any(isinstance(cell, str) for cell in rows[place].tolist())]
    return {**dict.fromkeys(worded, _NAMELESS), **headers}


def _quarter(header: str) -> str | None:
    match = _QUARTER.fullmatch(plain(header))
    if match is None:
        return None
    return (
        PERIODS["一二三四".find(match[1]) if match[1] in "一二三四" else int(match[1]) - 1]
        if match[1]
        else (PERIODS[int(match[2]) - 1])
    )


def _by_quarter(
    headers: Heads, rows: pd.DataFrame, quarters: Mapping[int, str], words: str
) -> tuple[Heads, pd.DataFrame]:
    figures = {place: _figure(headers[place], words) for place in quarters}
    sums = [place for place, header in headers.items() if _SUM.fullmatch(plain(header))]
    kept = [place for place in headers if place not in quarters and place not in sums]
    first = {name: place for place, name in reversed(figures.items())}
    beyond = max(map(int, rows.columns), default=0)
    made = {**{place: headers[place] for place in kept},
            **{place: f"{QUARTERS}{_JOINT}{name}" for name, place in first.items()},
            beyond + 1: f"{QUARTERS}{_JOINT}{_PERIOD}", beyond + 2: f"{QUARTERS}{_JOINT}{_DAY}"}  # fmt: skip
    found = []
    for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
        for period in dict.fromkeys(quarters.values()):
            given = {first[figures[place]]: cells[place] for place in quarters if quarters[place] == period}
            if any(cell is not None for cell in given.values()):
                found.append((row, {**{place: cells[place] for place in kept}, **given, beyond + 1: period}))
        if all(cells[place] is None for place in quarters) and any(cells[place] is not None for place in sums):
            whole = next(cells[place] for place in sums if cells[place] is not None)
            found.append(
                (row, {**{place: cells[place] for place in kept}, min(quarters): whole, beyond + 1: PERIODS[-1]})
            )
    return dict(sorted(made.items())), _frame(found, made)


def _figure(header: str, words: str) -> str:
    """Return what the figures of a quarter's column are: as its second header says, else the title."""
    below = header.split(_JOINT)[1] if _JOINT in header else ""
    if below:
        return below
    return next((name for name, signs in _FIGURES.items() if any(sign in words for sign in signs)), "数量")


def _are_ticks(rows: pd.DataFrame, sessions: Sequence[int]) -> bool:
    given = [plain(cell) for place in sessions for cell in rows[place].tolist() if cell is not None]
    known = sum(_tick(cell) is not None or cell in _NOT_YET for cell in given)
    return bool(given) and known / len(given) >= _MOST_TICKS


def _tick(cell: object) -> str | None:
    words = plain(as_text(cell))
    return "是" if words in _YES else "否" if words in _NO else None


def _by_session(headers: Heads, rows: pd.DataFrame, sessions: Sequence[int]) -> tuple[Heads, pd.DataFrame]:
    session, attended = sessions[0], sessions[1]
    made = {place: header for place, header in headers.items() if place not in sessions}
    made |= {session: f"{SESSIONS}{_JOINT}{_SESSION}", attended: f"{SESSIONS}{_JOINT}{_ATTENDED}"}
    held = {place for place in sessions if any(_tick(cell) == "是" for cell in rows[place].tolist())}
    found = []
    for row, cells in zip(rows.index, rows.to_dict("records"), strict=True):
        own = {place: cells[place] for place in made if place not in (session, attended)}
        if all(cell is None for cell in own.values()):
            continue
        for place in sessions:
            if place in held and (cell := _presence(cells[place])) is not None:
                found.append((row, {**own, session: headers[place], attended: cell}))
    return dict(sorted(made.items())), _frame(found, made)


def _presence(cell: object) -> object | None:
    """Return whether a person was there: a blank among ticks is not; a dash is nobody's who is not yet of the group."""
    if cell is None:
        return "否"
    return None if plain(as_text(cell)) in _NOT_YET else _tick(cell) or cell


def _frame(found: Sequence[tuple[int, Mapping[int, object]]], made: Heads) -> pd.DataFrame:
    places = sorted(made)
    cells = [[cells.get(place) for place in places] for _, cells in found]
    return pd.DataFrame(cells, index=[row for row, _ in found], columns=places, dtype=object)
