"""Check the identity numbers of the people on the roster, and take their age from them."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.names.identity_number import birth_date, is_identity_number, is_old_identity
from evaltoolkit.intake.checking.checked_table import CheckedTable
from evaltoolkit.intake.faults.fault_kinds import FaultKind

# An age may be as of any day of the year, and counted by either custom of birthdays.
_YEARS_APART = 1


def check_people(table: CheckedTable, *, year: int | None) -> None:
    """Record identity numbers that are not valid and ages that contradict them.

    The age at the end of `year` by a valid number replaces a missing or contradicting age: stations recompute the age
    from the number themselves (column list of a Guangzhou station's public script).
    """
    if not table.has("id_number"):
        return
    numbers = table.frame["id_number"].dropna().map(_normal)
    valid = numbers.map(lambda number: is_identity_number(number) or is_old_identity(number)).astype(bool)
    for position in valid.index[~valid]:
        table.add(FaultKind.ID_CHECK_DIGIT, int(position), "id_number")
    if year is not None:
        _check_ages(table, numbers[valid], year)


def _check_ages(table: CheckedTable, numbers: pd.Series, year: int) -> None:
    by_number = (year - numbers.map(_birth_year).astype("float64")).reindex(table.frame.index)
    by_number = by_number.where(by_number.between(0, 120))
    if not table.has("age"):
        table.frame["age"] = by_number
        return
    written = table.frame["age"]
    apart = ((written - by_number).abs() > _YEARS_APART).to_numpy()
    ages, numbered = written.to_numpy(), by_number.to_numpy()
    for position in np.flatnonzero(apart):
        found, age = f"{ages[position]:g}", f"{numbered[position]:g}"
        table.add(FaultKind.AGE_CONTRADICTS_ID, int(position), "age", found=found, age=age)
    table.frame["age"] = written.mask(pd.Series(apart, index=written.index) | written.isna(), by_number)


def _normal(number: str) -> str:
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def _birth_year(number: str) -> int:
    born = birth_date(number if len(number) == 18 else f"{number[:6]}19{number[6:]}")
    return born.year if born else 0
