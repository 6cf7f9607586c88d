"""The sheet 改进措施 of a made street: an answer to each of its own troubles, and what became of last year's advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from evaltoolkit.model.workbook import table
from evaltoolkit.synthetic.chance import stream
from evaltoolkit.synthetic.contents import contents, source
from evaltoolkit.synthetic.setting import Setting

_MOST = 6  # answers of one year
_LAST = (2, 4)  # answers of the year before
_OPEN = 0.25  # share of answers without a unit, and of those without a time
_NOT_SERVED, _LOST = 0.55, 0.14  # from here on a made station names the gap, or the loss, as a trouble of its own
_STATES = (0.55, 0.3, 0.15)


def measures(setting: Setting, targets: pd.DataFrame, inspections: pd.DataFrame) -> pd.DataFrame:
    """Return the sheet 改进措施.

    Parameters
    ----------
    setting
        The street.
    targets, inspections
        Its sheets 目标 and 督查评估, whose unreached rows and open findings are among its troubles.
    """
    chance = stream(setting.seed, setting.street.slug, "measures")
    this_year, last_year = table("measures").column("kind").choices
    rows = [
        {**_answer(setting, trouble, chance), "kind": this_year, "indicator": _named(trouble, targets, chance)}
        for trouble in list(troubles(setting, targets, inspections))[:_MOST]
    ]
    rows += [{**entry, "kind": last_year, "state": state} for entry, state in _last_year(chance)]
    columns = [column.name for column in table("measures").columns]
    frame = pd.DataFrame(rows).reindex(columns=columns)
    return frame.assign(measure=[str(number) for number in range(1, len(frame) + 1)], source=source())


def troubles(setting: Setting, targets: pd.DataFrame, inspections: pd.DataFrame) -> Iterator[str]:
    """Yield the made street's troubles, by the names of their answers: rows not reached first, then the others."""
    yield from targets.loc[targets["deviation"].notna(), "indicator"]
    if setting.served["非户籍"] < _NOT_SERVED:
        yield "residence"
    if setting.attrition > _LOST:
        yield "attrition"
    if (inspections["finding"].notna() & inspections["fixed_on"].isna()).any():
        yield "inspections"
    yield "needs"
    yield "spending"


def _answer(setting: Setting, trouble: str, chance: np.random.Generator) -> dict[str, str | None]:
    entries = contents()["measures"][trouble]
    entry: Mapping[str, str] = entries[int(chance.integers(len(entries)))]
    said: dict[str, str | None] = {
        name: words.format(office=setting.street.office, next=setting.year + 1) for name, words in entry.items()
    }
    return said | {name: None for name in ("responsible", "due_on") if chance.random() < _OPEN}


def _named(trouble: str, targets: pd.DataFrame, chance: np.random.Generator) -> str | None:
    """Return the row of the indicator table that a trouble is about, by its id or its name as stations write either."""
    names = targets.set_index("indicator")["name"]
    if trouble not in names.index:
        return None
    name = names[trouble]
    return str(name) if isinstance(name, str) and chance.random() < 0.5 else trouble


def _last_year(chance: np.random.Generator) -> Iterator[tuple[Mapping[str, str], str]]:
    entries, states = contents()["last_year_measures"], table("measures").column("state").choices
    count = int(chance.integers(_LAST[0], _LAST[1] + 1))
    for place in sorted(chance.permutation(len(entries))[:count]):
        yield entries[place], str(chance.choice(states, p=_STATES))
