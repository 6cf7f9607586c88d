"""Attack every count of people of one published report, all its tables together."""

from __future__ import annotations

from collections.abc import Iterator

from safety.attack import Finding
from safety.attack_answers import awareness_sums, item_sums, need_sums, volunteer_sums
from safety.attack_counts import (
    Find,
    Published,
    attack_sums,
    attendance_sums,
    coverage_sums,
    satisfaction_sums,
    verdict_sums,
)
from safety.attack_measured import care_sums, crossing_sums, form_sums

FINDERS: tuple[Find, ...] = (
    coverage_sums, satisfaction_sums, attendance_sums, verdict_sums, awareness_sums, item_sums, need_sums,
    volunteer_sums, form_sums, crossing_sums, care_sums,
)  # fmt: skip
"""Each solves the tables that hang together; no count of one hangs on a count of another."""


def attack_counts(published: Published, least: int) -> Iterator[Finding]:
    """Yield every hidden count that the figures narrow to fewer than `least` whole numbers apart."""
    return attack_sums(published, least, FINDERS)
