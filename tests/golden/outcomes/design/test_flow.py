"""Flow and bounds of the 'Beat the Blues' trial; skipped where its data, which stay outside, are absent."""

import json

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.model.shares import wilson_share
from evaltoolkit.outcomes.design.flow import lost_against_kept, participant_flow, share_bounds
from evaltoolkit.outcomes.tests.paired_change import paired_change
from tests.golden_outside import needs, outside

CASE = outside("06_btheb_attrition")
pytestmark = needs("06_btheb_attrition")


@pytest.mark.parametrize("arm", ["TAU", "BtheB"])
def test_the_share_lost_of_each_arm_has_r_s_wilson_interval(arm):
    data, expected = pd.read_csv(CASE / "data.csv"), json.loads((CASE / "expected.json").read_text(encoding="utf-8"))
    rows, block = data[data["treatment"] == arm], expected["attrition_8m"]["rate_by_arm"][arm]
    flow = participant_flow(rows["bdi_pre"].to_numpy(float), rows["bdi_8m"].to_numpy(float))
    share = wilson_share(flow.lost, flow.pre)
    assert (flow.lost, flow.pre) == (block["x"], block["n"])
    assert [share.low, share.high] == pytest.approx(block["wilson95"], rel=1e-9)


def test_the_mean_change_of_the_kept_equals_r():
    data, expected = pd.read_csv(CASE / "data.csv"), json.loads((CASE / "expected.json").read_text(encoding="utf-8"))
    kept = data[["bdi_pre", "bdi_8m"]].dropna().to_numpy(float)
    found = paired_change(kept[:, 0], kept[:, 1]).mean
    assert found == pytest.approx(expected["missing_data_sensitivity_8m"]["complete_mean_change"], rel=1e-9)


def test_flow_attrition_and_bounds_equal_r():
    data = pd.read_csv(CASE / "data.csv")
    expected = json.loads((CASE / "expected.json").read_text(encoding="utf-8"))
    pre, post = data["bdi_pre"].to_numpy(float), data["bdi_8m"].to_numpy(float)
    flow = participant_flow(pre, post)
    lost = expected["attrition_8m"]
    assert (flow.pre, flow.lost, flow.attrition) == (100, lost["n_dropout"], lost["rate"])
    assert [flow.mean_lost, flow.mean_kept] == pytest.approx(
        [lost["baseline_dropout_mean"], lost["baseline_completer_mean"]], rel=1e-9
    )
    welch = lost_against_kept(pre, post)
    assert [welch.t, welch.df, welch.p] == pytest.approx([lost["welch"][name] for name in ("t", "df", "p")], rel=1e-9)
    share = wilson_share(flow.lost, flow.pre)
    assert [share.low, share.high] == pytest.approx(lost["wilson95"], rel=1e-9)
    bounds = share_bounds(int(np.nansum(post < pre)), flow.pairs, flow.lost)
    printed = expected["missing_data_sensitivity_8m"]["worst_case_all_dropouts_unchanged_or_worst"]
    assert [bounds.worst, bounds.complete, bounds.best] == pytest.approx(list(printed.values()), rel=1e-9)
