"""Whether an indicator system is sound: every fault at once, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from evaltoolkit.language import Text, text
from evaltoolkit.scoring.points import ZERO, shown
from evaltoolkit.scoring.rules.specs import ConclusionRule, TierRule
from evaltoolkit.scoring.system import IndicatorSystem, Row


def system_faults(system: IndicatorSystem) -> tuple[Text, ...]:
    """Return what is wrong with a system, nothing where it can be used.

    Parameters
    ----------
    system
        As read, its fields already of the right kinds.

    Returns
    -------
    tuple of Text
        Every fault of grades, rows, weights and groups at once; a template without rows is asked for its grades alone.

    Examples
    --------
    >>> from evaltoolkit.scoring.registry import find_system
    >>> system = find_system("yuncheng_2023")
    >>> system_faults(system)
    ()
    >>> system_faults(system.model_copy(update={"total": Decimal(90)}))[-1].english()
    'The weights of the rows add up to 100, not to 90.'
    """
    found = [*_band_faults(system)]
    if not (system.template and not system.rows):
        found += [*_row_faults(system), *_weight_faults(system), *_group_faults(system)]
    return tuple(found)


def _row_faults(system: IndicatorSystem) -> Iterator[Text]:
    for id_, times in Counter(row.id for row in system.rows).items():
        if times > 1:
            yield text("The row id {id} stands {times} times; each may stand once.", id=id_, times=times)
    for row in system.rows:
        if len(row.path) > len(system.levels):
            yield text(
                "Row {id} has {names} names, but the system has {levels} levels.",
                id=row.id, names=len(row.path), levels=len(system.levels),
            )  # fmt: skip
        yield from _points_faults(row)


def _points_faults(row: Row) -> Iterator[Text]:
    if isinstance(row.rule, ConclusionRule):
        for word, points in row.rule.parameters.table.items():
            if points > row.weight:
                yield text(
                    "Row {id} gives {points} points for {word}, more than its weight {weight}.",
                    id=row.id, points=shown(points), word=word, weight=shown(row.weight),
                )  # fmt: skip
    if isinstance(row.rule, TierRule):
        tiers = row.rule.parameters.tiers
        if any(after.within <= before.within or after.share > before.share for before, after in pairwise(tiers)):
            yield text("The tiers of row {id} must widen, and their shares must not rise.", id=row.id)


def _weight_faults(system: IndicatorSystem) -> Iterator[Text]:
    summed = sum((row.weight for row in system.rows), ZERO)
    if summed != system.total:
        yield text(
            "The weights of the rows add up to {sum}, not to {total}.", sum=shown(summed), total=shown(system.total)
        )


def _group_faults(system: IndicatorSystem) -> Iterator[Text]:
    if not system.groups:
        return
    sums: dict[str, Decimal] = {group.name: ZERO for group in system.groups}
    if len(sums) < len(system.groups):
        yield text("A group stands twice; each may stand once.")
    for row in system.rows:
        if row.path[0] not in sums:
            yield text("Row {id} belongs to {name}, which is none of the groups.", id=row.id, name=row.path[0])
        sums[row.path[0]] = sums.get(row.path[0], ZERO) + row.weight
    for group in system.groups:
        if sums[group.name] != group.weight:
            yield text(
                "The rows of {name} add up to {sum}, not to {weight}.",
                name=group.name, sum=shown(sums[group.name]), weight=shown(group.weight),
            )  # fmt: skip


def _band_faults(system: IndicatorSystem) -> Iterator[Text]:
    for label, times in Counter(band.label for band in system.grades).items():
        if times > 1:
            yield text("The grade {label} stands {times} times; each may stand once.", label=label, times=times)
    bands = sorted(system.grades, key=lambda band: band.low)
    for band in bands:
        if band.high <= band.low:
            yield text("The grade {label} ends at {high}, before it begins.", label=band.label, high=shown(band.high))
    if bands[0].low != ZERO or bands[-1].high != system.total:
        yield text("The grades must reach from 0 to {total}.", total=shown(system.total))
    for below, above in pairwise(bands):
        if below.high != above.low:
            yield text(
                "Between the grades {below} and {above} there is a gap or an overlap: {high} is not {low}.",
                below=below.label, above=above.label, high=shown(below.high), low=shown(above.low),
            )  # fmt: skip
