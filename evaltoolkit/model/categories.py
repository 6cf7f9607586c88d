"""The official categories of people, and how a label that a station writes finds its category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evaltoolkit.model.yaml_text import load_yaml

_WORDS = ("everyone", "others", "negations", "turning")
_BETWEEN = "\n"  # stands in for a word that was found: no other reaches across it


@dataclass(frozen=True, slots=True)
class Category:
    """One official category: `code` is the city platform's, `group` ``priority`` or ``general``."""

    id: str
    code: int
    name: str
    group: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """The categories in their official order and where they stand.

    Parameters
    ----------
    everyone
        Words for all people.
    others
        Words for groups that are none of the categories.
    negations, turning
        Words that before a category's deny it or make it another one: 非低保, 半失能.
    """

    members: tuple[Category, ...]
    everyone: tuple[str, ...]
    others: tuple[str, ...]
    negations: tuple[str, ...]
    turning: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def priority(self) -> tuple[str, ...]:
        """Return the names of the categories that are to be covered wholly."""
        return tuple(category.name for category in self.members if category.group == "priority")

    def name_of(self, label: str) -> str | None:
        """Return the name of the category that a label means, or None where it means none.

        Notes
        -----
        A name or one of its words, exactly; else the longest word that the label contains (``残疾二级``), unless a word
        stands before it that makes it another (``非低保``, ``半失能``).

        Examples
        --------
        >>> known = official_categories()
        >>> [known.name_of(label) for label in ("低保", "低保边缘户", "残疾二级", "非低保", "党员", "半失能")]
        ['低保对象', '低保边缘家庭成员', '残疾人', None, None, None]
        """
        found = self._words_in(label.strip())
        return _by_word(self)[found[0]] if found else None

    def knows(self, label: str) -> bool:
        """Return whether a label is known to mean a category, everyone, or a group that is none of them.

        Examples
        --------
        >>> [official_categories().knows(label) for label in ("独居", "党员", "非低保", "三类户", "半失能")]
        [True, True, True, False, False]
        """
        plain = label.strip().lstrip("".join(self.negations))
        return plain in (*self.everyone, *self.others) or bool(self._words_in(plain))

    def names_of(self, labels: object) -> frozenset[str]:
        """Return the categories of one person's labels, each once; a missing cell has none.

        A label of several words means all of them: 低保独居.
        """
        if not isinstance(labels, (tuple, list)):
            return frozenset()
        by_word = _by_word(self)
        return frozenset(by_word[word] for label in labels for word in self._words_in(label.strip()))

    def _words_in(self, label: str) -> list[str]:
        """Return the words of categories in a label, the longest first, none within another."""
        by_word = _by_word(self)
        if label in by_word:
            return [label]
        found, rest = [], "" if label.startswith(self.negations) else label
        for word in sorted(by_word, key=len, reverse=True):
            before, there, _ = rest.partition(word)
            if there:
                rest = rest.replace(word, _BETWEEN)
                found += [] if before.endswith((*self.turning, *self.negations)) else [word]
        return found


@cache
def official_categories() -> Categories:
    """Return the categories that the package ships."""
    content = load_yaml((files("evaltoolkit.model") / "categories.yaml").read_text(encoding="utf-8"))
    members = tuple(Category(**{**entry, "words": tuple(entry["words"])}) for entry in content["categories"])
    words = {name: tuple(content[name]) for name in _WORDS}
    return Categories(members=members, sources=tuple(content["sources"].items()), **words)


@cache
def _by_word(categories: Categories) -> dict[str, str]:
    words = {word: category.name for category in categories.members for word in category.words}
    return words | {category.name: category.name for category in categories.members}
