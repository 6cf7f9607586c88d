"""Questions with several answers, as survey programs write them: in one cell, or one column an option."""

from __future__ import annotations

from collections.abc import Sequence

from evaltoolkit.intake.mapping.vocabulary import blank_words, plain, without_prefix

TICKED = "选中"
"""What stands in a map for the option of a column that is of one option alone."""
_SIGN = "┋"
_NOT_TICKED = frozenset({"0", "否", "未选中", "未选", "×", "false"})


def option_cells(cells: Sequence[object], option: str, siblings: Sequence[Sequence[object]]) -> list[object]:
    """Return for each row whether the option was ticked, blank where the question was not answered at all.

    Parameters
    ----------
    cells
        Of the column: all ticked options joined by ┋, or something where this one was ticked.
    option
        Words of the option; empty where the column is of this option alone.
    siblings
        All columns of the same question.

    Examples
    --------
    >>> option_cells(["站址┋经费来源", "求助方式", None], "站址", [])
    ['是', '否', None]
    >>> option_cells([1, 0], "", [[1, 0], [0, 0]])
    ['是', '否']
    """
    return [_ticked(cell, option, [other[row] for other in siblings]) for row, cell in enumerate(cells)]


def _ticked(cell: object, option: str, others: Sequence[object]) -> object:
    if option:
        if _is_blank(cell):
            return None
        parts = [plain(without_prefix(part)) for part in str(cell).split(_SIGN)]
        return "是" if plain(option) in parts else "否"
    if _is_blank(cell):
        return None if all(map(_is_blank, others)) else "否"
    words = plain(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    return "否" if words in _NOT_TICKED else "是"


def _is_blank(cell: object) -> bool:
    return cell is None or plain(cell) in blank_words()
