"""Read YAML that the package ships; the reader of what a person writes, with its lines, is in ``settings``."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from typing import Any

import yaml

# libyaml reads the scales twenty times faster than the Python it replaces; a wheel without it reads the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# 本工具规则: the longest file of this package has 60,000 signs and 8 levels. Without limits 100 KB of “[” took 100 s.
MAX_SIGNS = 200_000
MAX_LEVELS = 60
MAX_VALUES = 100_000
_BRACKETS = re.compile(r"[\[\]{}]")
_OPENERS = re.compile(r"(?:[-?:][ ]+)*")


def load_yaml(content: str) -> Any:
    """Return what a YAML text says, builtin types only.

    Parameters
    ----------
    content
        One document.

    Raises
    ------
    yaml.YAMLError
        It cannot be read, or is larger or deeper than anybody writes it; the mark says where.

    Examples
    --------
    >>> load_yaml("items: 9")
    {'items': 9}
    """
    require_moderate(content)
    require_finite(content)
    try:
        return _loaded(content)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:  # 13月, or 5,000 digits
        raise yaml.MarkedYAMLError(problem="a value cannot be what it is said to be") from error


def _loaded(content: str) -> Any:
    try:
        return yaml.load(content, Loader=_LOADER)  # noqa: S506 - a safe loader either way
    except yaml.YAMLError:  # libyaml puts some faults a line further down
        return yaml.safe_load(content)


def require_moderate(content: str) -> None:
    """Raise yaml.MarkedYAMLError, with its line, where a text is larger or nested deeper than anybody writes it.

    Examples
    --------
    >>> require_moderate("a: [1, {b: 2}]")
    >>> require_moderate("[" * 100)
    Traceback (most recent call last):
    ...
    yaml.error.MarkedYAMLError: nested too deep
      in "<unicode string>", line 1, column 1
    """
    if len(content) > MAX_SIGNS:
        raise yaml.MarkedYAMLError(problem="too long", problem_mark=_mark(0))
    open_brackets, indents = 0, [0]
    for number, line in enumerate(content.splitlines()):
        words = line.lstrip(" ")
        if not words or words.startswith("#"):
            continue
        # Neither counts what stands in quotes apart: a person's text has no sixty brackets left open.
        for bracket in _BRACKETS.findall(words):
            open_brackets = open_brackets + 1 if bracket in "[{" else max(open_brackets - 1, 0)
            if open_brackets > MAX_LEVELS:
                raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=_mark(number))
        indent = len(line) - len(words)
        while indents and indents[-1] >= indent:
            indents.pop()
        indents.append(indent)
        openers = _OPENERS.match(words)
        if len(indents) + (openers.end() if openers else 0) // 2 > MAX_LEVELS:
            raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=_mark(number))


def require_finite(content: str) -> None:
    """Refuse a text whose repetitions (``*name``) make too much: nine such lines can make a thousand million values."""
    if "*" not in content:
        return
    with contextlib.suppress(yaml.scanner.ScannerError, yaml.parser.ParserError, yaml.reader.ReaderError):
        _count_values(yaml.parse(content, Loader=_LOADER))  # who loads it says what is wrong, and where


def _count_values(events: Iterable[Any]) -> None:
    """Raise where the values, each repetition counted in full, are too many or a value holds itself."""
    sizes: dict[str, int] = {}
    open_values: list[tuple[str | None, int]] = [(None, 0)]
    for event in events:
        anchor, size = getattr(event, "anchor", None), 0
        if isinstance(event, yaml.CollectionStartEvent):
            open_values.append((anchor, 1))
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_values.pop()
        elif isinstance(event, yaml.ScalarEvent):
            size = 1
        elif isinstance(event, yaml.AliasEvent):
            size = sizes.get(str(anchor), MAX_VALUES)  # not there yet: it would hold itself
        else:
            continue
        if anchor is not None and not isinstance(event, yaml.AliasEvent):
            sizes[anchor] = size
        outer, sum_ = open_values.pop()
        open_values.append((outer, sum_ + size))
        if sum_ + size > MAX_VALUES:
            line = event.start_mark.line if event.start_mark else 0
            raise yaml.MarkedYAMLError(problem="too many repetitions", problem_mark=_mark(line))


def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("<unicode string>", 0, line, 0, None, 0)
