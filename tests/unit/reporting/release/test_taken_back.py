"""Two ways back from what was published: it was never sent, or it was wrong and is corrected."""

import shutil

import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.ledger import Ledger, ledger_path
from evaltoolkit.reporting.release.page_name import table_name
from evaltoolkit.reporting.release.published_list import list_path, read_list
from evaltoolkit.reporting.release.taken_back import costs_of, is_known, runs_before, supersede, withdraw
from evaltoolkit.words.chapters.front_facts import front_facts
from tests.published_street import PLAN, visible


def test_what_was_never_sent_is_deleted_and_struck_with_date_and_what_is_affirmed(publish, tmp_path):
    publish([30], "a")
    assert withdraw(tmp_path, PLAN, "a", "没有发出") == ("reports/a/shili_2025.results.json",)
    assert not (tmp_path / "reports" / "a" / "shili_2025.results.json").exists()
    assert visible(publish([32], "b"))
    (entry,) = Ledger.read(tmp_path, PLAN).log
    assert (entry["what"], entry["says"], entry["files"]) == (
        "withdrawn", "没有发出", ["reports/a/shili_2025.results.json"]
    )  # fmt: skip
    assert len(entry["on"]) == 10
    struck = {line.place for line in read_list(tmp_path) if line.withdrawn}
    assert struck == {"reports/a/shili_2025.results.json", "reports/a/shili_2025.results（另存）.json"}


def test_the_workbook_of_streets_goes_with_what_was_withdrawn_since_it_repeats_it(publish, tmp_path):
    publish([30], "a")
    book = tmp_path / "reports" / "a" / table_name("2023", is_made=True, language="zh_CN")
    other = tmp_path / "reports" / "b" / book.name
    other.parent.mkdir()
    for path in (book, other):
        path.write_bytes(b"x")
    withdraw(tmp_path, PLAN, "a", "没有发出")
    assert (book.exists(), other.exists()) == (False, True)
    assert f"reports/a/{book.name}" in {line.place for line in read_list(tmp_path) if line.withdrawn}


def test_a_state_of_which_another_paper_was_sent_stays_known(publish, tmp_path):
    publish([30], "a")
    publish([30], "b")
    withdraw(tmp_path, PLAN, "a", "没有发出")
    assert not visible(publish([32], "c"))


def test_only_the_papers_that_lie_there_now_are_struck_those_whose_place_they_took_may_have_been_sent(
    publish, tmp_path
):
    publish([30], "2025")
    assert not visible(publish([32], "2025"))
    assert withdraw(tmp_path, PLAN, "2025", "第二份没有发出") == ("reports/2025/shili_2025.results.json",)
    assert is_known(tmp_path, PLAN, "2025")
    assert not visible(publish([32], "2025"))
    withdraw(tmp_path, PLAN, "2025", "第二份没有发出")
    withdraw(tmp_path, PLAN, "2025", "第一份也没有发出")
    assert not is_known(tmp_path, PLAN, "2025")
    assert visible(publish([32], "2025"))


def test_a_paper_made_again_in_the_place_of_another_lies_there_and_is_the_one_that_is_struck(publish, tmp_path):
    publish([30], "2025")
    publish([60], "2025")
    publish([30], "2025")
    withdraw(tmp_path, PLAN, "2025", "没有发出")
    assert visible(publish([32], "c"))
    assert not visible(publish([62], "d"))


def test_of_papers_of_which_nobody_wrote_down_whose_place_they_took_the_last_is_struck(publish, tmp_path):
    publish([30], "2025")
    publish([60], "2025")
    path = ledger_path(tmp_path, PLAN)
    path.write_text(path.read_text(encoding="utf-8").replace('"replaced"', '"unknown"'), encoding="utf-8")
    withdraw(tmp_path, PLAN, "2025", "没有发出")
    assert visible(publish([62], "c"))
    assert not visible(publish([32], "d"))


@pytest.mark.parametrize("change", [withdraw, supersede])
@pytest.mark.parametrize(("run", "says"), [("b", "没有发出"), ("a", " ")])
def test_neither_is_done_without_a_paper_and_without_words(change, run, says, publish, tmp_path):
    publish([30], "a")
    before = Ledger.read(tmp_path, PLAN)
    with pytest.raises(UserError) as error:
        change(tmp_path, PLAN, run, says)
    assert error.value.exit_code is ExitCode.USAGE
    assert Ledger.read(tmp_path, PLAN) == before


def test_a_correction_of_one_person_is_published_again_and_names_what_it_corrects(publish, tmp_path, zh):
    publish([30], "a")
    assert not visible(publish([31], "a"))
    supersede(tmp_path, PLAN, "a", "漏录一人")
    again = publish([31], "a")
    assert visible(again)
    assert again.corrects == ("漏录一人",)
    assert "漏录一人" in str(front_facts(PLAN, again, zh))
    assert [entry["what"] for entry in Ledger.read(tmp_path, PLAN).log] == ["superseded"]


def test_a_corrected_paper_takes_the_place_of_the_one_that_lies_there_and_of_no_good_one_before(publish, tmp_path):
    publish([30], "a")
    publish([60], "a")
    supersede(tmp_path, PLAN, "a", "第二份错录")
    assert visible(publish([62], "a"))
    assert not visible(publish([32], "a"))
    assert not visible(publish([64], "a"))


def test_a_paper_that_was_made_already_is_the_correction_of_those_before_it_and_stays_to_be_compared_with(
    publish, tmp_path
):
    publish([30], "a")
    publish([32], "a")
    supersede(tmp_path, PLAN, "a", "漏录两人")
    again = publish([32], "a")
    assert (visible(again), again.corrects) == (True, ("漏录两人",))
    assert not visible(publish([34], "a"))


