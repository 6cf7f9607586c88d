import stat
from pathlib import Path

import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people import pseudonyms as module
from evaltoolkit.intake.people.pseudonyms import key_path, pseudonyms, station_key


def test_the_same_person_has_the_same_code_whoever_else_is_there() -> None:
    key = b"1" * 32
    alone = pseudonyms(["A1"], key, prefix="C")
    among = pseudonyms([f"A{n}" for n in range(3000)], key, prefix="C")
    assert alone["A1"] == among["A1"]
    assert len(set(among.values())) == 3000


def test_another_key_and_another_kind_of_people_give_other_codes() -> None:
    codes = {
        pseudonyms(["A1"], key, prefix=prefix)["A1"][1:] for key in (b"1" * 32, b"2" * 32) for prefix in ("C", "V")
    }
    assert len(codes) == 4


def test_codes_that_collide_are_lengthened_until_no_two_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHORTEST", 1)
    codes = pseudonyms([f"A{n}" for n in range(200)], b"1" * 32, prefix="C")
    assert len(set(codes.values())) == 200
    assert max(map(len, codes.values())) < 8


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    project = Project(tmp_path)
    first = station_key(project)
    assert len(first) == 32
    assert station_key(project) == first
    assert stat.S_IMODE(key_path(project).stat().st_mode) == 0o600
    assert [path.name for path in project.keys.iterdir()] == ["pseudonyms.key"]


def test_a_damaged_key_stops(tmp_path: Path) -> None:
    project = Project(tmp_path)
    station_key(project)
    key_path(project).write_bytes(b"short")
    with pytest.raises(FileError):
        station_key(project)
