"""The target of satisfaction, which stands beside every share of satisfied users."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.findings.rows import Row, rows_of
from evaltoolkit.model.results import Made, vouch
from evaltoolkit.model.workbook import RESPONDENTS

_PERCENT = re.compile(r"\s*[≥>=＝不低于]*\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]\s*")
_SATISFACTION = "满意度"


@dataclass(frozen=True, slots=True)
class Target(Made):
    """A target as the form writes it (``≥90%``), empty where none is named; as a share where it is one of per cent.

    `actual` is what the indicator table has beside it, over all methods together.
    """

    words: str = ""
    actual: str = ""

    @property
    def share(self) -> float | None:
        """Return the target as a share from 0 to 1, or None where it is not one.

        Examples
        --------
        >>> Target("≥90%").share, Target("85 %").share, Target("基本满意").share, Target().share
        (0.9, 0.85, None, None)
        """
        found = _PERCENT.fullmatch(self.words)
        share = float(found[1]) / 100 if found else None
        return share if share is not None and share <= 1 else None


def is_of_users(row: Row) -> bool:
    """Return whether the target is one of this row's: it is of users, not of committees and partners."""
    return row.string("respondent") != RESPONDENTS[1]


def satisfaction_target(scorecard: ProtectedTable) -> Target:
    """Return the target of the indicator on satisfaction.

    Parameters
    ----------
    scorecard
        The protected table ``scorecard``.
    """
    rows = [row for row in rows_of(scorecard) if any(_SATISFACTION in row.string(level) for level in _LEVELS)]
    words, actual = (next((row.string(name) for row in rows if row.has(name)), "") for name in ("target", "actual"))
    target = Target(words, actual)
    vouch(target.share)
    return target


_LEVELS = ("level_1", "level_2", "level_3")
