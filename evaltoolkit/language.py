"""Text that users see: English message ids, one gettext catalogue a room.

A pure function never returns a finished sentence. It returns a :class:`Text`, the message id with its
parameters; a :class:`Language` turns that into words at the edge, so that the same result can be read in
Chinese and in English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from types import MappingProxyType

from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "zh_CN"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese signs, as a class of a regular expression holds them."""
_NO_TEXT = re.compile("[\ud800-\udfff]")  # what Python reads in place of bytes that are no UTF-8


@dataclass(frozen=True, slots=True)
class Facts:
    """What a language does beside its words.

    Parameters
    ----------
    tag
        What a page and Word call it (BCP 47).
    separator, clause
        Between the entries of a list, and between clauses that hold such lists.
    gap
        Between sentences.
    joint
        Between the parts of a file's name.
    lab
        JupyterLab's name of the language, whose pack `pyproject.toml` then names; its English by default.
    """

    tag: str
    separator: str = ", "
    clause: str = "; "
    gap: str = " "
    joint: str = "_"
    lab: str = "default"


FACTS: Mapping[str, Facts] = MappingProxyType(
    {
        "zh_CN": Facts("zh-CN", separator="、", clause="；", gap="", joint="", lab="zh_CN"),
        "en": Facts("en-GB"),
    }
)
"""The languages of reports. A further one: a line here, a folder of catalogues in ``locales``; what is missing there is
said in English."""
LANGUAGES = tuple(FACTS)


@dataclass(frozen=True, slots=True)
class Text:
    """A message id with its parameters, not yet in any language.

    Parameters
    ----------
    message
        English message id with named ``str.format`` fields.
    parameters
        Values of the fields in order of name; a value may itself be a Text.
    """

    message: str
    parameters: tuple[tuple[str, object], ...] = ()

    def with_(self, **parameters: object) -> Text:
        """Return the same message with these parameters added."""
        return Text(self.message, tuple(sorted({**dict(self.parameters), **parameters}.items())))

    def english(self) -> str:
        """Return the message in English, the language of its id."""
        return Language("en").say(self)


def text(message: str, **parameters: object) -> Text:
    """Make a :class:`Text`; the literal passed here is what the catalogues translate.

    Examples
    --------
    >>> text("{n} pairs", n=6).english()
    '6 pairs'
    """
    return Text(message, tuple(sorted(parameters.items())))


def listed(parts: Iterable[Text | str]) -> Text | str:
    """Return the parts as one list; empty without any.

    Examples
    --------
    >>> listed(["甲", "乙", "丙"]).english()
    '甲, 乙, 丙'
    """
    found = tuple(parts)
    if len(found) < 2:
        return found[0] if found else ""
    middle = len(found) // 2  # halves: of any number of parts none is said from deep within the others
    return _LISTED.with_(named=listed(found[:middle]), next=listed(found[middle:]))


_LISTED = text("{named}, {next}")


class Ours(str):
    """A word of the toolkit itself, such as the header of a column it knows: it may be said to anybody."""

    __slots__ = ()


class Told(str):
    """A user's own word, such as the name of a file, and what anybody may be told in its place."""

    instead: Text

    def __new__(cls, word: str, instead: Text) -> Told:
        """Return the word with what stands for it."""
        told = super().__new__(cls, word)
        told.instead = instead
        return told

    def __reduce__(self) -> tuple[type[Told], tuple[str, Text]]:
        """Come out of another process whole."""
        return Told, (str(self), self.instead)


