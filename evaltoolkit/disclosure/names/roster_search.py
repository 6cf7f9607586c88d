"""Find the names and addresses of a station's own roster in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from evaltoolkit.disclosure.names.disguise import HANZI, as_code, closed, digit_versions, narrowed, uncircled, visible
from evaltoolkit.disclosure.names.entries import Entries
from evaltoolkit.disclosure.names.found import Found, Identifier, merge_found
from evaltoolkit.disclosure.names.letters import base_letters, is_of_other_letters, lettered
from evaltoolkit.disclosure.names.name_context import names_a_person
from evaltoolkit.disclosure.names.person_names import plain_name

_HANZI = re.compile(f"[{HANZI}]")
# Shorter ends (本工具规则) would be found in half of all sentences.
_SHORTEST_TAIL = 5
_AREA = re.compile(rf"^.*(?:街道|镇|区|市|省)(?=.{{{_SHORTEST_TAIL}}})")
_DIGIT = re.compile(r"\d")
# A place where many live, whatever number is in its name: 一号桥社区, 三户村社区.
_PLACE_ALONE = re.compile(r"[一-鿿0-9]{1,6}(?:社区|街道|小区|村|居委会?|村委会?)")
# Of a door, a lane or a room, when it is written in signs: 槐花路二十七号, but no road called after its three miles.
_NUMERALS = re.compile(
    r"[0-9十百](?:号|弄|栋|幢|座|单元|梯|楼|层|室|房|户|组|队|社(?![区工会保团])|巷(?![社村居文活小市公])|间(?=$|[房屋铺)）]))"
)
# A remark tells days as well: 每月2号探访, 2023年入住3号楼.
_DAYS = re.compile(r"(?:[月每]|[0-9]年)[0-9十]{0,4}[号日月]|[0-9]年")
# 新市街 is a street office too, 大街 a road; what goes on with the number of a house is of the road before it.
_OFFICE = re.compile(r"(?<!大)街(?!道|[一-鿿]大?[巷里弄坊路道街])")
_GOES_ON = re.compile(r"[0-9A-Za-z十百第-]*(?:号|弄|巷|栋|幢|座|单元|梯|楼|层|室|房|户|间|期|$)")
# Several addresses in one cell, remarks, and what leads to an address or follows one.
_PARTS = re.compile(r"[；;。、：:|｜—–→＋+&…!！()（）\[\]【】]|[，,/ ](?=(\S+))")
_LISTED = re.compile(r"[①-⒛]|(?<![0-9])[0-9]{1,2}[.．](?![0-9])")
_SIGNS = re.compile(r"[^\w-]|[①-⒛]")  # most addresses hold none of those that part, list or remark
_REMARK = re.compile(r"[(（\[【][^()（）\[\]【】]*(?:[)）\]】]|$)")
_LIVES = re.compile(
    r"(?:住(?![宅房院所建])[址在于到]?|[现暂寄独]居|居住[地在于]|地址|户籍地?|老家|搬[到至去]|家在)(?:是|为|在|[:：])?"
)
_SAYS_MORE = re.compile(
    r"(?:[与和跟同][^0-9]{1,8}(?:住|生活|居)|[独现原常自]居|空巢|孤寡|[租借现原常自]住|出租|自建|自购|[老旧]屋|平房|已搬|人户分离"
    r"|(?:女儿|儿子|子女|父母|亲戚|亲属|朋友|[哥弟姐妹孙])[^0-9]{0,4}家|电话|手机|联系|备注|邮编|[Tt][Ee][Ll]).*$"
)
_ROAD = r"[一-鿿]{2,12}(?:大道|路|街|巷|里|村|坊|苑|园|小区|花园|新村|公寓|大院)"
_NUMBER = r"[一-鿿]{0,6}?[0-9]{1,5}(?:号|弄|栋|幢|座|期)"
_FLAT = r"[0-9]{3,4}(?![0-9人元次户平])"
# Down to a room, or to a building behind a number: 槐花路27号4栋, 槐花苑4栋2单元301, 槐花路27-4-502.
_DOOR = re.compile(
    rf"{_ROAD}(?:[一-鿿0-9\-]{{0,12}}?[0-9]{{1,5}}号?[0-9A-Za-z一-鿿\-]{{0,14}}?(?:室|房)"
    rf"|{_NUMBER}[一-鿿]{{0,3}}?[0-9A-Za-z]{{1,4}}(?:栋|幢|座|单元|梯|号楼|户)(?:[0-9]{{1,2}}(?:单元|楼|层|梯))*(?:{_FLAT})?"
    rf"|{_NUMBER}(?:{_FLAT}|[0-9]{{1,2}}(?:-[0-9]{{1,4}})+)|[0-9]{{1,4}}-[0-9]{{1,2}}-{_FLAT})"
)


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The written names of a roster, ready to be searched for in any spelling; made by :meth:`of`.

    Parameters
    ----------
    chinese
        Names in Chinese signs, in plain form.
    lettered
        Names in letters.
    """

    chinese: Entries
    lettered: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the search for names however they are written down."""
        plain = {plain_name(name) for name in names}
        chinese = {name for name in plain if _HANZI.match(name) and not is_of_other_letters(name)}
        return cls(Entries.of(chinese), lettered(plain - chinese))


def find_names(
    text: str, roster: Collection[str] | Names, *, own_words: frozenset[str] = frozenset()
) -> tuple[Found, ...]:
    """Return the places where the text names somebody of the roster, whatever stands between or for the name's signs.

    Parameters
    ----------
    text
        Any text.
    roster
        Names; those of one character are not searched. One who searches many texts makes the Names once.
    own_words
        Words that stand in every report, such as the street's name.

    Examples
    --------
    >>> find_names("王 芳说：谢谢", ["王芳"])
    (Found(start=0, end=3, kind=<Identifier.NAME: 'name'>),)
    """
    names = roster if isinstance(roster, Names) else _names(frozenset(roster))
    versions = dict(map(closed, dict.fromkeys((text, uncircled(text)))))
    found = [
        Found(first, last, Identifier.NAME)
        for shown, places in versions.items()
        for start, end in names.chinese.find(shown)
        if names_a_person(
            text, first := places[start], last := places[end - 1] + 1, name=shown[start:end], own_words=own_words
        )
    ]
    if names.lettered:
        found += [Found(*match.span(), Identifier.NAME) for match in names.lettered.finditer(base_letters(text))]
    return merge_found(found)


def find_codes(text: str, codes: frozenset[str], kind: Identifier = Identifier.ROSTER_NUMBER) -> tuple[Found, ...]:
    """Return the places where a number or code of the roster stands by itself, no letter or digit beside it.

    Examples
    --------
    >>> codes = frozenset({"YC2025001"})
    >>> [len(find_codes(text, codes)) for text in ("档案ＹＣ２０２５００１号", "yc-2025001", "XYC2025001")]
    [1, 1, 0]
    """
    plain, (shown, places) = narrowed(text), as_code(text)
    found = ((places[start], places[end - 1] + 1) for start, end in _codes(codes).find(shown))
    return tuple(
        Found(start, end, kind)
        for start, end in found
        if not (_is_code_sign(plain[start - 1 : start]) or _is_code_sign(plain[end : end + 1]))
    )


def _is_code_sign(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


@lru_cache(maxsize=16)
def _names(roster: frozenset[str]) -> Names:
    return Names.of(roster)


@lru_cache(maxsize=16)
def _codes(codes: frozenset[str]) -> Entries:
    return Entries.of(as_code(code)[0] for code in codes)


def find_addresses(text: str, roster: Collection[str] | Entries = ()) -> tuple[Found, ...]:
    """Return the places of addresses down to a room, and of addresses of the roster.

    Parameters
    ----------
    text
        Any text.
    roster
        Addresses as the station keeps them, or the Entries of their ends (:func:`address_tails`); found with or
        without their province, city, district and street.

    Examples
    --------
    >>> [len(find_addresses(text)) for text in ("住甲街东路12号3栋502房", "甲街东路很长")]
    [1, 0]
    """
    plain, *_ = versions = digit_versions(text)
    found = [Found(match.start(), match.end(), Identifier.ADDRESS) for match in _DOOR.finditer(plain)]
    tails = roster if isinstance(roster, Entries) else _tails(frozenset(roster))
    if tails.words:
        shown, places = visible(versions[-1], spaces=False)
        found += [Found(places[start], places[end - 1] + 1, Identifier.ADDRESS) for start, end in tails.find(shown)]
    return merge_found(found)


@lru_cache(maxsize=16)
def _tails(addresses: frozenset[str]) -> Entries:
    return Entries.of(address_tails(addresses))


def address_tails(addresses: Iterable[str]) -> frozenset[str]:
    """Return the telling end of each address: what follows district and street, with a digit, at least 5 characters.

    Examples
    --------
    >>> address_tails(["某市乙区甲街道 甲街东路12号", "乙区"])
    frozenset({'甲街东路12号'})
    """
    return frozenset(tail for address in addresses for tail in _tails_of(" ".join(address.split())))


def _tails_of(cell: str) -> Iterator[str]:
    """Yield the ends of what a cell holds: of the whole of it, and of each address in it without its remarks."""
    plain, *_ = versions = digit_versions(visible(cell)[0])
    words = versions[-1]
    shown = _closed(words)
    whole = _AREA.sub("", shown)
    if _PLACE_ALONE.fullmatch(whole):
        return
    if len(whole) >= _SHORTEST_TAIL and (_NUMERALS.search(whole) or _DIGIT.search(_closed(plain)[-len(whole) :])):
        yield whole
    said: tuple[str, ...] = (shown,)
    if _SIGNS.search(cell):
        listed = digit_versions(visible(_LISTED.sub("；", cell))[0])[-1] if _LISTED.search(cell) else words
        said = tuple(map(_closed, (_REMARK.sub("", words), *_parts(listed))))
    for part in dict.fromkeys(said):
        starts = [0, *(match.end() for found in (_LIVES, _OFFICE) for match in found.finditer(part))]
        tails = (_AREA.sub("", part[start:]) for start in starts)
        ends = {each for tail in tails for each in (tail, _SAYS_MORE.sub("", tail))} - {whole}
        yield from filter(_is_address, ends)


def _is_address(tail: str) -> bool:
    """Return whether a part of a cell tells by itself where somebody lives."""
    if len(tail) < _SHORTEST_TAIL or _GOES_ON.match(tail) or _PLACE_ALONE.fullmatch(tail):
        return False
    return bool(_NUMERALS.search(tail)) and not _DAYS.search(tail)


def _parts(words: str) -> Iterator[str]:
    """Yield what the signs between two addresses part, but no number of a house from the road before it."""
    start = 0
    for match in _PARTS.finditer(words):
        if match[1] is None or not _GOES_ON.match(match[1]):
            yield words[start : match.start()]
            start = match.end()
    yield words[start:]


def _closed(words: str) -> str:
    return visible(words, spaces=False)[0]
