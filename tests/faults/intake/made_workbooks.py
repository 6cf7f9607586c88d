"""Workbooks that broke the reader, each by its kind, and a generator that mixes their tricks at random.

A seed makes the same bytes on every machine. Nobody's name, the one in every workbook, may stand in what is said of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from tests.faults.intake.conftest import BOOK, LINKS, SHEET_END, SHEET_START, cells, package
from tests.other_formats import ods_bytes, xls_bytes

NAME = "欧阳测验"
TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
ROWS = (
    f'<row r="1">{TEXT.format("A1", "档案号")}{TEXT.format("B1", "姓名")}</row>'
    f'<row r="2">{TEXT.format("A2", "A1")}{TEXT.format("B2", NAME)}</row>'
)
NAMED = package(cells(ROWS))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, str | bytes]


def book(names: list[str], *, encoding: str = "UTF-8", inner: str = "") -> str:
    start = BOOK[BOOK.index("<workbook") : BOOK.index("<sheets>")]
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
    return f'<?xml version="1.0" encoding="{encoding}"?>{start}<sheets>{sheets}</sheets>{inner}</workbook>'


def links(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    shared = f'<Relationship Id="rIdS" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    return f"{LINKS[: LINKS.index('<Relationship Id')]}{sheets}{shared}</Relationships>"


def sheets(count: int, sheet: str, names: list[str] | None = None) -> Parts:
    names = names or [f"表{n}" for n in range(count)]
    parts: Parts = {f"xl/worksheets/sheet{n}.xml": sheet for n in range(2, count + 1)}
    return {**parts, "xl/workbook.xml": book(names), "xl/_rels/workbook.xml.rels": links(count)}


def merged(*areas: str) -> str:
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"{SHEET_START}{ROWS}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"


def shared(words: str, count: int = 1) -> str:
    return f'<?xml version="1.0"?><sst xmlns="{_MAIN}">{f"<si><t>{words}</t></si>" * count}</sst>'


def sharing(count: int) -> str:
    return cells("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, count + 1)))


KINDS: Mapping[str, Callable[[], bytes]] = {
    "encoding": lambda: package(cells(ROWS), {"xl/workbook.xml": book(["服务对象"], encoding="gbk")}),
    "no_encoding": lambda: package(cells(ROWS), {"xl/workbook.xml": book(["服务对象"], encoding="foo")}),
    "merge_of_5000_digits": lambda: package(merged("A1:B" + "9" * 5_000)),
    "merge_of_5000_letters": lambda: package(merged("A1:" + "Z" * 5_000 + "2")),
    "merge_of_a_whole_sheet": lambda: package(merged("A1:XFD1048576")),
    "merged_header": lambda: package(merged("A1:B1")),
    "many_merges": lambda: package(merged(*(f"A{n}:B{n}" for n in range(1, 2_500_000)))),
    "many_wide_merges": lambda: package(merged(*(f"A{n}:ZZZ9999999" for n in range(1, 20_000)))),
    "same_names": lambda: package(cells(ROWS), sheets(2, cells(ROWS), ["服务对象", "服务对象"])),
    "shared_over_sheets": lambda: package(
        sharing(9_000), {**sheets(40, sharing(9_000)), "xl/sharedStrings.xml": shared("长" * 10_000)}
    ),
    "millions_of_shared_texts": lambda: package(sharing(1), {"xl/sharedStrings.xml": shared("长1", 5_000_000)}),
    "blocks_over_sheets": lambda: package(
        cells(ROWS), sheets(60, cells('<row r="199999"><c r="Z199999"><v>1</v></c></row>'))
    ),
}
"""The twelve that got through once, or took minutes or gigabytes."""


def made(seed: int) -> bytes:
    """Return the workbook of a seed: one to three tricks on a good one, then perhaps damage to its bytes."""
    chance = random.Random(seed)  # noqa: S311
    parts: Parts = {}
    sheet = _sheet(chance)
    for trick in chance.sample(_TRICKS, chance.choice((0, 0, 1, 1, 2))):
        parts |= trick(chance, sheet)
    content = package(sheet, parts)
    return _damaged(content, chance) if chance.random() < 0.3 else content


def made_other(seed: int) -> bytes:
    """Return the .xls, .ods or .csv of a seed: rows as a station writes them, odd cells among them, half spoiled."""
    chance = random.Random(seed)  # noqa: S311
    rows = {f"{chance.choice(_SHEETS)}{n}": _rows(chance) for n in range(chance.choice((1, 1, 2, 12)))}
    first = next(iter(rows.values()))
    content = chance.choice((
        lambda: xls_bytes(rows), lambda: ods_bytes(rows),
        lambda: "\n".join(chance.choice((",", ";", "\t")).join(map(str, row)) for row in first).encode(
            chance.choice(("utf-8", "gb18030", "utf-16")), "replace"),
    ))()  # fmt: skip
    return _damaged(content, chance) if content and chance.random() < 0.5 else content


_SHEETS = ("服务记录", "服务对象", "测量", "1月", "签到", "工时统计", "Sheet")
_HEADS = (
    "日期", "服务方法", "工时", "档案号", "姓名", "一季度", "第二季度", "3月5日", "3.12", "第1节", "题1", "T1_1",
    "T2_1", "人次", "合计", "量表", "", "4、您的总体满意度", "2023-01-05", "第三节", "四季度", "人员类型",
)  # fmt: skip
_CELLS = (
    "个案", "√", "×", "", None, 1, 0, -3.5, 1e300, 45000, "2023-03-05", "3.5", "很满意", "合计", "低保", "=1+1",
    "9" * 400, "A001", True,
)  # fmt: skip


def _rows(chance: random.Random) -> list[list[object]]:
    width = chance.randrange(1, 12)
    heads = [[chance.choice(_HEADS) for _ in range(width)] for _ in range(chance.choice((1, 1, 2)))]
    titles: list[list[object]] = [["社工站2023年台账"]] if chance.random() < 0.3 else []
    cells = [[chance.choice(_CELLS) for _ in range(width)] for _ in range(chance.randrange(0, 40))]
    return [*titles, *heads, *cells]


def _sheet(chance: random.Random) -> str:
    spots = chance.choice(((), (), (), _SPOTS))
    rows = [ROWS, *(_row(number, spots, chance) for number in range(3, chance.randrange(4, 40)))]
    areas = [_area(chance) for _ in range(chance.choice((0, 0, 0, 1, 3, 300)))]
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    end = f"</sheetData><mergeCells>{merges}</mergeCells></worksheet>" if areas else SHEET_END
    return SHEET_START + "".join(rows) + end


def _row(number: int, spots: tuple[str, ...], chance: random.Random) -> str:
    found = "".join(_cell(number, place, spots, chance) for place in range(chance.randrange(1, 6)))
    odd = (0, 1, 10**9, "9" * 5_000, "x") if spots else ()
    return f'<row r="{chance.choice((number,) * 60 + odd)}">{found}</row>'


def _cell(row: int, place: int, spots: tuple[str, ...], chance: random.Random) -> str:
    spot = chance.choice((f"{'ABCDEF'[place]}{row}",) * 300 + spots)
    kind = chance.choice(("n", "str", "inlineStr", "b", "e", *(("s", "d", "？") if spots else ())))
    tame = {"n": _VALUES[:4], "b": ("0", "1"), "e": ("#N/A", "#REF!")}
    value = chance.choice(_VALUES if spots else tame.get(kind, _WORDS))
    style = chance.choice(("", ' s="0"', ' s="99999999999"'))
    words = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    formula = chance.choice(("", "", "<f>A1+1</f>", "<f/>", f"<f>{'(' * 3_000}</f>"))
    return f'<c r="{spot}"{style} t="{kind}">{formula}{words}</c>'


_SPOTS = ("A0", "XFD1", "ZZZZZZ1", "A" + "9" * 5_000, "Ａ１", "a1", "1A", "", "A1:B2", "A-1", "Z150000")
_WORDS = ("", " ", "前测", "男", "2023-02-30", "𠮷", "\u202e", "长" * 33_000, "&lt;b&gt;", "<![CDATA[x]]>")
_VALUES = (
    "0", "1", "-1", "45000.5", "1e999", "NaN", "", " ", "9" * 400, "99999-99-99", "2023-02-30", "45000.5", "-700000",
    "#N/A", "&#0;", "&#xD800;", "&lt;b&gt;", "前测", "男", "𠮷", "\u202e", "长" * 33_000, "<![CDATA[x]]>", "<!--x-->1",
)  # fmt: skip


def _area(chance: random.Random) -> str:
    def end() -> str:
        letters = chance.choice(("A", "B", "Z", "XFD", "ZZZ", "ZZZZZZ", "Z" * 3_000))
        return letters + chance.choice(("0", "1", "2", "3", "50", "1048576", "9999999", "9" * 5_000))

    return chance.choice((f"{end()}:{end()}", end(), "", "A1:", f"{end()}:{end()}:{end()}"))


def _encoding(chance: random.Random, sheet: str) -> Parts:
    name = chance.choice(("gbk", "utf-16", "utf-7", "utf-32", "idna", "hex", "rot13", "undefined", "foo", "", "UTF-8"))
    return {"xl/workbook.xml": book(["服务对象"], encoding=name)}


def _names(chance: random.Random, sheet: str) -> Parts:
    some = (
        "服务对象",
        "服务对象 ",
        "出席",
        "",
        "a/b",
        "'x'",
        "长" * 80,
        "a&amp;b",
        "核对结果",
        "&#1;",
        "history",
        "测量",
    )
    names = [chance.choice(some) for _ in range(chance.randrange(1, 6))]
    return sheets(len(names), sheet, names)


def _many_sheets(chance: random.Random, sheet: str) -> Parts:
    return sheets(chance.choice((2, 40, 199, 300)), sheet)


def _sharing(chance: random.Random, sheet: str) -> Parts:
    words = chance.choice(("长" * 30_000, "", "<r><t>x</t></r>", "😀" * 20_000))
    return {
        **sheets(chance.choice((1, 5, 40)), sharing(chance.choice((3, 3_000)))),
        "xl/sharedStrings.xml": shared(words, chance.choice((1, 20_000)) if len(words) < 100 else 1),
    }


def _styles(chance: random.Random, sheet: str) -> Parts:
    inner = chance.choice((
        "<cellXfs " * 100_000, '<numFmts><numFmt numFmtId="9' + "9" * 5_000 + '" formatCode="0%"/></numFmts>',
        '<cellXfs><xf numFmtId="9"/><xf numFmtId="99999999999999"/></cellXfs>', "<cellXfs>",
    ))  # fmt: skip
    return {"xl/styles.xml": f'<?xml version="1.0"?><styleSheet xmlns="{_MAIN}">{inner}</styleSheet>'}


def _deep(chance: random.Random, sheet: str) -> Parts:
    depth = chance.choice((1_000, 50_000))
    part = chance.choice(("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"))
    return {part: "<x>" * depth + "</x>" * depth}


def _broken_part(chance: random.Random, sheet: str) -> Parts:
    part = chance.choice(("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml", "xl/styles.xml"))
    words = chance.choice(("", "<", "<x", "<x/>", "文", "<workbook><sheets><sheet/></sheets></workbook>"))
    return {part: chance.choice((words.encode("utf-16"), words.encode("gb18030"), words.encode(), b"\xff" + b"<x/>"))}


def _long_attribute(chance: random.Random, sheet: str) -> Parts:
    return {"xl/worksheets/sheet1.xml": sheet.replace("<row ", f'<row x="{"y" * chance.choice((300, 500, 99_999))}" ')}


_TRICKS = (_encoding, _names, _many_sheets, _sharing, _styles, _deep, _broken_part, _long_attribute)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    kind = chance.randrange(4)
    if kind == 0:
        del changed[chance.randrange(len(changed)) :]
    elif kind == 1:
        for _ in range(chance.choice((1, 3, 30))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    elif kind == 2:  # the directory at the end says where everything is and how large
        for _ in range(chance.choice((1, 4))):
            changed[-chance.randrange(1, min(len(changed), 700))] = chance.randrange(256)
    else:
        changed[0:0] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 50))))
    return bytes(changed)
