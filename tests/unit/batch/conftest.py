"""A project folder with parameter files and no data."""

import pytest

PLAN = """\
schema_version: 1
street: {street}
slug: {slug}
district: 示例区
year: {year}
project: 家庭综合服务中心运营经费
synthetic: true
indicator_system: made
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "parameters" / "streets").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    return tmp_path


@pytest.fixture
def plan(home):
    """Write a parameter file and return its path."""

    def write(name, slug, street="示例街道", year=2025):
        path = home / "parameters" / "streets" / name
        path.write_text(PLAN.format(slug=slug, street=street, year=year), encoding="utf-8")
        return path

    return write
