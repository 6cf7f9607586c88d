"""What a proposed map leaves open, and how an answer closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from evaltoolkit.instruments.scale import Scale
from evaltoolkit.instruments.shape import plain_scale_name, scale_ids, shapes
from evaltoolkit.intake.checking.cell_values import Problem, as_date, as_text
from evaltoolkit.intake.mapping.assign import Assigned, Cells
from evaltoolkit.intake.mapping.numbered import (
    AS_WRITTEN,
    BEST_IS_1,
    BEST_IS_5,
    FROM_1,
    are_ratings,
    begun,
    may_begin_at_1,
    rated,
)
from evaltoolkit.intake.mapping.records import SAME_AS
from evaltoolkit.intake.mapping.sheet_map import NOT_READ, NUMBERED, SheetMap
from evaltoolkit.intake.mapping.values import entries, is_day
from evaltoolkit.intake.mapping.vocabulary import choice_of
from evaltoolkit.language import Text, text
from evaltoolkit.model import workbook
from evaltoolkit.model.columns import Column, Items, Kind, TableSpec
from evaltoolkit.model.workbook import FORMS, OVERALL, TABLES

_MOST_ITEMS = 30  # of a scale; those of more are numbered by their headers
_BOTH = re.compile("前后测|前测后测|前测和后测|前、后测")
_FROM, _ALL = "栏：", "全表都是："
_ID, _NAME, _CODE = "身份证", "姓名", "档案号"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to be said by a person.

    Parameters
    ----------
    about
        ``constants``, ``values``, ``columns``, ``answers``, ``ratings``, ``codes``,
        ``source`` or ``year``.
    key, word
        Header of the workbook, or of the sheet for ``columns``; the word whose meaning is open.
    question
        In words.
    choices
        What may be answered; anything where there are none.
    """

    about: str
    key: str
    question: Text
    choices: tuple[str, ...] = ()
    word: str = ""


def closed(
    each: SheetMap, about: str, key: str, answer: str, word: str = "", scales: Mapping[str, Scale] | None = None
) -> SheetMap:
    """Return a map with the answer to a doubt in it."""
    if about == "year":
        return replace(each, year=int(answer))
    if about == "answers":
        return replace(each, answers=tuple(part.strip() for part in answer.split("、") if part.strip()))
    if about == "source" and answer.startswith(_FROM):
        return replace(each, columns={**each.columns, answer.removeprefix(_FROM): key})
    if about == "source":
        if not answer.startswith(_ALL):
            return replace(each, table="", columns={}, headers=())
        return replace(each, constants={**each.constants, key: answer.removeprefix(_ALL)})
    if about == "ratings":
        return rated(each, key, answer)
    if about == "codes":
        return begun(each, shapes(scales or {})[each.constants[_scale_header(each)]], answer)
    if about == "values":
        return replace(each, values={**each.values, key: {**each.values.get(key, {}), word: answer}})
    if about == "columns":
        return replace(each, columns={**each.columns, key: "" if answer == NOT_READ else answer})
    return replace(each, constants={**each.constants, key: answer})


def constants_of(found: Assigned, words: str, scales: Mapping[str, Scale], n_items: int) -> dict[str, str]:
    """Return what holds for every row although no column says it: numbers, the file's scale, wave and method."""
    given, spec = found.given, found.spec
    known: dict[str, str] = {}
    if is_numbered(spec) and spec.column(spec.key[0]).header not in given:
        known[spec.column(spec.key[0]).header] = NUMBERED
    if any(column.header == _CODE for column in spec.columns) and _CODE not in given and _ID in given:
        known[_CODE] = SAME_AS + _ID
    for column in spec.columns:
        if (
            column.required
            and column.filled  # an answer is of one person: 满意度 in a file's name says nothing of anybody's
            and column.choices
            and column.header not in given
            and not (column.name == "wave" and found.waves)
        ):
            named = [choice for choice in column.choices if choice in _BOTH.sub("", words)]
            known |= {column.header: named[0]} if len(named) == 1 else {}
        if column.offers == "scales" and column.required and column.header not in given:
            scale = scale_named(words, scales, n_items)
            known |= {column.header: scale} if scale else {}
    return known


def goals(table: str) -> list[str]:
    """Return what a column of a table may be read as."""
    spec = workbook.table(table)
    items = [f"题{number}" for number in range(1, _MOST_ITEMS + 1)] if spec.items is not Items.NONE else []
    waves = [f"{wave}_{item}" for wave in ("前测", "后测") for item in ("总分", "测量日期", *items)]
    return [
        NOT_READ,
        *(column.header for column in spec.columns),
        *items,
        *(waves if spec.items is Items.SCALE else ()),
    ]


def is_numbered(spec: TableSpec) -> bool:
    """Return whether we may number the records of a table: services, and people to whom no other table refers."""
    is_referred = any(column.refers == spec.name for other in TABLES for column in other.columns)
    kind = spec.column(spec.key[0]).kind if len(spec.key) == 1 else None
    return kind is (Kind.TEXT if is_referred else Kind.CODE)


