"""A short name for each kind of fault, as the report's table of data quality lists it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evaltoolkit.intake.fault_kinds import FaultKind
from evaltoolkit.language import Text, text

NAMES: Mapping[FaultKind, Text] = MappingProxyType(
    {
        FaultKind.MISSING_SHEET: text("sheet missing"),
        FaultKind.UNKNOWN_SHEET: text("sheet not known"),
        FaultKind.EMPTY_SHEET: text("sheet without rows"),
        FaultKind.MISSING_COLUMN: text("column missing"),
        FaultKind.UNKNOWN_COLUMN: text("column not known"),
        FaultKind.DUPLICATE_HEADER: text("header twice"),
        FaultKind.BLANK_HEADER: text("column without header"),
        FaultKind.MERGED_HEADER: text("merged header"),
        FaultKind.HEADER_NOT_FIRST: text("header not in row 1"),
        FaultKind.MERGED_CELLS: text("merged cells"),
        FaultKind.TOTAL_ROW: text("row of sums or notes"),
        FaultKind.EMPTY_CELL: text("needed entry missing"),
        FaultKind.NOT_A_NUMBER: text("not a number"),
        FaultKind.NOT_WHOLE: text("not a whole number"),
        FaultKind.OUT_OF_RANGE: text("number out of range"),
        FaultKind.NOT_A_DATE: text("not a date"),
        FaultKind.DATE_IMPOSSIBLE: text("impossible date"),
        FaultKind.DATE_OUTSIDE_YEAR: text("date outside the year"),
        FaultKind.NOT_A_CHOICE: text("none of the choices"),
        FaultKind.NOT_A_FLAG: text("neither yes nor no"),
        FaultKind.FORMULA_WITHOUT_VALUE: text("formula without a result"),
        FaultKind.ERROR_VALUE: text("error value of Excel"),
        FaultKind.CODE_AS_DATE: text("code turned into a date"),
        FaultKind.DIGITS_LOST: text("digits lost by Excel"),
        FaultKind.ID_CHECK_DIGIT: text("identity number not valid"),
        FaultKind.AGE_CONTRADICTS_ID: text("age does not fit the identity number"),
        FaultKind.DUPLICATE_KEY: text("key twice with other entries"),
        FaultKind.REPEATED_ROW: text("row repeated"),
        FaultKind.UNMATCHED_CLIENT: text("person not on the roster"),
        FaultKind.UNMATCHED_SERVICE: text("service not recorded"),
        FaultKind.SAME_WAVE_TWICE: text("same person twice at the same time"),
        FaultKind.PRE_WITHOUT_POST: text("pre-test without post-test"),
        FaultKind.POST_WITHOUT_PRE: text("post-test without pre-test"),
        FaultKind.MIXED_VERSIONS: text("different versions before and after"),
        FaultKind.UNKNOWN_SCALE: text("scale not known"),
        FaultKind.ITEM_COLUMNS_MISSING: text("item columns missing"),
        FaultKind.EXTRA_ITEM: text("more answers than items"),
        FaultKind.NO_ANSWER: text("no answer and no total"),
        FaultKind.ANSWER_OUT_OF_RANGE: text("answer out of range"),
        FaultKind.TICKS_UNREADABLE: text("ticked lines cannot be read"),
        FaultKind.PARTS_UNREADABLE: text("parts of an answer cannot be read"),
        FaultKind.TOTAL_OUT_OF_RANGE: text("total out of range"),
        FaultKind.WIDE_INCONSISTENT: text("columns of the waves do not match"),
        FaultKind.IDENTIFIER_MASKED: text("identifier masked in a text"),
    }
)
