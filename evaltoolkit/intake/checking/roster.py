"""The people a workbook names: what is masked in prose before it is stored, and searched for before anything leaves.

Who is a name is decided here and nowhere else, from what a column is headed with and from its values, over every sheet,
whether the toolkit knows it or not, and also of a workbook that fails its check: nothing is needed but cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse, pairwise, takewhile

from evaltoolkit.disclosure.names.disguise import narrowed
from evaltoolkit.disclosure.names.named_lines import named_in_line, told_beside
from evaltoolkit.disclosure.names.person_names import (
    COLON,
    is_hardly_a_word,
    is_likely,
    is_telling,
    names_nobody,
    plain_labels,
    plain_name,
    surname_of,
    written_names,
)
from evaltoolkit.disclosure.names.roster_numbers import is_time, plain_numbers
from evaltoolkit.intake.checking.headers import ColumnWords, known_kinds, known_table, normal_header, offered_words
from evaltoolkit.intake.checking.name_finds import (
    HALF,
    MOSTLY,
    OF_GROUPS,
    Finds,
    Pair,
    SheetRows,
    holds_names_alone,
    is_list,
    is_name,
    is_no_word,
    is_plain_word,
    looks,
    may_be_one,
)
from evaltoolkit.intake.checking.person_headers import (
    LABELS,
    OF_NAMES,
    announces_account,
    as_wide,
    bare,
    ends_as_doer,
    holds_marks,
    in_brackets,
    is_about,
    is_public,
    is_role,
    lists_names,
    may_be_homes,
    may_be_label,
    may_head,
    names_things,
    parts_of,
    says_deed,
    with_colons,
)
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.raw_tables import RawSheet, RawWorkbook
from evaltoolkit.intake.reading.sheet_xml import column_letters
from evaltoolkit.model.columns import Kind

_SAID = re.compile(rf"{OF_NAMES}|组员|成员|学员|队员|参加者|参与者|案主|受访|人$")
# What follows a label ends where the next one does, which stands in it: 主持：柏小木    记录：卜小贝.
_LABELLED = re.compile(
    rf"(?=[^:：]{{1,20}}[:：])((?:{LABELS})\s?人?)(?:名单)?(?:如下)?\s?[:：]\s*(?=([^。；;:：]{{2,2000}}))"
)
_NEXT_FIELD = as_wide("性别|年龄|日期|时间|地点|地址|住址|电话|手机|联系电话|民族|备注|单位")
# Without a blank too, as lines run together when they are copied: 姓名：王秀珍性别：女年龄：72.
_GLUED_FIELD = re.compile(
    "(?<=[一-鿿]{2})(?:现|家庭|居住|户籍|联系|出生|工作|所[在属]|服务|个案|档案|建档|入户|困难|人员|对象|主要|残疾|低保|健康|婚姻|与户主|文化|政治)?"
    rf"(?:{_NEXT_FIELD}|方式|籍贯|关系|职业|学历|身份证?|证件|证?号|户籍|社区|居委会|编号|类[别型]|出生|程度|面貌|[情状]况|问题|需求"
    r"|内容|成员|微信|QQ|邮箱)(?:号码?|日期|年月|时间|电话|方式|[情状]况|名称)?\s*$"
)
_NEXT_LABEL = re.compile(rf"\s+(?:{LABELS}|{_NEXT_FIELD})\s*$")
# Behind these one name stands, and right behind that any other label may begin: 姓名：王秀珍兴趣爱好：唱歌.
_GLUED = re.compile(r"[一-鿿]{4,12}\s*")
_OF_ONE = re.compile("姓名|户主|户名|联系人|联络人|收款人|填表人|申请人|求助者|当事人|曾用名")
_GAP, _WIDE_GAP, _PARTING = re.compile(r"\s+"), re.compile(r"\s{2,}|[\n，,；;。]"), re.compile(r"[\s，,；;。、/]")
_LABEL_BEHIND = re.compile(r"\s+\S{1,8}$")
# Told to everybody: 咨询电话, 活动地址.
_OF_THE_STATION = re.compile(r"咨询|热线|机构|中心|本站|站点|工作站|社工站|活动|集合|举办|办公|单位")
_LONGEST_LINE, _LONGEST_LABEL, _LONGEST_BESIDE = 60, 8, 200
_LONGEST_BEFORE, _TOO_SHORT, _SEVERAL, _FEWEST, _MOST_LABELS, _END = 4, 4, 2, 3, 100, float("inf")
# A service done by telephone has a number with letters beside it.
_BESIDE = re.compile(r"[0-9]{6,}x?")
# A name in WeChat with a sign that no word has; a service's number begins with large letters.
_ACCOUNT = re.compile(r"(?![A-Z]+[-_]?[0-9])(?=.*[0-9_-])[A-Za-z][A-Za-z0-9_-]{5,19}")
_COMMUNITY = "社区"
_OF_ANYBODY = frozenset({"names", "people", "kin", "doers", "numbers", "codes"})
_OF_PERSONS, _DOERS = frozenset({"names", "people", "kin", "doers"}), ("doers",)
# What stands beside people's names under any header; a round sum and a day are none.
_NUMBER_ALONE = re.compile(r"(?!.*0000$)[+(]?[0-9](?:[ \-()]{0,2}[0-9]){5,18}[0-9Xx]")
_ADDRESS_ALONE = re.compile(
    r"(?=.*[0-9零〇一二三四五六七八九十])[^,，。;；]{2,36}(?:村|社|街|路|巷|弄|里|坊|苑|园|小区|号|栋|幢|座|室|房|组|队|屯|庄|楼)[^,，。;；]{0,6}"
    r"|(?:[0-9]{1,3}|[A-Za-z])(?:栋|幢|座|号楼)[^,，。;；]{0,6}[0-9][^,，。;；]{0,4}"
)
_DIGITS = re.compile(r"[\d零〇一二三四五六七八九十]")
# Of plain figures and codes these alone may say a name: name: Wang Fang, QQ:86331234.
_MARKED = re.compile(r"[:(\[]")
_NOT_WORDS = re.compile(r"[^\u3400-\u9fff·]+")


@dataclass(frozen=True, slots=True)
class People:
    """Identifiers of everyone in a workbook, as written; never leaves intake and the gate.

    Parameters
    ----------
    names
        In plain form, those that are unsure among them.
    addresses, numbers, codes
        As the columns hold them.
    unsure
        Place of each word that may be a name; whoever knows the people confirms it.
    told
        The names that no column of people holds but a label says, which an answer may deny.
    """

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    unsure: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()


def people_of(raw: RawWorkbook, answers: Mapping[str, bool] | None = None) -> People:
    """Return everyone whom any sheet of a workbook names.

    Parameters
    ----------
    raw
        The workbook's cells.
    answers
        What the station has said of words that may be names: whether each is one.
    """
    found, kinds = Finds(offered_words()), known_kinds()
    for sheet in raw.sheets:
        spec = known_table(sheet.name)
        _read_sheet(sheet, {**kinds, **known_kinds([spec])} if spec else kinds, found, is_ours=spec is not None)
    for words in (raw.file, *(sheet.name for sheet in raw.sheets if normal_header(sheet.name) not in kinds)):
        found.doubt((*_NOT_WORDS.sub(" ", words).split(), *named_in_line(words)), words)
    for sheet in raw.sheets:
        if is_name(name := plain_name(sheet.name)) and name not in found.ours:
            found.unsure.setdefault(name, sheet.name)
    unsure = found.asked()
    others, said_no = found.told | unsure.keys(), (name for name, is_one in (answers or {}).items() if not is_one)
    names = found.parts["names"] | (others - {name if name in others else plain_name(name) for name in said_no})
    parts = {part: frozenset(values) for part, values in found.parts.items() if part != "names"}
    return People(frozenset(names), **parts, unsure=unsure, told=frozenset(found.told - found.parts["names"]))


def _read_sheet(sheet: RawSheet, kinds: Mapping[str, frozenset[Kind]], found: Finds, *, is_ours: bool = False) -> None:
    rows = sheet.cells.index.tolist()
    columns = {int(place): ColumnWords.of(rows, cells) for place, cells in sheet.cells.items()}  # type: ignore[call-overload]
    filled = sorted(set().union(*(column.at for column in columns.values())))
    first = frozenset(filled[: limits.HEADER_WITHIN_ROWS])
    sheet_rows = SheetRows({place: columns[place].at for place in sorted(columns)}, kinds, found)
    heads = {place: _heads(column, kinds, first, sheet_rows) for place, column in columns.items()}
    for place, row, parts in _further_heads(columns, sheet_rows):
        heads[place].setdefault(row, parts)
    is_of_people = any(_OF_ANYBODY.intersection(parts) for head in heads.values() for parts in head.values())
    tables, of_others, top = set[tuple[int, int]](), dict[int, int](), sheet_rows.top(first)
    for place, column in columns.items():
        where = f"{sheet.name} {column_letters(place)}"
        starts = sorted(heads[place])
        headless = column.between(0, min(starts, default=_END))
        things = {words for words in headless[: limits.HEADER_WITHIN_ROWS] if names_things(words)}
        named = found.by_values((words for words in headless if words not in things), where)
        at_top = sheet_rows.only_at(top, place, named, headless)
        found.ask(named - at_top, where)
        found.ask_of_headers(at_top - sheet_rows.headers_among(at_top, top), where)
        if things:
            of_others[place] = next(row for row in column.rows if column.at[row] in things)
        for row, end in zip(starts, [*starts[1:], _END], strict=False):
            below, parts = sheet_rows.without_header(column.between(row, end), row, top, place), heads[place][row]
            if is_known := not parts:
                of_others.setdefault(place, row)
            if _OF_PERSONS.intersection(parts):
                if _are_labels(parts, below, _beside(columns, place, row), found):
                    parts = ()
                    _ask_of_others(below, found, where)
                elif any(map(looks, found.names_in(below) - found.ours)):
                    tables.add((row, place))
            often = column.often(row, end) if holds_marks(column.at[row]) else None
            for part in parts:
                said = below
                if part == "addresses":
                    said = may_be_homes(below, column.at[row], sheet_rows.cells(row), is_of_people=is_of_people)
                found.read_column(said, part, where, often)
            if not parts:
                of_many = column.of_many if is_ours and is_known and OF_GROUPS.search(column.at[row]) else frozenset()
                found.shared |= {plain_name(words).removesuffix(_COMMUNITY) for words in of_many}
                of_many = of_many if _COMMUNITY in column.at[row] else frozenset()
                found.ask(found.by_values((words for words in below if words not in of_many), where), where)
        for words in column.distinct:
            if not words.isascii() or _MARKED.search(words):
                _read_cell(words, found, where)
    if any(_OF_PERSONS.intersection(parts) for head in heads.values() for parts in head.values()):
        for place, column in columns.items():
            if not heads[place] and not any(map(is_about, (column.at[row] for row in first & column.at.keys()))):
                _beside_people(column.distinct, found)
    _read_rows(sheet.name, columns, heads, first, tables, of_others, sheet_rows)


def _are_labels(parts: Collection[str], below: Sequence[str], beside: str, found: Finds) -> bool:
    """Return whether what stands below a header are labels like it, as in the first column of a card."""
    if len(below) > _MOST_LABELS:
        return False
    labels = {words for words in below if found.is_label(words)}
    words: set[str] = set()
    if "names" in parts:  # of people and kin a list says other things in ordinary words as well
        words = {cell for cell in {*below} - labels if is_plain_word(cell) and not found.names_within([cell])}
        words = {cell for cell in words if not names_nobody(plain_name(cell))}
    is_card = bool(labels) or len(words) >= _FEWEST or is_name(plain_name(beside))
    return is_card and len(labels) + len(words) > HALF * len(below)


def _ask_of_others(below: Iterable[str], found: Finds, where: str) -> None:
    """Ask about what stands among labels and reads as none of them; of two signs, where it begins with a surname."""
    others = [words for words in below if not (found.is_label(words) or is_plain_word(words))]
    for name in sorted(found.names_in(others) - found.ours):
        if is_hardly_a_word(name) and (surname_of(name) or len(name) > len("姓名")):
            found.unsure.setdefault(name, where)


def _beside(columns: Mapping[int, ColumnWords], place: int, row: int) -> str:
    """Return what stands next in the row."""
    return next((columns[other].at[row] for other in sorted(columns) if other > place and row in columns[other].at), "")


def _beside_people(distinct: Sequence[str], found: Finds) -> None:
    """Take a column of a list of people for their numbers or addresses where half of what it says looks so."""
    for part, form in (("numbers", _NUMBER_ALONE), ("addresses", _ADDRESS_ALONE)):
        short = (words for words in distinct if len(words) <= _LONGEST_BESIDE)
        alike = {words for words in short if form.fullmatch(narrowed(words)) and not is_time(words)}
        if len(alike) >= HALF * len(distinct):
            found.parts[part] |= set(filterfalse(is_public, alike))


def _heads(
    column: ColumnWords, kinds: Mapping[str, frozenset[Kind]], first: frozenset[int], rows: SheetRows
) -> dict[int, tuple[str, ...]]:
    """Return what stands below each cell that heads a column: the first that is known, and each that says 姓名."""
    found: dict[int, tuple[str, ...]] = {}
    plain = set(filter(lists_names, column.said))
    for row in column.rows if plain else sorted(first & column.at.keys()):
        words = column.at[row]
        if words in plain or (row in first and not found):
            parts = parts_of(words, kinds)
            if parts is not None and (parts != _DOERS or rows.heads(row)):
                found[row] = parts
    return found


def _further_heads(columns: Mapping[int, ColumnWords], rows: SheetRows) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield column, row and what stands below for each header of a row that heads a table, wherever it stands.

    In such a row several cells say what stands below of people, or one where the row begins a table, and most are
    labels; a card has its values between.
    """
    found: dict[int, dict[int, tuple[str, ...]]] = {}
    for place, column in columns.items():
        said = {words: parts for words in column.said if may_head(words) and (parts := parts_of(words, rows.kinds))}
        for row, words in column.at.items() if said else ():
            if words in said:
                found.setdefault(row, {})[place] = said[words]
    for row, heads in found.items():
        if not any(map(_OF_PERSONS.intersection, heads.values())):
            continue
        is_wide = len(heads) >= _SEVERAL and len(rows.cells(row)) >= _FEWEST
        if (is_wide and rows.heads(row)) or rows.begins_table(row):
            yield from ((place, row, parts) for place, parts in heads.items())


