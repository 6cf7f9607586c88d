"""What can be chosen of the outcomes: scale, dimension, one way of grouping, kind of picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts

ALL = ""
"""Choose everything: all scales, all dimensions."""
EVERYONE = "all"
PICTURES: Mapping[str, Text] = texts("explore", "pictures")
_TOTAL = "total"
_TOTAL_NAME = text("Whole scale")

Options = tuple[tuple[Text | str, str], ...]
"""Words and value of what a control offers."""


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """One choice.

    Parameters
    ----------
    scale, dimension
        Identifiers; empty for all of them.
    grouping
        ``all`` for everyone together, or the column that the groups come from.
    group
        One group of that column; empty lays them all beside each other.
    picture
        A key of :data:`PICTURES`.
    """

    scale: str = ALL
    dimension: str = ALL
    grouping: str = EVERYONE
    group: str = ALL
    picture: str = "slopes"


def scale_options(outcomes: pd.DataFrame) -> Options:
    """Return the measured scales in the table's order, all of them together last."""
    pairs = outcomes[["scale", "scale_name"]].drop_duplicates("scale").itertuples(index=False, name=None)
    found: Options = tuple((str(name), str(scale)) for scale, name in pairs)
    return (*found, (text("All scales"), ALL))


def dimension_options(outcomes: pd.DataFrame, scale: str) -> Options:
    """Return the dimensions of a scale: all, the whole scale, then each."""
    rows = outcomes[outcomes["scale"] == scale].drop_duplicates("dimension")
    pairs = rows[["dimension", "dimension_name"]].itertuples(index=False, name=None)
    found: Options = tuple(
        (_TOTAL_NAME if dimension == _TOTAL else str(name), str(dimension)) for dimension, name in pairs
    )
    if not found:
        return ((text("Whole scales"), _TOTAL),)
    return ((text("Whole scale and dimensions"), ALL), *found) if len(found) > 1 else found


def group_options(outcomes: pd.DataFrame, groupings: tuple[str, ...]) -> Options:
    """Return what a control of groups offers: everyone, the groups beside each other, each group.

    The value is the column with the group after a colon, so that one control can offer groups and projects.
    """
    found: list[tuple[Text | str, str]] = [(text("Everyone together"), EVERYONE)]
    for grouping in groupings:
        rows = outcomes.loc[outcomes["group_kind"] == grouping, "group"]
        names = sorted({str(name) for name in rows})
        if len(names) > 1:
            found.append((_BESIDE[grouping], f"{grouping}:"))
        found += [(_named(grouping, name), f"{grouping}:{name}") for name in names]
    return tuple(found)


def chosen_group(value: str) -> tuple[str, str]:
    """Return column and group of a control's value.

    Examples
    --------
    >>> chosen_group("group:银龄同行1组"), chosen_group("field:"), chosen_group("all")
    (('group', '银龄同行1组'), ('field', ''), ('all', ''))
    """
    grouping, _, group = value.partition(":")
    return grouping, group


_BESIDE: Mapping[str, Text] = texts("explore", "beside")


def _named(grouping: str, name: str) -> Text | str:
    return text("Project: {name}", name=name) if grouping == "project" else say_choice(name)
