"""Sheets filled at random and files of made stations turned about: ``map`` ends in a proposal, never in a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from evaltoolkit.errors import UserError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.mapping.convert import apply_maps
from evaltoolkit.intake.mapping.propose import propose
from evaltoolkit.intake.mapping.sheet_map import read_maps, write_maps
from evaltoolkit.intake.marking.marked_workbook import marked_bytes
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook, as_cells
from evaltoolkit.intake.reading.sheet_xml import Marks
from evaltoolkit.language import Language
from evaltoolkit.synthetic.own_files import own_words
from tests.property.intake.test_generated_workbooks import WORDS, cell

SCALES = shipped_scales()
HEADERS = [word for columns in own_words.HEADERS.values() for words in columns.values() for word in words]
HEADERS += [
    "T1_1",
    "T1_2",
    "T2_1",
    "前测1",
    "后测总分",
    "1、您参加的服务是",
    "3、(社工站地址)",
    "来自IP",
    "序号",
    "",
    "单位：元",
]


def made_sheet(name: str, chance: random.Random) -> RawSheet:
    width = chance.randrange(1, 9)
    titles = [[chance.choice(WORDS)] for _ in range(chance.randrange(3))]
    heads = [[chance.choice([*HEADERS, None]) for _ in range(width)] for _ in range(chance.randrange(1, 3))]
    words = [
        *WORDS,
        "个案工作",
        "探访",
        "低保独居",
        "3.1",
        "3月5日",
        "2万元",
        "┋",
        "站址┋服务内容",
        "小计",
        "从不",
        "A",
    ]
    rows = [
        [chance.choice((chance.choice(words), cell(chance))) for _ in range(width)] for _ in range(chance.randrange(14))
    ]
    block = [*titles, *heads, *[[each if not isinstance(each, tuple) else None for each in row] for row in rows]]
    merged = []
    for _ in range(chance.randrange(5)):
        row, column = chance.randrange(12), chance.randrange(8)
        merged.append(((row, column), (row + chance.randrange(4), column + chance.randrange(4))))
    hidden = frozenset({chance.randrange(12)})
    return RawSheet(
        name,
        as_cells(block, chance.randrange(2), chance.randrange(2)),
        "表.xlsx",
        Marks(merged=tuple(merged), hidden=hidden),
    )


def made_workbook(seed: int) -> RawWorkbook:
    chance = random.Random(seed)  # noqa: S311
    names = chance.sample(
        ["1月", "2月", "Sheet1", "服务记录", "花名册", "前后测 ULS-6", "满意度", "拨付"], chance.randrange(1, 5)
    )
    return RawWorkbook("表.xlsx", tuple(made_sheet(name, chance) for name in names), "")


def read_through(raw: RawWorkbook) -> None:
    language = Language("zh_CN")
    found = propose(raw, SCALES)
    for each in found:
        assert all(language.say(doubt.question) for doubt in each.doubts)
    maps = read_maps(write_maps(each.map for each in found))
    assert [each.columns for each in maps] == [dict(each.map.columns) for each in found]
    mapped = apply_maps(raw, maps)
    checked = check_workbook(mapped, year=2023, scales=shapes(SCALES))
    for fault in checked.faults:
        assert language.say(fault.sentence())
        assert fault.sheet in {sheet.name for sheet in raw.sheets} | {""} or fault.row is None, fault
    assert marked_bytes(checked)


def read_all(seeds: range) -> None:
    for seed in seeds:
        try:
            read_through(made_workbook(seed))
        except UserError as refused:
            print(seed, Language("zh_CN").say(refused.sentence))


def test_no_sheet_filled_at_random_ends_map_in_a_traceback(tmp_path: Path) -> None:
    read_all(range(25))


@pytest.mark.full
def test_no_one_of_two_thousand_sheets_filled_at_random_does() -> None:
    read_all(range(1_000, 3_000))