def _read_cell(words: str, found: Finds, where: str) -> None:
    if COLON.search(said := with_colons(words)):
        said = plain_labels(said)
        for match in _LABELLED.finditer(said):
            if len(match[1]) == 1 and not ends_as_doer(said[: match.end(1)]):
                continue
            is_sure = not says_deed(match[1])
            label, is_cut = bare(match[1]), said[match.end(2) : match.end(2) + 1] in {"：", ":"}
            is_said = bool(_SAID.search(label)) or _is_alone(said, match, found)
            for value in _values(match[2], is_cut=is_cut, is_one=bool(_OF_ONE.search(label))):
                if is_sure or holds_names_alone(value):
                    found.say(value, where, is_said=is_said, is_sure=is_sure)
        found.read_lines(said, where)
        _read_card(words, found)
    for value in in_brackets(words):
        named = written_names(value)
        is_row = len(named) >= _SEVERAL and all(map(may_be_one, named)) and is_list(value)
        if is_row or holds_names_alone(value):
            found.say(value, where, is_said=is_row, is_sure=False, is_list=is_row)
    if not words.isascii():
        found.told.update(told_beside(words))
        found.doubt(named_in_line(words), where)


def _is_alone(words: str, match: re.Match[str], found: Finds) -> bool:
    """Return whether a cell holds a label with what is hardly anything but a name, and no more: 家长：莎仁其木格."""
    is_whole = match.start() <= _LONGEST_BEFORE and match.end(2) == len(words)
    return is_whole and _is_unheard(plain_name(match[2]), found)