def public(words: Text, *, held: Collection[str] = ()) -> Text:
    """Return the words as anybody may read them: nothing in them is a user's own word.

    What a cell, a sheet, a header, a file or a line of a parameter file says is a plain string, and a plain string is
    never said: numbers, texts and words marked as :class:`Ours` alone are. In the place of a :class:`Told` stands what
    it brings. A part that says nothing else falls away, but for a field `what`, which is what the sentence is about.

    Parameters
    ----------
    words
        Any sentence.
    held
        Names of the fields that are left out, where no other can hold a word out of a workbook.

    Examples
    --------
    >>> public(text("{file}, row {row}: {what}{found}", file="王芳.xlsx", row=3, what=Ours("题1"),
    ...             found=text(", found “{value}”", value="王芳"))).english()
    'the file, row 3: 题1'
    """
    return Text(words.message, tuple((name, _public(name, value, held)) for name, value in words.parameters))


def _public(name: str, value: object, held: Collection[str]) -> object:
    if isinstance(value, Text) and value.message == _LISTED.message and not _is_held(name, value, held):
        return Text(value.message, tuple((place, _public(name, one, held)) for place, one in value.parameters))
    if isinstance(value, Told):
        return value.instead
    if not isinstance(value, Text) or value.message == _LISTED.message:
        return _INSTEAD.get(name, Ours("…")) if _is_held(name, value, held) else value
    says_nothing = (
        name != "what"
        and value.parameters
        and all(
            _is_held(*part, held) and part[0] not in _INSTEAD and not isinstance(part[1], Told)
            for part in value.parameters
        )
    )
    return "" if says_nothing else public(value, held=held)


def _is_held(name: str, value: object, held: Collection[str]) -> bool:
    if isinstance(value, Text):  # of a list each part is held as the field is in which it stands
        parts = ((name if value.message == _LISTED.message else own, one) for own, one in value.parameters)
        return bool(value.parameters) and all(_is_held(*part, held) for part in parts)
    is_said = isinstance(value, Ours | bool | int | float) or value is None or value == ""
    return isinstance(value, Told) or (not is_said and (name in held if held else name not in _OF_THE_PLAN))


# The street is the title of every paper about it.
_OF_THE_PLAN = frozenset({"street"})


def is_spelled(name: str) -> bool:
    r"""Return whether a name is text; one that is no UTF-8, as a zip file of Windows may bring it, is none.

    Examples
    --------
    >>> is_spelled("云城.yaml"), is_spelled("\udcd4\udcc6.yaml")
    (True, False)
    """
    return _NO_TEXT.search(name) is None


class AsWritten(str):
    """A name that is looked up by its letters, such as a sheet's: it stands as it is in every language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Language:
    """Says a Text in one language.

    Parameters
    ----------
    code
        One of :data:`LANGUAGES`; anything else is a ``ValueError``.
    """

    code: str = DEFAULT_LANGUAGE

    def __post_init__(self) -> None:
        if self.code not in LANGUAGES:
            raise ValueError(f"no catalogue for language {self.code!r}")

    @property
    def facts(self) -> Facts:
        """Return what the language does beside its words."""
        return FACTS[self.code]

    def say(self, words: Text | str) -> str:
        """Return the words in this language; a plain string is data, of which only what the package ships is said anew.

        Examples
        --------
        >>> Language("en").say(text("{n} pairs", n=6))
        '6 pairs'
        >>> Language("en").say("独居老人"), Language("en").say("春风小组"), Language("en").say("≥12,590小时")
        ('Elders living alone', '春风小组', '≥12,590 hours')
        >>> Language("en").say("满意度"), Language("en").say(AsWritten("满意度"))
        ('Satisfaction', '满意度')
        """
        if isinstance(words, str):
            is_kept = self.code == DEFAULT_LANGUAGE or isinstance(words, AsWritten)
            return words if is_kept else shipped_words(self.code, words)
        template = messages(self.code).get(words.message, words.message)
        return template.format(**{name: self._spoken(value) for name, value in words.parameters})

    def join(self, parts: Iterable[Text | str], *, separator: str | None = None) -> str:
        """Return the parts said one after another, with the language's list separator."""
        return (self.facts.separator if separator is None else separator).join(self.say(part) for part in parts)

    def prose(self, written: str) -> str:
        """Return a notebook's own prose, which stands there in the default language, in this one; else as written."""
        id_ = _ids_by_translation().get(written.strip())
        return written if id_ is None or self.code == DEFAULT_LANGUAGE else self.say(Text(id_))

    def _spoken(self, value: object) -> object:
        return self.say(value) if isinstance(value, Text | str) else value


