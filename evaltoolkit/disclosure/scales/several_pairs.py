"""Which rows of one state, added and taken away, leave few people where somebody has several pairs.

Who took a scale's tests in two groups stands in each of them with the scores of that group, and in the whole once, with
those of the first. So two groups may hold as many places as the whole has people and yet leave those few who stand in
both: counts alone do not tell. Where her scores in both are alike, who knows so has one unknown less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.states.few_together import few_together
from evaltoolkit.disclosure.states.members import Members, Pair, tags_of

_UNKNOWN: tuple[Callable[[Pair], tuple[str, ...]], ...] = (
    lambda pair: (pair.person, pair.pre),
    lambda pair: (pair.person, pair.post),
    lambda pair: (pair.person, pair.pre, pair.post),
)
"""What a mean is the sum of: scores at either test, changes; one that two pairs share is one unknown."""


class SeveralPairs:
    """The pairs of each scale and dimension in which somebody has several.

    Parameters
    ----------
    members
        The table of memberships; without one nothing is known.

    Examples
    --------
    >>> keys = {"method": "", "field": "", "project": "", "purpose": "", "waves": ""}
    >>> groups = {"一组": "a:1:2 b:3:4 c:5:6 d:7:8 e:1:2 w:5:1", "二组": "f:1:2 g:3:4 h:5:6 i:7:8 j:1:2 w:6:2"}
    >>> rows = [{"scale": "s", "dimension": "total", "group": name, **keys, "tags": tags}
    ...         for name, tags in groups.items()]
    >>> several = SeveralPairs(pd.DataFrame(rows))
    >>> outcomes = pd.DataFrame({"scale": "s", "dimension": "total", "group_kind": ["all", "group", "group"],
    ...                          "group": ["", "一组", "二组"]})
    >>> several.leave_few(outcomes, [0, 1, 2], 5), several.leave_few(outcomes, [0, 1], 5)
    (True, False)
    """

    def __init__(self, members: pd.DataFrame | None) -> None:
        self._tagged = {} if members is None else tags_of(members)
        self._known: dict[tuple[str, str], Members | None] = {}

    def leave_few(
        self, frame: pd.DataFrame, shown: Sequence[int], least: int, some: Collection[tuple[str, str]] = ()
    ) -> bool:
        """Return whether rows that are shown leave fewer than `least` people, but for nobody.

        Parameters
        ----------
        frame
            Rows of the table ``outcomes``, numbered from 0.
        shown
            Which rows of one scale and dimension are shown.
        least
            Fewer people are few.
        some
            Of which people of the whole scale a mean is shown besides: column of the memberships, what it holds.
        """
        if not len(shown):
            return False
        scale, dimension = (str(frame.at[shown[0], name]) for name in ("scale", "dimension"))
        members = self._of(scale, dimension)
        if members is None:
            return False
        held = [members.within(str(frame.at[row, "group_kind"]), str(frame.at[row, "group"])) for row in shown]
        held += [members.of_some(*one) for one in some]
        for known in _UNKNOWN:
            place = {one: number for number, one in enumerate(dict.fromkeys(known(pair) for _, pair in members.pairs))}
            sums = np.zeros((len(held), len(place)))
            for row, pairs in enumerate(held):
                sums[row, [place[known(pair)] for pair in pairs]] = 1.0
            if next(few_together(sums, [frozenset({person}) for person, *_ in place], least), None) is not None:
                return True
        return False

    def _of(self, scale: str, dimension: str) -> Members | None:
        if (scale, dimension) not in self._known:
            members = Members.of(self._tagged, scale, dimension)
            has_several = any(many > 1 for many in Counter(pair.person for _, pair in members.pairs).values())
            self._known[scale, dimension] = members if has_several else None
        return self._known[scale, dimension]
