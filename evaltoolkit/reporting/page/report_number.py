"""The number of a page: made from the page itself, at its foot and on every printed sheet."""

from __future__ import annotations

import hashlib
import re

from evaltoolkit.language import Language, language_of, text

# No vowel, so that no word comes of it, and no digit, so that no telephone number does.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LENGTH = 8  # 20 ** 8: among a million pages two share a number once in fifty times
_END, _STYLE_END = "</main>", "</style>"
_TAG = re.compile('<html lang="([^"]*)"')


def numbered(page: str) -> str:
    """Return the page with its number; what is no page of ours stays as it is.

    Examples
    --------
    >>> numbered("<p>") == "<p>"
    True
    """
    if _END not in page or _STYLE_END not in page:
        return page
    tag = _TAG.search(page[:400])
    language = Language(language_of(tag[1] if tag else ""))
    words = language.say(text("Report number {number}", number=number_of(page)))
    boxed = "".join(f"\\{ord(sign):x} " for sign in words)
    style = f'@page {{ @bottom-center {{ content: "{boxed}"; font-size: 8pt; }} }}\n'
    with_style = page.replace(_STYLE_END, style + _STYLE_END, 1)
    head, end, tail = with_style.rpartition(_END)
    return f'{head}<p class="number">{words}</p>\n{end}{tail}'


def number_of(page: str) -> str:
    """Return the number of a page that bears none yet.

    Examples
    --------
    >>> number_of("")
    'MKVT-JHQC'
    """
    value = int.from_bytes(hashlib.sha256(page.encode("utf-8")).digest(), "big")
    letters = ""
    for _ in range(_LENGTH):
        value, rest = divmod(value, len(_LETTERS))
        letters += _LETTERS[rest]
    return f"{letters[: _LENGTH // 2]}-{letters[_LENGTH // 2 :]}"


NUMBER = re.compile(f"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")
