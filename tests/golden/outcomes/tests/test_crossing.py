"""McNemar's test against R 4.5.0, on Agresti (1990), p. 350, and small tables of the project's own."""

import pytest

from evaltoolkit.outcomes.tests.crossing import mcnemar


def test_exact_and_mid_p_equal_r(golden):
    expected = golden("20_mcnemar")
    for case in (expected["approval"], *expected["small"]):
        found = mcnemar(case["b"], case["c"])
        assert [found.p_exact, found.p_mid] == pytest.approx([case["p_exact"], case["p_midp"]], rel=1e-9)
