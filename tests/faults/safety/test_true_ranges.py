"""A range that stands for a withheld count holds the true one, whatever solver worked it out."""

import pytest

from evaltoolkit.disclosure.report import result_tables
from safety.made_evidence import make_street
from safety.made_report import make_report

ONCE_FALSE = 734
"""A street of which a range once left out the true number: the solver had simplified the programme wrongly."""
FULL = [pytest.param(seed, marks=pytest.mark.full) for seed in range(301)]


def false_ranges(seed, audience):
    """Return the ranges of a made report that do not hold the true count, and how many there are."""
    made = make_report(make_street(seed), audience)
    true = result_tables(made.results)
    found, told = [], 0
    for name in made.shown:
        table, keys = made.shown[name], list(made.shown[name].keys)
        counts = true[name].frame.astype(dict.fromkeys(keys, str)).set_index(keys) if keys else true[name].frame
        for (row, column), (low, high) in table.bands.items():
            told += 1
            place = tuple(str(table.frame.at[row, key]) for key in keys) or row
            value = float(counts.loc[[place[0] if len(keys) == 1 else place], column].iloc[0])
            if not low <= value <= high:
                found.append((name, place, column, value, low, high))
    return found, told


@pytest.mark.parametrize("seed", [ONCE_FALSE, *FULL])
def test_a_range_holds_the_true_count(seed):
    found, told = false_ranges(seed, "shared")
    assert told > 10
    assert found == []
