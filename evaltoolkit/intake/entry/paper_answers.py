"""The answers of a paper form: their names, and the lines of boxes to tick."""

from __future__ import annotations

from string import ascii_uppercase

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.instruments.items import ItemRange, Items
from evaltoolkit.instruments.scale import Scale
from evaltoolkit.intake.entry.own_wording import OwnWording
from evaltoolkit.language import Language, text

TICK = "□"
BLANK = "＿" * 20
# Longest option, in characters, of which so many stand on one line in large print.
_PER_LINE = ((8, 4), (13, 2))
_NONE_OF_THEM = text("None of them")


def answer_names(scale: Scale, items: Items, own: OwnWording, speaker: Language) -> dict[float, str]:
    """Return the answers' names by number, in the order of the paper; empty where nobody has said them.

    Raises
    ------
    UserError
        The station names another number of answers than the items allow.
    """
    if not own.answers:
        return {option.value: option.names.said(speaker.code) for option in items.options}
    allowed = numbers(items.low, items.high, items.step)
    if len(own.answers) != len(allowed):
        sentence = text(
            "The line 选项 names {found} answers, but {id} has {count}, from {low:g} to {high:g}; put 、 between them.",
            found=len(own.answers), id=scale.id, count=len(allowed), low=items.low, high=items.high,
        )  # fmt: skip
        raise UserError(sentence, ExitCode.USAGE)
    return dict(zip(allowed, own.answers, strict=True))


def answer_lines(entry: ItemRange, names: dict[float, str], speaker: Language) -> list[list[str]]:
    """Return what stands under an item: lines, each of the words that stand beside one another."""
    if entry.form == "parts" and entry.parts:
        digits = [f"{TICK} {digit:g}" for digit in numbers(entry.low / entry.parts, entry.high / entry.parts, 1)]
        return [line for letter in ascii_uppercase[: entry.parts] for line in ([f"{letter}. {BLANK}"], digits)]
    if entry.form == "ticked":
        lines = [f"{TICK} {number}　{BLANK}" for number in range(1, int(entry.high) + 1)]
        return [[f"{TICK} 0　{speaker.say(_NONE_OF_THEM)}"], *([line] for line in lines)]
    answers = _answers(entry, names)
    longest = max(map(len, answers))
    per_line = next((count for characters, count in _PER_LINE if longest <= characters), 1)
    return [answers[start : start + per_line] for start in range(0, len(answers), per_line)]


def numbers(low: float, high: float, step: float) -> list[float]:
    """Return the numbers from `low` to `high`.

    Examples
    --------
    >>> numbers(0, 15, 5)
    [0, 5, 10, 15]
    """
    return [low + place * step for place in range(round((high - low) / step) + 1)]


def _answers(entry: ItemRange, names: dict[float, str]) -> list[str]:
    allowed = numbers(entry.low, entry.high, entry.step)
    order = [number for number in names if number in allowed] if set(allowed) <= set(names) else allowed
    return [f"{TICK} {number:g} {names.get(number, '')}".rstrip() for number in order]
