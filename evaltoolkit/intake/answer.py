"""What the intake process tells the one that called it: where the tables are, or every fault, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from evaltoolkit.errors import ExitCode, FaultsError
from evaltoolkit.language import Ours, Text, public, text


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of an intake: `key` names the stored tables where `exit_code` is OK, `sentences` the faults elsewhere."""

    exit_code: ExitCode
    key: str = ""
    sentences: tuple[Text, ...] = ()

    def to_json(self) -> str:
        """Return the answer on one line of ASCII, whatever the console's encoding, in words that anybody may read."""
        return json.dumps(
            {
                "exit_code": int(self.exit_code),
                "key": self.key,
                "sentences": [_plain(public(each)) for each in self.sentences],
            }
        )

    def raise_if_refused(self, file: str) -> None:
        """Raise the faults as the error they would have been in this process, which knows what `file` it asked for."""
        if self.exit_code is not ExitCode.OK:
            raise FaultsError([_named(each, file) for each in self.sentences], self.exit_code)


def read_answer(content: str) -> Answer | None:
    """Return the answer in the last line of a process's output, or None where it has none."""
    try:
        found = json.loads(content.strip().splitlines()[-1])
        return Answer(ExitCode(found["exit_code"]), found["key"], tuple(_text(each) for each in found["sentences"]))
    except (IndexError, ValueError, KeyError, TypeError):
        return None


_THE_FILE = dict(public(text("{file}", file="…")).parameters)["file"]  # what stands for its name


def _named(words: Text, file: str) -> Text:
    """Return words that anybody may read with the file's name where they leave it out."""
    said = (
        (name, file if value == _THE_FILE else _named(value, file) if isinstance(value, Text) else value)
        for name, value in words.parameters
    )
    return Text(words.message, tuple(said))


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return {"message": value.message, "parameters": {name: _plain(part) for name, part in value.parameters}}
    return value if isinstance(value, str | int | float) or value is None else str(value)


def _value(value: object) -> object:
    if isinstance(value, str):
        return Ours(value)  # the other side of the pipe left out what is not
    return _text(value) if isinstance(value, Mapping) else value


def _text(value: Mapping[str, object]) -> Text:
    message, parameters = value["message"], value["parameters"]
    if not isinstance(message, str) or not isinstance(parameters, Mapping):
        raise TypeError("not a text")
    return Text(message, tuple(sorted((str(name), _value(part)) for name, part in parameters.items())))