def scale_named(words: str, scales: Mapping[str, Scale], n_items: int) -> str:
    """Return the one scale that the names of file and sheet mean and that has so many items; empty for none."""
    fitting = {id_: shape for id_, shape in shapes(scales).items() if shape.n_items == n_items or not n_items}
    there = plain_scale_name(words)
    named = {id_ for name, id_ in scale_ids(fitting).items() if len(name) > 2 and name in there}
    return next(iter(named)) if len(named) == 1 else ""


def open_questions(each: SheetMap, found: Assigned, cells: Cells, scales: Mapping[str, Scale]) -> Iterator[Doubt]:
    """Yield what must be said before the map is complete."""
    given = found.given | each.constants.keys()
    for column in each.spec.columns:
        if not column.required or column.header in given or (column.name == "wave" and found.waves):
            continue
        if column.header == _CODE and _NAME in given:
            question = text(
                "The sheet has no 档案号. Shall the name stand for it? People of one name become one person."
            )
            yield Doubt("constants", _CODE, question, (SAME_AS + _NAME,))
            continue
        yield _missing(column, each, scales)
    if each.spec.items is Items.SCALE and not any("题" in goal or goal.endswith("总分") for goal in found.given):
        unread = next((header for header in reversed(each.headers) if not each.columns.get(header)), "")
        yield Doubt(
            "columns",
            unread,
            text("No column is read as an answer or a total: what is “{header}”?", header=unread),
            tuple(goals(each.table)),
        )
    yield from _numbers(each, cells, scales)
    yield from _words(each, cells)
    if not each.year and _has_short_days(each, cells):
        yield Doubt("year", "year", text("Days are written without their year: which year are they of?"))
    if "题" in "".join(found.given) and not each.answers and _has_words(each, cells):
        yield Doubt(
            "answers",
            "answers",
            text("The answers are words of no known set. Write them from the least to the most, separated by 、"),
        )


def _words(each: SheetMap, cells: Cells) -> Iterator[Doubt]:
    for header, goal in each.columns.items():
        column = next((column for column in each.spec.columns if column.header == goal), None)
        if column is None or column.kind is not Kind.CHOICE:
            continue
        known = each.values.get(column.header, {})
        counted: dict[str, int] = {}
        for cell in entries(cells[header]):
            word = as_text(cell)
            is_number = column.choices == OVERALL and word.isdigit()  # asked about all at once
            if word not in known and not is_number and choice_of(word, column) is None:
                counted[word] = counted.get(word, 0) + 1
        for word, n in counted.items():
            question = text("What does “{word}” ({n} cells of column {header}) mean?", word=word, n=n, header=header)
            forms = FORMS if column.forms else ()
            yield Doubt("values", column.header, question, (*column.choices, *forms, NOT_READ), word)


def _missing(column: Column, each: SheetMap, scales: Mapping[str, Scale]) -> Doubt:
    """Return the question for a needed column: which it is, or what holds for all rows where that can be."""
    free = [header for header in each.headers if not each.columns.get(header) or "题" in str(each.columns[header])]
    same = (tuple(scales) if column.offers == "scales" else column.choices) if column.filled else ()
    choices = (*(f"{_FROM}{header}" for header in free), *(f"{_ALL}{word}" for word in same))
    question = text("“{column}” is needed: which column is it, or what holds for all rows?", column=column.header)
    return Doubt("source", column.header, question, choices or (NOT_READ,))


def _numbers(each: SheetMap, cells: Cells, scales: Mapping[str, Scale]) -> Iterator[Doubt]:
    """Yield what is asked of answers that are written as numbers."""
    items = [cells[header] for header, goal in each.columns.items() if isinstance(goal, str) and "题" in goal]
    if each.spec.items is Items.RATING and not each.answers:
        whole = next(column.header for column in each.spec.columns if column.choices == OVERALL)
        overall = [cells[header] for header, goal in each.columns.items() if goal == whole]
        if are_ratings([*items, *overall]):
            question = text("Satisfaction is written as numbers: which one is the best?")
            yield Doubt("ratings", whole, question, (BEST_IS_5, BEST_IS_1))
    scale = scales.get(each.constants.get(_scale_header(each), ""))
    if scale is not None and not each.answers and may_begin_at_1(items, shapes(scales)[scale.id]):
        question = text("The scale begins at 0 and no answer is 0: what do the numbers mean?")
        yield Doubt("codes", scale.id, question, (AS_WRITTEN, FROM_1))


def _scale_header(each: SheetMap) -> str:
    return next((column.header for column in each.spec.columns if column.offers == "scales"), "")


def _has_short_days(each: SheetMap, cells: Cells) -> bool:
    days = {column.header for column in each.spec.columns if column.kind is Kind.DATE}
    goals_of = {header: goal for header, goal in each.columns.items() if isinstance(goal, str)}
    dated = [cells[header] for header, goal in goals_of.items() if goal in days or goal.endswith("日期")]
    return any(is_day(cell) and isinstance(as_date(cell), Problem) for column in dated for cell in entries(column))


def _has_words(each: SheetMap, cells: Cells) -> bool:
    items = [cells[header] for header, goal in each.columns.items() if isinstance(goal, str) and "题" in goal]
    is_rated = each.table == "satisfaction"
    return not is_rated and any(
        not as_text(cell).replace(".", "").isdigit() for column in items for cell in entries(column)
    )
