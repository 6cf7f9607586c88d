"""Put each table into a box: one that scrolls where the table is wide, one whose rows become blocks on a phone."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from evaltoolkit.reporting.page.sections import classes, is_in_annex, tags

WIDE_TABLE_COLUMNS = 6  # from so many columns a table may be wider than the column of text
STACKED_COLUMNS, LONG_CELL = 4, 24  # of so many columns and with a cell of more signs a row is a block on a phone
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def box(soup: BeautifulSoup, table: Tag) -> None:
    """Wrap a table; what its box does depends on its columns and on where it stands.

    Parameters
    ----------
    soup
        Body of a page; changed in place.
    table
        A wide one, as annexes and a notebook's own cells have, scrolls sideways, in reach of the keyboard and with a
        name; in the body a row of many columns, or of several and long words, stands on a phone as a block, each cell
        with the words of its column.
    """
    for head in tags(table, "th"):
        if not head.get_text(strip=True):
            head.name = "td"  # a head without words heads nothing
            del head["scope"]
    columns = max((len(tags(row, "td", "th")) for row in tags(table, "tr")), default=0)
    kinds, extra = ["box"], {}
    is_own = "figures" not in classes(table)
    is_wide, is_apart = columns >= WIDE_TABLE_COLUMNS, is_in_annex(table) or is_own
    if is_wide and is_apart:
        caption = table.find("caption")
        extra = {"tabindex": "0", "role": "region"}
        extra |= {"aria-label": caption.get_text(" ", strip=True)} if isinstance(caption, Tag) else {}
        kinds += ["wide", "scrolls"]
    elif not is_in_annex(table) and (is_wide or _is_long(table, columns)) and _label_cells(table):
        kinds.append("stacked")
    _wrap(soup, table, {"class": " ".join(kinds), **extra})


def _is_long(table: Tag, columns: int) -> bool:
    is_long = any(len(cell.get_text(strip=True)) > LONG_CELL for cell in tags(table, "td"))
    return columns >= STACKED_COLUMNS and is_long


def _label_cells(table: Tag) -> bool:
    """Give each cell the words of its column, and the roles that it loses where it is laid out as a block."""
    rows = [tags(row, "td", "th") for row in tags(table, "tr")]
    head = table.find_all("th", scope="col")
    if not head or any(len(row) not in (1, len(head)) for row in rows):  # a row of one cell heads those beneath it
        return False
    for element in (table, *tags(table, *_ROLES)):
        element["role"] = _ROLES[element.name]
    for cell in tags(table, "th"):
        cell["role"] = "columnheader" if cell.get("scope") == "col" else "rowheader"
    for row in rows[1:]:
        for words, cell in zip(head, row, strict=False):
            if cell.name == "td":
                cell["data-label"] = words.get_text(" ", strip=True)
    return True


def _wrap(soup: BeautifulSoup, table: Tag, attributes: dict[str, str]) -> None:
    holder = table.parent
    is_wrapper = holder is not None and holder.name == "div" and "front" not in classes(holder)
    if holder is not None and is_wrapper and len(holder.find_all(True, recursive=False)) == 1:
        holder.replace_with(table)  # a wrapper of its own, as pandas and the words room make, gives way to ours
    table.wrap(soup.new_tag("div", attrs=attributes))
