"""The paper form of a scale: A4 in large print for elders, in the order in which the entry sheet takes the answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.instruments.items import ItemRange, Items
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.checking.wide import item_column
from evaltoolkit.intake.entry.own_wording import OwnWording, read_wording_file
from evaltoolkit.intake.entry.paper_answers import BLANK, TICK, answer_lines, answer_names, numbers
from evaltoolkit.intake.files.docx_writing import (
    LARGE,
    SMALL,
    TITLE,
    add_boxes,
    add_columns,
    add_line,
    document_bytes,
    new_document,
)
from evaltoolkit.intake.files.own_place import require_own_place
from evaltoolkit.intake.files.whole_files import write_new
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import WAVES

_SHORT_BLANK = "＿" * 9
_BETWEEN_ITEMS = Pt(10)
_NO_WORDS = OwnWording()
_CODE_BOXES = 10
_LINE_CM = 17.0
_ENDING = ".docx"


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One item on paper: the entry sheet's column, its words or blanks, and how it is answered."""

    column: str
    words: str
    range: ItemRange


def paper_form(scale: Scale, *, wording: OwnWording = _NO_WORDS, language: str = "zh_CN") -> bytes:
    """Return the paper form of a scale as docx.

    Parameters
    ----------
    scale
        The scale version; it must have items.
    wording
        The station's own words; without them the shipped wording where the licence allows it, else blank lines to
        write on, and a line to write what the numbers mean.
    language
        Language of the form.

    Returns
    -------
    bytes
        The same for the same form, whenever it is made.

    Raises
    ------
    UserError
        The scale has no items, or `wording` has another number of items or answers than the scale.
    """
    speaker = Language(language)
    if scale.items is None:
        raise _refused(text("{id} has no items: it is measured, not asked, and needs no paper form.", id=scale.id))
    items = paper_items(scale, scale.items, wording, speaker)
    names = answer_names(scale, scale.items, wording, speaker)
    document = new_document(speaker.say(text("Questionnaire")))
    _head(document, speaker)
    _explain(document, _lead(scale, scale.items, wording, speaker), scale.items, names, speaker)
    for item in items:
        _add_item(document, item, names, speaker)
    foot = text("Scale {id}; type the answers into the sheet 测量, one row a person and time.", id=scale.id)
    add_line(document, speaker.say(foot), SMALL)
    return document_bytes(document)


def write_paper_form(scale: Scale, *, items: Path | None = None, out: Path | None = None) -> Path:
    """Write the paper form of a scale and return where; nothing is overwritten.

    Parameters
    ----------
    scale
        The scale version.
    items
        Text file with the station's own words; see :mod:`~.own_wording`.
    out
        Where to write; a file named for the scale in the working folder by default.

    Raises
    ------
    UserError
        The scale has no items, or the file cannot be written there or under that name.
    """
    path = out or Path(f"{scale.id}{_ENDING}")
    if path.suffix.lower() != _ENDING:
        raise _refused(text("{file}: the form's name must end with {ending}.", file=path.name, ending=_ENDING))
    require_own_place(path)
    write_new(path, paper_form(scale, wording=read_wording_file(items) if items else _NO_WORDS))
    return path


def paper_items(scale: Scale, items: Items, wording: OwnWording, speaker: Language) -> tuple[PaperItem, ...]:
    """Return the items in the order of the paper, each with the entry sheet's column."""
    words = _wording(scale, items, wording.items, speaker)
    return tuple(
        PaperItem(item_column(entry.item).header, words[position], entry)
        for position, entry in enumerate(items.ranges())
    )


def _wording(scale: Scale, items: Items, own: tuple[str, ...], speaker: Language) -> tuple[str, ...]:
    if own and len(own) != items.count:
        raise _refused(
            text(
                "The file of items has {found} lines, but {id} has {count} items; write one item a line.",
                found=len(own),
                id=scale.id,
                count=items.count,
            )
        )
    if own:
        return own
    if items.wording is not None and scale.licence.wording_allowed:
        return tuple(words.said(speaker.code) for words in items.wording.items)
    return (BLANK,) * items.count


def _lead(scale: Scale, items: Items, own: OwnWording, speaker: Language) -> str:
    """Return what to say before the items: the station's words, else the scale's where the licence allows them."""
    shipped = items.wording.lead if items.wording is not None and scale.licence.wording_allowed else None
    return own.lead or (shipped.said(speaker.code) if shipped else "")


def _refused(sentence: Text) -> UserError:
    return UserError(sentence, ExitCode.USAGE)


def _head(document: Document, speaker: Language) -> None:
    # a neutral title: nobody should read off the page what the questions are meant to find
    add_line(document, speaker.say(text("Questionnaire")), TITLE, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_boxes(document, speaker.say(text("Code (filled in by the station)")), _CODE_BOXES)
    add_columns(document, [f"{TICK} {_say_wave(wave, speaker)}" for wave in WAVES[:3]], width_cm=_LINE_CM / 3)
    add_line(document, speaker.say(text("Date: ______ year ____ month ____ day")), LARGE)
    how = text("Please tick what fits you. There are no right or wrong answers.")
    add_line(document, speaker.say(how), LARGE, bold=True)


def _explain(document: Document, lead: str, items: Items, names: dict[float, str], speaker: Language) -> None:
    """Add what is said before the items, and lines for the meaning of numbers that no text names."""
    if lead:
        add_line(document, lead, LARGE)
    if names or items.exceptions:
        return
    add_line(document, speaker.say(text("What the numbers mean (to be written in before copies are made):")), LARGE)
    places = [f"{number:g} {_SHORT_BLANK}" for number in numbers(items.low, items.high, items.step)]
    for start in range(0, len(places), 2):
        add_columns(document, places[start : start + 2], width_cm=_LINE_CM / 2)


def _say_wave(wave: str, speaker: Language) -> str:
    return speaker.say(_WAVES.get(wave, wave))


_WAVES = {
    "前测": text("First time (pre-test)"),
    "后测": text("Last time (post-test)"),
    "跟进一": text("Later (follow-up)"),
}


def _add_item(document: Document, item: PaperItem, names: dict[float, str], speaker: Language) -> None:
    heading = add_line(document, f"{item.column}. {item.words}", LARGE, bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = _BETWEEN_ITEMS
    lines = answer_lines(item.range, names, speaker)
    for number, words in enumerate(lines, start=1):
        line = add_columns(document, words, width_cm=_LINE_CM / max(map(len, lines)))
        # a page may end between two parts of an item, not within one
        ends_part = item.range.form == "parts" and number % 2 == 0
        line.paragraph_format.keep_with_next = number < len(lines) and not ends_part
