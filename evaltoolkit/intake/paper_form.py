"""The paper form of a scale: A4 in large print for elders, in the order in which the entry sheet takes the answers."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.instruments.items import ItemRange, Items
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.docx_writing import (
    LARGE,
    SMALL,
    TITLE,
    add_boxes,
    add_columns,
    add_line,
    document_bytes,
    new_document,
)
from evaltoolkit.intake.sheet_writing import write_new_file
from evaltoolkit.intake.wide import item_column
from evaltoolkit.language import Language, Text, text
from evaltoolkit.model.workbook import WAVES

TICK = "□"
_BLANK = "＿" * 20
_CODE_BOXES = 10
_LINE_CM = 17.0
# Longest option, in characters, of which so many stand on one line in large print.
_PER_LINE = ((8, 4), (13, 2))
_NONE_OF_THEM = text("None of them")


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One item on paper: the entry sheet's column, its words or blanks, and how it is answered."""

    column: str
    words: str
    range: ItemRange


def paper_form(scale: Scale, *, wording: tuple[str, ...] = (), language: str = "zh_CN") -> bytes:
    """Return the paper form of a scale as docx.

    Parameters
    ----------
    scale
        The scale version; it must have items.
    wording
        The station's own words for the items, in order; without them the shipped wording where the licence allows it,
        else blank lines to write on.
    language
        Language of the form.

    Returns
    -------
    bytes
        The same for the same form, whenever it is made.

    Raises
    ------
    UserError
        The scale has no items, or `wording` has another number of lines than the scale has items.
    """
    speaker = Language(language)
    if scale.items is None:
        raise _refused(text("{id} has no items: it is measured, not asked, and needs no paper form.", id=scale.id))
    items = paper_items(scale, scale.items, wording, speaker)
    document = new_document(speaker.say(text("Questionnaire")))
    _head(document, speaker)
    for item in items:
        _add_item(document, item, scale.items, speaker)
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
        Text file with the station's own words for the items.
    out
        Where to write; a file named for the scale in the working folder by default.
    """
    path = out or Path(f"{scale.id}.docx")
    write_new_file(path, paper_form(scale, wording=read_wording_file(items) if items else ()))
    return path


def paper_items(scale: Scale, items: Items, wording: tuple[str, ...], speaker: Language) -> tuple[PaperItem, ...]:
    """Return the items in the order of the paper, each with the entry sheet's column."""
    words = _wording(scale, items, wording, speaker)
    return tuple(
        PaperItem(item_column(entry.item).header, words[position], entry)
        for position, entry in enumerate(items.ranges())
    )


def read_wording(content: str) -> tuple[str, ...]:
    r"""Return the items of a text file: one a line, blank lines left out.

    Examples
    --------
    >>> read_wording("第一题\n\n 第二题 \n")
    ('第一题', '第二题')
    """
    return tuple(line.strip() for line in content.splitlines() if line.strip())


def read_wording_file(path: Path) -> tuple[str, ...]:
    """Return the items of a text file in UTF-8, or in GB 18030 as older Windows programs write it.

    Raises
    ------
    FileError
        The file is not there or cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise FileError(text("There is no readable file {file}.", file=path.name), ExitCode.FILE_MISSING) from None
    for encoding in ("utf-8-sig", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return read_wording(content.decode(encoding))
    raise FileError(text("{file} is no text file; save it as plain text.", file=path.name), ExitCode.FILE_BROKEN)


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
    return (_BLANK,) * items.count


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


def _say_wave(wave: str, speaker: Language) -> str:
    return speaker.say(_WAVES.get(wave, wave))


_WAVES = {
    "前测": text("First time (pre-test)"),
    "后测": text("Last time (post-test)"),
    "跟进一": text("Later (follow-up)"),
}


def _add_item(document: Document, item: PaperItem, items: Items, speaker: Language) -> None:
    heading = add_line(document, f"{item.column}. {item.words}", LARGE, bold=True)
    heading.paragraph_format.keep_with_next = True
    lines = _answer_lines(item.range, items, speaker)
    for number, words in enumerate(lines, start=1):
        line = add_columns(document, words, width_cm=_LINE_CM / max(map(len, lines)))
        line.paragraph_format.keep_with_next = number < len(lines)


def _answer_lines(entry: ItemRange, items: Items, speaker: Language) -> list[list[str]]:
    if entry.form == "parts" and entry.parts:
        digits = [f"{TICK} {digit}" for digit in range(int(entry.low / entry.parts), int(entry.high / entry.parts) + 1)]
        return [line for letter in ascii_uppercase[: entry.parts] for line in ([f"{letter}. {_BLANK}"], digits)]
    if entry.form == "ticked":
        lines = [f"{TICK} {number}　{_BLANK}" for number in range(1, int(entry.high) + 1)]
        return [[f"{TICK} 0　{speaker.say(_NONE_OF_THEM)}"], *([line] for line in lines)]
    answers = _answers(entry, items, speaker)
    longest = max(map(len, answers))
    per_line = next((count for characters, count in _PER_LINE if longest <= characters), 1)
    return [answers[start : start + per_line] for start in range(0, len(answers), per_line)]


def _answers(entry: ItemRange, items: Items, speaker: Language) -> list[str]:
    if items.options and entry.form == "number":
        named = [(option.value, option.names.said(speaker.code)) for option in items.options]
        return [f"{TICK} {value:g} {name}" for value, name in named if entry.low <= value <= entry.high]
    count = round((entry.high - entry.low) / entry.step) + 1
    return [f"{TICK} {entry.low + step * entry.step:g}" for step in range(count)]
