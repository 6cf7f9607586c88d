"""Every protected report at hand: of a made street for each audience, and of each street that the demo has made."""

from pathlib import Path

import pytest

from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.registries import street_system
from tests.protected_street import made_reports, read_report

ROOT = Path(__file__).resolve().parents[4]
AT_HAND = sorted((ROOT / "private" / "demo").glob("*.protected.json"))
AUDIENCES = ("station", "shared", "public")
REAL = Plan(street="甲街道", slug="jia", district="乙区", year=2023, project="社工站", indicator_system="yuncheng_2023")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return made_reports(tmp_path_factory.mktemp("街"), AUDIENCES)


@pytest.fixture(params=[*AUDIENCES, *AT_HAND], ids=lambda one: getattr(one, "stem", one))
def street(request, made):
    """One report after the other."""
    return made[request.param] if request.param in AUDIENCES else read_report(request.param)


@pytest.fixture
def bands():
    return street_system(REAL).grades
