import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.intake.entry.own_wording import OwnWording, read_wording, read_wording_file


def test_two_marked_lines_before_the_items_say_what_comes_first_and_name_the_answers():
    found = read_wording("说明: 最近一周\n\n选项：从不、 有时 、经常\n第一题\n")
    assert found == OwnWording(("第一题",), "最近一周", ("从不", "有时", "经常"))


def test_after_the_first_item_such_a_line_is_an_item():
    assert read_wording("第一题\n选项：甲、乙\n").items == ("第一题", "选项：甲、乙")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_file_of_items_is_read_as_windows_writes_it(tmp_path, encoding):
    path = tmp_path / "题目.txt"
    path.write_bytes("第一题\r\n\r\n  第二题\r\n".encode(encoding))
    assert read_wording_file(path) == OwnWording(("第一题", "第二题"))


def test_a_file_that_is_missing_or_no_text_is_said(tmp_path):
    with pytest.raises(FileError, match="no readable file"):
        read_wording_file(tmp_path / "没有.txt")
    (tmp_path / "图.png").write_bytes(b"\x89PNG\xff\xff\x80\x00")
    with pytest.raises(FileError, match="no text file"):
        read_wording_file(tmp_path / "图.png")
