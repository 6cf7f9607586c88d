"""Show a proposal: each column with what it is read as and what stands in its first five rows, people masked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evaltoolkit.disclosure.names.identifiers import mask
from evaltoolkit.intake.checking.cell_values import as_text
from evaltoolkit.intake.checking.free_text import PeopleSearch
from evaltoolkit.intake.mapping.cells import converted
from evaltoolkit.intake.mapping.propose import Proposal
from evaltoolkit.intake.mapping.records import sums_of
from evaltoolkit.intake.mapping.sheet_map import NOT_READ, SheetMap
from evaltoolkit.intake.mapping.spread import SESSIONS
from evaltoolkit.intake.mapping.vocabulary import choice_of, is_known_label, read_labels
from evaltoolkit.language import Text, text
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.workbook import FORMS

ROWS = 5
_ITEM = re.compile(r"((?:[^_]+_)?)题([0-9]+)")
_COVERED = "＊＊＊"
_LONGEST, _MOST_WORDS = 12, 20
_MAY_SHOW = frozenset({Kind.TEXT, Kind.CHOICE, Kind.LABELS, Kind.DATE, Kind.NUMBER, Kind.COUNT, Kind.FLAG, Kind.TARGET})


def preview(found: Proposal, search: PeopleSearch) -> Iterator[Text]:
    """Yield the lines of a proposal."""
    each = found.map
    sheets = "、".join(mask(head.sheet.name, list(search.find(head.sheet.name))) for head in found.heads)
    rows = sum(len(head.rows.dropna(how="all")) - len(sums_of(head.rows, head)) for head in found.heads)
    table = each.spec.sheet if each.table else NOT_READ
    yield text("{file}, sheets {sheets}: {rows} rows, read as: {table}",
               file=each.file, sheets=sheets, rows=rows, table=table)  # fmt: skip
    if not each.table:
        return
    for first, last in _stretches(each):
        header, end = each.headers[first], each.headers[last]
        cells = " | ".join(shown(found, header, search))
        numbers = f"{first + 1:>4}" if first == last else f"{first + 1}–{last + 1}".rjust(4)
        more = "" if first == last else f" … {end}"
        goal = goal_of(each, header) + ("" if first == last else f" … {goal_of(each, end)}")
        yield text(
            "{number}  {header} → {goal}: {cells}", number=numbers, header=f"{header}{more}", goal=goal, cells=cells
        )
    for header, given in each.constants.items():
        yield text("      {header} = {given} (all rows)", header=header, given=given)
    if any(header.startswith(SESSIONS) for header in each.headers):
        yield text("      A blank beside ticks is read as: did not come; a dash as: not yet of the group")
    yield from _without_place(found)
    for header, column in found.refused.items():
        yield text("      {header} is not read as {column}: its cells are something else", header=header, column=column)


def _stretches(each: SheetMap) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each line: columns of one kind of answer side by side are one."""
    start = 0
    for place in range(1, len(each.headers) + 1):
        if place == len(each.headers) or not _continues(each, place):
            yield start, place - 1
            start = place


def _continues(each: SheetMap, place: int) -> bool:
    """Return whether a column holds the next item of those before it."""
    before, now = (_ITEM.fullmatch(goal_of(each, each.headers[at])) for at in (place - 1, place))
    return bool(before and now and before[1] == now[1] and int(now[2]) == int(before[2]) + 1)


def _without_place(found: Proposal) -> Iterator[Text]:
    """Yield the words that have no place in the tables, and labels of no category, with how often they stand."""
    each = found.map
    for column in each.spec.columns:
        cells = [cell for header, goal in each.columns.items() if goal == column.header for cell in found.cells[header]]
        if column.choices:
            meant = Counter(choice_of(as_text(cell), column) for cell in cells)
            placed = {None, *column.choices, *(FORMS if column.forms else ())}
            lost = {word: n for word, n in meant.items() if word not in placed}
            for word, n in lost.items():
                yield text("      “{word}” has no place in the tables: {n} rows do not count", word=word, n=n)
        elif column.kind is Kind.LABELS:
            unknown = Counter(label for cell in cells for label in read_labels(cell) if not is_known_label(label))
            if unknown:
                words = "、".join(f"{label}（{n}）" for label, n in unknown.most_common(_MOST_WORDS))
                yield text(
                    "      Labels that are not known stay as they are and are of no category: {words}", words=words
                )


def goal_of(each: SheetMap, header: str) -> str:
    """Return what a header is read as, in one line."""
    goal = each.columns.get(header, "")
    if isinstance(goal, Mapping):
        return "；".join(f"{option}：{to}" for option, to in goal.items())
    return goal or NOT_READ


def shown(found: Proposal, header: str, search: PeopleSearch) -> Sequence[str]:
    """Return the first cells under a header as they may be shown."""
    cells = [as_text(cell) for cell in list(found.cells[header])[:ROWS]]
    if not _may_show(found.map, header):
        return [_COVERED] * len(cells)
    return [
        _short(mask(words, list(search.find(words, is_prose=True)))) + _meant(found.map, header, words)
        for words in cells
    ]


def _meant(each: SheetMap, header: str, words: str) -> str:
    """Return what a word of another kind is read as: 1,8 is 低保对象、独居老人."""
    column = next((column for column in each.spec.columns if column.header == each.columns.get(header)), None)
    if column is None or column.kind not in (Kind.LABELS, Kind.CHOICE):
        return ""
    (meant,) = converted([words], column, each)
    return f"＝{meant}" if meant not in (None, words) else ""


def _may_show(each: SheetMap, header: str) -> bool:
    goal = each.columns.get(header, "")
    if isinstance(goal, Mapping) or "题" in goal or goal.endswith("总分"):
        return True
    column = next((column for column in each.spec.columns if column.header == goal), None)
    return goal.endswith("日期") or (column is not None and column.kind in _MAY_SHOW)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
