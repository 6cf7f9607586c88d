"""Workbooks filled at random: every one is answered with faults at an address, none with a traceback.

The quick profile makes 120, the full one the 10,000 of the safety figures.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from evaltoolkit.errors import UserError
from evaltoolkit.instruments.shape import ScaleShape
from evaltoolkit.intake.checking.check import check_workbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.intake.storing.release import code_names, release
from evaltoolkit.intake.storing.store import read_store, write_store
from evaltoolkit.language import Language
from evaltoolkit.model.columns import TableSpec
from evaltoolkit.model.workbook import TABLES
from tests.other_formats import ods_bytes, xls_bytes

SCALES = {"uls6": ScaleShape("uls6", "uls6", (1.0,) * 6, (4.0,) * 6, (1.0,) * 6, 6.0, 24.0, 1.0)}
WORDS = [
    "", " ", "是", "否", "√", "×", "前测", "后测", "个案", "小组", "uls6", "满意", "男", "A1", "A2", "S1", "户籍",
    "合计", "示例：", "2023-05-01", "2023年5月1日", "2023.13.45", "０１２", "1,200", "1e400", "-5", "85%", "≥50个",
    "nan", "inf", "None", "null", "=1+1", "@x", "{x}", "{0}", "%s", "\\n", "长" * 3000, "\u200b", "\ufeff",
    "🙂", "a\nb", "\t", "<b>", "&amp;", "'", '"', "13800138000", "11010519491231002X", "题1",
    "广州市白云区云城街道云城东路12号3栋502房",
    "pre_q01", "注：", "𠮷野家", "1" * 400,
]  # fmt: skip
NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd]")
HEADERS = [
    "题1",
    "题2",
    "题99",
    "pre_q01",
    "post_q01",
    "pre_total",
    "后测_总分",
    "",
    "没有的列",
    "{x}",
    "金额（元）",
    "1",
]


def cell(chance: random.Random) -> object:
    kinds = (
        lambda: chance.choice(WORDS),
        lambda: chance.choice([0, 1, -1, 5, 45047, 4.40106195001011e17, 1e15, 1e300, 0.1, -0.0, 2.5, 999999999999999]),
        lambda: chance.random() < 0.5,
        lambda: dt.datetime(1900, 1, 1) + dt.timedelta(days=chance.randrange(80_000), seconds=chance.randrange(86_400)),
        lambda: dt.time(chance.randrange(24), 30),
        lambda: None,
        lambda: (
            "formula",
            chance.choice(["=1+1", "=A1", "=NA()", '=""', "=1/0"]),
            chance.choice([None, 3, "", "#N/A"]),
        ),
    )
    return chance.choice(kinds)()


def header(spec: TableSpec, chance: random.Random) -> list[object]:
    names: list[object] = [chance.choice((column.header, column.header, column.name)) for column in spec.columns]
    names = [name for name in names if chance.random() < 0.9]
    for _ in range(chance.randrange(4)):
        names.insert(chance.randrange(len(names) + 1), chance.choice([*HEADERS, *names, cell(chance)]))
    return names


def put(sheet: xlsxwriter.workbook.Worksheet, row: int, column: int, value: object, formats: list) -> None:
    if isinstance(value, tuple):
        sheet.write_formula(row, column, value[1], None, "" if value[2] is None else value[2])
    elif isinstance(value, dt.datetime | dt.time):
        sheet.write_datetime(row, column, value, formats[0])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value, formats[1] if row % 3 else None)


def write_workbook(path: Path, chance: random.Random) -> None:
    book = xlsxwriter.Workbook(path)
    formats = [book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0%"})]
    for spec in chance.sample(TABLES, chance.randrange(1, 6)):
        sheet = book.add_worksheet(spec.sheet)
        top, left = chance.choice([0, 0, 0, 1, 3, 11]), chance.choice([0, 0, 0, 2, 30])
        rows = [header(spec, chance), *([cell(chance) for _ in spec.columns] for _ in range(chance.randrange(12)))]
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                put(sheet, top + row, left + column, value, formats)
        if chance.random() < 0.3:
            row, column = top + chance.randrange(4), left + chance.randrange(4)
            sheet.merge_range(row, column, row + chance.randrange(1, 3), column + chance.randrange(2), "合并")
    book.close()


def csv_files(folder: Path, chance: random.Random) -> None:
    for spec in chance.sample(TABLES, chance.randrange(1, 4)):
        rows = [header(spec, chance), *([cell(chance) for _ in spec.columns] for _ in range(chance.randrange(8)))]
        lines = "\n".join(",".join(str(value) for value in row) for row in rows)
        encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030"])
        (folder / f"{spec.sheet}.csv").write_bytes(lines.encode(encoding, errors="replace"))


def other_formats(chance: random.Random) -> dict[str, bytes]:
    """Return an .xls and an .ods of rows as the workbooks have them; what the small writers lack is left out."""
    sheets = {}
    for spec in chance.sample(TABLES, chance.randrange(1, 4)):
        rows = [header(spec, chance), *([cell(chance) for _ in spec.columns] for _ in range(chance.randrange(9)))]
        sheets[spec.sheet] = [[plain(value) for value in row] for row in rows]
    hidden = [chance.randrange(9)] if chance.random() < 0.3 else []
    return {"xls": xls_bytes(sheets, hidden=hidden), "ods": ods_bytes(sheets, hidden=hidden)}


def plain(value: object) -> object:
    kinds = (int, float, str)
    if value is None or isinstance(value, bool) or not isinstance(value, kinds):
        return None
    return NOT_XML.sub("", value) if isinstance(value, str) else value


def sources(folder: Path, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)  # noqa: S311
    write_workbook(folder / "表.xlsx", chance)
    yield folder / "表.xlsx"
    for ending, content in other_formats(chance).items():
        (folder / f"表.{ending}").write_bytes(content)
        yield folder / f"表.{ending}"
    inner = folder / "表"
    inner.mkdir()
    csv_files(inner, chance)
    yield inner


def check_all(folder: Path, seeds: range) -> int:
    language, readable = Language("zh_CN"), 0
    for seed in seeds:
        place = folder / str(seed)
        place.mkdir()
        for source in sources(place, seed):
            try:
                checked = check_workbook(read_workbook(source), year=2023, scales=SCALES)
            except UserError as refused:
                language.say(refused.sentence)
                continue
            readable += 1
            for fault in checked.faults:
                assert language.say(fault.sentence())
                assert fault.file
                assert fault.sheet
            names = code_names(checked.tables, b"0" * 32)
            tables = {name: release(table, names) for name, table in checked.tables.items()}
            write_store(place / f"store{source.suffix}", tables, quality=[], roster=pd.DataFrame(), sha256="")
            assert set(read_store(place / f"store{source.suffix}").tables) == set(checked.tables)
    return readable


@pytest.mark.parametrize("seeds", [20, pytest.param(50, marks=pytest.mark.full)])
def test_no_generated_workbook_ends_in_a_traceback(tmp_path: Path, seeds: int) -> None:
    assert check_all(tmp_path, range(seeds)) > 3.2 * seeds


@pytest.mark.full
def test_no_one_of_ten_thousand_generated_workbooks_ends_in_a_traceback(tmp_path: Path) -> None:
    assert check_all(tmp_path, range(1_000, 3_500)) > 8_000
