"""Nothing changes in silence: a corruption planted in a proper workbook is named at its place, or changes no figure.

The quick profile plants one of every fourth kind, the full one 400 of all kinds.
"""

import pytest

from tests.planted_corruptions import KINDS, changed_in_silence

PER_KIND = 11


@pytest.mark.parametrize("step", [4, pytest.param(2, marks=pytest.mark.full)])
def test_one_planted_corruption_of_a_part_of_the_kinds_changes_no_figure_in_silence(step):
    found = [changed_in_silence(kind, 0) for kind in list(KINDS)[::step]]
    assert len(found) >= 36 // step
    assert [line for line in found if line] == []


@pytest.mark.full
def test_four_hundred_planted_corruptions_change_no_figure_in_silence():
    found = [changed_in_silence(kind, seed) for kind in KINDS for seed in range(PER_KIND)]
    assert len(KINDS) >= 20
    assert len(found) >= 400
    assert [line for line in found if line] == []