def _values(words: str, *, is_cut: bool, is_one: bool) -> Iterator[str]:
    """Yield what a label says, where the next colon cuts it without the label that stands before that.

    Of one name with an unknown label right behind it, without a blank, yield each beginning that is like nothing else.
    """
    words = words if len(words) <= _LONGEST_LINE or is_list(words) else words[:_LONGEST_LINE]
    gaps = [gap for gap in _GAP.finditer(words) if len(bare(words[gap.end() :])) <= _LONGEST_LABEL] if is_cut else []
    wide = next((gap for gap in reversed(gaps) if len(gap[0]) > 1 or "\n" in gap[0]), None)
    if wide:
        yield words[: wide.start()]
        behind = wide.end()
        yield from (words[behind : gap.start()] for gap in gaps if gap.start() - behind > 1)
    else:
        yield (said := _without_field(words, may_be_one if is_one else _is_one) if is_cut else words)
        if is_one and is_cut and not gaps and said == words and _GLUED.fullmatch(words):
            yield from (words[:length] for length in (2, 3, 4) if _is_one(words[:length]))
        yield from (words[: gap.start()] for gap in gaps if gap.start() > 1)


def _is_one(name: str) -> bool:
    """Return whether a plain word is a name and like nothing else; of a surname of two signs, which is a word too."""
    return is_name(name) or (len(name) > len("王秀珍") and is_telling(name))


