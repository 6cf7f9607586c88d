"""What one open page has computed already."""

import os
import shutil

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.session import Session
from evaltoolkit.intake.files.project import Project


def real(session):
    return next(one for one in session.known if one.path.stem == "云城街道_2023")


def test_a_street_is_computed_once_and_again_when_its_file_changes(made_home, tmp_path, monkeypatch):
    for folder in ("notebooks", "parameters/streets"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path))
    shutil.copy(made_home / "parameters" / "streets" / "云城街道_2023.yaml", tmp_path / "parameters" / "streets")
    session = Session(Project(tmp_path), "zh_CN")
    chosen = real(session)

    first, report = session.open(chosen), session.report(chosen, Audience.SHARED)
    assert session.open(chosen) is first
    assert session.report(chosen, Audience.SHARED) is report
    os.utime(chosen.path, ns=(1, 1))
    assert session.open(chosen) is not first
    assert session.report(chosen, Audience.SHARED) is not report


def test_a_plan_for_the_station_begins_with_the_shared_form(made_home, tmp_path, monkeypatch):
    for folder in ("notebooks", "parameters/streets"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path))
    source = (made_home / "parameters" / "streets" / "云城街道_2023.yaml").read_text(encoding="utf-8")
    plan = tmp_path / "parameters" / "streets" / "云城街道_2023.yaml"
    lines = [line for line in source.splitlines() if not line.startswith("audience")]
    plan.write_text("\n".join([*lines, "audience: station", ""]), encoding="utf-8")
    session = Session(Project(tmp_path), "zh_CN")

    analysis = session.open(real(session))
    assert analysis.audience is Audience.SHARED
    assert not analysis.is_stations_machine


def test_single_people_are_in_the_station_s_tables_alone(analysis, shared, station):
    assert "individuals" not in shared
    assert station["individuals"].frame.shape[0] > 100
    assert shared["courses"].is_empty
    assert not station["courses"].is_empty
    assert analysis.results.services["courses"].frame.empty
