"""Where the finding of an inspection stands, in the words that sentence, table and picture share."""

from __future__ import annotations

from evaltoolkit.findings.numbers import trimmed
from evaltoolkit.findings.rows import Gap, Row
from evaltoolkit.language import Text
from evaltoolkit.model.inspection_state import State
from evaltoolkit.model.texts import texts

_STATES: dict[str, Text] = {State(name): words for name, words in texts("findings", "inspection_states").items()}
UNSETTLED = (State.OPEN, State.OVERDUE)
OFF = (*UNSETTLED, State.PUT_RIGHT_LATE)


def state_words(row: Row) -> Text | str | Gap:
    """Return where the row's finding stands, with the days by which it is or was late.

    Parameters
    ----------
    row
        A row of the protected table ``inspections``.
    """
    said = _STATES.get(row.string("state"))
    return said.with_(n=trimmed(row.number("days_late") or 0.0)) if said else row.gap("state") or row.words("state")


def is_off(row: Row) -> bool:
    """Return whether the row's finding is not put right, or was after its deadline."""
    return row.string("state") in OFF


def is_unsettled(row: Row) -> bool:
    """Return whether the row's finding is not put right."""
    return row.string("state") in UNSETTLED
