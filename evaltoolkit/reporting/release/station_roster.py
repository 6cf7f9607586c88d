"""The roster that the gate searches for, as intake keeps it in ``private/``; it never enters a kernel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from evaltoolkit.disclosure.names.near_names import NearNames
from evaltoolkit.disclosure.names.roster_numbers import is_day, telling_numbers
from evaltoolkit.disclosure.names.roster_search import find_names
from evaltoolkit.errors import RunError
from evaltoolkit.intake.load import filed_codes, load, roster_file
from evaltoolkit.intake.people.code_list import read_codes
from evaltoolkit.language import listed, text
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.gate import Roster

LEAST_CODE = 6  # 本工具规则: a shorter file number, such as 12 or A7, stands in every report as a figure or a label
LEAST_DIGITS = 10  # 本工具规则: the same for a file number of digits alone, which could be a date or an amount

_WITH_PROGRAMMES, _PROGRAMMES = ("measurements", "services"), ("group", "project", "field")


def station_roster(plan: Plan, home: Path) -> Roster:
    """Return the names, addresses, numbers and file numbers of the plan's workbook, and its people's codes.

    Raises
    ------
    RunError
        The plan names data and their roster is not there: nothing may be published unsearched.
    """
    words = own_words(plan)
    if plan.data is None:
        return Roster(words=words)
    file = roster_file(plan, home=home)
    if file is None:
        raise RunError(
            text(
                "The roster of {data} is not in the private store, so the report could not be searched for names. "
                "Run the street again.",
                data=listed(Path(place).name for place in plan.data.split("\n")),
            )
        )
    listed_codes = filed_codes(plan, home=home)
    codes = frozenset[str]() if listed_codes is None else _codes(listed_codes, listed_codes.stat().st_mtime_ns)
    return replace(_kept(file, file.stat().st_mtime_ns), words=words, codes=codes)


@lru_cache(maxsize=128)
def _kept(file: Path, _written: int) -> Roster:
    # One object for one file: what is searched for is kept by it, and told from its equal name by name, at every line.
    return roster_of(pd.read_parquet(file))


@lru_cache(maxsize=128)
def _codes(file: Path, _written: int) -> frozenset[str]:
    return frozenset(read_codes(file))


def own_words(plan: Plan) -> frozenset[str]:
    """Return the words of a plan that stand in every report of it: street, district, project, department, operator."""
    given = (plan.street, plan.district, plan.project, plan.department, plan.operator)
    return frozenset(words for words in given if words)


def bearing_names(plan: Plan, home: Path) -> tuple[str, ...]:
    """Return the keys of the parameter file whose words, on every page, hold a name of the workbook."""
    names = station_roster(plan, home).names
    given = {key: getattr(plan, key) for key in ("project", "department", "operator")}
    return tuple(key for key, words in given.items() if words and find_names(words, names))


def masked_programmes(plan: Plan, home: Path) -> tuple[str, ...]:
    """Return the programmes of `primary_scales` under which no group is found, since they come near a name."""
    near = NearNames.of(station_roster(plan, home).names)
    masked = tuple(name for name in plan.primary_scales if any(near.find(name)))
    kept = _programmes(plan, home) if masked else set()
    return tuple(name for name in masked if not any(word.startswith(name) for word in kept))


def _programmes(plan: Plan, home: Path) -> set[str]:
    """Return the groups, projects and fields as the plan's tables are stored: no name that several share is masked."""
    frames = load(plan, home=home, only=_WITH_PROGRAMMES).tables.values()
    columns = (frame[name] for frame in frames for name in _PROGRAMMES if name in frame)
    return {str(word) for column in columns for word in column.dropna().unique()}


def roster_of(listed: pd.DataFrame) -> Roster:
    """Return the roster from intake's table with the columns ``part`` and ``value``."""
    parts = {str(part): frozenset(values.astype(str)) for part, values in listed.groupby("part")["value"]}
    empty: frozenset[str] = frozenset()
    numbers = telling_numbers(parts.get("numbers", empty)) | telling_codes(parts.get("codes", empty))
    return Roster(parts.get("names", empty), parts.get("addresses", empty), numbers)


def telling_codes(codes: Iterable[str]) -> frozenset[str]:
    """Return the file numbers that cannot be taken for a figure, a label or a day.

    Examples
    --------
    >>> sorted(telling_codes(["12", "A7", "2025-01", "YC2025001", "20250301", "440111202500017"]))
    ['440111202500017', 'YC2025001']
    """
    long = (code for code in codes if len(code) >= (LEAST_DIGITS if code.isdigit() else LEAST_CODE))
    return frozenset(code for code in long if not is_day(code))
