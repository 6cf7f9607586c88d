"""One made report, or two of one street, attacked with everything: what the tests and the figures both run."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from safety.attack import Finding
from safety.attack_ends import attack_ends, with_an_end
from safety.attack_papers import attack_papers
from safety.attack_scales import attack_scales
from safety.attack_several import attack_several, with_several
from safety.attack_tables import attack_counts
from safety.attack_two import attack_two
from safety.made_evidence import corrected, make_street
from safety.made_report import MadeReport, make_report, make_states, make_two_reports

_ONCE_MORE = 4
"""Of so many streets one is made once more with people who are in two groups, and one with people at an end."""


@dataclass(frozen=True, slots=True)
class Attacked:
    """What an attack found, and how many figures the attacked reports withhold."""

    found: tuple[Finding, ...]
    hidden: int


def attacked(seed: int, audience: str) -> Attacked:
    """Make the report of a street as `audience` receives it and attack it."""
    report = make_report(make_street(seed), audience)
    least, spread = limits(audience)
    found = (*attack_counts(report.published, least), *attack_scales([report], least, spread))
    makes = {0: (with_several, attack_several), 1: (with_an_end, attack_ends)}
    if seed % _ONCE_MORE not in makes:
        return Attacked(found, _hidden(report))
    change, attack = makes[seed % _ONCE_MORE]
    once_more = make_report(change(report.street, seed), audience)
    return Attacked((*found, *attack(once_more, least, spread)), _hidden(report) + _hidden(once_more))


def attacked_twice(seed: int, audience: str) -> Attacked:
    """Make two reports of a street, the second some weeks later, and attack them together."""
    first, second = make_two_reports(seed, audience)
    return Attacked(tuple(attack_two(first, second, *limits(audience))), _hidden(first) + _hidden(second))


def attacked_together(seed: int) -> Attacked:
    """Make the papers of a street for two kinds of readers, of three states of its data, and attack them all together.

    Between the states some people come, and one person's scores are corrected.
    """
    first, second = (make_street(seed, revised=revised) for revised in (False, True))
    states = make_states([first, corrected(first, seed), second], ["shared", "public"])
    reports = [report for of_state in states for report in of_state]
    return Attacked(tuple(attack_papers(states, limits("shared")[0])), sum(map(_hidden, reports)))


def limits(audience: str) -> tuple[int, int]:
    """Return the least number of people behind a figure, and behind a spread."""
    rule = shipped_policy().rule(Audience(audience))
    return rule.min_people, rule.min_spread


def _hidden(report: MadeReport) -> int:
    return sum(len(entry.columns) for entry in report.shown.hidden)
