"""The list of words that may be names is read however a spreadsheet saved it, and never lost."""

import csv
import io

import openpyxl
import pytest

from evaltoolkit.errors import FileError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.name_list import HEADER, answers_digest, file_unsure, filed_lines, read_answers

ROWS = [HEADER, ("王建国", "表三 A", "是"), ("白杨林", "表三, B", "否")]
ANSWERS = {"王建国": True, "白杨林": False}


def as_text(separator, encoding, before=""):
    content = io.StringIO()
    csv.writer(content, delimiter=separator).writerows(ROWS)
    return (before + content.getvalue()).encode(encoding)


def as_book():
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


SAVED = {
    "comma": as_text(",", "utf-8-sig"),
    "comma of Windows": as_text(",", "gb18030"),
    "Unicode text": as_text("\t", "utf-16"),
    "tab": as_text("\t", "gb18030"),
    "semicolon": as_text(";", "utf-8"),
    "telling its sign": as_text(";", "utf-8", "sep=;\n"),
    "workbook": as_book(),
}


@pytest.fixture
def listed(tmp_path):
    project = Project(tmp_path)
    project.names.mkdir(parents=True)
    return project, project.names / "站_01234567.csv"


@pytest.mark.parametrize("way", SAVED)
def test_answers_are_read_however_the_list_was_saved_and_stay(listed, way):
    project, path = listed
    path.write_bytes(SAVED[way])
    digest = answers_digest(project)

    assert read_answers(path) == ANSWERS
    file_unsure(path, {"黎明": "表四 A"})
    assert read_answers(path) == ANSWERS
    assert "黎明" in path.read_text(encoding="utf-8-sig")
    assert answers_digest(project) == digest


LOST = {
    "a field without end": as_text(",", "utf-8") + b'"' + b"x" * 200_000 + b'",y,z\n',
    "unknown sign between": as_text("|", "utf-8"),
    "no text": bytes(range(256)) * 4,
    "half a workbook": as_book()[:900],
    "no header": b"a,b,c\n",
}


@pytest.mark.parametrize("what", LOST)
def test_a_list_that_cannot_be_read_is_named_and_left_as_it_is(listed, what):
    project, path = listed
    path.write_bytes(LOST[what])

    for touch in (read_answers, lambda place: file_unsure(place, {"黎明": "表四 A"})):
        with pytest.raises(FileError, match=r"站_01234567\.csv"):
            touch(path)
    assert path.read_bytes() == LOST[what]
    assert answers_digest(project) != answers_digest(Project(project.root / "other"))


def test_an_empty_list_holds_no_answer(listed):
    _, path = listed
    path.touch()

    assert read_answers(path) == {}


def test_a_folder_in_the_place_of_the_list_is_named(listed):
    _, path = listed
    path.mkdir()

    with pytest.raises(FileError, match=r"站_01234567\.csv"):
        read_answers(path)


def test_what_is_open_in_the_list_is_said_and_what_is_asked_no_more_is_left_out(listed):
    _, path = listed
    assert not list(filed_lines(path))
    file_unsure(path, {"王建国": "表三 A", "白杨林": "表三 B"})
    assert [dict(line.parameters)["n"] for line in filed_lines(path)] == [2]
    file_unsure(path, {"白杨林": "表三 B"})
    assert [dict(line.parameters)["n"] for line in filed_lines(path)] == [1]
    path.write_bytes(SAVED["comma"])
    assert not list(filed_lines(path))


def test_a_list_lies_ready_for_a_word_that_is_not_asked_about_and_keeps_its_answer(listed):
    project, path = listed
    digest = answers_digest(project)

    assert file_unsure(path, {}, is_open=True) is None
    assert (read_answers(path), answers_digest(project)) == ({}, digest)
    path.write_text(f"{path.read_text(encoding='utf-8-sig')}石井,,否\n", encoding="utf-8-sig")
    file_unsure(path, {}, is_open=True)
    assert read_answers(path) == {"石井": False}
