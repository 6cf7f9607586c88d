"""What a page says before its annexes, block by block, without what others have said or what only points elsewhere."""

import re
from typing import NamedTuple

from bs4 import BeautifulSoup

FRONT = "front"
SCORE = "（一）总体结论"
NOT_TOLD = "nav, .own, .author, .source, .label, a.ref, a.more, blockquote, .subtotals, #t-goals"
"""Words of the author and of those served, goals as they were set, numbers of tables, and sums of groups of rows.

A group of one row has that row's points as its sum: two facts in one form.
"""
TWO_SOURCES = "两处来源不一致"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}(?=\s*年)")
INTERVAL = re.compile(r"[−+]?[\d.,]+%?\s*至\s*[−+]?[\d.,]+%?")
FORMULA = re.compile(r"（[^（）]*÷[^（）]*）")
NUMBER = re.compile(
    r"(?:是(?P<row>[^\s，。]+)\s)?(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?%?)"
    r"(?=\s*（(?P<name>[^（）]+)）|\s+(?P<counts>[\d,.]+/[\d,.]+)|)"
)


class Block(NamedTuple):
    """A paragraph, an entry of a list or a table, and the section in which it stands."""

    section: str
    kind: str
    words: str


def blocks(html):
    """Yield the blocks of a page before its annexes, those of page 1 as of a section of their own."""
    main = BeautifulSoup(html, "html.parser").find("main")
    for part in main.select(NOT_TOLD):
        part.decompose()
    section = FRONT
    for part in main.find_all(["h2", "h3", "table", "p", "li", "dd", "figcaption"]):
        words = part.get_text(" ").strip()
        if part.name in ("h2", "h3"):
            if words.startswith("附件"):
                return
            section = section if part.find_parent(class_="front") else words
        elif part.find_parent(["table", "li"]) is None and not words.startswith(TWO_SOURCES):
            yield Block(section, part.name, words)


class Figure(NamedTuple):
    """A number, and of a per cent what it is said to be of: a name, or the two counts; empty if unsaid."""

    number: str
    of: str


def figures(words):
    """Return the numbers of a text that tell themselves from others by at least three digits.

    No date, no end of an interval, no term of a formula, no whole number under a thousand: many facts have those alike.
    """
    for without in (DATE, INTERVAL, FORMULA):
        words = without.sub(" ", words)
    return {_figure(found) for found in NUMBER.finditer(words) if _tells_itself(found["number"])}


def _figure(found):
    number, of = found["number"], found["row"] or found["name"] or found["counts"] or ""
    return Figure(number, of if number.endswith("%") else "")


def _tells_itself(number):
    return len(re.sub(r"\D", "", number).strip("0")) >= 3 and re.search("[.,%]", number) is not None


def told_again(html):
    """Return where a figure stands more than once: on page 1, in one sentence and the table of the score, elsewhere.

    That two tables have it alike is no repetition: of the same numbers there is one table. Nor are per cents that are
    said to be of different counts or names, such as two shares that happen to be 90.5 %.
    """
    places = {}
    for block in blocks(html):
        for figure in figures(block.words):
            places.setdefault(figure.number, {}).setdefault(figure.of, []).append(block)
    again = {number: [_of_one(of, named) for of in named] for number, named in places.items()}
    return {number: where for number, every in again.items() for where in every if not _is_once(where)}


def _of_one(of, named):
    """Return the blocks that may tell the figure of one name: with that name, anywhere in their words, or with none."""
    is_name = "/" not in of and of != ""
    every = [(other, block) for other, blocks_ in named.items() for block in blocks_]
    return list(dict.fromkeys(block for other, block in every if other in ("", of) or (is_name and of in block.words)))


def _is_once(where):
    front = [block for block in where if block.section == FRONT]
    score = [block for block in where if block.section.startswith(SCORE) and block.kind != "table"]
    rest = [block for block in where if block.section != FRONT and not block.section.startswith(SCORE)]
    is_read_out = len(rest) > 1 and any(block.kind != "table" for block in rest)
    return len(front) <= 1 and len(score) <= 1 and not is_read_out
