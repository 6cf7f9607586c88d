"""The parts of a finished page that are handed in: its first screen and its body, without lists of links and folds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from evaltoolkit.language import language_of
from evaltoolkit.reporting.handing.wording import BLANKS
from evaltoolkit.reporting.page.sections import ANNEX, classes


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page taken apart.

    Parameters
    ----------
    title
        Of the page.
    language
        A code of :data:`evaltoolkit.language.LANGUAGES`.
    kinds
        Classes of the page, such as of a short one.
    band
        What stands above a page of made data, else nothing.
    blocks
        The elements of the first screen and the body, in their order; what only an opened fold shows is left out.
    contents
        Lines of the contents list: level from 1, id, words.
    contents_title
        What stands above them.
    annexes
        Under the words of its heading, each annex.
    """

    title: str
    language: str
    kinds: tuple[str, ...]
    band: str
    blocks: tuple[Tag, ...]
    contents: tuple[tuple[int, str, str], ...]
    contents_title: str
    annexes: dict[str, tuple[Tag, ...]]


def page_parts(page: str) -> PageParts:
    """Take a finished page apart."""
    soup = BeautifulSoup(page, "html.parser")
    main, lists = soup.find("main"), soup.select("main nav.contents")
    body = main if isinstance(main, Tag) else soup
    contents = tuple(_lines(lists[0].find("ol"), 1)) if lists else ()
    title = words_in(lists[0].find("summary")) if lists else ""
    for one in (*lists, *body.find_all("nav")):
        one.extract()
    annexes: dict[str, tuple[Tag, ...]] = {}
    for annex in body.find_all(class_=ANNEX):
        heading = annex.find_previous(["h2", "h3"])
        name = words_in(heading) if isinstance(heading, Tag) else ""
        annexes[name] = (*annexes.get(name, ()), annex)
        annex.extract()
    for fold in body.find_all("details"):
        fold.extract()
    band = soup.find("header", class_="band")
    html = soup.find("html")
    language = str(html.get("lang")) if isinstance(html, Tag) else ""
    return PageParts(
        words_in(soup.find("title")), language_of(language), _kinds(soup), words_in(band),
        tuple(_opened(body)), contents, title, annexes,
    )  # fmt: skip


def _kinds(soup: BeautifulSoup) -> tuple[str, ...]:
    body = soup.find("body")
    return tuple(classes(body)) if isinstance(body, Tag) and body.get("class") else ()


def words_in(element: Tag | NavigableString | None) -> str:
    """Return the words of an element as a reader sees them, on one line."""
    return "" if element is None else BLANKS.sub(" ", element.get_text()).strip()


def _opened(holder: Tag) -> Iterator[Tag]:
    """Yield what stands in `holder`, what only groups other elements opened."""
    for child in holder.find_all(True, recursive=False):
        is_group = child.name in ("div", "section") and "ruler" not in classes(child)
        if is_group and child.find(True, recursive=False) is not None:
            yield from _opened(child)
        else:
            yield child


def _lines(entries: object, level: int) -> Iterator[tuple[int, str, str]]:
    for entry in entries.find_all("li", recursive=False) if isinstance(entries, Tag) else ():
        link = entry.find("a", recursive=False)
        if isinstance(link, Tag):
            yield level, str(link.get("href") or "").removeprefix("#"), words_in(link)
        yield from _lines(entry.find("ol", recursive=False), level + 1)
