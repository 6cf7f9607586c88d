"""Where the finding of an inspection stands on the day to which a plan counts."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What became of a finding."""

    NO_FINDING = "no_finding"
    PUT_RIGHT = "put_right"  # by its deadline, or without one
    PUT_RIGHT_LATE = "put_right_late"
    OPEN = "open"  # its deadline has not passed on that day, or there is none
    OVERDUE = "overdue"  # its deadline has passed and no day of putting it right is recorded
