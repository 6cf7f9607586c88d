"""Pictures and workbooks pass the gate in their finished bytes."""

from io import BytesIO

import pytest
import xlsxwriter
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.release_files import release_files

NAME, PHONE = "禤甲乙", "13800138000"
ROSTER = Roster(names=frozenset({NAME}))


def picture(**words):
    info = PngInfo()
    for key, value in words.items():
        info.add_itxt(key, value)
    stream = BytesIO()
    Image.new("RGB", (2, 2)).save(stream, format="PNG", pnginfo=info)
    return stream.getvalue()


def workbook(cell="工时", sheet="表", comment=""):
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.write(0, 0, cell)
        if comment:
            page.write_comment(0, 0, comment)
        book.set_properties({"author": "evaltoolkit"})
    return stream.getvalue()


def test_clean_files_are_written_as_they_are(tmp_path):
    contents = {
        tmp_path / "reports" / "a.png": picture(Description="满意率 97%"),
        tmp_path / "reports" / "a.xlsx": workbook(),
        tmp_path / "reports" / "a.results.json": b'{"tables": {}}',
    }
    assert release_files(contents, ROSTER) == {path: path for path in contents}
    assert {path: path.read_bytes() for path in contents} == contents


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", picture(Description=f"组员{NAME}好转")),
        ("a.png", picture(Description="满意", Comment=f"电话 {PHONE}")),
        ("a.xlsx", workbook(cell=NAME)),
        ("a.xlsx", workbook(cell=f"电话 {PHONE}")),
        ("a.xlsx", workbook(sheet=NAME)),
        ("a.xlsx", workbook(comment=f"电话 {PHONE}")),
        ("a.json", f'{{"a": "{NAME}"}}'.encode()),
        (f"组员{NAME}.png", picture(Description="满意")),
    ],
)
def test_what_names_a_person_keeps_every_file_back(tmp_path, name, content):
    clean = tmp_path / "clean.xlsx"
    with pytest.raises(UserError) as caught:
        release_files({clean: workbook(), tmp_path / name: content}, ROSTER)
    assert caught.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert PHONE not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_without_words_is_not_published(tmp_path):
    with pytest.raises(RunError, match="does not carry its words"):
        release_files({tmp_path / "a.png": picture()}, ROSTER)


def test_other_kinds_of_file_have_no_way_out(tmp_path):
    with pytest.raises(RunError, match="no search for files of this kind"):
        release_files({tmp_path / "a.svg": b"<svg/>"}, ROSTER)