def _without_field(words: str, may_be_name: Callable[[str], bool]) -> str:
    """Return what a label says without the label behind it; without a blank between what is left must be a name."""
    field = _GLUED_FIELD.search(words)
    if field and may_be_name(plain_name(_PARTING.split(words[: field.start()])[-1])):
        return words[: field.start()]
    return _NEXT_LABEL.sub("", words)


def _read_card(words: str, found: Finds) -> None:
    """Read numbers and addresses behind their labels in one cell: 电话：86331234  住址：望岗村三社12巷尾间."""
    said = COLON.split(words)
    for before, behind in pairwise(said):
        if _OF_THE_STATION.search(before[-_LONGEST_LABEL:]):
            continue
        ways = (bare(_WIDE_GAP.split(before)[-1]), bare(_PARTING.split(before)[-1]))
        parts = {part for label in ways if may_be_label(label) for part in parts_of(label, {}) or ()}
        value = _WIDE_GAP.split(behind.strip())[0]
        if {"addresses", "places"} & parts:
            value = _LABEL_BEHIND.sub("", value) if behind is not said[-1] else value
            found.parts["addresses"] |= set(filter(_is_address, [value]))
        elif "numbers" in parts or any(map(announces_account, ways)):
            found.parts["numbers"] |= {number for number in plain_numbers([behind]) if _BESIDE.fullmatch(number)}
            found.parts["numbers"] |= {word for word in value.split() if _ACCOUNT.fullmatch(word)}


