"""The parts of a row: several figures that together bring its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from evaltoolkit.language import Text, text
from evaltoolkit.model.plan import RowInput
from evaltoolkit.scoring.given import Statement
from evaltoolkit.scoring.points import exact

if TYPE_CHECKING:
    from evaltoolkit.scoring.part_year import PartYear

_SHARED = ("target", "first_target", "target_source", "evidence", "deviation", "source")
_FIGURES = ("actual", "numerator", "denominator", "level", "points", "conclusion")


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a row with everything said of it; the only part of an undivided row has no name.

    `until` says what of an amount has fallen due, None where the year is over.
    """

    name: str
    statements: tuple[Statement, ...]
    until: PartYear | None = None

    def first(self, field: str) -> Any:
        """Return the first value stated for a field, or None.

        Parameters
        ----------
        field
            Of :class:`~evaltoolkit.model.plan.RowInput`.

        Returns
        -------
        object or None
            In the field's own type.
        """
        return next((value for _, value in self.stated(field)), None)

    def stated(self, field: str) -> list[tuple[Text, Any]]:
        """Return every value stated for a field with the source that states it.

        Parameters
        ----------
        field
            Of :class:`~evaltoolkit.model.plan.RowInput`.

        Returns
        -------
        list of (Text, object)
            In the order of the sources; a source that leaves the field out is not there.
        """
        values = [(given.origin, getattr(given.says, field)) for given in self.statements]
        return [(origin, value) for origin, value in values if value is not None]

    @property
    def weight(self) -> Decimal | None:
        """Return the part's weight among the parts, None where nobody gave one or two sources give different ones."""
        weights = {exact(weight) for _, weight in self.stated("part_weight")}
        return weights.pop() if len(weights) == 1 else None


@dataclass(frozen=True, slots=True)
class Divided:
    """A row's parts, and what was given for the row as a whole beside them without being used."""

    parts: tuple[Part, ...]
    remarks: tuple[Text, ...] = ()


def divide(given: Sequence[Statement], until: PartYear | None = None) -> Divided:
    """Return what was given, part by part.

    What an unnamed entry says of target and evidence holds for every named part; a figure of its own beside named parts
    is not used and is remarked on.

    Parameters
    ----------
    given
        What each source says of the row.
    until
        What of an amount has fallen due; None where the year is over.

    Returns
    -------
    Divided
        One part without a name where no entry names one; several unnamed entries of one source are parts 1, 2 and so
        on.

    Examples
    --------
    >>> from evaltoolkit.scoring.given import PARAMETER_FILE
    >>> said = [RowInput(part="个案", actual="40"), RowInput(part="小组", actual="55"), RowInput(target="≥50")]
    >>> parts = divide([Statement(PARAMETER_FILE, one) for one in said]).parts
    >>> [(part.name, part.first("actual"), part.first("target")) for part in parts]
    [('个案', '40', '≥50'), ('小组', '55', '≥50')]
    """
    names = _names(given)
    named = list(dict.fromkeys(name for name in names if name))
    if not named:
        return Divided((Part("", tuple(given), until),))
    whole = [statement for statement, name in zip(given, names, strict=True) if not name]
    shared = tuple(Statement(statement.origin, _shared(statement.says)) for statement in whole)
    parts = tuple(
        Part(part, (*(one for one, name in zip(given, names, strict=True) if name == part), *shared), until)
        for part in named
    )
    return Divided(parts, tuple(_unused(one) for one in whole if _has_figure(one.says)))


def _names(given: Sequence[Statement]) -> list[str]:
    unnamed = [one.origin for one in given if one.says.part is None]
    names, seen = [], dict.fromkeys(unnamed, 0)
    for one in given:
        if one.says.part is not None:
            names.append(one.says.part)
            continue
        seen[one.origin] += 1
        names.append(str(seen[one.origin]) if unnamed.count(one.origin) > 1 else "")
    return names


def _shared(entry: RowInput) -> RowInput:
    return RowInput.model_validate({name: getattr(entry, name) for name in _SHARED})


def _has_figure(entry: RowInput) -> bool:
    return any(getattr(entry, name) is not None for name in _FIGURES)


def _unused(statement: Statement) -> Text:
    figure = next(value for name in _FIGURES if (value := getattr(statement.says, name)) is not None)
    return text(
        "{figure} ({origin}) is given for the whole row and was not used: the row is scored from its parts.",
        figure=figure, origin=statement.origin,
    )  # fmt: skip
