"""Arrange a cleaned body: an outline, numbers of tables and figures, boxes for tables, frames for pictures, folds."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from evaltoolkit.errors import RunError
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.reporting.page.foreign_words import mark_chinese
from evaltoolkit.reporting.page.numbering import number, refer, unlink
from evaltoolkit.reporting.page.sections import ANNEX, Heading, classes, outline, tags
from evaltoolkit.reporting.page.table_boxes import box

_HEADINGS = ("h2", "h3")
_FOLDED = text("{annex}: open it in the web version")


@dataclass(frozen=True, slots=True)
class Arranged:
    """A body ready for the page, in two parts: the first screen, and what follows the contents list."""

    front: str
    body: str
    headings: tuple[Heading, ...]


def arrange(body: str, language: str = DEFAULT_LANGUAGE) -> Arranged:
    """Return the body as the page shows it, split after its first screen.

    Parameters
    ----------
    body
        Cleaned HTML; the first screen is the element of class ``front``, an annex a ``section`` of class ``annex``,
        where there are such.
    language
        A code of :data:`evaltoolkit.language.LANGUAGES`.

    Returns
    -------
    Arranged
        Headings with ids, named tables and figures with numbers that the sentences cite, tables in boxes, pictures in
        figures, no link that leads nowhere.

    Raises
    ------
    RunError
        A picture has no alternative text.
    """
    soup, speaker = BeautifulSoup(body, "html.parser"), Language(language)
    _check_pictures(soup)
    for band in [element for element in tags(soup) if "made-data" in classes(element)]:  # the page has one of its own
        band.decompose()
    headings = outline(soup, speaker)
    for picture in tags(soup, "img"):
        _frame(soup, picture)
    refer(soup, number(soup, speaker), speaker)
    unlink(soup)
    for table in tags(soup, "table"):
        box(soup, table)
    _say_where_folded(soup, speaker)
    if speaker.code != DEFAULT_LANGUAGE:
        mark_chinese(soup)
    front = soup.find(class_="front")
    return Arranged(_taken_out(soup, front) if isinstance(front, Tag) else "", str(soup).strip(), headings)


def _check_pictures(soup: BeautifulSoup) -> None:
    for place, picture in enumerate(tags(soup, "img"), start=1):
        if not picture.get("src"):
            picture.decompose()
        elif not str(picture.get("alt") or "").strip():
            raise RunError(
                text("Picture {number} of the report has no words for readers who cannot see it.", number=place)
            )


def _frame(soup: BeautifulSoup, picture: Tag) -> None:
    holder = picture.parent
    if holder is not None and holder.name == "p" and not holder.get_text(strip=True):
        holder.name = "figure"
    elif picture.find_parent(["figure", "td", "th", "a", "li", "p"]) is None:
        picture.wrap(soup.new_tag("figure"))


def _say_where_folded(soup: BeautifulSoup, language: Language) -> None:
    """Say on paper, which shows no closed fold, where the annexes of a heading can be read: once for each heading."""
    said: list[Tag | None] = []
    headings: list[Tag] = []
    for found in [element for element in tags(soup) if element.name in _HEADINGS or ANNEX in classes(element)]:
        if found.name in _HEADINGS:
            headings.append(found)
            continue
        if not tags(found, "details"):
            continue
        annex, near = found, (*tags(found, *_HEADINGS), *reversed(headings))
        heading = next((one for one in near if one.find_parent("details") is None), None)
        if not any(heading is other for other in said):
            line = soup.new_tag("p", attrs={"class": "on-paper"})
            line.string = language.say(_FOLDED.with_(annex=heading.get_text(" ", strip=True) if heading else ""))
            annex.append(line)
        said.append(heading)


def _taken_out(soup: BeautifulSoup, front: Tag) -> str:
    before = [str(sibling) for sibling in front.find_all_previous(["h1"]) if sibling.parent is soup]
    for heading in front.find_all_previous(["h1"]):
        heading.extract()
    return "\n".join([*reversed(before), str(front.extract())])
