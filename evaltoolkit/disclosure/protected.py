"""The only form in which results reach a chart or a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from evaltoolkit.language import Text, text
from evaltoolkit.model.results import TableClass

if TYPE_CHECKING:
    import pandas as pd

_SEAL = object()


class Audience(StrEnum):
    """Who a report is for."""

    STATION = "station"
    PARTNER = "partner"
    SHARED = "shared"
    PUBLIC = "public"


AUDIENCE_NAMES: dict[Audience, Text] = {
    Audience.STATION: text("Station's version"),
    Audience.PARTNER: text("Client's version"),
    Audience.SHARED: text("Shared version"),
    Audience.PUBLIC: text("Public version"),
}
"""What each version of a report is called, in every place."""


class Reason(StrEnum):
    """Why a figure is hidden.

    One reason stands for a small count and for what would give one away: telling them apart would tell a reader which
    of the hidden counts is from 1 to 4.
    """

    SMALL = "small"
    SPREAD = "spread"
    OTHER_GROUPING = "other_grouping"
    WHOLE = "whole"
    CHANGED = "changed"
    ROUNDED = "rounded"


REASONS: dict[Reason, Text] = {
    Reason.SMALL: text("too few people, or a sum or difference with it would show a group of too few people"),
    Reason.SPREAD: text("too few people to show figures that tell of single values"),
    Reason.OTHER_GROUPING: text("the same people grouped in another way; one grouping is shown"),
    Reason.WHOLE: text("everyone together, less the groups that are shown, would leave too few people"),
    Reason.CHANGED: text("few people more or fewer than in an earlier report of this street"),
    Reason.ROUNDED: text("would show the count that is rounded here"),
}

SUPPRESSED: Text = text("(withheld)")
NOT_PROVIDED: Text = text("not provided")


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hidden group of figures: the table, the row's keys, the columns and the rule; never a value."""

    table: str
    row: tuple[str, ...]
    columns: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class ProtectedTable:
    """A table as one audience may see it; made by :func:`evaltoolkit.disclosure.protect.protect` alone.

    Parameters
    ----------
    frame
        Shown figures; a hidden one is NaN and its cell True in `mask`. NaN without a mask is 未提供.
    mask
        Same shape as `frame`; True where a figure is withheld.
    keys, people
        Columns that say which group a row is, and those that count people.
    """

    name: str
    table_class: TableClass
    audience: Audience
    frame: pd.DataFrame
    mask: pd.DataFrame
    hidden: tuple[Hidden, ...] = ()
    keys: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seal: object = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("a ProtectedTable is made by evaltoolkit.disclosure.protect.protect only")

    @property
    def is_empty(self) -> bool:
        """Return whether the table has no row."""
        return self.frame.empty


def require_protected(table: object) -> ProtectedTable:
    """Return `table` if it is protected; TypeError for a bare DataFrame or anything else."""
    if not isinstance(table, ProtectedTable):
        raise TypeError(f"only protected tables may be drawn or put into words, not {type(table).__name__}")
    return table
