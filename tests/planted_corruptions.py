"""Corruptions planted in a made street's proper workbook, one at a time, and the judge of what intake says of each.

A corruption is what a person or a program does to a cell, a row or a file by mistake. It may be without effect, or it
may be named at its place; what fails is a table that has changed while nothing was said.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from evaltoolkit.errors import UserError
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes
from evaltoolkit.intake.checking.check import CheckedWorkbook, check_workbook
from evaltoolkit.intake.checking.roster import People, people_of
from evaltoolkit.intake.reading.csv_reader import read_csv
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.synthetic.sheets import write_workbook
from tests.small_street import make_small_year

YEAR = 2023
STREETS = ("云城街道", "人和镇", "三元里街道", "景泰街道", "同和街道", "江高镇")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a corruption stands; the row is None where it is the sheet's as a whole."""

    sheet: str
    rows: frozenset[int] = frozenset()


@dataclass
class Book:
    """A workbook of which one thing is spoilt."""

    sheets: dict[str, RawSheet]
    draw: random.Random
    file: str = "表.xlsx"
    changed: dict[str, RawSheet] = field(default_factory=dict)

    def cells(self, sheet: str) -> pd.DataFrame:
        """Return the cells of a sheet, free to be changed."""
        if sheet not in self.changed:
            own = self.sheets[sheet]
            self.changed[sheet] = replace(own, cells=own.cells.copy())
        return self.changed[sheet].cells

    def column(self, sheet: str, header: str) -> int:
        """Return the column of a header; that of 金额（万元） for 金额."""
        heads = self.sheets[sheet].cells.loc[1]
        return next(int(place) for place, words in heads.items() if str(words).split("（")[0] == header)

    def filled(self, sheet: str, *headers: str) -> list[int]:
        """Return the rows that have an entry under each header."""
        own = self.sheets[sheet].cells.loc[2:, [self.column(sheet, header) for header in headers]]
        return [int(row) for row in own.index[own.notna().all(axis=1)]]

    def get(self, sheet: str, header: str, row: int) -> object:
        """Return a cell as it is."""
        return self.sheets[sheet].cells.loc[row, self.column(sheet, header)]

    def put(self, sheet: str, header: str, row: int, value: object) -> Place:
        """Write a cell."""
        self.cells(sheet).loc[row, self.column(sheet, header)] = value
        return Place(sheet, frozenset({row}))

    def add(self, sheet: str, row: list[object]) -> Place:
        """Write a row below the last."""
        cells = self.cells(sheet)
        last = int(cells.index[-1]) + 1
        added = pd.concat([cells, pd.DataFrame([row], index=[last], columns=cells.columns, dtype=object)])
        self.changed[sheet] = replace(self.changed[sheet], cells=added.astype(object).where(added.notna(), None))
        return Place(sheet, frozenset({last}))

    def raw(self) -> RawWorkbook:
        """Return the spoilt workbook."""
        sheets = tuple(self.changed.get(name, sheet) for name, sheet in self.sheets.items())
        new = tuple(sheet for name, sheet in self.changed.items() if name not in self.sheets)
        return RawWorkbook(self.file, sheets + new, "")


KINDS: dict[str, Callable[[Book], Place]] = {}


def _kind(plant: Callable[[Book], Place]) -> Callable[[Book], Place]:
    KINDS[plant.__name__] = plant
    return plant


def _cell(name: str, places: Mapping[str, tuple[str, ...]], spoil: Callable[[object, random.Random], object]) -> None:
    """Add a kind that spoils one filled cell of one of the columns."""

    def plant(book: Book) -> Place:
        sheet, header = book.draw.choice([(sheet, header) for sheet, headers in places.items() for header in headers])
        row = book.draw.choice(book.filled(sheet, header))
        return book.put(sheet, header, row, spoil(book.get(sheet, header, row), book.draw))

    KINDS[name] = plant


def _one_of(*values: object) -> Callable[[object, random.Random], object]:
    return lambda _, draw: draw.choice(values)


