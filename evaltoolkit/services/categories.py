"""The official categories of people, and how a label that a station writes finds its category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from evaltoolkit.model.yaml_text import load_yaml

_NEGATIONS = ("非", "无", "不", "未", "半")


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
    """The categories in their official order, the words for everyone, and where they stand."""

    members: tuple[Category, ...]
    everyone: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def priority(self) -> tuple[str, ...]:
        """Return the names of the categories that are to be covered wholly."""
        return tuple(category.name for category in self.members if category.group == "priority")

    def name_of(self, label: str) -> str | None:
        """Return the name of the category that a label means, or None where it means none.

        Notes
        -----
        A name or one of its words, exactly; else the longest word that the label contains (``残疾二级``), unless the
        label begins with a negation (``非低保``) or says that it holds by half (``半失能``).

        Examples
        --------
        >>> known = official_categories()
        >>> [known.name_of(label) for label in ("低保", "低保边缘户", "残疾二级", "事实孤儿", "非低保", "半失能")]
        ['低保对象', '低保边缘家庭成员', '残疾人', '事实无人抚养儿童', None, None]
        """
        label = label.strip()
        by_word = _by_word(self)
        if label in by_word:
            return by_word[label]
        if label.startswith(_NEGATIONS):
            return None
        inside = [word for word in by_word if word in label]
        return by_word[max(inside, key=len)] if inside else None

    def names_of(self, labels: object) -> frozenset[str]:
        """Return the categories of one person's labels, each once; a missing cell has none."""
        if not isinstance(labels, (tuple, list)):
            return frozenset()
        return frozenset(name for name in map(self.name_of, labels) if name is not None)


@cache
def official_categories() -> Categories:
    """Return the categories that the package ships."""
    content = load_yaml((files("evaltoolkit.services") / "categories.yaml").read_text(encoding="utf-8"))
    members = tuple(Category(**{**entry, "words": tuple(entry["words"])}) for entry in content["categories"])
    return Categories(members, tuple(content["everyone"]), tuple(content["sources"].items()))


@cache
def _by_word(categories: Categories) -> dict[str, str]:
    words = {word: category.name for category in categories.members for word in category.words}
    return words | {category.name: category.name for category in categories.members}
