"""Which words of a workbook's cells are names or labels: sure, asked about, or none; and what was found so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from evaltoolkit.disclosure.names.named_lines import at_ends
from evaltoolkit.disclosure.names.person_names import (
    COLON,
    has_one_word_at_most,
    is_dotted,
    is_hardly_a_word,
    is_likely,
    is_own_word,
    is_shaped,
    is_telling,
    is_transliterated,
    is_word,
    looks_like_name,
    may_be_name,
    names_nobody,
    names_within,
    plain_name,
    shorter_names,
    surname_of,
    written_names,
)
from evaltoolkit.disclosure.names.roster_numbers import is_day
from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.checking.person_headers import (
    is_about,
    is_category,
    is_kind_of_person,
    is_role,
    may_be_label,
    may_head,
    names_things,
    parts_of,
    says_only_who,
)
from evaltoolkit.intake.reading import limits
from evaltoolkit.model.columns import Kind

HEADS = frozenset({"序号"})
LONGEST_CELL, HALF, MOSTLY = 40, 0.5, 0.6
_TOO_SHORT, _LONG_NAME, _SHORTEST = 4, 5, 2
_SEVERAL, _FEWEST = 2, 3
_DIGITS = re.compile(r"[\d零〇一二三四五六七八九十]")
_SIGN = re.compile(r"[^\d\W]")
_DOT = re.compile("[·•・･‧∙⋅●]")
_LINE = re.compile(r"^\W*([一-鿿]{2,8})\s*[:：]\s*(\S.*)$", re.MULTILINE)
# What rows of the toolkit's own sheets share is called so below these: 江夏, 银龄同行.
OF_GROUPS = re.compile("社区|小组|项目")
_WEEKDAY = re.compile(r"(?:星期|礼拜|周)[一二三四五六日天]")
# Codes and figures hold none of these: a name in Latin letters has four signs in a row that are its own.
_MAY_HOLD_NAME = re.compile(r"[A-Za-z .'/-]{4}|[()\[\]]|[^\x00-\x7f]")


class Pair(Enum):
    """How surely a label and what stands beside it are a pair of a card; in one that is sure a word may be a name."""

    NONE = 0
    LIKELY = 1
    SURE = 2


@dataclass(slots=True)
class Finds:
    """What was found so far; `ours` are the toolkit's own words, `unsure` holds names with the first place.

    What a header of people says stands in `parts`; what labels say is in `told`, which the station's answers may deny.
    `headers` may be names at the top of columns, unless several rows of the toolkit's own sheets say them (`shared`).
    `written`, `within` and `labels` keep what each cell's words say, which stand in many columns.
    """

    ours: frozenset[str]
    parts: dict[str, set[str]] = field(
        default_factory=lambda: {part: set() for part in ("names", "addresses", "numbers", "codes")}
    )
    told: set[str] = field(default_factory=set)
    unsure: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    written: dict[str, frozenset[str]] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, bool] = field(default_factory=dict)

    def holds_own_word(self, words: str) -> bool:
        """Return whether a word of the toolkit's own stands in a plain word: 入户探访."""
        return any(len(own) > 1 and own in words for own in self.ours)

    def names_in(self, cells: Iterable[str]) -> frozenset[str]:
        """Return the names that the cells of people hold."""
        named: set[str] = set()
        for words in cells:
            if _MAY_HOLD_NAME.search(words):
                if words not in self.written:
                    self.written[words] = _listed(words, written_names)
                named |= self.written[words]
        # a title such as 签到表 is no header of what stands below it, which begins with the number of the row
        return frozenset(named - HEADS)

    def names_within(self, cells: Iterable[str]) -> frozenset[str]:
        """Return the names that cells of people hold with something added to them."""
        named: set[str] = set()
        for words in cells:
            if not words.isascii():
                if words not in self.within:
                    self.within[words] = _listed(words, names_within)
                named |= self.within[words]
        return frozenset(name for name in named - self.ours if not names_nobody(name))

    def names_added_to(self, cells: Iterable[str]) -> frozenset[str]:
        """Return the names that cells of people hold with something added; where none looks so, what one ends with."""
        every = [(words, self.names_within([words])) for words in cells]
        others = (words for words, within in every if not any(map(looks, within | self.names_in([words]))))
        ends = frozenset(name for words in others for name in at_ends(words))
        return ends.union(*(within for _, within in every))

    def is_label(self, words: str) -> bool:
        """Return whether a cell reads as the label or header of another one."""
        if words not in self.labels:
            self.labels[words] = self._reads_as_label(words)
        return self.labels[words]

    def _reads_as_label(self, words: str) -> bool:
        header = normal_header(words).rstrip(":")
        if header in self.ours or header in HEADS:
            return True
        is_said = is_about(words) or may_be_label(words) or parts_of(words, {}) is not None
        if not is_said or (is_telling(plain_name(words)) and not says_only_who(words)):
            return False
        return not self.names_within([words])

    def say(
        self,
        words: str,
        place: str,
        *,
        is_said: bool,
        is_sure: bool = True,
        is_list: bool = False,
        is_card: bool = False,
    ) -> None:
        """Read what a label says to be names, or people; a word among them is asked about, and never is sure.

        Among other names (`is_list`) anything else is asked about too. No answer denies what a card says (`is_card`).
        """
        said = (_listed(words, written_names) | self.names_within([words])) - self.ours
        named = {name for name in said if not names_nobody(name)}
        known = self.parts["names"] if is_card else self.told
        self._shorten(named, place, known)
        sure = {name for name in named if is_telling(name)} if is_sure else set()
        known.update(sure | dotted([words]))
        for name in sorted(named - sure):
            if is_telling(name) or (is_said and (is_list or looks(name) or is_no_word(name))):
                self.unsure.setdefault(name, place)

    def ask(self, names: Iterable[str], place: str) -> None:
        """Note words to be asked about, which count as names until somebody says otherwise."""
        named = sorted(names)
        for name in named:
            self.unsure.setdefault(name, place)
        self._shorten(named, place)

    def ask_of_headers(self, names: Iterable[str], place: str) -> None:
        """Note words at the top of columns to be asked about, unless it turns out that rows share them."""
        for name in sorted(names):
            self.headers.setdefault(name, place)

    def asked(self) -> dict[str, str]:
        """Return the words to be asked about with their places."""
        headers = {name: place for name, place in self.headers.items() if name not in self.shared}
        sure = self.parts["names"] | self.told
        return {name: place for name, place in {**headers, **self.unsure}.items() if name not in sure}

    def by_values(self, cells: Iterable[str], place: str, *, is_row: bool = False) -> set[str]:
        """Return whom cells name by their values alone: nearly all look so, or which of them may be.

        Of a row, which holds all kinds of things, those alone count that are hardly anything else. Names with dots
        between their parts are noted at once.
        """
        distinct = [words for words in cells if len(words) <= LONGEST_CELL and _SIGN.search(words)]
        if parted := dotted(distinct):
            sounds = dotted(distinct, is_transliterated)
            self.told |= sounds
            self.ask(parted - sounds - self.ours, place)
        named, alone = self._mostly_names(distinct, is_row=is_row), list(filter(_has_no_colon, distinct))
        if len(alone) == len(distinct):
            return named
        said = self.names_in(words for words in distinct if not _has_no_colon(words))
        return self._mostly_names(alone, is_row=is_row) | {name for name in named if name in said or is_name(name)}

    def _mostly_names(self, distinct: Iterable[str], *, is_row: bool) -> set[str]:
        named = self.names_in(distinct) - self.ours
        likely = {name for name in named if looks(name) and (not is_row or may_be_name(name))}
        telling = sum(map(is_hardly_a_word, likely))
        if len(likely) >= _FEWEST and len(likely) >= MOSTLY * len(named) and telling >= HALF * len(likely):
            return likely | {name for name in named if is_hardly_a_word(name) and not is_row}
        return set(self.doubtful(likely))

    def doubtful(self, words: Iterable[str]) -> Iterator[str]:
        """Yield the words that look like names and hardly like anything else."""
        return (name for name in words if name not in self.ours and may_be_name(name) and not names_nobody(name))

    def doubt(self, words: Iterable[str], place: str) -> None:
        """Ask about the words that look like names and hardly like anything else."""
        self.ask(self.doubtful(words), place)

    def read_lines(self, words: str, place: str) -> None:
        """Ask about the names that fill a line of several behind a label, as of a cell that holds the line alone."""
        for match in _LINE.finditer(words) if "\n" in words else ():
            label, value = match.groups()
            if holds_names_alone(value) and not names_things(label):
                self.doubt(sorted(written_names(value)), place)

    def _shorten(self, named: Iterable[str], place: str, sure: set[str] | None = None) -> None:
        """Search also for what names are without a sign that may be added; of rare surnames it may be a word."""
        for shorter in (shorter for name in named for shorter in shorter_names(name)):
            if sure is not None and may_be_name(shorter):
                sure.add(shorter)
            else:
                self.unsure.setdefault(shorter, place)

    def read_column(self, distinct: Iterable[str], part: str, place: str, often: Iterable[str] | None = None) -> None:
        """Read the cells below a header that announces `part`; among marks with those that stand `often`."""
        if often is not None and part in {"names", "people"}:
            self._read_marks(distinct, part, often, place)
        elif part == "people":
            self._read_people(distinct, place)
        elif part in ("kin", "doers"):
            self._read_kin(distinct, place)
        elif part == "names":
            self._read_names(distinct, place)
        elif part == "places":
            self.parts["addresses"] |= {
                words for words in distinct if len(words) > _TOO_SHORT and _DIGITS.search(words)
            }
        else:
            short = 0 if part == "codes" else _TOO_SHORT
            said = {words for words in distinct if len(words) > short}
            self.doubt(self.names_within(said) if part == "numbers" else (), place)
            self.parts[part] |= {words for words in said if not is_day(words)} if part == "numbers" else said

    def _read_marks(self, distinct: Iterable[str], part: str, often: Iterable[str], place: str) -> None:
        """Read names among marks: what stands `often`, or reads as none, is asked about; in no column of words."""
        named = {name for name in self.names_in(distinct) - self.ours if not is_kind_of_person(name)}
        named = {name for name in named if part == "names" or looks(name) or is_likely(name)}
        named = {name for name in named if not names_nobody(name)} | self.names_within(distinct)
        sure = set(filter(is_telling, named - self.names_in(often))) | dotted(distinct)
        self.parts["names"] |= sure
        self.ask(named - sure, place)
        self._shorten(sure, place)

    def _read_people(self, distinct: Iterable[str], place: str) -> None:
        """Take what is hardly a word; a word is asked about, in a column of words only where it looks like a name."""
        named = {name for name in self.names_in(distinct) - self.ours if not names_nobody(name)}
        self._shorten(named, place, self.parts["names"])
        likely = set(filter(is_likely, named))
        others = set(filter(is_no_word, named - likely))
        alone = named & self.names_in(filter(_has_no_colon, distinct))
        is_list = all(len(likely & some) >= HALF * len(some) for some in (named, alone))
        within = {name for name in self.names_added_to(distinct) if may_be_name(name) or is_likely(name)}
        self.parts["names"] |= likely | within | dotted(distinct) | (others if is_list else set())
        for name in sorted(named - likely):
            if is_list or looks(name) or (name in others and len(name) > _SHORTEST):
                self.unsure.setdefault(name, place)

    def _read_kin(self, distinct: Iterable[str], place: str) -> None:
        within = {name for name in self.names_added_to(distinct) if may_be_name(name) or is_likely(name)}
        named = {name for name in within | (self.names_in(distinct) - self.ours) if not names_nobody(name)}
        self._shorten(named, place, self.parts["names"])
        sure = {name for name in named if may_be_name(name) or (looks(name) and is_hardly_a_word(name))}
        self.parts["names"] |= sure | dotted(distinct)
        is_list = sum(map(is_hardly_a_word, named)) >= HALF * len(named)
        for name in sorted(named - sure):
            if looks(name) or is_hardly_a_word(name) or (is_list and is_no_word(name)):
                self.unsure.setdefault(name, place)

    def _read_names(self, distinct: Iterable[str], place: str) -> None:
        named = {name for name in self.names_in(distinct) - self.ours if not is_kind_of_person(name)}
        named = {name for name in named if not names_nobody(name)}
        self._shorten(named, place, self.parts["names"])
        words = {name for name in named if is_word(name) and not (surname_of(name) or is_hardly_a_word(name))}
        words |= set(filter(is_own_word, named))
        words -= {name for name in words if self.names_within([name])}
        self.parts["names"] |= (named - words) | self.names_added_to(distinct)
        for name in sorted(words):
            self.unsure.setdefault(name, place)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Say which rows of a sheet head a table and which a card; `words` are its columns' cells by row, from the left."""

    words: Mapping[int, Mapping[int, str]]
    kinds: Mapping[str, frozenset[Kind]]
    found: Finds

    def cells(self, row: int) -> list[str]:
        """Return the words of a row from the left."""
        return [column[row] for column in self.words.values() if row in column]

    def is_label(self, words: str) -> bool:
        """Return whether a cell reads as a label; what is offered as a choice stands in data: 个案, 服务对象, 满意."""
        is_offered = words in self.found.ours and normal_header(words) not in self.kinds
        return not is_offered and self.found.is_label(words)

    def heads(self, row: int) -> bool:
        """Return whether most of what stands in a row are labels, and nothing is a figure."""
        cells = self.cells(row)
        return not any(cell.isdecimal() for cell in cells) and sum(map(self.is_label, cells)) > MOSTLY * len(cells)

    def top(self, first: Collection[int]) -> int:
        """Return the first of some rows in which several columns say something, as a header does; else the first."""
        return next((row for row in sorted(first) if len(self.cells(row)) >= _SEVERAL), min(first, default=0))

    def only_at(self, row: int, place: int, names: Collection[str], column: Iterable[str]) -> set[str]:
        """Return which of the names that a column's words hold stand in one row alone."""
        words = self.words[place].get(row, "")
        at_row = self.found.names_in([words]).intersection(names)
        if not at_row or self._recurs(row, place):
            return set()
        return set(at_row - self.found.names_in(cell for cell in column if cell != words))

    def headers_among(self, names: Collection[str], row: int) -> set[str]:
        """Return which words of a row that look like names are headers: labels, and ordinary words beside a header."""
        is_header = bool(names) and self._has_header(row)
        return {name for name in names if self.is_label(name) or (is_header and self._may_be_header(name))}

    def without_header(self, below: list[str], row: int, top: int, place: int) -> list[str]:
        """Return what stands below a title that says people without the header between: 社工值班表, 时间."""
        words = self.words[place].get(top, "")
        if row >= top or words not in below or self._recurs(top, place):
            return below
        if not (self.is_label(words) and self._has_header(top)):
            return below
        return [cell for cell in below if cell != words]

    def _may_be_header(self, name: str) -> bool:
        return is_word(name) or may_head(name) or names_nobody(name) or (len(name) <= _SHORTEST and not looks(name))

    def _has_header(self, row: int) -> bool:
        """Return whether a cell of a row can hardly be data: 序号, 日期, several days of the week; figures are data."""
        cells = self.cells(row)
        if any(cell.isdecimal() for cell in cells):
            return False
        return len(set(filter(_WEEKDAY.fullmatch, cells))) >= _SEVERAL or any(
            row in column and self._is_header(column[row]) and not self._recurs(row, place)
            for place, column in self.words.items()
        )

    def _is_header(self, words: str) -> bool:
        if words in HEADS:
            return True
        is_also_data = is_role(words) or OF_GROUPS.search(words) or parts_of(words, {}) == ("numbers",)
        return normal_header(words) in self.kinds and not is_also_data

    def _recurs(self, row: int, place: int) -> bool:
        """Return whether what a row says stands again soon below, as data do."""
        column = self.words[place]
        return column[row] in map(column.get, range(row + 1, row + limits.HEADER_WITHIN_ROWS))

    def begins_table(self, row: int) -> bool:
        """Return whether a row heads a table below a blank row or a title; 序号 before a label says so of any row."""
        cells = self.cells(row)
        if len(cells) < _SEVERAL or len(self.cells(row - 1)) > 1 or any(cell.isdecimal() for cell in cells):
            return False
        is_numbered = cells[0] in HEADS and self.is_label(cells[1])
        return is_numbered or (self.heads(row) and (len(cells) >= _FEWEST or all(map(self.is_label, cells))))

    def _are_pairs(self, cells: Sequence[str]) -> bool:
        """Return whether each second cell from the first on is a label, and one says more than a kind of people."""
        labels = cells[::2]
        is_turn = len(cells) % 2 == 1 and not any(map(self.is_label, cells[1::2]))
        return is_turn and all(map(self.found.is_label, labels)) and not all(map(is_category, labels))

    def pair_at(self, row: int, number: int, count: int, below: Sequence[str], *, is_in_table: bool) -> Pair:
        """Return how surely a label and the `count` cells behind it say on a card who it was, and head no table.

        A label stands below it, or nothing, and before it none; behind its one value a further label. Where there is
        no such label, several values are a sheet on its side, and one alone counts beside what is no kind of people.
        """
        cells = self.cells(row)
        label, before, behind = cells[number], cells[:number], cells[number + 1 + count :]
        if not all(map(self.is_label, below)):
            return Pair.NONE
        if before and (self.is_label(before[-1]) or before[-1].isdecimal()):
            return Pair.NONE
        if before and is_name(before[-1]) and not self._are_pairs([*before, label]):
            return Pair.NONE
        if behind:
            is_label = [self.is_label(words) for words in behind[:2]]
            if count > 1 or not is_label[0]:
                return Pair.NONE
            return Pair.SURE if is_label[1:] == [False] else Pair.LIKELY
        is_alone = count == 1 and not before
        return Pair.NONE if is_alone and (is_in_table or is_category(label)) else Pair.LIKELY