_MONEY = {"经费拨付": ("金额",), "经费支出": ("预算", "支出"), "资源链接": ("折价",)}
_HOURS = {"服务记录": ("工时",), "工时约定": ("约定工时",)}
_COUNTS = {"服务记录": ("人次", "计划人次"), "问卷发放": ("发放份数", "回收份数"), "人口底数": ("人数",),
           "合作": ("联合活动数",), "志愿者": ("服务时数",), "人员": ("培训学时",),
           "需求调研": ("询问人数",)}  # fmt: skip
_cell("unknown_label", {"服务对象": ("人员类型",)}, _one_of("三类户", "A类对象", "重点户", "低宝", "独居、四类户"))
_cell("label_of_half_a_word", {"服务对象": ("人员类型",)}, _one_of("半失能", "疑似孤儿", "原低保", "半失能老人"))
_cell("unknown_category", {"人口底数": ("人群类别",)}, _one_of("三类户", "重点户", "半失能老人"))
_cell("unknown_evidence_id", {"佐证材料": ("指标编号",)}, lambda cell, _: f"{cell}1")
_cell("unknown_indicator_of_a_measure", {"改进措施": ("对应指标",)}, lambda cell, _: f"{cell}x")
_cell("another_year", {"服务记录": ("日期",), "满意度": ("填写日期",), "经费拨付": ("约定日期",),
      "督导记录": ("日期",)}, lambda _, draw: dt.date(draw.choice((2022, 2024)), 5, 9))  # fmt: skip
_cell("measured_in_another_decade", {"测量": ("测量日期",)}, lambda _, draw: dt.date(2013, draw.randrange(1, 13), 5))
_cell("rating_out_of_range", {"满意度": ("题1", "题2", "题3")}, _one_of(6, 0, 55, 4.5, -1))
_cell("yuan_under_wan", _MONEY, lambda cell, _: float(str(cell)) * 10_000)
_cell("serial_in_hours", _HOURS, _one_of(45047, 45210.0, "45047"))
_cell("date_in_hours", _HOURS, _one_of(dt.datetime(2023, 5, 1), "2023-05-01", dt.time(2, 30)))
_cell("superscript", {**_HOURS, **_COUNTS}, _one_of("6²", "1½", "12³", "⑥", "10₂"))
_cell("percent_as_amount", {**_MONEY, **_HOURS, **_COUNTS}, _one_of("50%", "100%", "８５％"))
_cell("absurdly_large", {**_HOURS, **_COUNTS, **_MONEY}, _one_of(10**8, 999_999_999, 13_800_138_000))
_cell("invisible_sign", {"服务记录": ("服务领域", "项目"), "服务对象": ("社区",)}, lambda cell, _: f"{cell}\u200b")
_cell("blank_inside", {"服务记录": ("服务领域", "项目"), "服务对象": ("社区",)},
      lambda cell, _: f"{str(cell)[:1]} {str(cell)[1:]}")  # fmt: skip
_cell(
    "unknown_project",
    {"服务记录": ("项目",), "质性资料": ("项目",), "案例故事": ("项目",)},
    _one_of("康乐项目", "重点"),
)
_cell("unknown_field", {"服务记录": ("服务领域",)}, _one_of("医务", "长者类"))
_cell("group_of_no_service", {"测量": ("小组",)}, _one_of("夕阳红", "银龄同行小组一"))
_cell("unknown_scale_of_a_voice", {"质性资料": ("对应量表",)}, _one_of("孤独", "uls-66"))
_cell("unknown_section", {"文字说明": ("章节",)}, _one_of("一（九）", "背景介绍", "项目背影"))


@_kind
def total_no_scale_can_give(book: Book) -> Place:
    row = book.draw.choice(book.filled("测量", "题1"))
    for number in range(1, 13):
        book.put("测量", f"题{number}", row, None)
    return book.put("测量", "总分", row, 12.5)


@_kind
def total_against_items(book: Book) -> Place:
    row = book.draw.choice(book.filled("测量", "题1", "题6"))
    answers = [book.get("测量", f"题{number}", row) for number in range(1, 7)]
    total = sum(float(str(answer)) for answer in answers)
    return book.put("测量", "总分", row, total - 1 if total > 15 else total + 1)


