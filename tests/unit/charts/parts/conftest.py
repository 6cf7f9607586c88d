"""One table and a picture of it, for the tests of pictures of one's own."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.report_tables import make_table


@pytest.fixture(scope="module")
def hours():
    frame = pd.DataFrame({"method": ["长者个案", "小组", "社区活动"], "agreed": [3200.0, 1800.0, 900.0],
                          "done": [3344.0, 1290.0, 910.0], "completion": [1.045, 0.717, 1.011],
                          "overshoot": [False] * 3})  # fmt: skip
    return protect(make_table("hours", frame), shipped_policy(), Audience.SHARED)


@pytest.fixture
def axes(hours):
    axes = Figure().subplots()
    axes.barh(hours.frame["method"], hours.frame["done"])
    return axes
