"""Attack two reports of one street together: what differs by a few people, and what either hides."""

from __future__ import annotations

from collections.abc import Iterator

from safety.attack import Finding
from safety.attack_scales import attack_scales
from safety.attack_tables import attack_counts
from safety.made_report import MadeReport


def attack_two(first: MadeReport, second: MadeReport, least: int, least_spread: int) -> Iterator[Finding]:
    """Yield what a reader of both reports learns of fewer than `least` people."""
    yield from _near(first, second, least)
    yield from attack_counts(second.published, least)
    yield from attack_scales([first, second], least, least_spread)


def _near(first: MadeReport, second: MadeReport, least: int) -> Iterator[Finding]:
    """Yield rows that both reports show although their people differ by a few."""
    for name, table in second.published["tables"].items():
        before = {_key(table, row): row for row in first.published["tables"][name]["rows"]}
        for row in table["rows"]:
            old = before.get(_key(table, row), {})
            for column in table["people"]:
                if row.get(column) is None or old.get(column) is None or _is_public(row, column):
                    continue
                apart = abs(row[column] - old[column])
                if 0 < apart < least and second.published["round_to"] == 1:
                    yield Finding(f"{name} {_key(table, row)} {column}", apart, apart)


def _key(table: dict[str, list[str]], row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in table["keys"])


def _is_public(row: dict[str, object], column: str) -> bool:
    return column == "people" and row.get("basis") == "population"
