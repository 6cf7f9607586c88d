"""Which street a workbook itself says it is of: the title of the guide sheet that `new` writes into it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaltoolkit.intake.entry.entry_help import GUIDE_SHEET, entry_words
from evaltoolkit.intake.reading.raw_tables import RawWorkbook

# A cell's text leaves the workbook here: it must read like a street office's or town's name, of 20 signs at most.
_PLACE = r"[\u3400-\u9fff]{1,16}(?:街道|镇|乡|苏木|街道办事处)"


def stated_street(raw: RawWorkbook, names: Iterable[str]) -> str:
    """Return the street that the workbook says it is of; empty where it says none, or where a person is named.

    Parameters
    ----------
    raw
        The workbook.
    names
        Of its people: a title that holds one is not believed.
    """
    words = entry_words()["guide"]["title"]
    title = re.compile(re.escape(words).replace(r"\{street\}", f"(?P<street>{_PLACE})").replace(r"\{year\}", r"20\d\d"))
    cells = (sheet.cells.iloc[0, 0] for sheet in raw.sheets if sheet.name == GUIDE_SHEET and sheet.cells.size)
    found = next((match["street"] for cell in cells if (match := title.fullmatch(str(cell)))), "")
    return "" if any(name in found for name in names if name) else found