@_kind
def post_before_pre(book: Book) -> Place:
    rows = [row for row in book.filled("测量", "测量日期") if book.get("测量", "时点", row) == "后测"]
    return book.put("测量", "测量日期", book.draw.choice(rows), dt.date(2023, 1, 1))


@_kind
def more_back_than_given_out(book: Book) -> Place:
    part, whole = book.draw.choice([("回收份数", "发放份数"), ("上年满意份数", "上年有效份数")])
    row = book.draw.choice(book.filled("问卷发放", part, whole))
    return book.put("问卷发放", part, row, float(str(book.get("问卷发放", whole, row))) + book.draw.randrange(1, 40))


@_kind
def more_named_than_asked(book: Book) -> Place:
    row = book.draw.choice(book.filled("需求调研", "询问人数", "提出人数"))
    return book.put("需求调研", "提出人数", row, float(str(book.get("需求调研", "询问人数", row))) + 5)


@_kind
def put_right_before_found(book: Book) -> Place:
    row = book.draw.choice(book.filled("督查评估", "整改完成日期"))
    return book.put("督查评估", "整改完成日期", row, dt.date(2023, 1, 2))


@_kind
def left_before_joining(book: Book) -> Place:
    row = book.draw.choice(book.filled("人员", "入职日期"))
    joined = pd.Timestamp(str(book.get("人员", "入职日期", row)))
    return book.put("人员", "离职日期", row, (joined - pd.Timedelta(days=40)).to_pydatetime())


@_kind
def sum_of_another_name(book: Book) -> Place:
    own = book.sheets["经费支出"].cells.loc[2:]
    sums = [float(own[book.column("经费支出", name)].dropna().sum()) for name in ("预算", "支出")]
    words = book.draw.choice(("全年合计", "累计", "总额", "经费总数", "全部支出"))
    return book.add("经费支出", [words, *sums, None, None])


@_kind
def recorded_twice(book: Book) -> Place:
    sheet = book.draw.choice(("资源链接", "督导记录", "督查评估", "质性资料"))
    cells = book.sheets[sheet].cells
    row = book.draw.choice(list(cells.index[1:]))
    return book.add(sheet, cells.loc[row].tolist())


@_kind
def answered_twice(book: Book) -> Place:
    cells = book.sheets["满意度"].cells
    row = book.draw.choice(book.filled("满意度", "档案号"))
    again = cells.loc[row].tolist()
    again[book.column("满意度", "总体满意度")] = "不满意"
    return book.add("满意度", again)


@_kind
def amount_in_words_of_the_basics(book: Book) -> Place:
    row = next(row for row in book.filled("基本信息", "内容") if "预算" in str(book.get("基本信息", "项目", row)))
    value = float(str(book.get("基本信息", "内容", row)))
    same = (f"{value}万元", f"{value * 10_000:,.2f}元", f"{value}万", f" {value} ")
    words = book.draw.choice((*same, "约185", "一百八十万", "180万左右", "见协议", value * 10_000))
    return book.put("基本信息", "内容", row, words)


@_kind
def unknown_item_of_the_basics(book: Book) -> Place:
    row = next(row for row in book.filled("基本信息", "内容") if "执行" in str(book.get("基本信息", "项目", row)))
    return book.put("基本信息", "项目", row, book.draw.choice(("全年支出", "执行数", "全年执行")))


@_kind
def sheet_named_with_a_blank(book: Book) -> Place:
    name = book.draw.choice(("服务记录", "满意度", "目标"))
    book.cells(name)
    book.changed[name] = replace(book.changed[name], name=f"{name} ")
    return Place(f"{name} ")


@_kind
def sheet_in_two_parts(book: Book) -> Place:
    name = book.draw.choice(("服务记录", "满意度", "出席"))
    cells = book.cells(name)
    middle = len(cells) // 2
    second = pd.concat([cells.iloc[:1], cells.iloc[middle:]])
    book.changed[name] = replace(book.changed[name], cells=cells.iloc[:middle])
    book.changed[f"{name} "] = replace(book.changed[name], name=f"{name} ", cells=second)
    return Place(f"{name} ")


