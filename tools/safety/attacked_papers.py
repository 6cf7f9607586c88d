"""Several made papers of one street, attacked together, and what every attack is asked and answers."""

from __future__ import annotations

from dataclasses import dataclass

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from safety.attack import Finding
from safety.attack_papers import attack_papers
from safety.attack_two import attack_two
from safety.made_evidence import corrected, make_street
from safety.made_report import MadeReport, make_states, make_two_reports


@dataclass(frozen=True, slots=True)
class Attacked:
    """What an attack found, and how many figures the attacked reports withhold."""

    found: tuple[Finding, ...]
    hidden: int


def attacked_twice(seed: int, audience: str) -> Attacked:
    """Make two reports of a street, the second some weeks later, and attack them together."""
    first, second = make_two_reports(seed, audience)
    return Attacked(tuple(attack_two(first, second, *limits(audience))), hidden(first) + hidden(second))


def attacked_together(seed: int) -> Attacked:
    """Make the papers of a street for two kinds of readers, of three states of its data, and attack them all together.

    Between the states some people come, and one person's scores are corrected.
    """
    first, second = (make_street(seed, revised=revised) for revised in (False, True))
    states = make_states([first, corrected(first, seed), second], ["shared", "public"])
    reports = [report for of_state in states for report in of_state]
    return Attacked(tuple(attack_papers(states, limits("shared")[0])), sum(map(hidden, reports)))


def limits(audience: str) -> tuple[int, int]:
    """Return the least number of people behind a figure, and behind a spread."""
    rule = shipped_policy().rule(Audience(audience))
    return rule.min_people, rule.min_spread


def hidden(report: MadeReport) -> int:
    """Return how many figures a report withholds."""
    return sum(len(entry.columns) for entry in report.shown.hidden)
