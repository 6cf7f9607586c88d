"""Find the names and addresses of a station's own roster in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from evaltoolkit.disclosure.disguise import digit_versions, visible
from evaltoolkit.disclosure.found import Found, Identifier, merge_found

_SPACED = re.compile(r"[一-鿿](?:[ \u3000·*.]{1,3}[一-鿿])+")
# Shorter ends (本工具规则) would be found in half of all sentences.
_SHORTEST_TAIL = 5
_AREA = re.compile(r".*?(?:街道|镇|区|市|省)")
_DOOR = re.compile(
    r"[一-鿿]{2,12}(?:大道|路|街|巷|里|村|坊|苑|园|小区)[一-鿿0-9\-]{0,12}?[0-9]{1,5}号?"
    r"[0-9A-Za-z一-鿿\-]{0,14}?(?:室|房)"
)


def find_names(text: str, roster: Collection[str]) -> tuple[Found, ...]:
    """Return the places of names of the roster, also with spaces or dots between their characters.

    Parameters
    ----------
    text
        Any text.
    roster
        Names; those of one character are not searched.

    Examples
    --------
    >>> find_names("王 芳说：谢谢", ["王芳"])
    (Found(start=0, end=3, kind=<Identifier.NAME: 'name'>),)
    """
    names = roster if isinstance(roster, frozenset) else frozenset(roster)
    lengths = sorted({len(name) for name in names if len(name) > 1})
    shown, places = visible(text)
    found = [
        Found(places[start], places[start + length - 1] + 1, Identifier.NAME)
        for length in lengths
        for start in range(len(shown) - length + 1)
        if shown[start : start + length] in names
    ]
    return merge_found([*found, *_spaced_names(text, names, lengths)])


def _spaced_names(text: str, names: frozenset[str], lengths: Iterable[int]) -> Iterator[Found]:
    for match in _SPACED.finditer(text):
        places = [place for place in range(*match.span()) if "一" <= text[place] <= "鿿"]
        signs = "".join(text[place] for place in places)
        for length in lengths:
            for start in range(len(signs) - length + 1):
                if signs[start : start + length] in names:
                    yield Found(places[start], places[start + length - 1] + 1, Identifier.NAME)


def find_addresses(text: str, roster: Collection[str] = ()) -> tuple[Found, ...]:
    """Return the places of addresses down to a room, and of addresses of the roster.

    Parameters
    ----------
    text
        Any text.
    roster
        Addresses as the station keeps them, or their ends from :func:`address_tails`; found with or without their
        province, city, district and street.

    Examples
    --------
    >>> [len(find_addresses(text)) for text in ("住云城东路12号3栋502房", "云城东路很长")]
    [1, 0]
    """
    plain = digit_versions(text)[0]
    found = [Found(match.start(), match.end(), Identifier.ADDRESS) for match in _DOOR.finditer(plain)]
    tails = roster if isinstance(roster, frozenset) else address_tails(roster)
    if tails:
        found += _tails(plain, tails)
    return merge_found(found)


def _tails(plain: str, tails: frozenset[str]) -> Iterator[Found]:
    shown, places = visible(plain, spaces=False)
    for tail in tails:
        start = shown.find(tail)
        while start >= 0:
            yield Found(places[start], places[start + len(tail) - 1] + 1, Identifier.ADDRESS)
            start = shown.find(tail, start + len(tail))


def address_tails(addresses: Iterable[str]) -> frozenset[str]:
    """Return the telling end of each address: what follows district and street, with a digit, at least 5 characters.

    Examples
    --------
    >>> address_tails(["广州市白云区云城街道 云城东路12号", "白云区"])
    frozenset({'云城东路12号'})
    """
    tails = set()
    for address in addresses:
        tail, _ = visible(digit_versions(address)[0], spaces=False)
        area = _AREA.match(tail)
        while area and len(tail) - area.end() >= _SHORTEST_TAIL:
            tail = tail[area.end() :]
            area = _AREA.match(tail)
        if len(tail) >= _SHORTEST_TAIL and any(sign.isdigit() for sign in tail):
            tails.add(tail)
    return frozenset(tails)
