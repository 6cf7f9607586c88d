"""`evaltoolkit run --audience`: who the report is for, in place of what the parameter file says."""

from pathlib import Path

import pytest

from evaltoolkit.cli import program
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode
from evaltoolkit.intake.files.project import HOME_VARIABLE

NOTEBOOK = Path(__file__).parents[1] / "unit" / "reporting" / "zoo" / "street.ipynb"
PLAN = (
    "{schema_version: 1, street: 示例街道, slug: shili, district: 示例区, year: 2025, project: 示例, synthetic: true, "
    "indicator_system: made, audience: shared}"
)
PAGE = "2025年度示例街道绩效评价报告（示例数据）（站内版）.html"


@pytest.fixture
def project(tmp_path, monkeypatch):
    for folder in ("parameters/streets", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "parameters" / "streets" / "shili_2025.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "notebooks" / "street_report.ipynb").write_bytes(NOTEBOOK.read_bytes())
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return run_program(program, list(words))


def test_the_stations_version_stays_in_private(project):
    assert run("run", "parameters/streets/shili_2025.yaml", "--audience", "station") == ExitCode.OK
    assert (project / "private" / "2025" / PAGE).exists()
    assert not list(project.glob("reports/**/*.*"))


def test_a_batch_of_the_stations_versions_writes_nothing_to_reports(project):
    assert run("batch", "parameters/streets", "--audience", "station", "--workers", "1") == ExitCode.OK
    assert (project / "private" / "2025" / PAGE).exists()
    assert not list(project.glob("reports/**/*.*"))


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_another_reader_than_the_files_can_be_named(audience, project):
    assert run("run", "parameters/streets/shili_2025.yaml", "--audience", audience) == ExitCode.OK
    results = (project / "reports" / "2025" / "shili_2025.results.json").read_text(encoding="utf-8")
    assert f'"audience": "{audience}"' in results


def test_an_unknown_reader_is_refused(project):
    assert run("run", "parameters/streets/shili_2025.yaml", "--audience", "everyone") == ExitCode.USAGE
