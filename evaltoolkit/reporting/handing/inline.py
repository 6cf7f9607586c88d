"""The words of a line of the page as runs of Word: bold, quiet, links, and numbers that are cited by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from evaltoolkit.office.layout import layout
from evaltoolkit.office.word_xml import Element, bookmark, element, run, words_of
from evaltoolkit.office.word_xml import field as word_field
from evaltoolkit.reporting.handing.wording import BLANKS
from evaltoolkit.reporting.page.sections import classes

_LONGEST_NAME = 40  # of a bookmark in Word
_UNFIT = re.compile(r"\W")
_QUIET = frozenset({"author", "not-provided", "withheld", "missing"})
_SMALL = frozenset({"detail", "source"})
_NUMBER = re.compile(r"(.*?)(\d+)")
_IN_DATE = re.compile(r"(?<=\d{4})-(?=\d\d-\d\d)|(?<=\d{4}-\d\d)-(?=\d\d)")
_FIRM = "\u00a0"  # a blank at which no line ends
SOFT = "595959"


def bookmark_name(place: str) -> str:
    """Return the name of the bookmark for an id of the page.

    Examples
    --------
    >>> bookmark_name("t-score")
    't_score'
    """
    return _UNFIT.sub("_", place)[:_LONGEST_NAME]


@dataclass(slots=True)
class Marks:
    """The bookmarks of one document: which ids are marked, each with the number of its bookmark."""

    places: frozenset[str]
    count: int = 0
    sequences: set[str] = field(default_factory=set)

    def around(self, place: str, *content: Element) -> list[Element]:
        """Return content with the bookmark of an id of the page around it."""
        self.count += 1
        return bookmark(bookmark_name(place), self.count, *content)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks besides what its paragraph says."""

    bold: bool = False
    quiet: bool = False
    size: float = 0

    def properties(self) -> list[Element]:
        """Return the look as properties of a run."""
        bold = [element(name) for name in ("w:b", "w:bCs")] if self.bold else []
        quiet = [element("w:color", {"val": SOFT})] if self.quiet else []
        return [*bold, *quiet, *([element("w:sz", {"val": round(2 * self.size)})] if self.size else [])]


def runs_of(nodes: list[PageElement], marks: Marks) -> list[Element]:
    """Return the runs of a line; blanks at both ends of the line are dropped."""
    made = list(_runs(nodes, marks, Look()))
    texts = [text for one in made for text in one.iter(element("w:t").tag)]
    if texts:
        texts[0].text = (texts[0].text or "").lstrip(" ")
        texts[-1].text = (texts[-1].text or "").rstrip(" ")
    return made


def label_runs(label: Tag, place: str, marks: Marks) -> list[Element]:
    """Return 表 1 as a sequence of Word, which counts on where a table is put before it, marked to be cited."""
    words = label.get_text()
    found = _NUMBER.fullmatch(words)
    if found is None:
        return marks.around(place, run(words))
    kind = found[1].strip().replace(" ", "_") or "N"
    restart = "" if kind in marks.sequences else rf" \r {found[2]}"
    marks.sequences.add(kind)
    return marks.around(place, run(_firm(found[1])), *word_field(f"SEQ {kind} \\* ARABIC{restart}", run(found[2])))


def _runs(nodes: list[PageElement], marks: Marks, look: Look) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, NavigableString):
            words = BLANKS.sub(" ", str(node))
            if words:
                yield _dated(words, *look.properties())
        elif isinstance(node, Tag):
            yield from _tag_runs(node, marks, look)


def _tag_runs(tag: Tag, marks: Marks, look: Look) -> Iterator[Element]:
    kinds, inside = set(classes(tag)), list(tag.children)
    if tag.name == "br":
        yield element("w:r", None, element("w:br"))
    elif tag.name == "a" and str(tag.get("href") or "").removeprefix("#") in marks.places:
        yield from _link(tag, marks, look)
    elif tag.name in ("strong", "b"):
        yield from _runs(inside, marks, replace(look, bold=True))
    else:
        size = layout().styles["CellDetail"].size if kinds & _SMALL else look.size
        yield from _runs(inside, marks, replace(look, quiet=look.quiet or bool(kinds & _QUIET), size=size))


def _link(tag: Tag, marks: Marks, look: Look) -> Iterator[Element]:
    name = bookmark_name(str(tag["href"]).removeprefix("#"))
    shown = list(_runs(list(tag.children), marks, look))
    if "ref" in classes(tag):
        for words in (one for part in shown for one in part.iter(element("w:t").tag)):
            words.text = _firm(words.text or "")
        yield from word_field(f"REF {name} \\h", *shown)
    else:
        yield element("w:hyperlink", {"anchor": name, "history": 1}, *shown)


def _firm(words: str) -> str:
    """Return 表 1 with a blank at which no line ends."""
    return words.replace(" ", _FIRM)


def _dated(words: str, *looks: Element) -> Element:
    """Return a run in whose dates no line ends."""
    first, *rest = _IN_DATE.split(words)
    made = run(first, *looks)
    for part in rest:
        made.extend((element("w:noBreakHyphen"), words_of(part)))
    return made
