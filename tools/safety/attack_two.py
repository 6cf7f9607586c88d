"""Attack two reports of one street together: what differs by a few people, and what either hides."""

from __future__ import annotations

from collections.abc import Iterator

from safety.attack import Finding
from safety.attack_papers import attack_papers
from safety.attack_scales import attack_scales
from safety.attack_tables import attack_counts
from safety.made_report import MadeReport


def attack_two(first: MadeReport, second: MadeReport, least: int, least_spread: int) -> Iterator[Finding]:
    """Yield what a reader of both reports learns of fewer than `least` people."""
    yield from _near(first, second, least)
    yield from _near_elsewhere(first, second, least)
    yield from attack_counts(second.published, least)
    for report in (first, second):
        yield from attack_scales([report], least, least_spread)
    yield from attack_papers([[first], [second]], least)


def _near(first: MadeReport, second: MadeReport, least: int) -> Iterator[Finding]:
    """Yield rows that both reports show although their people differ by a few."""
    for name, table in second.published["tables"].items():
        before = {_key(table, row): row for row in first.published["tables"][name]["rows"]}
        for row in table["rows"]:
            old = before.get(_key(table, row), {})
            for column in table["people"]:
                if row.get(column) is None or old.get(column) is None or _is_public(row, column):
                    continue
                if column == _LOST and (row.get(_OF_LOST) is None or old.get(_OF_LOST) is None):
                    continue
                apart = abs(row[column] - old[column])
                if 0 < apart < least and second.published["round_to"] == 1:
                    yield Finding(f"{name} {_key(table, row)} {column}", apart, apart)


_LOST, _OF_LOST = "n_lost", "mean_lost"
"""How many were lost, no secret by itself, and a mean of theirs, of which two tell of the few between them."""
_STATED = {
    "n_pre": (("flow", "n_pre"), ("outcomes", "n_pre")),
    "n_pairs": (("flow", "n_pairs"), ("outcomes", "n_pairs"), ("attrition", "n_kept"), ("planning", "n_pairs"),
                ("crossings", "n_pairs"), ("verdicts", "n_pairs"), ("verdicts_pooled", "n_pairs")),
    _LOST: (("flow", "n_lost"), ("attrition", "n_lost"), ("verdicts", "n_lost")),
}  # fmt: skip
"""Where a report states how many people of a whole scale there are."""


def _near_elsewhere(first: MadeReport, second: MadeReport, least: int) -> Iterator[Finding]:
    """Yield numbers of a scale's participants that differ by a few, whichever tables of the two reports state them."""
    if second.published["round_to"] != 1:
        return
    before, after = _stated(first), _stated(second)
    for key in sorted(before.keys() & after.keys()):
        if key[1] == _LOST:
            continue
        apart = min((abs(one - other) for one in before[key] for other in after[key]), default=0.0)
        if 0 < apart < least:
            yield Finding(f"{key[0]} {key[1]}, in whichever table", apart, apart)


def _stated(report: MadeReport) -> dict[tuple[str, str], set[float]]:
    found: dict[tuple[str, str], set[float]] = {}
    for what, places in _STATED.items():
        for name, column in places:
            for row in report.published["tables"].get(name, {"rows": []})["rows"]:
                is_whole = (row.get("dimension", "total"), row.get("group_kind", "all")) == ("total", "all")
                if is_whole and row.get(column) is not None:
                    found.setdefault((row["scale"], what), set()).add(float(row[column]))
    for scale in {key[0] for key in found}:  # whoever is told of both knows the sum
        for kept in found.get((scale, "n_pairs"), ()):
            for lost in found.get((scale, _LOST), ()):
                found.setdefault((scale, "n_pre"), set()).add(kept + lost)
    return found


def _key(table: dict[str, list[str]], row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in table["keys"])


def _is_public(row: dict[str, object], column: str) -> bool:
    return column == "people" and row.get("basis") == "population"
