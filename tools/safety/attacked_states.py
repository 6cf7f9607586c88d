"""Several states of a made street, between which people leave too, attacked together."""

from __future__ import annotations

from safety.attack_same_counts import attack_same_counts
from safety.attack_spread import attack_spread
from safety.attack_states import attack_states
from safety.attacked_papers import Attacked, limits
from safety.made_report import make_states
from safety.made_states import make_changing_street


def attacked_states(seed: int) -> Attacked:
    """Make the states of a street, publish them one after another and attack what readers hold of all."""
    states = make_states(make_changing_street(seed), ["shared"])
    least, _ = limits("shared")
    found = (
        *attack_states(states, least), *attack_spread(states),
        *attack_same_counts([reports[0] for reports in states], least),
    )  # fmt: skip
    return Attacked(found, sum(len(entry.columns) for (report,) in states for entry in report.shown.hidden))
