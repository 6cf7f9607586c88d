import json
import os

import pytest

from evaltoolkit.batch.manifest import BEGUN, DONE, FAILED, Line, append_line, last_lines, read_manifest
from evaltoolkit.errors import RunError
from evaltoolkit.language import Language


def line(key, state=DONE, **more):
    return Line(state, "2026-01-01T08:00:00+08:00", key, f"{key}街道", f"{key}.html", **more)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "manifest.jsonl"


def test_what_is_appended_is_read_back_in_order_and_the_last_word_on_a_street_counts(path):
    written = [
        Line(BEGUN, "2026-01-01T08:00:00+08:00", versions={"python": "3.11.2"}),
        line("甲", inputs={"workbook": "ab"}, outputs={"reports/r/甲.html": "cd"}, seconds=1.25),
        line("乙", FAILED, exit_code=14),
        line("乙"),
    ]
    for one in written:
        append_line(path, one)

    assert read_manifest(path) == tuple(written)
    assert last_lines(read_manifest(path)) == {"甲": written[1], "乙": written[3]}
    assert all(json.loads(said)["schema_version"] == 1 for said in path.read_text(encoding="utf-8").splitlines())


def test_there_is_no_line_where_there_is_no_file(path):
    assert read_manifest(path) == ()


def test_a_line_torn_at_any_byte_is_void_and_harms_neither_those_before_nor_the_next(path):
    append_line(path, line("甲"))
    whole = path.stat().st_size
    append_line(path, line("乙"))
    content = path.read_bytes()
    for cut in range(whole, len(content) - 1):
        path.write_bytes(content[:cut])
        assert read_manifest(path) == (line("甲"),), cut
        append_line(path, line("丙"))
        assert read_manifest(path) == (line("甲"), line("丙")), cut


@pytest.mark.parametrize(
    "rest", [b"\x00" * 512, b"\xe7\x94", b"[1, 2]\n", b"{}\n", b"null\n", b'{"schema_version": 2, "state": "done"}\n',
             b'{"schema_version": 1, "state": "done", "time": "", "unknown": 1}\n'],
)  # fmt: skip
def test_what_is_no_line_of_this_version_counts_as_nothing(path, rest):
    append_line(path, line("甲"))
    with path.open("ab") as stream:
        stream.write(rest)
    append_line(path, line("乙"))

    assert read_manifest(path) == (line("甲"), line("乙"))


def test_a_line_is_on_the_disk_when_the_call_returns(path, monkeypatch):
    flushed = []
    flush = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(path.read_bytes()), flush(handle)))
    append_line(path, line("甲"))

    assert flushed == [path.read_bytes()]


def test_a_disk_that_takes_no_more_stops_with_a_sentence_and_a_remedy(path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunError) as error:
        append_line(path, line("甲"))

    assert "manifest.jsonl 无法续写（磁盘已满）" in Language().say(error.value.sentence)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_only_the_owner_can_read_it(path):
    append_line(path, line("甲"))

    assert path.stat().st_mode & 0o777 == 0o600