_INSTEAD = {"file": text("the file"), "sheet": text("a sheet of another name")}


def language_of(tag: str) -> str:
    """Return the code of the language that a page calls by that tag; the default one where it is none of ours.

    Examples
    --------
    >>> language_of("en-GB"), language_of("zh-CN")
    ('en', 'zh_CN')
    """
    return next((code for code, facts in FACTS.items() if facts.tag == tag), DEFAULT_LANGUAGE)


class _Messages(Mapping[str, str]):
    """Translated messages by their ids; a catalogue is read when none before it holds what is asked for."""

    def __init__(self, catalogues: Iterable[Traversable]) -> None:
        self._found: dict[str, str] = {}
        self._unread = list(reversed([*catalogues]))
        self._reading = Lock()

    def __getitem__(self, message: str) -> str:
        if message not in self._found:
            self._read(until=message)
        return self._found[message]

    def __iter__(self) -> Iterator[str]:
        self._read()
        return iter(self._found)

    def __len__(self) -> int:
        self._read()
        return len(self._found)

    def _read(self, until: str = "") -> None:
        while self._unread:
            with self._reading:
                if until in self._found or not self._unread:
                    return
                with self._unread[-1].open("rb") as stream:
                    self._found |= {
                        message.id: str(message.string)
                        for message in read_po(stream)
                        if isinstance(message.id, str) and message.id and message.string and not message.fuzzy
                    }
                self._unread.pop()


# What the command line says by itself stands in these; no other needs to be read for its help.
_FIRST_READ = ("cli.po", "click.po", "commands.po", "console.po", "errors.po")


@cache
def messages(code: str) -> Mapping[str, str]:
    """Return every translated message of a language, all rooms together; no two rooms say one message differently.

    English, whose messages are their ids, has the Chinese words alone that the package ships as data.
    """
    folder = files("evaltoolkit") / "locales" / code
    found = [path for path in folder.iterdir() if path.name.endswith(".po")] if folder.is_dir() else []
    return _Messages(sorted(found, key=lambda path: (path.name not in _FIRST_READ, path.name)))


def read_messages() -> None:
    """Read every catalogue of the default language, for all that is forked from this process."""
    len(messages(DEFAULT_LANGUAGE))


_QUANTITY = re.compile(r"([≥≤><=]?\d[\d,.]*)\s?(\w+|[%％])?(?:（([\d,.]+ ÷ [\d,.]+ = [\d,.]+%)）)?")
"""A quantity as the official form writes it, with the counts that it comes from in brackets."""


def shipped_words(code: str, words: str) -> str:
    """Return data of the package in another language: a name it ships, or a quantity with a unit it knows.

    Whatever else somebody wrote stands as it is.

    Examples
    --------
    >>> shipped_words("en", "80.91%（267 ÷ 330 = 80.91%）"), shipped_words("en", "3 场电影")
    ('80.91% (267 ÷ 330 = 80.91%)', '3 场电影')
    """
    known, found = messages(code), _QUANTITY.fullmatch(words)
    if found is None or not (found[2] or found[3]):
        return known.get(words, words)
    if found[2] in ("%", "％", None):
        said = found[1] + (found[2] or "")
    elif found[2] in known:
        said = f"{found[1]} {known[found[2]]}"
    else:
        return words
    return f"{said} ({found[3]})" if found[3] else said


@cache
def _ids_by_translation() -> Mapping[str, str]:
    return MappingProxyType({string: id_ for id_, string in messages(DEFAULT_LANGUAGE).items()})
