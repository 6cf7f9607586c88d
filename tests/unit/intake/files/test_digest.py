"""What is kept of a file lies under a name made of the file's, whatever bytes that is."""

import os

from evaltoolkit.intake.files.digest import digest, map_file
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.name_list import list_path

ODD = os.fsdecode("云城".encode("gbk"))


def test_a_map_and_a_list_lie_where_they_lay(tmp_path):
    assert map_file(tmp_path / "data" / "云城.xlsx", tmp_path).name == "云城_3895365f.yaml"
    assert list_path(Project(tmp_path), tmp_path / "data" / "云城.xlsx").name == "云城_3895365f.csv"
    assert digest({"a.csv": b"", "云.csv": b"1"})[:8] == "ea013f6b"


def test_a_name_that_is_no_utf_8_has_a_place_and_a_digest_of_its_own(tmp_path):
    odd, other = tmp_path / f"{ODD}.xlsx", tmp_path / f"{ODD}\udcd5.xlsx"
    assert map_file(odd, tmp_path) != map_file(other, tmp_path)
    assert list_path(Project(tmp_path), odd) != list_path(Project(tmp_path), other)
    assert digest({odd.name: b"", "a": b""}) != digest({other.name: b"", "a": b""})
