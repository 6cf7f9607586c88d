import numpy as np
import pytest

from evaltoolkit.outcomes.tests.equivalence import check_margin
from evaltoolkit.outcomes.tests.paired_change import paired_change


def test_not_worse_is_asked_on_the_side_that_is_worse():
    pre = np.arange(20.0)
    found = check_margin(paired_change(pre, pre + np.resize([2.0, 3.0], 20)), 2.0)
    assert found.p_not_worse(1) < 0.001  # higher is better: surely not worse
    assert found.p_not_worse(-1) > 0.95  # lower is better: it is
    assert found.p == found.p_not_higher


@pytest.mark.parametrize("post", [[1.0], [1.0, 2.0, 3.0]])
def test_without_spread_nothing_is_claimed(post):
    found = check_margin(paired_change(np.array(post), np.array(post)), 1.0)
    assert np.isnan([found.p_not_lower, found.p_not_higher, found.low]).all()
