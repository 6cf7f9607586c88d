"""Find what only those who know the person take for a name: a given name, a surname with a title, pinyin.

It is masked in prose and listed for a person to look at; it stops nothing by itself, because as many sentences hold
such signs for another reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, product

from evaltoolkit.disclosure.names.disguise import HANZI, folded
from evaltoolkit.disclosure.names.entries import Entries
from evaltoolkit.disclosure.names.found import Found, Identifier
from evaltoolkit.disclosure.names.letters import find_letters
from evaltoolkit.disclosure.names.name_context import ends_a_word, feasts, ordinary_words, speaks_of, stands_apart
from evaltoolkit.disclosure.names.person_names import plain_name, surname_of
from evaltoolkit.disclosure.names.word_kinds import stands_for_nobody
from evaltoolkit.model.yaml_text import load_yaml

_TITLES = (
    "某某|某|女士|先生|小姐|阿姨|叔叔|伯伯|大伯|伯母|大爷|大妈|大叔|大姐|大哥|婆婆|奶奶|爷爷|老师|师傅|同志|同学|老伯|老太|"
    "阿婆|阿公|阿伯|姨|姐(?!妹)|婶|嫂|叔|伯|婆(?!媳)|姑娘|妈妈|爸爸"
)
# These join words as well: 家长和老师, 向老师请教. Only where nothing stands before them they are surnames.
_JOINING = frozenset("和向成时应项楼")
_GOES_ON = re.compile(rf"(?![由请找叫])[{HANZI}0-9A-Za-z]")
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]{2}")
_MOST_READINGS = 4


@dataclass(frozen=True, slots=True, eq=False)
class NearNames:
    """What comes near the names of a roster, ready to be searched for; made by :meth:`of`.

    Parameters
    ----------
    given, titled, pinyin
        Given names, surnames with a title, names as they are read.
    shared
        Words that several people share, such as their community's: standing apart they are no given name.
    """

    given: Entries
    titled: re.Pattern[str] | None
    pinyin: frozenset[str]
    shared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], shared: frozenset[str] = frozenset()) -> NearNames:
        """Return the search for given names of two signs, surnames with a title, and pinyin in either order."""
        parts = {(surname, name[len(surname) :]) for name in map(plain_name, names) if (surname := surname_of(name))}
        surnames = "|".join(sorted({surname for surname, _ in parts}, key=lambda surname: (-len(surname), surname)))
        titled = rf"(?P<surname>{surnames})(?:{_TITLES})|[小老阿](?:{surnames})(?![{HANZI}])"
        given = (given for _, given in parts if len(given) == 2 and given not in ordinary_words())
        read = (reading for surname, given in parts for reading in _readings(surname, given))
        return cls(Entries.of(given), re.compile(titled) if surnames else None, frozenset(read), shared)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the places in a text.

        Examples
        --------
        >>> search = NearNames.of(["王秀英"])
        >>> [(found.start, found.end) for found in sorted(search.find("王阿姨说，Wang Xiuying来了；由秀英负责"))]
        [(0, 3), (5, 17), (21, 23)]
        """
        plain = folded(text)
        found = [*self._given(plain), *self._titled(plain)]
        if _LETTER.search(text):
            found += find_letters(text, self.pinyin)
        yield from (Found(start, end, Identifier.NEAR_NAME) for start, end in found)

    def _given(self, text: str) -> Iterator[tuple[int, int]]:
        for start, end in self.given.find(text):
            is_shared = (word := text[start:end]) in self.shared or word in feasts()
            if speaks_of(text, start, end) or (not is_shared and stands_apart(text, start, end)):
                yield start, end

    def _titled(self, text: str) -> Iterator[tuple[int, int]]:
        found = self.titled.finditer(text) if self.titled else ()
        named = (match for match in found if not _is_word(match.group()))  # 小区, 小时, 老师
        return (match.span() for match in named if not _is_of_words(text, match))


def _is_of_words(text: str, match: re.Match[str]) -> bool:
    """Return whether what looks like a surname joins two words or ends the first of them: 家长和老师, 照顾奶奶."""
    joins = match[0][0] in _JOINING and _goes_on(text, match.start())
    return joins or (len(match["surname"] or "") == 1 and ends_a_word(text, *match.span()))


def _goes_on(text: str, start: int) -> bool:
    """Return whether a word stands right before, and none that says whom it means."""
    return bool(_GOES_ON.fullmatch(text, max(start - 1, 0), start))


def _is_word(words: str) -> bool:
    return words in ordinary_words() or stands_for_nobody(words)


def _readings(surname: str, given: str) -> Iterator[str]:
    family, own = (_read(part) for part in (surname, given))
    for first, second in product(family, own):
        yield from (first + second, second + first)


def _read(signs: str) -> list[str]:
    spoken = (syllables().get(sign, ()) for sign in signs)
    return ["".join(reading) for reading in islice(product(*spoken), _MOST_READINGS)]


@cache
def syllables() -> dict[str, tuple[str, ...]]:
    """Return how each sign is read, without tones."""
    found: dict[str, tuple[str, ...]] = {}
    content = load_yaml((files("evaltoolkit.disclosure.names") / "pinyin.yaml").read_text(encoding="utf-8"))
    for token in content["readings"].split():
        reading = re.match("[a-z]+", token)[0]  # type: ignore[index]
        for sign in token[len(reading) :]:
            found[sign] = (*found.get(sign, ()), reading)
    return found