@_kind
def blank_workbook(book: Book) -> Place:
    for name, sheet in book.sheets.items():
        book.changed[name] = replace(sheet, cells=sheet.cells.iloc[:1])
    return Place("服务记录")


@_kind
def unbalanced_quote(book: Book) -> Place:
    name = book.draw.choice(("服务记录", "满意度", "资源链接"))
    rows = [["" if cell is None else cell for cell in row] for row in book.sheets[name].cells.to_numpy().tolist()]
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    lines = stream.getvalue().splitlines()
    for number in sorted(book.draw.sample(range(2, len(lines)), book.draw.choice((1, 2)))):
        lines[number] = f'"{lines[number]}'
    book.changed[name] = read_csv("\n".join(lines).encode(), f"{name}.csv")
    return Place(name)


@dataclass
class Street:
    """A made street's workbook, read once."""

    name: str
    seed: int

    @cached_property
    def sheets(self) -> dict[str, RawSheet]:
        """Return its sheets as read from a file."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "表.xlsx"
            write_workbook(make_small_year(self.name, YEAR, self.seed).tables, path)
            return {sheet.name: sheet for sheet in read_workbook(path).sheets}

    @cached_property
    def people(self) -> People:
        """Return whom it names."""
        return people_of(RawWorkbook("表.xlsx", tuple(self.sheets.values()), ""))

    @cache  # noqa: B019 - as long as the street
    def checked(self, year: int | None) -> CheckedWorkbook:
        """Return the check of the proper workbook."""
        return check(RawWorkbook("表.xlsx", tuple(self.sheets.values()), ""), year, self.people)

    def __hash__(self) -> int:
        return hash((self.name, self.seed))


@cache
def street(name: str, seed: int) -> Street:
    """Return a made street, each once."""
    return Street(name, seed)


@cache
def _shapes() -> Mapping[str, object]:
    return shapes(shipped_scales())


@cache
def _indicators() -> frozenset[str]:
    return frozenset(row.id for row in find_system("yuncheng_2023").rows)


def check(raw: RawWorkbook, year: int | None, people: People) -> CheckedWorkbook:
    """Return the check of a workbook whose people are known."""
    return check_workbook(raw, year=year, scales=_shapes(), people=people, indicators=_indicators())  # type: ignore[arg-type]


def figures_of(checked: CheckedWorkbook) -> dict[str, pd.DataFrame]:
    """Return what the report is a function of: the rows that count, in the columns that feed it."""
    found = {}
    for name, table in checked.tables.items():
        fed = [column.name for column in table.spec.columns if column.feeds and column.name in table.frame]
        items = [f"item_{number}" for number in table.items()]
        rows = table.kept & ~table.other_year & table.taken()
        found[name] = table.frame.loc[rows, fed + items].reset_index(drop=True)
    return found


def changed_in_silence(kind: str, seed: int) -> str:
    """Return what a planted corruption changed without a word at its place; empty where nothing."""
    draw = random.Random(f"{kind} {seed}")  # noqa: S311 - nothing secret hangs on it
    own = street(STREETS[seed % len(STREETS)], seed % len(STREETS))
    year = draw.choice((YEAR, None))
    book = Book(own.sheets, draw)
    try:
        place = KINDS[kind](book)
        after = check(book.raw(), year, own.people)
    except UserError:
        return ""  # refused, with a sentence: no figure at all
    before, now = figures_of(own.checked(year)), figures_of(after)
    changed = [name for name in {**before, **now} if not _same(before.get(name), now.get(name))]
    said = Counter(_address(fault) for fault in after.faults) - Counter(
        _address(fault) for fault in own.checked(year).faults
    )
    named = any(sheet == place.sheet and (not place.rows or row in place.rows) for _, sheet, row in said)
    return "" if named or not changed else f"{kind} {seed}: {place} changed {changed}"


def _address(fault: object) -> tuple[object, str, int | None]:
    return fault.kind, fault.sheet, fault.row  # type: ignore[attr-defined]


def _same(one: pd.DataFrame | None, other: pd.DataFrame | None) -> bool:
    empty = [frame is None or frame.empty for frame in (one, other)]
    return all(empty) or (not any(empty) and one.equals(other))  # type: ignore[union-attr]
