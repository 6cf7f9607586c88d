"""What can be chosen of the outcomes: scale, dimension, one way of grouping, kind of picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from evaltoolkit.explore.options import ALL, Option, Options
from evaltoolkit.explore.outcome_reach import EVERYONE, TOTAL, OutcomeReach
from evaltoolkit.language import Text, text
from evaltoolkit.model.choices import say_choice
from evaltoolkit.model.texts import texts

PICTURES: Mapping[str, Text] = texts("explore", "pictures")
_TOTAL_NAME = text("Whole scale")


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

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Return scale, dimension, grouping and group, as the rows of the outcomes are named."""
        return self.scale, self.dimension, self.grouping, self.group


def scale_options(outcomes: pd.DataFrame, reach: OutcomeReach) -> Options:
    """Return the measured scales in the table's order, all of them together last."""
    pairs = outcomes[["scale", "scale_name"]].drop_duplicates("scale").itertuples(index=False, name=None)
    found = tuple(Option(str(name), str(scale), reach.closed(scale=str(scale))) for scale, name in pairs)
    return (*found, Option(text("All scales"), ALL, reach.closed()))


def picture_options(reach: OutcomeReach, scale: str) -> Options:
    """Return the kinds of picture."""
    return tuple(Option(words, key, reach.closed(key, scale=scale)) for key, words in PICTURES.items())


def dimension_options(outcomes: pd.DataFrame, reach: OutcomeReach, choice: OutcomeChoice) -> Options:
    """Return the dimensions of a scale: all, the whole scale, then each."""
    rows = outcomes[outcomes["scale"] == choice.scale].drop_duplicates("dimension")
    pairs = rows[["dimension", "dimension_name"]].itertuples(index=False, name=None)
    found = tuple(
        Option(_TOTAL_NAME if dimension == TOTAL else str(name), str(dimension), _dimension(reach, choice, dimension))
        for dimension, name in pairs
    )
    if not found:
        return (Option(text("Whole scales"), TOTAL),)
    if len(found) == 1:
        return found
    return (Option(text("Whole scale and dimensions"), ALL, _dimension(reach, choice, ALL)), *found)


def _dimension(reach: OutcomeReach, choice: OutcomeChoice, dimension: str) -> Text | str:
    if choice.picture == "people" and dimension != TOTAL:
        return _WHOLE_ONLY
    return reach.closed(choice.picture, scale=choice.scale, dimension=dimension)


_WHOLE_ONLY = text("people are counted on whole scales only")


def group_options(
    outcomes: pd.DataFrame, groupings: tuple[str, ...], reach: OutcomeReach, choice: OutcomeChoice
) -> Options:
    """Return what a control of groups offers: everyone, the groups beside each other, each group.

    The value is the column with the group after a colon, so that one control can offer groups and projects.
    """
    everyone = replace(choice, grouping=EVERYONE, group=ALL)
    found = [Option(text("Everyone together"), EVERYONE, _group(reach, everyone))]
    for grouping in groupings:
        rows = outcomes.loc[outcomes["group_kind"] == grouping, "group"]
        names = sorted({str(name) for name in rows})
        of_all = replace(choice, grouping=grouping, group=ALL)
        if len(names) > 1:
            found.append(Option(_BESIDE[grouping], f"{grouping}:", _group(reach, of_all)))
        found += [
            Option(_named(grouping, name), f"{grouping}:{name}", _group(reach, replace(of_all, group=name)))
            for name in names
        ]
    return tuple(found)


def _group(reach: OutcomeReach, choice: OutcomeChoice) -> Text | str:
    scale, dimension, grouping, group = choice.place
    return reach.closed(choice.picture, scale=scale, dimension=dimension, grouping=grouping, group=group)


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
    return text("Project: {name}", name=say_choice(name)) if grouping == "project" else say_choice(name)
