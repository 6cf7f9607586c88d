"""One made year for all tests of the room; making it takes about a second."""

from __future__ import annotations

import pandas as pd
import pytest

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.year import MadeYear, make_year


@pytest.fixture(scope="session")
def made() -> MadeYear:
    return make_year(known_street("yuncheng"), 2023, 7)


@pytest.fixture(scope="session")
def evidence(made: MadeYear) -> Evidence:
    """Return the made tables as intake would hand them over, before any blemish."""
    return Evidence(made.tables, Quality(pd.DataFrame(columns=["table", "level", "kind", "rows"])))
