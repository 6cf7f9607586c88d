"""`verify`: of every file somebody holds it is said whether it is the published one."""

import io
import json
import random
from datetime import date

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from evaltoolkit.batch.manifest import DONE, Line, append_line, manifest_path
from evaltoolkit.batch.verify import State, exit_code, unsearched, verify
from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting.page.report_number import NUMBER
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.provenance import sha256_of
from evaltoolkit.reporting.release.published_list import list_path, read_list, strike, write_down_replaced
from evaltoolkit.reporting.release.release import release
from evaltoolkit.reporting.release.release_files import release_files

PAGE = '<!doctype html><html lang="zh-CN"><head><style>a{{}}</style></head><body><main><p>{}</p></main></body></html>'


@pytest.fixture
def home(tmp_path):
    """A project with a published page, its results and a workbook of figures."""
    folder = tmp_path / "reports" / "2025"
    release(
        {folder / "a_2025.html": PAGE.format("得分"), folder / "a_2025.results.json": '{"key": "a_2025"}'}, Roster()
    )
    return tmp_path


def state_of(place, home):
    (found,) = verify(str(place), home)
    return found.state


def test_a_published_file_is_known_wherever_it_lies_and_whatever_it_is_called(home, tmp_path):
    page = home / "reports" / "2025" / "a_2025.html"
    sent = tmp_path / "微信收到的文件.html"
    sent.write_bytes(page.read_bytes())
    assert state_of(page, home) is State.PUBLISHED
    assert state_of(sent, home) is State.PUBLISHED


@pytest.mark.parametrize("name", ["a_2025.html", "a_2025.results.json"])
def test_each_of_a_hundred_changes_of_one_byte_is_found(home, name):
    path, chance = home / "reports" / "2025" / name, random.Random(name)  # noqa: S311
    published = path.read_bytes()
    for _ in range(50):
        place = chance.randrange(len(published))
        changed = bytes([published[place] ^ (1 << chance.randrange(8))])
        path.write_bytes(published[:place] + changed + published[place + 1 :])
        assert state_of(path, home) is State.CHANGED


def test_what_was_never_published_is_unknown_and_what_was_replaced_is_an_earlier_one(home, tmp_path):
    page, other = home / "reports" / "2025" / "a_2025.html", tmp_path / "other.html"
    other.write_text("<p>", encoding="utf-8")
    kept = tmp_path / "kept.html"
    kept.write_bytes(page.read_bytes())
    release({page: PAGE.format("新的得分")}, Roster())
    assert state_of(other, home) is State.UNKNOWN
    assert state_of(kept, home) is State.EARLIER
    assert state_of(page, home) is State.PUBLISHED


PAGE_PLACE = "reports/2025/a_2025.html"


def test_a_copy_of_a_withdrawn_paper_is_withdrawn_with_its_day(home, tmp_path, zh):
    page, sent = home / PAGE_PLACE, tmp_path / "微信收到的文件.html"
    page.rename(sent)
    strike(home, [PAGE_PLACE])
    (found,) = verify(str(sent), home)
    assert found.state is State.WITHDRAWN
    assert f"已于 {date.today().isoformat()} 撤回" in zh.say(found.sentence())
    assert exit_code((found,)) is ExitCode.FILE_BROKEN


def test_what_lay_there_before_a_withdrawn_paper_is_earlier_and_not_withdrawn(home, tmp_path):
    page, first, second = home / PAGE_PLACE, tmp_path / "first.html", tmp_path / "second.html"
    first.write_bytes(page.read_bytes())
    release({page: PAGE.format("新的得分")}, Roster())
    page.rename(second)
    strike(home, [PAGE_PLACE], [PAGE_PLACE])
    assert (state_of(first, home), state_of(second, home)) == (State.EARLIER, State.WITHDRAWN)
    strike(home, [PAGE_PLACE])
    assert (state_of(first, home), state_of(second, home)) == (State.WITHDRAWN, State.WITHDRAWN)


