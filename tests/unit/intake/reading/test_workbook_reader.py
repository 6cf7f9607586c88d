"""A folder of csv files is read by the names of its files, or not at all."""

import os
import sys

import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.intake.reading.workbook_reader import read_workbook


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no name that is no text")
@pytest.mark.parametrize("mapped", [False, True])
def test_a_folder_with_a_name_in_another_encoding_stops_and_leaves_no_table_out(tmp_path, mapped):
    (tmp_path / "测量.csv").write_text("档案号,量表\nA1,uls6\n", encoding="utf-8")
    odd = tmp_path / os.fsdecode("服务对象.csv".encode("gbk"))
    odd.write_text("档案号,姓名\nA1,王芳\n", encoding="utf-8")

    with pytest.raises(FileError, match="rename"):
        read_workbook(tmp_path, mapped=mapped)
    odd.rename(tmp_path / "服务对象.csv")
    assert {sheet.name for sheet in read_workbook(tmp_path, mapped=mapped).sheets} == {"测量", "服务对象"}
