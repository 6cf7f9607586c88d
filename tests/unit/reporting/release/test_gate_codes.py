"""No person's code stands in any kind of file that leaves the station, however it is written; in its own it may."""

import json
import zipfile
from html import escape
from io import BytesIO

import pytest
from openpyxl import Workbook

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.intake.people.pseudonyms import pseudonyms
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.release_files import release_files

CODES = frozenset(pseudonyms([str(number) for number in range(400)], b"7" * 32, prefix="C").values())
SOME = sorted(CODES)[::40]
WIDE = str.maketrans({chr(place): chr(place + 0xFEE0) for place in range(0x21, 0x7F)})
FORMS = {
    "as it is": lambda code: f"{code}的变化最大",
    "in brackets": lambda code: f"（{code}）",
    "small": lambda code: f"见{code.lower()}、",
    "wide": lambda code: f"见{code.translate(WIDE)}。",
}


def page(words):
    return f"<h2>一</h2><p>{escape(words)}</p>".encode()


def attribute(words):
    return f'<img src="" alt="{escape(words)}">'.encode()


def results(words):
    return json.dumps({"tables": {"quotes": {"rows": [{"words": words}]}}}).encode()


def key(words):
    return json.dumps({words: 1}).encode()


def book(words):
    made, stream = Workbook(), BytesIO()
    made.active["B2"] = words
    made.save(stream)
    return stream.getvalue()


def document(words):
    stream = BytesIO()
    named = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p {named}><w:r><w:t>{escape(words)}</w:t></w:r></w:p>")
    return stream.getvalue()


FILES = {
    "page": (page, ".html"),
    "attribute": (attribute, ".html"),
    "results": (results, ".json"),
    "key": (key, ".json"),
    "word": (document, ".docx"),
    "workbook": (book, ".xlsx"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", FILES)
def test_a_code_is_found_and_not_told(tmp_path, kind, form):
    make, ending = FILES[kind]
    for code in SOME:
        with pytest.raises(UserError) as refused:
            release({tmp_path / f"a{ending}": make(FORMS[form](code))}, Roster(codes=CODES))
        assert refused.value.exit_code is ExitCode.IDENTIFIER_FOUND
        assert "a person's code" in refused.value.sentence.english()
        assert code not in refused.value.sentence.english()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["page", "results", "workbook"])
def test_what_stays_with_the_station_names_its_people_by_code(tmp_path, kind):
    make, ending = FILES[kind]
    put = release_files if ending == ".xlsx" else release
    assert put({tmp_path / f"a{ending}": make(SOME[0])}, Roster(codes=CODES), private=True)
    with pytest.raises(UserError):
        put({tmp_path / f"b{ending}": make(SOME[0])}, Roster(codes=CODES))


def test_a_code_inside_a_longer_word_is_none(tmp_path):
    words = " ".join(f"X{code} {code}9" for code in SOME)
    assert release({tmp_path / "a.html": page(words)}, Roster(codes=CODES))