def _read_rows(
    sheet: str,
    columns: Mapping[int, ColumnWords],
    heads: Mapping[int, Mapping[int, tuple[str, ...]]],
    first: frozenset[int],
    tables: Collection[tuple[int, int]],
    of_others: Mapping[int, int],
    rows: SheetRows,
) -> None:
    """Read what stands beside its header, as on a card, and rows of names as headers, but below one `of_others`."""
    found = rows.found
    labels = {place: _labels(column) for place, column in columns.items()}
    roles = {place: _roles(column, heads[place]) for place, column in columns.items()}
    top = first.union(*heads.values())
    for row in sorted(top.union(*labels.values(), *roles.values())):
        cells = [(place, columns[place].at[row]) for place in sorted(columns) if row in columns[place].at]
        is_head = [row in heads[at] or row in labels[at] or found.is_label(words) for at, words in cells]
        for number, (place, _) in enumerate(cells):
            parts = heads[place].get(row) or labels[place].get(row, ())
            following = zip(cells[number + 1 :], is_head[number + 1 :], strict=True)
            values = [words for (_, words), _ in takewhile(lambda cell: not cell[1], following)]
            pair = Pair.NONE
            if values and row in roles[place] and (row, place) not in tables:
                below = columns[place].between(row, _END)[:1]
                is_in_table = any(not parts for above, parts in heads[place].items() if above < row)
                pair = rows.pair_at(row, number, len(values), below, is_in_table=is_in_table)
            # elsewhere such a label stands in data as well
            is_sure, parts = bool(parts), parts or (roles[place][row] if pair is not Pair.NONE else ())
            if parts and values:
                # 序号 right before 姓名, or names below it: the row heads a table
                is_second = number > 0 and is_head[number - 1] and cells[number - 1][0] == place - 1
                is_sure = is_sure and not ((is_second and pair is Pair.NONE) or (row, place) in tables)
                _read_beside(parts, values, found, f"{sheet} {row}", is_sure=is_sure, pair=pair)
        if row in top:
            others = [words for at, words in cells if heads[at].get(row) != _DOERS and row <= of_others.get(at, row)]
            found.ask_of_headers(found.by_values(others, f"{sheet} {row}", is_row=True), f"{sheet} {row}")


