import os

from evaltoolkit.intake.files.workbook_places import find_workbooks


def test_a_name_that_is_no_utf_8_gives_no_street(tmp_path):
    (tmp_path / os.fsdecode("云城_2025.xlsx".encode("gbk"))).touch()
    (found,) = find_workbooks(".", start=tmp_path, year=2025)
    assert found.refusal is not None
