"""People at the ends of the BDI in 'Beat the Blues', against R 4.5.0; skipped where its data are absent."""

import json
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit.outcomes.floor_ceiling import share_at_ends

CASE = Path(__file__).parents[4] / "shared" / "golden" / "06_btheb_attrition"
LEAST, MOST = 0, 63


@pytest.mark.skipif(not CASE.is_dir(), reason="data under another project's licence; ../shared/golden is absent")
@pytest.mark.parametrize("wave", ["bdi_pre", "bdi_2m", "bdi_3m", "bdi_5m", "bdi_8m"])
def test_the_shares_at_the_best_and_at_the_worst_score_equal_r(wave):
    scores = pd.read_csv(CASE / "data.csv")[wave].dropna().to_numpy(float)
    expected = json.loads((CASE / "expected.json").read_text(encoding="utf-8"))["floor_ceiling"][wave]
    found = share_at_ends(scores, LEAST, MOST, better=-1, resolution=1)
    assert len(scores) == expected["n"]
    assert [100 * found.best, found.best * len(scores)] == pytest.approx([expected["pct_min"], expected["at_min_0"]])
    assert found.worst * len(scores) == pytest.approx(expected["at_max_63"])