def _has_no_colon(words: str) -> bool:
    """Return whether a cell holds no label: whom one names vouches for no word in other cells."""
    return not COLON.search(words)


def _listed(words: str, names_of: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return the names of a cell; of a long one that is no list, what is hardly anything else."""
    named = names_of(words)
    return named if len(words) <= LONGEST_CELL or _is_mostly_names(named) else frozenset(filter(is_likely, named))


def _is_mostly_names(named: frozenset[str]) -> bool:
    return sum(map(is_likely, named)) >= HALF * len(named)


def is_list(words: str) -> bool:
    """Return whether most of what a text parts looks like names and hardly like anything else."""
    return _is_mostly_names(written_names(words))


def holds_names_alone(words: str) -> bool:
    """Return whether a text is a name or names, and each looks like nothing else."""
    named = written_names(words) if len(words) <= LONGEST_CELL else ()
    return bool(named) and all(map(is_name, named))


def is_no_word(name: str) -> bool:
    """Return whether a plain word is hardly anything but a name: of a long one a part may be a word: 乌云其木格."""
    if len(name) >= _LONG_NAME:
        return has_one_word_at_most(name)
    return is_hardly_a_word(name) and not is_word(name)


def dotted(cells: Iterable[str], accept: Callable[[str], bool] = is_dotted) -> set[str]:
    """Return the names in cells that have dots between their parts."""
    return {
        plain_name(part)
        for words in cells
        if _DOT.search(words)
        for part in re.split(r"[、，,;；/|\s]+", words)
        if accept(part)
    }


def looks(name: str) -> bool:
    """Return whether a plain word has the form of a Chinese name, whatever else it may mean."""
    return is_shaped(name) and looks_like_name(name)


def may_be_one(name: str) -> bool:
    """Return whether a plain word may be a name among others: of any surname, or a word with the form of one."""
    return looks(name) or is_likely(name) or (is_shaped(name) and is_no_word(name))


def is_name(name: str) -> bool:
    """Return whether a plain word looks like a name and like nothing else, also one of a rare surname."""
    return is_telling(name) and is_hardly_a_word(name)


def is_plain_word(words: str) -> bool:
    """Return whether a cell holds an ordinary word and no name."""
    if len(words) > LONGEST_CELL:
        return False
    name = plain_name(words)
    return is_shaped(name) and not may_be_name(name) and (is_word(name) or not is_hardly_a_word(name))
