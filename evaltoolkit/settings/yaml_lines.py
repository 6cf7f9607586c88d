"""Read YAML with the line of every value, and refuse what two readers could take differently.

YAML 1.1 (the version of PyYAML, and so of papermill) reads an unquoted ``013`` as 11, ``12:30`` as 750, ``yes`` as true
and ``2023-05-01`` as a date or a text, depending on the reader. What passes here is read the same by every reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from evaltoolkit.language import Text, is_spelled, text
from evaltoolkit.model.yaml_text import require_finite, require_moderate

Place = tuple[str | int, ...]

_PLAIN = re.compile(r"true|false|null|-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,17})?")
_LOOKS_LIKE_NUMBER = re.compile(
    r"[-+]?(\.?[0-9][0-9_,]*\.?[0-9_]*([eE][-+]?[0-9]+)?|0[xXoObB][0-9a-fA-F_]+|[0-9]+(:[0-9]+)+)"
)
_TEXT_TAG = "tag:yaml.org,2002:str"
_TRAPS = frozenset({"y", "n"})
_DEVICES = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)


@dataclass(frozen=True, slots=True)
class YamlFault:
    """One fault with its line, counted from 1."""

    line: int
    what: Text


@dataclass(slots=True)
class YamlDocument:
    """What a YAML text says: plain values, the line of each place in them, and what was refused.

    Values at the places in `unsure` are the text as written, and must not be used.
    """

    value: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[YamlFault] = field(default_factory=list)
    unsure: set[Place] = field(default_factory=set)

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest place around it."""
        for end in range(len(place), 0, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return 1


def read_yaml(content: str, *, repeats: bool = False) -> YamlDocument:
    """Return the document that `content` states, with every fault in it.

    Parameters
    ----------
    content
        One document.
    repeats
        Whether a value may be repeated by its name (``&name``, ``*name``); papermill's files have no use for it.

    Examples
    --------
    >>> read_yaml("year: 2023").value
    {'year': 2023}
    >>> read_yaml("code: 013").faults[0].line
    1
    """
    document = YamlDocument(faults=list(_tabs(content)))
    if document.faults:
        return document
    try:
        require_moderate(content)
        document.faults += _devices(content, (yaml.TagToken,) if repeats else _DEVICES)
        if repeats:
            require_finite(content)
        node = yaml.compose(content, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        document.faults = [_unreadable(error)]
        return document
    if document.faults or node is None:
        return document
    _refuse(node, (), document, repeats)
    document.value = _value(node, (), document.lines)
    return document


def _tabs(content: str) -> Iterator[YamlFault]:
    for number, line in enumerate(content.splitlines(), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield YamlFault(number, text("begins with a tab; indent with spaces only"))


def _devices(content: str, refused: tuple[type[yaml.Token], ...]) -> Iterator[YamlFault]:
    """Yield anchors, aliases and tags where they are refused: they can hide a bomb."""
    for token in yaml.scan(content, Loader=yaml.SafeLoader):
        if isinstance(token, refused):
            yield YamlFault(
                token.start_mark.line + 1, text("uses &, * or ! at the start of a value; put the value in quotes")
            )


def _unreadable(error: Exception) -> YamlFault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return YamlFault(
        mark.line + 1 if mark else 1,
        text(
            "cannot be read as YAML; check the colon and the space after it, the indentation, and put values that "
            "contain special characters (such as > % @ : #) in quotes"
        ),
    )


def _refuse(node: yaml.Node, place: Place, document: YamlDocument, repeats: bool) -> None:
    if isinstance(node, yaml.ScalarNode):
        fault = _ambiguous(node)
        if not is_spelled(node.value):
            fault = YamlFault(
                node.start_mark.line + 1,
                text("holds half a character, written as \\ud800 to \\udfff; type the character itself"),
            )
        if fault is not None:
            document.faults.append(fault)
            document.unsure.add(place)
    elif isinstance(node, yaml.SequenceNode):
        for index, part in enumerate(node.value):
            _refuse(part, (*place, index), document, repeats)
    elif isinstance(node, yaml.MappingNode):
        _refuse_mapping(node, place, document, repeats)


def _refuse_mapping(node: yaml.MappingNode, place: Place, document: YamlDocument, repeats: bool) -> None:
    seen: dict[object, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        inner = (*place, _key(key))
        if not isinstance(key, yaml.ScalarNode):
            document.faults.append(YamlFault(line, text("has a key that is not a word")))
            document.unsure.add(inner)
        elif key.value in seen:
            words = text(
                "repeats the key `{key}` of line {first}; keep one of them", key=key.value, first=seen[key.value]
            )
            document.faults.append(YamlFault(line, words))
        else:
            seen[key.value] = line
            # `n`, how many people a norm is of, is a key for every reader of ours
            if key.value not in _TRAPS and not (repeats and _is_merge(key)):
                _refuse(key, inner, document, repeats)
        _refuse(value, inner, document, repeats)


def _is_merge(key: yaml.Node) -> bool:
    """Return whether a key is ``<<``, which takes over what another value says."""
    return bool(key.tag == "tag:yaml.org,2002:merge")


def _key(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else f"line {node.start_mark.line + 1}"


def _ambiguous(node: yaml.ScalarNode) -> YamlFault | None:
    words: str = node.value
    if node.style is not None or not words or _PLAIN.fullmatch(words):
        return None
    if node.tag == _TEXT_TAG and not _LOOKS_LIKE_NUMBER.fullmatch(words) and words.lower() not in _TRAPS:
        return None
    return YamlFault(
        node.start_mark.line + 1,
        text('`{value}` is read differently by different programs; write "{value}" in quotes if it is text, or '
             "a plain number (such as 13 or 0.5), true or false", value=words),
    )  # fmt: skip


def _value(node: yaml.Node, place: Place, lines: dict[Place, int]) -> object:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        own = [(key, value) for key, value in node.value if not _is_merge(key)]
        for key, _ in own:
            lines[(*place, _key(key))] = key.start_mark.line + 1
        taken = (_value(value, place, lines) for key, value in node.value if _is_merge(key))
        merged = {name: each for mapping in taken if isinstance(mapping, dict) for name, each in mapping.items()}
        return {**merged, **{_key(key): _value(value, (*place, _key(key)), lines) for key, value in own}}
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, (*place, index), lines) for index, part in enumerate(node.value)]
    return _scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _scalar(node: yaml.ScalarNode) -> object:
    if node.style is not None or node.tag == _TEXT_TAG:
        return node.value
    words = node.value
    if words in ("", "null"):
        return None
    if words in ("true", "false"):
        return words == "true"
    if not _PLAIN.fullmatch(words):
        return words
    return float(words) if "." in words else int(words)
