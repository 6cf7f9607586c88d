"""The kinds of fault in a workbook, each with its level, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from evaltoolkit.intake.fault_levels import LEVELS as LEVELS
from evaltoolkit.intake.fault_levels import Level as Level
from evaltoolkit.language import Text, text


class FaultKind(StrEnum):
    """What is wrong."""

    MISSING_SHEET = "missing_sheet"
    UNKNOWN_SHEET = "unknown_sheet"
    EMPTY_SHEET = "empty_sheet"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    DUPLICATE_HEADER = "duplicate_header"
    BLANK_HEADER = "blank_header"
    MERGED_HEADER = "merged_header"
    HEADER_NOT_FIRST = "header_not_first"
    MERGED_CELLS = "merged_cells"
    TOTAL_ROW = "total_row"
    EMPTY_CELL = "empty_cell"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_OUTSIDE_YEAR = "date_outside_year"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_FLAG = "not_a_flag"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_VALUE = "error_value"
    CODE_AS_DATE = "code_as_date"
    DIGITS_LOST = "digits_lost"
    ID_CHECK_DIGIT = "id_check_digit"
    AGE_CONTRADICTS_ID = "age_contradicts_id"
    DUPLICATE_KEY = "duplicate_key"
    REPEATED_ROW = "repeated_row"
    UNMATCHED_CLIENT = "unmatched_client"
    UNMATCHED_SERVICE = "unmatched_service"
    SAME_WAVE_TWICE = "same_wave_twice"
    PRE_WITHOUT_POST = "pre_without_post"
    POST_WITHOUT_PRE = "post_without_pre"
    MIXED_VERSIONS = "mixed_versions"
    UNKNOWN_SCALE = "unknown_scale"
    ITEM_COLUMNS_MISSING = "item_columns_missing"
    EXTRA_ITEM = "extra_item"
    NO_ANSWER = "no_answer"
    ANSWER_OUT_OF_RANGE = "answer_out_of_range"
    TICKS_UNREADABLE = "ticks_unreadable"
    PARTS_UNREADABLE = "parts_unreadable"
    TOTAL_OUT_OF_RANGE = "total_out_of_range"
    WIDE_INCONSISTENT = "wide_inconsistent"
    IDENTIFIER_MASKED = "identifier_masked"


@dataclass(frozen=True, slots=True)
class KindWords:
    """Level of a kind, what was expected, and what to do."""

    level: Level
    expected: Text
    remedy: Text


_STOP, _ASIDE, _HINT = Level.STOP, Level.SET_ASIDE, Level.HINT

KINDS: Mapping[FaultKind, KindWords] = MappingProxyType(
    {
        FaultKind.MISSING_SHEET: KindWords(
            _STOP,
            text("a sheet of this name is needed"),
            text("Add the sheet, or give it this name (the sheets found are: {sheets})."),
        ),
        FaultKind.UNKNOWN_SHEET: KindWords(
            _HINT, text("no sheet of this name is known; it was not read"), text("{advice}")
        ),
        FaultKind.EMPTY_SHEET: KindWords(
            _HINT,
            text("rows were expected below the header"),
            text("Fill it in, or delete the sheet; its section will say that nothing was provided."),
        ),
        FaultKind.MISSING_COLUMN: KindWords(
            _STOP,
            text("the column “{missing}” is needed"),
            text("Add the column, or give one of the headers this name."),
        ),
        FaultKind.UNKNOWN_COLUMN: KindWords(
            _HINT, text("no column of this name is known; it was not read"), text("{advice}")
        ),
        FaultKind.DUPLICATE_HEADER: KindWords(
            _STOP,
            text("this header stands more than once (also in column {other})"),
            text("Keep one of the columns, or give the other another header."),
        ),
        FaultKind.BLANK_HEADER: KindWords(
            _HINT,
            text("the column has entries but no header; it was not read"),
            text("Write a header above it, or empty the column."),
        ),
        FaultKind.MERGED_HEADER: KindWords(
            _STOP,
            text("every column needs its own header, but these header cells are merged ({range})"),
            text("Unmerge the cells and write one header into each column."),
        ),
        FaultKind.HEADER_NOT_FIRST: KindWords(
            _HINT,
            text("the header was expected in row 1 and found in row {header_row}; the rows above were left out"),
            text("Nothing to do if that is right."),
        ),
        FaultKind.MERGED_CELLS: KindWords(
            _HINT,
            text("these cells are merged ({range}); only the first holds a value, the others count as empty"),
            text("Unmerge them and fill the value into each row."),
        ),
        FaultKind.TOTAL_ROW: KindWords(
            _HINT, text("this row looks like a sum or a note and was left out"), text("Nothing to do if that is right.")
        ),
        FaultKind.EMPTY_CELL: KindWords(_ASIDE, text("must not be empty"), text("Fill it in.")),
        FaultKind.NOT_A_NUMBER: KindWords(
            _ASIDE, text("a number was expected"), text("Write one number in digits, without other words.")
        ),
        FaultKind.NOT_WHOLE: KindWords(_ASIDE, text("a whole number was expected"), text("Write a whole number.")),
        FaultKind.OUT_OF_RANGE: KindWords(
            _ASIDE, text("a number {bounds} was expected"), text("Check the figure and its unit.")
        ),
        FaultKind.NOT_A_DATE: KindWords(
            _ASIDE, text("a date was expected"), text("Write it as 2023-05-01 or 2023年5月1日.")
        ),
        FaultKind.DATE_IMPOSSIBLE: KindWords(
            _ASIDE, text("a date from {first} to {last} was expected"), text("Check the year.")
        ),
        FaultKind.DATE_OUTSIDE_YEAR: KindWords(
            _HINT,
            text("the date lies outside the year {year}; the row is left out of the year's figures"),
            text("Check the year; nothing to do if it is right."),
        ),
        FaultKind.NOT_A_CHOICE: KindWords(_ASIDE, text("one of {choices} was expected"), text("{advice}")),
        FaultKind.NOT_A_FLAG: KindWords(_ASIDE, text("yes or no (是 or 否) was expected"), text("Write 是 or 否.")),
        FaultKind.FORMULA_WITHOUT_VALUE: KindWords(
            _ASIDE,
            text("the cell holds a formula whose result was not saved"),
            text("Open the workbook in Excel or WPS, let it calculate, and save it; or write the value itself."),
        ),
        FaultKind.ERROR_VALUE: KindWords(
            _ASIDE,
            text("the cell shows an error of Excel (such as #N/A or #REF!)"),
            text("Mend the formula or write the value itself."),
        ),
        FaultKind.CODE_AS_DATE: KindWords(
            _ASIDE,
            text("Excel has turned this code into a date"),
            text("Set the column's format to text and write the code again."),
        ),
        FaultKind.DIGITS_LOST: KindWords(
            _STOP,
            text("typed as a number; Excel keeps 15 digits only and has replaced the last ones by 0"),
            text("Set the column's format to text and write the number again from the original."),
        ),
        FaultKind.ID_CHECK_DIGIT: KindWords(
            _HINT, text("this is no valid identity number (form or check digit)"), text("Compare it with the card.")
        ),
        FaultKind.AGE_CONTRADICTS_ID: KindWords(
            _HINT,
            text("the age does not fit the identity number; the age by the number ({age}) counts"),
            text("Correct whichever is wrong."),
        ),
        FaultKind.DUPLICATE_KEY: KindWords(
            _STOP,
            text("{key} may stand only once, but stands in row {other} with other entries"),
            text("Keep the right row and delete the other."),
        ),
        FaultKind.REPEATED_ROW: KindWords(_ASIDE, text("the row repeats row {other}"), text("Delete one of the two.")),
        FaultKind.UNMATCHED_CLIENT: KindWords(
            _ASIDE,
            text("this 档案号 does not stand on the sheet 服务对象"),
            text("Correct it here, or add the person there."),
        ),
        FaultKind.UNMATCHED_SERVICE: KindWords(
            _ASIDE,
            text("this 服务编号 does not stand on the sheet 服务记录"),
            text("Correct it here, or add the service there."),
        ),
        FaultKind.SAME_WAVE_TWICE: KindWords(
            _ASIDE,
            text("the same person has the same scale at the same time twice (also in row {other})"),
            text("Keep the right row; until then neither counts."),
        ),
        FaultKind.PRE_WITHOUT_POST: KindWords(
            _HINT,
            text("this pre-test has no post-test of the same person, scale and group"),
            text("Enter the post-test if there was one; else the person counts as lost."),
        ),
        FaultKind.POST_WITHOUT_PRE: KindWords(
            _HINT,
            text("this post-test has no pre-test of the same person, scale and group"),
            text(
                "Check the 档案号, the scale and the group against the pre-test; "
                "nothing is paired by guess.{candidates}"
            ),
        ),
        FaultKind.MIXED_VERSIONS: KindWords(
            _ASIDE,
            text("pre-test and post-test of this person are by different versions of one scale and are not compared"),
            text("Look which version was printed; if it was the same both times, write its id both times."),
        ),
        FaultKind.UNKNOWN_SCALE: KindWords(_STOP, text("no scale of this name is known"), text("{advice}")),
        FaultKind.ITEM_COLUMNS_MISSING: KindWords(
            _STOP,
            text("the scale {scale} has {items} items, but the columns of items {missing} are missing"),
            text("Add them (题1, 题2 …), or give the total score only."),
        ),
        FaultKind.EXTRA_ITEM: KindWords(
            _ASIDE,
            text("the scale {scale} has only {items} items"),
            text("Check the scale of this row and its answers."),
        ),
        FaultKind.NO_ANSWER: KindWords(
            _ASIDE, text("neither answers nor a total score are given"), text("Fill them in or delete the row.")
        ),
        FaultKind.ANSWER_OUT_OF_RANGE: KindWords(
            _ASIDE,
            text("an answer from {low:g} to {high:g} (steps of {step:g}) was expected for the scale {scale}"),
            text("Check it against the form."),
        ),
        FaultKind.TICKS_UNREADABLE: KindWords(
            _ASIDE,
            text("the numbers of the lines ticked were expected for the scale {scale}, among those of {example}"),
            text("Type the numbers ticked one after another, each once, such as 13; type 0 where none is ticked."),
        ),
        FaultKind.PARTS_UNREADABLE: KindWords(
            _ASIDE,
            text("one digit for each part of the question was expected for the scale {scale}, at most {example}"),
            text("Type the answers to the parts one after another, not their sum."),
        ),
        FaultKind.TOTAL_OUT_OF_RANGE: KindWords(
            _ASIDE,
            text("a total from {low:g} to {high:g} was expected for the scale {scale}"),
            text("Check it against the form."),
        ),
        FaultKind.WIDE_INCONSISTENT: KindWords(
            _STOP,
            text("the columns of the waves do not match: {problem}"),
            text("Give every wave the same item columns, and use no column 时点 beside pre_ and post_ columns."),
        ),
        FaultKind.IDENTIFIER_MASKED: KindWords(
            _HINT,
            text("the text holds what looks like {what}; it was masked before it was stored"),
            text("Take it out of the text; look whether too much was masked."),
        ),
    }
)
