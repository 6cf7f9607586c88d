"""Rows of tables beside the outcome table that tell means of some people of a scale: whose they are, what they tell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaltoolkit.disclosure.states.earlier import INTERVAL_OF, count_of
from evaltoolkit.disclosure.states.members import LOST, TESTS, WHOLE
from evaltoolkit.disclosure.states.printed_means import ENDS, MEANS, SPREAD, Paper, as_printed, spread_by_ends
from evaltoolkit.model.results import ResultTable

PRE, POST, WAVE = *TESTS, "wave"
MEANS_OF_SOME: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "maintenance": {"mean_change": (POST, PRE)},
    "retrospective": {"change": (POST, PRE), "shift": (WAVE, PRE), "looking_back": (POST, WAVE)},
    "follow_up": {"mean_pre": (PRE,), "mean_post": (POST,), "mean_wave": (WAVE,), "mean_change": (WAVE, PRE)},
    "attrition": {"mean_kept": (PRE,), "mean_lost": (PRE,)},
}
"""Means of some people that stand beside the outcome table: of which test, less which; the wave is the row's own."""
_TESTS = ("p_not_worse", "p_equivalent")
"""P of a change that, as t does, tells its spread with more digits than the interval."""
_KEPT = 0.5e-4  # of a figure that was printed before four digits are known
_LOOKED_BACK = "回顾前测"


@dataclass(frozen=True, slots=True)
class SomePeople:
    """A row of a table of :data:`MEANS_OF_SOME`: its table and place, and whose mean it is.

    Of the change it has the ends of the interval, both NaN where all changed alike, and whether a test stands beside.
    """

    table: str
    row: int
    scale: str
    people: tuple[str, str]
    figures: Mapping[str, float]
    ends: tuple[float, ...] = ()
    is_tested: bool = False

    @classmethod
    def of(cls, tables: Mapping[str, ResultTable]) -> Iterator[SomePeople]:
        """Yield the rows of the tables."""
        for name in (name for name in MEANS_OF_SOME if name in tables):
            frame, keys = tables[name].frame, tables[name].keys
            names = [one for one in INTERVAL_OF.get(name, ((), 0.0))[0] if one in frame.columns]
            tests = [one for one in _TESTS if one in frame.columns]
            for row in range(len(frame)):
                key = tuple(str(frame.at[row, column]) for column in keys)
                of: dict[tuple[str, str], dict[str, float]] = {}
                for one in (one for one in MEANS_OF_SOME[name] if one in frame.columns):
                    of.setdefault(whose(name, key, one), {})[one] = count_of(frame, row, one)
                ends = tuple(count_of(frame, row, one) for one in names)
                is_tested = any(not math.isnan(count_of(frame, row, one)) for one in tests)
                yield from (cls(name, row, key[0], who, figures, ends, is_tested) for who, figures in of.items())

    def paper(self, people: int, step: float) -> Paper | None:
        """Return what the row tells of the spread of these people's changes: all of it by a test, else its interval."""
        changes = [value for name, value in self.figures.items() if MEANS_OF_SOME[self.table][name] == (POST, PRE)]
        if not changes or len(self.ends) != len(ENDS) or math.isnan(changes[0]):
            return None
        names, level = INTERVAL_OF[self.table]
        if self.is_tested or math.isnan(self.ends[0]):
            spread = 0.0 if math.isnan(self.ends[0]) else spread_by_ends(people, self.ends, level)
            error = spread_by_ends(people, (-_KEPT, _KEPT), level)
            return Paper(people, {MEANS[2]: (changes[0], _KEPT), SPREAD: (spread, error)})
        beside = self.ends if names == ENDS else ()  # those of the other table have the digits of the mean
        ends = {name: as_printed(end, step, beside) for name, end in zip(ENDS, self.ends, strict=True)}
        return Paper(people, {MEANS[2]: as_printed(changes[0], step), **ends}, level)


def whose(table: str, key: Sequence[str], figure: str = "") -> tuple[str, str]:
    """Return which people of a scale a row of :data:`MEANS_OF_SOME` tells of: column of the memberships, what it holds.

    Examples
    --------
    >>> whose("follow_up", ("gds15", "跟进一")), whose("attrition", ("gds15",)), whose("attrition", ("a",), "mean_lost")
    (('waves', '跟进一'), ('all', ''), ('lost', ''))
    """
    if table == "attrition":
        return LOST if figure == "mean_lost" else WHOLE, ""
    if table == "retrospective":
        return "waves", _LOOKED_BACK
    return "purpose" if table == "maintenance" else "waves", key[1]
