"""What the welcome page says of this machine: for which streets there are data."""

from __future__ import annotations

from evaltoolkit.explore.street_years import find_street_years
from evaltoolkit.intake.files.project import find_project
from evaltoolkit.language import DEFAULT_LANGUAGE, Language, text
from evaltoolkit.words.page.html_table import Align, Cell, HtmlTable, TableRow


def street_table(language: str = DEFAULT_LANGUAGE) -> HtmlTable:
    """Return every street and year that there is a parameter file for, and whether its data are on this machine."""
    reader = Language(language)
    is_there = {True: reader.say(text("on this machine")), False: reader.say(text("not on this machine"))}
    rows = tuple(
        TableRow((Cell(reader.say(one.name)), Cell(str(one.year or "—")), Cell(is_there[one.has_data])))
        for one in find_street_years(find_project())
    )
    header = tuple(map(reader.say, (text("Street"), text("Year"), text("Data"))))
    caption = text("Streets that can be explored; those whose data are on this machine stand first")
    absent = text("There is no parameter file yet in parameters/streets.")
    alignment = (Align.TEXT, Align.NUMBER, Align.TEXT)
    return HtmlTable(reader.say(caption), header, rows, alignment, absent=reader.say(absent))
