"""Which words of a workbook's cells are names: sure, to be asked about, or none; and what was found so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from evaltoolkit.disclosure.names.person_names import (
    has_one_word_at_most,
    is_dotted,
    is_hardly_a_word,
    is_likely,
    is_own_word,
    is_shaped,
    is_telling,
    is_word,
    looks_like_name,
    may_be_name,
    names_nobody,
    names_within,
    plain_name,
    surname_of,
    written_names,
)
from evaltoolkit.disclosure.names.roster_numbers import is_day
from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.intake.checking.person_headers import is_about, is_kind_of_person, may_be_label, parts_of

HEADS = frozenset({"序号"})
LONGEST_CELL, HALF = 40, 0.5
_TOO_SHORT, _LONG_NAME, _SHORTEST = 4, 5, 2
_DIGITS = re.compile(r"[\d零〇一二三四五六七八九十]")
_DOT = re.compile("[·•・･‧∙⋅●]")
# Codes and figures hold none of these: a name in Latin letters has four signs in a row that are its own.
_MAY_HOLD_NAME = re.compile(r"[A-Za-z .'/-]{4}|[()\[\]]|[^\x00-\x7f]")


@dataclass(slots=True)
class Finds:
    """What was found so far; `ours` are the toolkit's own words, `unsure` holds names with the first place.

    `written`, `within` and `labels` keep what each cell's words say, which stand in many columns.
    """

    ours: frozenset[str]
    parts: dict[str, set[str]] = field(
        default_factory=lambda: {part: set() for part in ("names", "addresses", "numbers", "codes")}
    )
    unsure: dict[str, str] = field(default_factory=dict)
    written: dict[str, frozenset[str]] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, bool] = field(default_factory=dict)

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
        return is_said and not is_telling(plain_name(words)) and not self.names_within([words])

    def say(self, words: str, place: str, *, is_said: bool, is_sure: bool = True, is_list: bool = False) -> None:
        """Read what a label says to be names, or people; a word among them is asked about, and never is sure.

        Among other names (`is_list`) anything else is asked about too.
        """
        said = (_listed(words, written_names) | self.names_within([words])) - self.ours
        named = {name for name in said if not names_nobody(name)}
        sure = {name for name in named if is_telling(name)} if is_sure else set()
        self.parts["names"] |= sure | dotted([words])
        for name in sorted(named - sure):
            if is_telling(name) or (is_said and (is_list or looks(name) or _is_no_word(name))):
                self.unsure.setdefault(name, place)

    def take(self, names: Iterable[str], place: str, *, is_sure: bool) -> None:
        """Note names, or words to be asked about that count as names until somebody says otherwise."""
        if is_sure:
            self.parts["names"].update(names)
        else:
            for name in sorted(names):
                self.unsure.setdefault(name, place)

    def doubt(self, words: Iterable[str], place: str) -> None:
        """Note the words that look like names and hardly like anything else."""
        for name in words:
            if name not in self.ours and may_be_name(name) and not names_nobody(name):
                self.unsure.setdefault(name, place)

    def read_column(self, distinct: Iterable[str], part: str, place: str) -> None:
        """Read the cells below a header that announces `part`."""
        if part == "people":
            self._read_people(distinct, place)
        elif part == "kin":
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
            self.parts[part] |= {words for words in said if not is_day(words)} if part == "numbers" else said

    def _read_people(self, distinct: Iterable[str], place: str) -> None:
        """Take what is hardly a word; a word is asked about, in a column of words only where it looks like a name."""
        named = {name for name in self.names_in(distinct) - self.ours if not names_nobody(name)}
        likely = set(filter(is_likely, named))
        others = set(filter(_is_no_word, named - likely))
        is_list = len(likely) >= HALF * len(named)
        within = {name for name in self.names_within(distinct) if may_be_name(name) or is_likely(name)}
        self.parts["names"] |= likely | within | dotted(distinct) | (others if is_list else set())
        for name in sorted(named - likely):
            if is_list or looks(name) or (name in others and len(name) > _SHORTEST):
                self.unsure.setdefault(name, place)

    def _read_kin(self, distinct: Iterable[str], place: str) -> None:
        within = {name for name in self.names_within(distinct) if may_be_name(name) or is_likely(name)}
        named = {name for name in within | (self.names_in(distinct) - self.ours) if not names_nobody(name)}
        sure = {name for name in named if may_be_name(name) or (looks(name) and is_hardly_a_word(name))}
        self.parts["names"] |= sure | dotted(distinct)
        for name in sorted(named - sure):
            if looks(name) or is_hardly_a_word(name):
                self.unsure.setdefault(name, place)

    def _read_names(self, distinct: Iterable[str], place: str) -> None:
        named = {name for name in self.names_in(distinct) - self.ours if not is_kind_of_person(name)}
        named = {name for name in named if not names_nobody(name)}
        words = {name for name in named if is_word(name) and not (surname_of(name) or is_hardly_a_word(name))}
        words |= set(filter(is_own_word, named))
        words -= {name for name in words if self.names_within([name])}
        self.parts["names"] |= (named - words) | self.names_within(distinct)
        for name in sorted(words):
            self.unsure.setdefault(name, place)


def _listed(words: str, names_of: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return the names of a cell; of a long one that is no list, what is hardly anything else."""
    named = names_of(words)
    return named if len(words) <= LONGEST_CELL or _is_mostly_names(named) else frozenset(filter(is_likely, named))


def _is_mostly_names(named: frozenset[str]) -> bool:
    return sum(map(is_likely, named)) >= HALF * len(named)


def is_list(words: str) -> bool:
    """Return whether most of what a text parts looks like names and hardly like anything else."""
    return _is_mostly_names(written_names(words))


def _is_no_word(name: str) -> bool:
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
    return looks(name) or is_likely(name) or (is_shaped(name) and _is_no_word(name))


def is_name(name: str) -> bool:
    """Return whether a plain word looks like a name and like nothing else, also one of a rare surname."""
    return is_telling(name) and is_hardly_a_word(name)


def is_plain_word(words: str) -> bool:
    """Return whether a cell holds an ordinary word and no name."""
    name = plain_name(words)
    return is_shaped(name) and not may_be_name(name) and (is_word(name) or not is_hardly_a_word(name))