def test_a_good_page_of_earlier_data_that_still_lies_there_is_not_called_wrong(publish, tmp_path):
    publish([30], "a")
    publish([30], "a", slug="page")
    publish([60], "a")
    assert supersede(tmp_path, PLAN, "a", "错录") == ("reports/a/shili_2025.results.json",)
    assert visible(publish([62], "a"))
    assert not visible(publish([32], "a"))


def test_what_was_corrected_stays_so_when_its_correction_is_corrected(publish, tmp_path):
    publish([30], "a")
    supersede(tmp_path, PLAN, "a", "漏录")
    assert visible(publish([32], "b"))
    supersede(tmp_path, PLAN, "b", "又漏录")
    assert visible(publish([36], "c"))
    assert visible(publish([32], "b"))


def test_papers_before_the_wrong_one_are_not_corrected_by_it_once_another_took_its_place(publish, tmp_path):
    publish([30], "a")
    publish([32], "a")
    supersede(tmp_path, PLAN, "a", "错录")
    assert visible(publish([36], "a"))
    assert not visible(publish([32], "a"))


def test_a_later_state_is_compared_with_the_wrong_paper_and_with_the_corrected_one(publish, tmp_path):
    publish([30], "a")
    supersede(tmp_path, PLAN, "a", "漏录")
    assert visible(publish([40], "b"))
    assert not visible(publish([32], "c"))
    assert not visible(publish([42], "d"))
    assert visible(publish([50], "e"))


def test_the_superseded_paper_made_again_stays_as_it_was(publish, tmp_path):
    publish([30], "a")
    before = (tmp_path / "reports" / "a" / "shili_2025.results.json").read_bytes()
    supersede(tmp_path, PLAN, "a", "漏录一人")
    publish([31], "b")
    publish([30], "a")
    assert (tmp_path / "reports" / "a" / "shili_2025.results.json").read_bytes() == before


def test_what_earlier_papers_cost_is_counted(publish, tmp_path):
    publish([30], "a")
    shown = publish([31], "b")
    said = {"withheld": [{"columns": entry.columns, "reason": entry.reason.value} for entry in shown.hidden]}
    assert costs_of(said) > 0
    assert runs_before(tmp_path, PLAN, "b") == ("a",)


@pytest.mark.parametrize("held_open", [0, 1, 2])
def test_where_one_paper_cannot_be_deleted_nothing_is_withdrawn_and_a_sentence_says_so(
    held_open, publish, tmp_path, monkeypatch, zh
):
    publish([30], "a")
    for slug in ("shili_two", "shili_three"):
        publish([30], "a", slug=slug)
    papers = sorted((tmp_path / "reports" / "a").iterdir())
    before, told = [path.read_bytes() for path in papers], Ledger.read(tmp_path, PLAN)

    def move(path, place, real=shutil.move):
        if path == papers[held_open]:
            raise PermissionError(13, "in use")
        return real(path, place)

    monkeypatch.setattr("evaltoolkit.reporting.release.taken_back.shutil.move", move)
    with pytest.raises(UserError) as error:
        withdraw(tmp_path, PLAN, "a", "没有发出")
    assert error.value.exit_code is ExitCode.TARGET_BUSY
    assert "没有撤回任何文件" in zh.say(error.value.sentence)
    assert [path.read_bytes() for path in papers] == before
    assert Ledger.read(tmp_path, PLAN) == told
    assert not list_path(tmp_path).exists()
    assert not list((tmp_path / "private").glob(".withdrawn-*"))


def test_where_the_list_cannot_be_written_the_papers_and_the_ledger_are_as_they_were(publish, tmp_path):
    publish([30], "a")
    (path,) = (tmp_path / "reports" / "a").iterdir()
    before, told = path.read_bytes(), Ledger.read(tmp_path, PLAN)
    list_path(tmp_path).mkdir()
    with pytest.raises(UserError):
        withdraw(tmp_path, PLAN, "a", "没有发出")
    assert path.read_bytes() == before
    assert Ledger.read(tmp_path, PLAN) == told


def test_the_run_s_index_tells_nothing_of_what_was_withdrawn(publish, tmp_path):
    publish([30], "a")
    index = tmp_path / "reports" / "a" / "index.html"
    index.write_text("<!doctype html><title>示例街道 80 分</title>", encoding="utf-8")
    other = tmp_path / "reports" / "b" / "index.html"
    other.parent.mkdir()
    other.write_bytes(index.read_bytes())

    assert "reports/a/index.html" in withdraw(tmp_path, PLAN, "a", "没有发出")
    assert not index.exists()
    assert other.exists()


@pytest.mark.parametrize("act", [withdraw, supersede])
@pytest.mark.parametrize("words", ["欧阳晓棠的分数录错了", "电话13812345678的人录错了", "YC2023001 的前测改了"])
def test_whoever_is_named_in_what_is_affirmed_is_not_kept_for_the_next_paper_to_print(
    publish, tmp_path, monkeypatch, act, words
):
    publish([30], "a")
    roster = Roster(frozenset({"欧阳晓棠"}), numbers=frozenset({"YC2023001"}))
    monkeypatch.setattr("evaltoolkit.reporting.release.taken_back.station_roster", lambda plan, home: roster)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"}
    with pytest.raises(UserError) as raised:
        act(tmp_path, PLAN, "a", words)
    assert raised.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert words not in raised.value.sentence.english()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"}
    assert after == before
    act(tmp_path, PLAN, "a", "录入错误已改正")
