"""The kinds of fault in a workbook, each with its level, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from evaltoolkit.intake.faults.fault_levels import LEVELS as LEVELS
from evaltoolkit.intake.faults.fault_levels import Level as Level
from evaltoolkit.language import Text
from evaltoolkit.model.texts import texts


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
    UNKNOWN_LABEL = "unknown_label"
    STANDS_NOWHERE = "stands_nowhere"
    WRITTEN_OTHERWISE = "written_otherwise"
    UNKNOWN_SCALE_NAMED = "unknown_scale_named"
    DOUBTFUL_SIZE = "doubtful_size"
    DAY_BEFORE = "day_before"
    POST_BEFORE_PRE = "post_before_pre"
    FAR_FROM_YEAR = "far_from_year"
    TOTAL_AGAINST_ITEMS = "total_against_items"
    RATING_OTHERWISE = "rating_otherwise"
    PERHAPS_SUM = "perhaps_sum"
    PERHAPS_TWICE = "perhaps_twice"
    NOT_TAKEN = "not_taken"
    NONE_BESIDE_WORDS = "none_beside_words"
    HIDDEN_ROWS = "hidden_rows"
    TOTAL_IMPOSSIBLE = "total_impossible"
    NUMBER_LOST = "number_lost"
    SECOND_UNREAD = "second_unread"
    MORE_THAN_WHOLE = "more_than_whole"
    SHEET_TWICE = "sheet_twice"
    ROWS_TWICE = "rows_twice"
    FORMATS_NOT_READ = "formats_not_read"
    MAP_OUTDATED = "map_outdated"
    COLUMNS_NOT_READ = "columns_not_read"
    SHEET_NOT_READ = "sheet_not_read"
    LEFT_OUT = "left_out"
    NO_KNOWN_SHEET = "no_known_sheet"
    BOOKS_NOT_READ = "books_not_read"
    SESSION_UNKNOWN = "session_unknown"
    DAY_AMBIGUOUS = "day_ambiguous"


@dataclass(frozen=True, slots=True)
class KindWords:
    """Level of a kind, what was expected, and what to do."""

    level: Level
    expected: Text
    remedy: Text


_KINDS = {
    FaultKind(kind): KindWords(Level(level), **words)
    for level, kinds in texts("intake", "faults").items()
    for kind, words in kinds.items()
}
KINDS: Mapping[FaultKind, KindWords] = MappingProxyType({kind: _KINDS[kind] for kind in FaultKind})
