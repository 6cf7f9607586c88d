"""What intake has to know of a scale to check the answers on a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.coding import IMPOSSIBLE, decode
from evaltoolkit.instruments.items import ItemRange
from evaltoolkit.instruments.scale import TOTAL, Scale

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class ScaleShape:
    """Number and range of a scale's answers.

    Parameters
    ----------
    lows, highs, steps
        Least and greatest answer of each item, as typed, and the step between answers; empty where only a total is
        given.
    total_low, total_high
        Least and greatest total, both possible.
    resolution
        Smallest step between two totals.
    coded
        Items whose answers say several things at once.
    names
        As this toolkit prints them, in every language.
    scale
        The scale itself, whose key turns answers into a total; None where only the shape is known.
    """

    id: str
    family: str
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    steps: tuple[float, ...]
    total_low: float
    total_high: float
    resolution: float
    coded: tuple[ItemRange, ...] = ()
    names: tuple[str, ...] = ()
    scale: Scale | None = None

    @property
    def n_items(self) -> int:
        """Return the number of items."""
        return len(self.lows)

    @property
    def total_only(self) -> bool:
        """Return whether the scale has a total and no items."""
        return not self.lows

    def accepts(self, item: int, answer: float) -> bool:
        """Return whether `answer` is a possible one to the item of that number, counted from 1.

        Parameters
        ----------
        item
            Number, from 1.
        answer
            As typed.

        Returns
        -------
        bool
            False too where there is no such item.

        Examples
        --------
        >>> shape = ScaleShape("x", "x", (0.0,), (15.0,), (5.0,), 0.0, 15.0, 5.0)
        >>> shape.accepts(1, 10), shape.accepts(1, 12), shape.accepts(2, 0)
        (True, False, False)
        """
        return 1 <= item <= self.n_items and bool(self.possible(item, np.array([answer]))[0])

    def possible(self, item: int, answers: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which of the answers to the item of that number, counted from 1, are possible ones.

        Parameters
        ----------
        item
            Number, from 1; there must be such an item.
        answers
            As typed.

        Returns
        -------
        numpy.ndarray
            One flag an answer; NaN to an item with plain numbers is not possible.
        """
        code = self.code_of(item)
        if code is not None:
            return np.asarray(decode(answers, code) != IMPOSSIBLE)
        low, high, step = self.lows[item - 1], self.highs[item - 1], self.steps[item - 1]
        steps = (answers - low) / step
        return np.asarray((answers >= low) & (answers <= high) & (np.abs(steps - np.rint(steps)) < _TOLERANCE))

    def gives(self, totals: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which totals lie on the steps of the scale; where it measures in parts of a point, all do.

        Parameters
        ----------
        totals
            In scale points.

        Returns
        -------
        numpy.ndarray
            One flag a total, whether or not it lies in the range.

        Examples
        --------
        >>> ScaleShape("x", "x", (), (), (), 0.0, 100.0, 5.0).gives(np.array([35.0, 36.0])).tolist()
        [True, False]
        """
        steps = (totals - self.total_low) / self.resolution
        return np.asarray((self.resolution < 1) | (np.abs(steps - np.rint(steps)) < _TOLERANCE))

    def totals(self, answers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the total of each row of answers to all items; NaN where one is missing or the key is not known.

        Parameters
        ----------
        answers
            Shape (respondents, items), as typed.

        Returns
        -------
        numpy.ndarray
            One total a row.

        Examples
        --------
        >>> from evaltoolkit.instruments.registry import read_scale
        >>> shape_of(read_scale("uls6")).totals(np.array([[1.0, 2, 3, 4, 1, 2], [1, 2, 3, 4, 1, np.nan]])).tolist()
        [13.0, nan]
        """
        if self.scale is None or self.scale.items is None:
            return np.full(len(answers), np.nan)
        scored = score_answers(answers, self.scale, self.scale.items)
        whole = (scored.n_missing == 0) & (scored.n_invalid == 0)
        return np.asarray(np.where(whole, scored.scores[:, scored.dimensions.index(TOTAL)], np.nan))

    def code_of(self, item: int) -> ItemRange | None:
        """Return how the answers to that item are coded, or None where the answer is a plain number.

        Parameters
        ----------
        item
            Number, from 1.

        Returns
        -------
        ItemRange or None
            With the form of the answer.
        """
        return next((entry for entry in self.coded if entry.item == item), None)


def shapes(registry: Mapping[str, Scale]) -> Mapping[str, ScaleShape]:
    """Return the shape of every scale, by id.

    Parameters
    ----------
    registry
        Scale versions by id.

    Returns
    -------
    mapping of str to ScaleShape
        In the order of `registry`; cannot be changed.
    """
    return MappingProxyType({id_: shape_of(scale) for id_, scale in registry.items()})


def shape_of(scale: Scale) -> ScaleShape:
    """Return the shape of one scale.

    Parameters
    ----------
    scale
        The scale version.

    Returns
    -------
    ScaleShape
        With the scale itself; without limits of items where only a total is measured.

    Examples
    --------
    >>> from evaltoolkit.instruments.registry import read_scale
    >>> shape = shape_of(read_scale("phq9"))
    >>> shape.n_items, shape.highs[0], shape.total_high
    (9, 3.0, 27.0)
    """
    ranges = scale.items.ranges() if scale.items else ()
    return ScaleShape(
        scale.id,
        scale.family or scale.id,
        tuple(entry.typed_low for entry in ranges),
        tuple(entry.typed_high for entry in ranges),
        tuple(entry.step for entry in ranges),
        scale.range.low,
        scale.range.high,
        scale.resolution,
        scale.items.coded if scale.items else (),
        (scale.names.zh, scale.names.en),
        scale,
    )


def plain_scale_name(name: str) -> str:
    """Return a scale's name without what people write differently.

    Parameters
    ----------
    name
        As somebody wrote it.

    Returns
    -------
    str
        In small letters, without spaces, dashes, brackets and commas.

    Examples
    --------
    >>> plain_scale_name("PHQ-9"), plain_scale_name("六项孤独量表（ULS-6）")
    ('phq9', '六项孤独量表uls6')
    """
    return re.sub(r"[\s_\-‐-―（）(),，、]", "", name).lower()


def scale_ids(scales: Mapping[str, ScaleShape]) -> Mapping[str, str]:
    """Return the id of each plain name by which a scale is printed; a name of two versions means neither.

    Parameters
    ----------
    scales
        Shapes by id.

    Returns
    -------
    mapping of str to str
        Ids by plain name, the ids themselves among the names.

    Examples
    --------
    >>> uls = ScaleShape("uls6", "uls6", (), (), (), 6.0, 24.0, 1.0, names=("六项孤独量表（ULS-6）",))
    >>> sorted(scale_ids({"uls6": uls}))
    ['uls6', '六项孤独量表', '六项孤独量表uls6', '六项孤独量表uls6uls6']
    """
    meant: dict[str, set[str]] = {}
    for id_, shape in scales.items():
        for name in shape.names:
            outside, inside = (part.strip() for part in (name.replace("(", "（").rstrip("）)") + "（").split("（")[:2])
            for said in (name, f"{name} ({id_})", outside, inside):
                meant.setdefault(plain_scale_name(said), set()).add(id_)
    alone = {said: next(iter(ids)) for said, ids in meant.items() if len(ids) == 1 and said}
    return MappingProxyType({**alone, **{plain_scale_name(id_): id_ for id_ in scales}})