def _roles(column: ColumnWords, heads: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """Return what the cells of a column announce that may be labels of a card and say who somebody is.

    Of many below a header of something else each says of what kind somebody is.
    """
    parts = {words: parts_of(words, {}) or () for words in column.said if is_role(words)}
    rows = {row: parts[words] for row, words in column.at.items() if words in parts} if parts else {}
    is_of_people = all(map(_OF_PERSONS.intersection, heads.values()))
    return rows if len(rows) <= (_MOST_LABELS if is_of_people else limits.HEADER_WITHIN_ROWS) else {}


def _labels(column: ColumnWords) -> dict[int, tuple[str, ...]]:
    """Return what the cells of a column announce that may be labels of a card, wherever they stand."""
    labels = (words for words in column.said if may_be_label(words))
    # a figure beside 微信 is as often how many people were served so: a name alone is read there
    parts = {words: ("accounts",) if announces_account(words) else parts_of(words, {}) for words in labels}
    return {row: parts[words] or () for row, words in column.at.items() if words in parts}


def _read_beside(
    parts: tuple[str, ...], values: Sequence[str], found: Finds, where: str, *, is_sure: bool, pair: Pair
) -> None:
    """Read the cells beside their header up to the next: of a card one, of a sheet with its headers at the left all.

    In a table a figure or another header may stand there as well.
    """
    words, *others = values
    if _OF_PERSONS.intersection(parts):
        names = list(map(plain_name, values))
        is_mostly = sum(map(is_telling, names)) >= MOSTLY * len(names)
        is_list = len(names) > 1 and all(map(may_be_one, names))
        if "names" not in parts:
            is_list = is_list and pair is not Pair.NONE and sum(map(is_likely, names)) >= HALF * len(names)
        is_row = is_mostly or is_list
        is_said = is_sure if "names" in parts else is_list or _is_said(names, pair, found)
        for value in values if is_row else [words]:
            is_card = "names" in parts and len(values) == 1
            found.say(value, where, is_said=is_said, is_sure=is_sure, is_list=is_list, is_card=is_card)
    if {"addresses", "places"} & set(parts) and _is_address(words):
        found.parts["addresses"] |= {words, *filter(_is_address, others)}
    if "numbers" in parts and _is_number(words):
        found.parts["numbers"] |= {words, *filter(_is_number, others)}
    if {"accounts", "numbers"} & set(parts) and _ACCOUNT.fullmatch(words):
        found.parts["numbers"].add(words)


def _is_said(names: Sequence[str], pair: Pair, found: Finds) -> bool:
    """Return whether what stands beside a label of people on a card is asked about, though it may be a word."""
    if len(names) > 1 or pair is Pair.NONE:
        return False
    return _is_unheard(names[0], found) or (pair is Pair.SURE and may_be_one(names[0]))


def _is_unheard(name: str, found: Finds) -> bool:
    """Return whether a plain word of three signs or more is hardly anything but a name."""
    return len(name) > len("姓名") and is_no_word(name) and not found.holds_own_word(name)


def _is_address(words: str) -> bool:
    return bool(_DIGITS.search(words)) and len(words) > _TOO_SHORT and not is_public(words)


def _is_number(words: str) -> bool:
    return any(map(_BESIDE.fullmatch, plain_numbers([words])))
