import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.errors import ExitCode, FileError, PlanError, UserError
from evaltoolkit.intake import ahead
from evaltoolkit.intake import load as load_module
from evaltoolkit.intake.ahead import fork_intake, spawn_intake
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.load import begin_take_in, data_digest, kernel_parameters, load, roster_file
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.language import Language
from evaltoolkit.model.plan import Plan

PLANTED = (
    "林一一",
    "李大明",
    "11010519491231002X",
    "13800138000",
    "13900139000",
    "云城东路12号3栋502",
    "赵二二",
    "D-7788",
)
SHEETS: dict[str, list[list[object]]] = {
    "服务对象": [
        ["档案号", "姓名", "身份证", "年龄", "联系电话", "居住地址", "人员类型", "本年度是否服务", "建档日期", "备注",
         "紧急联系人"],
        ["D-7788", "林一一", "11010519491231002X", 74, "13800138000", "白云区云城街道云城东路12号3栋502",
         "低保对象、独居老人", "是", "2023.1.2", "林 一一住云城东路12号3栋502，找李大明 139 0013 9000", "李大明"],
        ["D-7789", "赵二二", None, "七十", None, None, None, None, None, "证件１１０１０５１９４９１２３１００２ｘ",
         None],
    ],
    "测量": [
        ["档案号", "量表", "时点", "小组", "总分"],
        ["D-7788", "uls6", "前测", "林一一小组", 20],
        ["d-7788 ", "uls6", "后测", "林一一小组", 15],
    ],
}  # fmt: skip


