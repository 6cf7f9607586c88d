"""Adjusted p-values against R 4.5.0 p.adjust; the number of rejections is printed in Benjamini & Hochberg (1995)."""

import numpy as np
import pytest

from evaltoolkit.outcomes.tests.multiplicity import benjamini_hochberg, holm


@pytest.mark.parametrize(("adjust", "name"), [(holm, "holm"), (benjamini_hochberg, "BH")])
def test_adjusted_p_values_equal_r(golden, golden_data, adjust, name):
    p = golden_data("18_multiplicity_bh1995")["p"].to_numpy()
    assert adjust(p).tolist() == pytest.approx(golden("18_multiplicity_bh1995")["adjusted"][name], rel=1e-9)


@pytest.mark.parametrize(("adjust", "name"), [(holm, "holm"), (benjamini_hochberg, "BH")])
def test_the_three_arms_of_the_anorexia_data_are_adjusted_as_r_does(golden, adjust, name):
    expected = golden("01_anorexia")["adjusted_paired_t"]
    assert adjust(np.array(expected["raw"])).tolist() == pytest.approx(expected[name], rel=1e-9)


@pytest.mark.parametrize(("adjust", "name"), [(holm, "holm"), (benjamini_hochberg, "BH")])
def test_as_many_hypotheses_are_rejected_as_in_r(golden, golden_data, adjust, name):
    found = golden("18_multiplicity_bh1995")["rejections"][name]
    assert (adjust(golden_data("18_multiplicity_bh1995")["p"].to_numpy()) <= 0.05).sum() == found


def test_the_printed_number_of_discoveries_is_found(golden, golden_data):
    p = golden_data("18_multiplicity_bh1995")["p"].to_numpy()
    printed = golden("18_multiplicity_bh1995")["published"]
    assert (benjamini_hochberg(p[::-1].copy()) <= 0.05).sum() == printed["BH_rejections_at_.05"]
