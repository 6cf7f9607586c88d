"""One made report attacked with everything: what the tests and the figures both run."""

from __future__ import annotations

from safety.attack_ends import attack_ends, with_an_end
from safety.attack_scales import attack_scales
from safety.attack_several import attack_several, with_several
from safety.attack_tables import attack_counts
from safety.attacked_papers import Attacked, hidden, limits
from safety.made_evidence import make_street
from safety.made_report import make_report

_ONCE_MORE = 4
"""Of so many streets one is made once more with people who are in two groups, and one with people at an end."""


def attacked(seed: int, audience: str) -> Attacked:
    """Make the report of a street as `audience` receives it and attack it."""
    report = make_report(make_street(seed), audience)
    least, spread = limits(audience)
    found = (*attack_counts(report.published, least), *attack_scales([report], least, spread))
    makes = {0: (with_several, attack_several), 1: (with_an_end, attack_ends)}
    if seed % _ONCE_MORE not in makes:
        return Attacked(found, hidden(report))
    change, attack = makes[seed % _ONCE_MORE]
    once_more = make_report(change(report.street, seed), audience)
    return Attacked((*found, *attack(once_more, least, spread)), hidden(report) + hidden(once_more))
