"""Which rows of one state, added and taken away, leave few people where somebody has several pairs.

Who took a scale's tests in two groups stands in each of them with the scores of that group, and in the whole once, with
the mean of both. So two groups may hold as many places as the whole has people and yet leave those few who stand in
both: counts alone do not tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.states.few_together import few_together
from evaltoolkit.disclosure.states.members import Members, tags_of


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

    def leave_few(self, frame: pd.DataFrame, shown: Sequence[int], least: int) -> bool:
        """Return whether rows that are shown leave fewer than `least` people, but for nobody.

        Parameters
        ----------
        frame
            Rows of the table ``outcomes``, numbered from 0.
        shown
            Which rows of one scale and dimension are shown.
        least
            Fewer people are few.
        """
        if not len(shown):
            return False
        scale, dimension = (str(frame.at[shown[0], name]) for name in ("scale", "dimension"))
        members = self._of(scale, dimension)
        if members is None:
            return False
        sums = np.array(
            [members.weights(str(frame.at[row, "group_kind"]), str(frame.at[row, "group"])) for row in shown]
        )
        people = [frozenset({pair.person}) for _, pair in members.pairs]
        return next(few_together(sums, people, least), None) is not None

    def _of(self, scale: str, dimension: str) -> Members | None:
        if (scale, dimension) not in self._known:
            members = Members.of(self._tagged, scale, dimension)
            has_several = any(many > 1 for many in Counter(pair.person for _, pair in members.pairs).values())
            self._known[scale, dimension] = members if has_several else None
        return self._known[scale, dimension]
