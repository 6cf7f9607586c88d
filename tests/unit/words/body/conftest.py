"""Every protected report at hand: of a made street for each audience, and of each street that the demo has made."""

from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.reporting.year.registries import street_system
from tests.protected_street import read_report

ROOT = Path(__file__).resolve().parents[4]
AT_HAND = sorted((ROOT / "private" / "demo").glob("*.protected.json"))
AUDIENCES = ("station", "shared", "public")
REAL = Plan(street="甲街道", slug="jia", district="乙区", year=2023, project="社工站", indicator_system="yuncheng_2023")


@pytest.fixture(params=[*AUDIENCES, *AT_HAND], ids=lambda one: getattr(one, "stem", one))
def street(request, small_reports):
    """One report after the other."""
    return small_reports[request.param] if request.param in AUDIENCES else read_report(request.param)


@pytest.fixture
def bands():
    return street_system(REAL).grades


@pytest.fixture
def told(report):
    """Make a report of tables by name, each given as its rows; columns that are left out are empty."""

    def make(rows=(), **tables):
        frames = {name: pd.DataFrame(found, columns=_columns(name, found)) for name, found in tables.items()}
        return report(rows, {name: make_table(name, frame) for name, frame in frames.items()})

    return make


def _columns(name, rows):
    return list(dict.fromkeys([*REPORT_TABLES[name].columns, *(column for row in rows for column in row)]))