def test_a_file_that_lies_where_a_paper_was_withdrawn_is_told(home):
    assert unsearched("2025", home) == ()
    strike(home, [PAGE_PLACE])
    (said,) = unsearched("2025", home)
    assert PAGE_PLACE in str(said)


def test_of_a_run_a_withdrawn_paper_is_not_missing(home, zh):
    (home / PAGE_PLACE).unlink()
    strike(home, [PAGE_PLACE])
    found = {one.name: one for one in verify("2025", home)}
    assert found["a_2025.html"].state is State.GONE
    assert "撤回" in zh.say(found["a_2025.html"].sentence())
    assert exit_code(tuple(found.values())) is ExitCode.OK


def test_what_is_published_again_after_it_was_withdrawn_is_published_and_the_old_copy_stays_withdrawn(home, tmp_path):
    page, kept = home / PAGE_PLACE, tmp_path / "kept.html"
    page.rename(kept)
    strike(home, [PAGE_PLACE])
    release({page: PAGE.format("新的得分")}, Roster())
    assert (state_of(page, home), state_of(kept, home)) == (State.PUBLISHED, State.WITHDRAWN)
    release({page: PAGE.format("得分")}, Roster())
    assert state_of(kept, home) is State.PUBLISHED


def test_bytes_withdrawn_from_one_run_and_published_in_another_are_published(home):
    other = home / "reports" / "again" / "a_2025.html"
    release({other: PAGE.format("得分")}, Roster())
    strike(home, [PAGE_PLACE])
    assert state_of(other, home) is State.PUBLISHED


def test_a_paper_that_only_its_run_knows_can_be_withdrawn(home):
    list_path(home).unlink()
    page = home / PAGE_PLACE
    outputs = {PAGE_PLACE: sha256_of(page)}
    append_line(manifest_path(home, "2025"), Line(DONE, "2026-01-01T08:00:00+08:00", "a_2025", outputs=outputs))
    strike(home, [PAGE_PLACE])
    assert state_of(page, home) is State.WITHDRAWN


def test_of_a_run_every_file_is_told_with_what_is_missing_and_what_lies_there_besides(home):
    folder = home / "reports" / "2025"
    (folder / "a_2025.results.json").unlink()
    (folder / "b.html").write_text("<p>", encoding="utf-8")
    found = {one.name: one.state for one in verify("2025", home)}
    assert found == {"a_2025.html": State.PUBLISHED, "a_2025.results.json": State.MISSING, "b.html": State.UNKNOWN}
    assert exit_code(verify("2025", home)) is ExitCode.FILE_BROKEN


def test_a_report_from_before_the_list_is_known_by_its_manifest(home):
    list_path(home).unlink()
    page = home / "reports" / "2025" / "a_2025.html"
    outputs = {"reports/2025/a_2025.html": sha256_of(page)}
    append_line(manifest_path(home, "2025"), Line(DONE, "2026-01-01T08:00:00+08:00", "a_2025", outputs=outputs))
    assert state_of(page, home) is State.PUBLISHED


def test_neither_a_file_nor_a_run_is_a_sentence(home):
    with pytest.raises(UserError) as refused:
        verify("没有", home)
    assert refused.value.exit_code is ExitCode.FILE_MISSING


def test_every_kind_of_published_file_stands_in_the_list_and_a_private_one_does_not(home):
    folder = home / "reports" / "explore"
    release_files({folder / "a.png": png()}, Roster())
    release({home / "private" / "2025" / "s.html": PAGE.format("站内")}, Roster(), private=True)
    places = [line.place for line in read_list(home) if line.time]
    assert places == ["reports/2025/a_2025.html", "reports/2025/a_2025.results.json", "reports/explore/a.png"]
    with list_path(home).open("ab") as stream:
        stream.write(b'{"place": "torn')
    assert [line.place for line in read_list(home) if line.time] == places
    assert all(json.loads(line) for line in list_path(home).read_bytes().split(b"\n")[:-1] if line)