GIVEN = {
    "street": "云城街道", "slug": "s", "district": "白云区", "year": 2023, "project": "社工站", "indicator_system": "x",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def plan(home: Path) -> Callable[[dict[str, list[list[object]]]], Plan]:
    def make(sheets: dict[str, list[list[object]]]) -> Plan:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(home / "data" / "站.xlsx")
        return street("data/站.xlsx")

    return make


def street(data: str | None) -> Plan:
    return plan_from({**GIVEN, "data": data})


def plan_file(home: Path) -> Path:
    """Write the parameter file of the same street."""
    path = home / "parameters" / "s.yaml"
    path.write_text(json.dumps({**GIVEN, "data": "data/站.xlsx"}), encoding="utf-8")
    return path


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the digest be made by a child: a second reading of the workbook would be an error."""
    run = load_module._run

    def only_digest(arguments: list[str]) -> object:
        assert "evaltoolkit.intake" not in arguments
        return run(arguments)

    monkeypatch.setattr(load_module, "_run", only_digest)


def test_without_data_there_are_no_tables(home: Path) -> None:
    evidence = load(street(None), home=home)
    assert evidence.tables == {}
    assert evidence.sha256 == ""
    assert "clients" in evidence.quality.tables_missing


def test_tables_come_typed_and_without_identifiers(plan: Callable, home: Path) -> None:
    evidence = load(plan(SHEETS), home=home)
    clients, measurements = evidence.tables["clients"], evidence.tables["measurements"]
    assert list(clients) == ["client", "age", "labels", "served", "enrolled_on", "note"]
    assert clients["labels"].tolist() == [("低保对象", "独居老人"), ()]
    assert clients["served"].dtype == "boolean"
    assert clients["age"].dtype == "float64"
    assert clients["enrolled_on"].dtype.kind == "M"
    assert measurements["client"].nunique() == 1
    assert measurements["client"][0] == clients["client"][0]
    assert len(evidence.sha256) == 64
    assert evidence.quality.tables_present == ("clients", "measurements")
    assert {"table", "level", "kind", "rows"} == set(evidence.quality.faults)


def test_planted_identifiers_are_in_no_file_of_the_store_but_the_roster_and_the_list_of_codes(
    plan: Callable, home: Path
) -> None:
    evidence = load(plan(SHEETS), home=home)
    words = " ".join(frame.astype(str).to_csv() for frame in evidence.tables.values())
    kept = {path for path in (home / "private").rglob("*") if path.is_file()}
    (codes,) = (home / "private" / "keys").glob("*.csv")
    stored = kept - {codes, roster_file(street("data/站.xlsx"), home=home)}
    assert stored
    for identifier in PLANTED:
        assert identifier not in words
        for path in stored:
            assert identifier.encode() not in path.read_bytes()
            assert identifier not in json.dumps(path.name)
    assert [identifier for identifier in PLANTED if identifier in codes.read_text("utf-8-sig")] == ["D-7788"]
    roster = pd.read_parquet(roster_file(street("data/站.xlsx"), home=home))
    assert {"林一一", "李大明", "D-7788"} <= set(roster["value"])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no owner-only bits")
def test_what_stays_with_the_station_is_for_its_owner_alone(plan: Callable, home: Path) -> None:
    load(plan(SHEETS), home=home)
    for path in (home / "private", *(home / "private").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.usefixtures("plan")
def test_fresh_tables_are_read_without_reading_the_workbook(
    plan: Callable, home: Path, request: pytest.FixtureRequest
) -> None:
    first = load(plan(SHEETS), home=home)
    request.getfixturevalue("no_child")
    second = load(street("data/站.xlsx"), home=home)
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)


def test_a_changed_workbook_is_taken_in_again_and_people_keep_their_codes(plan: Callable, home: Path) -> None:
    first = load(plan(SHEETS), home=home)
    second = load(plan({"测量": SHEETS["测量"]}), home=home)
    assert "clients" not in second.tables
    assert second.tables["measurements"]["client"][0] == first.tables["clients"]["client"][0]


def test_a_workbook_is_hashed_once_until_it_changes(plan: Callable, home: Path, monkeypatch) -> None:
    run, hashed = load_module._run, []
    monkeypatch.setattr(load_module, "_run", lambda words: hashed.append(words) or run(words))
    street_year = plan(SHEETS)
    first, again = (data_digest(street_year, home=home) for _ in range(2))
    os.utime(home / "data" / "站.xlsx", (1, 1))

    assert first == again == data_digest(street_year, home=home)
    assert len(hashed) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_a_process_forked_ahead_takes_one_workbook_in_as_a_fresh_one_does(plan: Callable, home: Path) -> None:
    street_year = plan(SHEETS)
    line = fork_intake(())
    (waiting,) = ahead._waiting
    first = load(street_year, home=home)
    kept = sorted(path.name for path in (home / "private" / "tables").iterdir())
    assert (line.closed, waiting.process.is_alive(), ahead._waiting) == (True, False, [])
    shutil.rmtree(home / "private" / "tables")

    assert load(street_year, home=home).tables["clients"].equals(first.tables["clients"])
    assert sorted(path.name for path in (home / "private" / "tables").iterdir()) == kept


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_faults_come_back_from_a_process_forked_ahead_and_its_death_is_a_sentence(plan: Callable, home: Path) -> None:
    fork_intake(())
    with pytest.raises(UserError, match="测量"):
        load(plan({"测量": [["量表"], ["uls6"]]}), home=home)
    fork_intake(())
    ahead._waiting[-1].process.kill()
    with pytest.raises(FileError) as error:
        load(plan(SHEETS), home=home)

    assert error.value.exit_code == ExitCode.FILE_BROKEN


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_a_workbook_that_was_begun_ahead_is_taken_in_once_and_as_ever(
    plan: Callable, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    street_year, file, project = plan(SHEETS), plan_file(home), Project(home)
    nobody_waits = begin_take_in(file, project)
    fork_intake(())
    begun, again = begin_take_in(file, project), begin_take_in(file, project)
    sent: list[object] = []
    monkeypatch.setattr(ahead._waiting[-1], "line", Heard(ahead._waiting[-1].line, sent))
    tables = load(street_year, home=home).tables
    fork_intake(())
    stands = begin_take_in(file, project)
    ahead._waiting.pop().process.kill()
    shutil.rmtree(home / "private" / "tables")

    assert (nobody_waits, begun, again, stands, sent) == (False, True, False, False, [ahead._GO_ON])
    assert tables["clients"].equals(load(street_year, home=home).tables["clients"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_what_was_begun_ahead_is_the_answer_of_no_other_workbook(plan: Callable, home: Path) -> None:
    file, other = plan_file(home), plan({"测量": [["量表"], ["uls6"]]})
    fork_intake(())
    (waiting,) = ahead._waiting
    assert ahead.ask_ahead([str(home / "data" / "other.xlsx"), "--home", str(home), "--year", "2023"], "0")
    with pytest.raises(UserError, match="测量"):
        load(other, home=home)

    assert (ahead._waiting, waiting.process.is_alive()) == ([], False)
    fork_intake(())
    assert begin_take_in(file, Project(home))
    with pytest.raises(UserError, match="测量"):  # faults come back as ever
        load(other, home=home)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_a_workbook_that_was_saved_anew_since_it_was_begun_is_taken_in_as_it_is_now(plan: Callable, home: Path) -> None:
    plan(SHEETS)
    fork_intake(())
    assert begin_take_in(plan_file(home), Project(home))
    ahead._waiting[-1].process.join(1.0)  # it has read the workbook by then
    later = plan({**SHEETS, "测量": [*SHEETS["测量"], ["D-7789", "uls6", "前测", "林一一小组", 18]]})
    found = load(later, home=home)
    roster = roster_file(later, home=home)

    assert (len(found.tables["measurements"]), ahead._waiting) == (3, [])
    assert roster is not None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_nothing_is_written_of_a_workbook_that_was_begun_and_is_not_asked_for(plan: Callable, home: Path) -> None:
    plan(SHEETS)
    fork_intake(())
    assert begin_take_in(plan_file(home), Project(home))
    (waiting,) = ahead._waiting
    waiting.process.join(1.0)  # it has read the workbook by then
    still = waiting.process.is_alive()
    ahead._waiting.pop().line.close()
    waiting.process.join(20)

    assert (still, waiting.process.is_alive()) == (True, False)
    assert sorted(path.name for path in home.iterdir()) == ["data", "notebooks", "parameters"]


def test_what_is_amiss_before_a_workbook_is_begun_is_left_to_be_said(plan: Callable, home: Path) -> None:
    street_year, file = plan(SHEETS), plan_file(home)
    spoilt = home / "parameters" / "scales" / "own.yaml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text("key: [", encoding="utf-8")

    assert not begin_take_in(file, Project(home))
    assert not begin_take_in(home / "parameters" / "none.yaml", Project(home))
    with pytest.raises(UserError, match=r"own\.yaml"):
        load(street_year, home=home)


class Heard:
    """A line that notes what is sent on it."""

    def __init__(self, line: Any, sent: list[object]) -> None:
        self._line, self._sent = line, sent

    def send(self, words: object) -> None:
        self._sent.append(words)
        self._line.send(words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)


@pytest.fixture
def standing() -> Iterator[BaseProcess]:
    """Start the process that takes in every workbook of this one."""
    spawn_intake()
    process = ahead._waiting[-1].process
    yield process
    process.kill()
    process.join()
    ahead._waiting.clear()


def test_a_process_that_stands_is_not_confused_by_what_it_was_told_after_a_workbook_with_faults(
    plan: Callable, home: Path, standing: BaseProcess
) -> None:
    (home / "data" / "站.xlsx").write_bytes(b"no workbook")
    assert begin_take_in(plan_file(home), Project(home))
    assert ahead._waiting[-1].line.poll(60)  # it has answered before it was told to go on
    with pytest.raises(UserError):
        load(street("data/站.xlsx"), home=home)

    assert len(load(plan(SHEETS), home=home).tables["clients"]) == 2
    assert standing.is_alive()


def test_one_process_takes_a_workbook_after_the_other_in_and_each_as_a_fresh_one_does(
    plan: Callable, home: Path, standing: BaseProcess
) -> None:
    kept = [read_and_forget(plan(sheets), home) for sheets in (SHEETS, {"测量": SHEETS["测量"]})]
    assert standing.is_alive()
    standing.kill()
    standing.join()
    ahead._waiting.clear()

    assert [read_and_forget(plan(sheets), home) for sheets in (SHEETS, {"测量": SHEETS["测量"]})] == kept


def read_and_forget(street_year: Plan, home: Path) -> dict[str, bytes]:
    """Take a workbook in, and return what is stored of it but its digest; that is removed."""
    load(street_year, home=home)
    (folder,) = (home / "private" / "tables").iterdir()
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    files["quality.json"] = files["quality.json"].replace(json.loads(files["quality.json"])["sha256"].encode(), b"")
    shutil.rmtree(home / "private" / "tables")
    return files


def test_faults_do_not_end_the_process_of_all_workbooks_and_its_death_is_one_sentence(
    plan: Callable, home: Path, standing: BaseProcess
) -> None:
    with pytest.raises(UserError, match="测量"):
        load(plan({"测量": [["量表"], ["uls6"]]}), home=home)
    assert standing.is_alive()
    standing.kill()
    with pytest.raises(FileError) as error:
        load(plan(SHEETS), home=home)

    assert error.value.exit_code == ExitCode.FILE_BROKEN
    assert load(plan(SHEETS), home=home).table("clients") is not None


def test_a_half_written_store_is_replaced(plan: Callable, home: Path) -> None:
    load(plan(SHEETS), home=home)
    folder = next(path for path in (home / "private" / "tables").iterdir())
    (folder / "quality.json").unlink()
    assert load(street("data/站.xlsx"), home=home).table("clients") is not None


def test_faults_that_must_be_put_right_come_back_all_at_once(plan: Callable, home: Path) -> None:
    bad = {
        "服务对象": [["档案号", "年龄"], [440106195001011234, 70], [440106195001011234, 71]],
        "出席": [["x"], [1]],
    }
    with pytest.raises(UserError) as refused:
        load(plan(bad), home=home)
    assert refused.value.exit_code is ExitCode.WORKBOOK_FAULTS
    assert len(refused.value.sentences) == 5
    assert "A2" in refused.value.sentences[0].english()
    kept = [file.name for file in (home / "private" / "tables").rglob("*") if file.is_file()]
    assert kept == ["roster.parquet"]  # what is said of the workbook is searched for its people


def test_an_unreadable_file_keeps_its_exit_code(home: Path) -> None:
    (home / "data" / "站.xlsx").write_bytes(b"<html>")
    with pytest.raises(UserError) as refused:
        load(street("data/站.xlsx"), home=home)
    assert refused.value.exit_code is ExitCode.FILE_NOT_A_WORKBOOK


def test_an_intake_that_dies_ends_in_a_sentence(plan: Callable, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan(SHEETS)
    run = load_module._run
    dying = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(load_module, "_run", lambda given: run(dying[1:] if "evaltoolkit.intake" in given else given))
    with pytest.raises(FileError) as refused:
        load(made, home=home)
    assert refused.value.exit_code is ExitCode.FILE_BROKEN


def test_data_outside_the_project_are_refused(home: Path) -> None:
    with pytest.raises(PlanError):
        load(street(None).model_copy(update={"data": "../x.xlsx"}), home=home)
    with pytest.raises(FileError):
        load(street("data/没有.xlsx"), home=home)


def test_a_folder_of_csv_is_loaded(home: Path) -> None:
    (home / "data" / "站").mkdir()
    (home / "data" / "站" / "服务对象.csv").write_bytes("档案号,年龄\nA1,70\n".encode("gb18030"))
    assert load(street("data/站"), home=home).tables["clients"]["age"].tolist() == [70.0]


def test_a_kernel_hears_of_the_stored_tables_and_not_of_the_workbooks_name(plan: Callable, home: Path) -> None:
    given = plan(SHEETS)
    (home / "data" / "站.xlsx").rename(home / "data" / "禤漏甲.xlsx")
    named = given.model_copy(update={"data": "data/禤漏甲.xlsx"})
    heard = kernel_parameters(named, home=home)
    assert "禤漏甲" not in str(heard)
    assert {**heard, "data": None} == {**named.parameters(), "data": None}
    evidence = load(plan_from(heard), home=home)
    assert evidence.sha256 == load(named, home=home).sha256 != ""
    assert evidence.tables["clients"].equals(load(named, home=home).tables["clients"])


def test_a_workbook_with_faults_starts_no_kernel_and_its_roster_is_kept(plan: Callable, home: Path) -> None:
    faulty = plan({**SHEETS, "测量": [["档案号", "量表"], ["D-7788", "赵二二"]]})
    with pytest.raises(UserError) as refused:
        kernel_parameters(faulty, home=home)
    assert refused.value.exit_code is ExitCode.WORKBOOK_FAULTS
    assert "赵二二" not in Language().say(refused.value.sentence)
    kept = roster_file(faulty, home=home)
    assert kept is not None
    assert {"林一一", "李大明", "赵二二"} <= set(pd.read_parquet(kept)["value"])


def test_an_answer_about_a_word_that_may_be_a_name_makes_the_tables_anew(plan: Callable, home: Path) -> None:
    given = plan(
        {**SHEETS, "活动": [["主题"], ["王建国"], ["义诊"]], "服务对象": [["档案号", "备注"], ["A1", "找王建国"]]}
    )
    assert load(given, home=home).tables["clients"]["note"].tolist() == ["找‹已遮盖›"]
    (listed,) = (home / "private" / "names").glob("*.csv")
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600 or os.name == "nt"
    words = listed.read_text(encoding="utf-8-sig").replace("王建国,活动 A,", "王建国,活动 A,否")
    listed.write_text(words, encoding="utf-8-sig")
    assert load(given, home=home).tables["clients"]["note"].tolist() == ["找王建国"]