def test_each_page_bears_a_number_of_its_own_on_the_page_and_on_every_sheet(home):
    folder = home / "reports" / "2025"
    release({folder / "b_2025.html": PAGE.format("别的")}, Roster())
    pages = [(folder / name).read_text(encoding="utf-8") for name in ("a_2025.html", "b_2025.html")]
    numbers = [NUMBER.findall(page) for page in pages]
    assert [len(found) for found in numbers] == [1, 1]
    assert numbers[0] != numbers[1]
    for page, (number,) in zip(pages, numbers, strict=True):
        assert "@bottom-center" in page
        assert "".join(f"\\{ord(sign):x} " for sign in number) in page


def png():
    stream, words = io.BytesIO(), PngInfo()
    words.add_itxt("Description", "得分")
    Image.new("RGB", (2, 2)).save(stream, format="PNG", pnginfo=words)
    return stream.getvalue()


def test_a_page_whose_place_another_name_took_is_an_earlier_one_and_is_not_missed(home, tmp_path):
    page = home / "reports" / "2025" / "a_2025.html"
    kept = tmp_path / "kept.html"
    kept.write_bytes(page.read_bytes())
    page.unlink()
    write_down_replaced(home, {"reports/2025/a_2025.html": "reports/2025/甲.html"})
    assert state_of(kept, home) is State.EARLIER
    assert {one.state for one in verify("2025", home)} == {State.PUBLISHED}
    release({page: PAGE.format("又一份")}, Roster())
    assert {one.state for one in verify("2025", home)} == {State.PUBLISHED}


@pytest.mark.parametrize("place", ["2025", "reports/2025", "./reports/2025/", "reports/../reports/2025"])
def test_a_run_is_known_by_its_name_and_by_its_folder(place, home, monkeypatch):
    monkeypatch.chdir(home)
    assert {found.state for found in verify(place, home)} == {State.PUBLISHED}


@pytest.mark.parametrize("place", ["", ".", "..", "reports", "private", "2025/..", "/", "2025/没有"])
def test_what_is_no_run_is_said_to_be_none(place, home, monkeypatch):
    monkeypatch.chdir(home)
    with pytest.raises(UserError) as refused:
        verify(place, home)
    assert refused.value.exit_code is ExitCode.FILE_MISSING


def test_every_file_in_a_run_that_no_list_knows_is_told_and_no_other(home, monkeypatch):
    folder = home / "reports" / "2025"
    assert unsearched("2025", home) == ()
    (folder / "a_2025.html").write_text("changed by hand", encoding="utf-8")  # whoever verifies is told
    for name in (".x.part", "~$a.docx"):
        (folder / name).write_text("x", encoding="utf-8")
    other = home / "reports" / "2026" / "b.csv"
    other.parent.mkdir()
    other.write_text("x", encoding="utf-8")
    assert unsearched("2025", home) == ()
    assert unsearched("2024", home) == ()

    written = [f"answers_{n}.csv" for n in range(3)] + ["sub/names.xlsx", "b_2025.html", "c.png"]
    for number, name in enumerate(written, 1):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
        monkeypatch.setattr("evaltoolkit.batch.verify.sha256_of", lambda path: pytest.fail("no bytes are read"))
        (said,) = unsearched("2025", home)
        words = said.english()
        assert sum(f"reports/2025/{one}" in words for one in written) == min(number, 5)
        assert ("1 more" in words) == (number == 6)
        assert ("c.png以及另外 1 个文件" in Language().say(said)) == (number == 6)
        assert "a_2025" not in words


def test_links_in_a_circle_and_a_name_no_file_can_have_are_neither_a_file_nor_a_run(home, monkeypatch):
    monkeypatch.chdir(home)
    (home / "loop").symlink_to("loop")
    for place in ("loop", str(home / "loop"), "a" * 300):
        with pytest.raises(UserError, match="neither a file nor a published run"):
            verify(place, home)
