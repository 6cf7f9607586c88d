import os
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake import collect as collect_module
from evaltoolkit.intake.city import city_writing
from evaltoolkit.intake.city.city_database import reading
from evaltoolkit.intake.city.city_file import StreetYear, read_street
from evaltoolkit.intake.city.city_schema import PLACE_COLUMNS
from evaltoolkit.intake.city.city_writing import StreetTables, write_city
from evaltoolkit.intake.collect import collect
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.files.workbook_places import find_workbooks
from evaltoolkit.intake.load import data_digest, load, roster_file
from evaltoolkit.intake.people.pseudonyms import station_key
from evaltoolkit.intake.plans.plan_file import plan_from
from evaltoolkit.intake.storing.store import read_stored, write_store
from evaltoolkit.intake.take_in import take_in
from evaltoolkit.model.workbook import TABLES

duckdb = pytest.importorskip("duckdb", reason="the extra city is not installed")
PLANTED = ("林一一", "李大明", "11010519491231002X", "13800138000", "云城东路12号3栋502", "D-7788")


def sheets(client="D-7788", hours=(2.0, 1.5), score=20):
    return {
        "服务对象": [
            ["档案号", "姓名", "身份证", "年龄", "联系电话", "居住地址", "人员类型", "本年度是否服务", "备注"],
            [client, "林一一", "11010519491231002X", 74, "13800138000", "云城东路12号3栋502", "低保对象、独居老人",
             "是", "林一一住云城东路12号3栋502，电话13800138000"],
            [f"{client}9", "李大明", None, None, None, None, None, None, None],
        ],
        "服务记录": [
            ["服务编号", "日期", "服务方法", "工时", "人次"],
            *([f"S{number}", "2023-03-01", "小组", value, 8] for number, value in enumerate(hours)),
        ],
        "测量": [
            ["档案号", "量表", "时点", "小组", "题1", "题2", "总分"],
            [client, "uls6", "前测", "甲组", None, None, score],
            [client, "uls6", "后测", "甲组", None, None, score - 4],
        ],
    }  # fmt: skip


BROKEN = {"服务对象": [["档案号", "年龄"], [440106195001011234, 70]]}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project; its workbooks are taken in without a process of their own, which test_load starts."""
    monkeypatch.setattr(
        collect_module,
        "stored_folder",
        lambda path, year, project: project.tables / take_in(path, project=project, year=year),
    )
    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    station_key(Project(tmp_path))
    return Project(tmp_path)


@pytest.fixture
def write(project):
    def make(name, content):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for sheet, rows in content.items():
            page = book.create_sheet(sheet)
            for row in rows:
                page.append(row)
        book.save(project.root / "data" / name)

    return make


def gather(project, year=2023, place="data"):
    found = find_workbooks(place, start=project.root, year=year)
    return collect(found, year=year, out=project.root / "data" / "city.duckdb", project=project)


def plan(slug="a", year=2023, data="data/city.duckdb", **more):
    given = {"street": "甲街道", "slug": slug, "district": "白云区", "year": year, "project": "社工站", "data": data}
    return plan_from({**given, "indicator_system": "x", **more})


def dump(path):
    """Return every cell of a data file as text: its bytes are compressed and would hide what they hold."""
    with duckdb.connect(str(path), read_only=True) as database:
        names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return " ".join(database.table(name).df().to_csv() for name in names)


def same(one, other):
    assert one.sha256 == other.sha256
    assert list(one.tables) == list(other.tables)
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])
    pd.testing.assert_frame_equal(one.quality.faults, other.quality.faults)
    assert one.quality.tables_missing == other.quality.tables_missing


def test_tables_from_the_data_file_equal_those_from_the_workbook(project, write):
    write("a_2023.xlsx", sheets())
    write("乙街道2023年度.xlsx", sheets("B-1", (1.0,), 18))
    assert [one.workbook.street for one in gather(project)] == ["a", "乙街道"]

    same(load(plan(), home=project.root), load(plan(data="data/a_2023.xlsx"), home=project.root))
    second = plan("b", street="乙街道")
    same(load(second, home=project.root), load(plan(data="data/乙街道2023年度.xlsx"), home=project.root))


def guide(street):
    return {"填写说明": [[f"{street} 2023 年度社工站评价：录入工作簿"]]}


@pytest.mark.parametrize(
    ("named", "remarks"), [("乙街道", 1), ("云城", 0), ("白云区云城街道", 0), ("yuncheng", 0), ("", 0)]
)
def test_whose_tables_they_are_stands_in_the_workbook_and_a_name_of_another_street_is_remarked_on(
    named, remarks, project, write, zh
):
    write(f"{named}2023.xlsx", {**guide("云城街道"), **sheets()})
    (one,) = gather(project)
    assert one.street == "云城街道"
    assert len(load(plan(street="云城街道"), home=project.root).rows("services")) == 2
    assert len(one.sentences) == remarks
    if remarks:
        assert "云城街道" in zh.say(one.sentences[0])
        assert "乙街道" in zh.say(one.sentences[0])


@pytest.mark.parametrize("title", ["林一一街道", "王小明", "城中13800138000街道", "云城街道 2023 年度社工站评价 其他"])
def test_a_first_sheet_that_gives_no_street_leaves_it_to_the_files_name(title, project, write):
    write("甲街道2023.xlsx", {**guide(title), **sheets()})
    (one,) = gather(project)
    assert (one.street, one.sentences) == ("甲街道", ())


def test_two_workbooks_that_say_they_are_of_one_street_are_left_out_both(project, write):
    write("a_2023.xlsx", {**guide("云城街道"), **sheets()})
    write("b_2023.xlsx", {**guide("云城街道"), **sheets("B-1")})
    assert [one.folder for one in gather(project)] == [None, None]


def test_two_files_of_one_name_are_told_apart_by_what_they_say(project, write):
    for folder, street in (("x", "云城街道"), ("y", "人和镇")):
        (project.root / "data" / folder).mkdir()
        write(f"{folder}/甲街道2023.xlsx", {**guide(street), **sheets(street)})
    assert [one.street for one in gather(project, place="data/*/*.xlsx")] == ["云城街道", "人和镇"]


def test_what_stood_under_the_files_name_gives_way_to_the_street_itself(project, write, monkeypatch):
    write("yuncheng_2023.xlsx", {**guide("云城街道"), **sheets()})
    with monkeypatch.context() as before:
        before.setattr(collect_module, "stored_street", lambda _: "")
        assert [one.street for one in gather(project)] == ["yuncheng"]
    gather(project)
    found = load(plan("yuncheng", street="云城街道"), home=project.root)  # two of them would be a fault
    assert len(found.rows("services")) == 2


def test_no_identifier_gets_into_the_data_file_and_the_gate_still_finds_its_roster(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    file = project.root / "data" / "city.duckdb"
    words = dump(file)

    assert "uls6" in words
    assert [name for name in PLANTED if name in words or name.encode() in file.read_bytes()] == []
    assert {"林一一", "D-7788"} <= set(pd.read_parquet(roster_file(plan(), home=project.root))["value"])


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no owner-only bits")
def test_the_data_file_is_for_its_owner_alone(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    assert stat.S_IMODE((project.root / "data" / "city.duckdb").stat().st_mode) == 0o600


def test_a_faulty_workbook_is_left_out_with_its_faults_and_the_others_are_collected(project, write):
    write("a_2023.xlsx", sheets())
    write("b_2023.xlsx", BROKEN)
    (project.root / "data" / "c_2023.xlsx").write_bytes(b"<html>")
    good, bad, page = gather(project)

    assert good.sentences == ()
    assert "A2" in bad.sentences[0].english()
    assert "web page" in page.sentences[0].english()
    assert len(load(plan(), home=project.root).rows("services")) == 2
    with pytest.raises(FileError) as refused:
        load(plan("b", street="乙街道"), home=project.root)
    assert refused.value.exit_code is ExitCode.FILE_MISSING


def test_a_street_whose_new_workbook_is_faulty_keeps_what_was_collected_before(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    write("a_2023.xlsx", BROKEN)
    gather(project)
    assert len(load(plan(), home=project.root).rows("services")) == 2


def test_a_year_is_added_and_the_same_street_and_year_is_replaced(project, write):
    write("a_2022.xlsx", sheets(hours=(1.0,)))
    write("a_2023.xlsx", sheets())
    write("b_2023.xlsx", sheets("B-1", (4.0,)))
    gather(project, 2022)
    gather(project)
    before = load(plan("b"), home=project.root)
    write("a_2023.xlsx", sheets(hours=(5.0, 6.0, 7.0)))
    gather(project, place="data/a_2023.xlsx")

    assert load(plan(year=2022), home=project.root).rows("services")["hours"].tolist() == [1.0]
    assert load(plan(), home=project.root).rows("services")["hours"].tolist() == [5.0, 6.0, 7.0]
    same(load(plan("b"), home=project.root), before)
    with duckdb.connect(str(project.root / "data" / "city.duckdb"), read_only=True) as database:
        assert database.execute("SELECT count(*) FROM services").fetchone() == (5,)


def test_collecting_unchanged_workbooks_writes_nothing(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    file = project.root / "data" / "city.duckdb"
    before = file.stat().st_mtime_ns, file.stat().st_ino
    gather(project)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_the_digest_of_a_streets_data_does_not_change_with_another_street(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    before = data_digest(plan(), home=project.root)
    write("b_2023.xlsx", sheets("B-1"))
    gather(project)

    assert data_digest(plan(), home=project.root) == before
    assert data_digest(plan(data="data/a_2023.xlsx"), home=project.root) == before
    assert data_digest(plan("b"), home=project.root) != before


def test_two_workbooks_of_one_street_are_refused_both(project, write):
    write("a_2023.xlsx", sheets())
    write("a-2023年.xlsx", sheets())
    assert [one.folder for one in gather(project)] == [None, None]
    assert not (project.root / "data" / "city.duckdb").exists()


def test_a_file_of_another_year_or_a_lock_of_excel_is_no_workbook_of_this_year(project, write):
    write("a_2022.xlsx", sheets())
    (project.root / "data" / "~$a_2023.xlsx").write_bytes(b"x")
    with pytest.raises(FileError):
        find_workbooks("data", start=project.root, year=2023)


def test_a_name_that_holds_a_number_of_a_person_gives_no_street(project, write):
    write("13800138000_2023.xlsx", sheets())
    (only,) = find_workbooks("data/*_2023.xlsx", start=project.root, year=2023)
    assert only.refusal is not None


def test_a_collect_that_dies_half_way_leaves_the_old_file_and_the_next_one_succeeds(project, write, monkeypatch):
    write("a_2023.xlsx", sheets())
    gather(project)
    file = project.root / "data" / "city.duckdb"
    before = file.read_bytes()
    write("b_2023.xlsx", sheets("B-1"))
    append = city_writing._append

    def dies(database, street):
        append(database, street)
        raise KeyboardInterrupt

    with monkeypatch.context() as change:
        change.setattr(city_writing, "_append", dies)
        with pytest.raises(KeyboardInterrupt):
            gather(project)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob(".*.part*")] == []
    gather(project)
    assert load(plan("b"), home=project.root).table("services") is not None


def test_who_has_the_old_file_open_reads_on(project, write):
    if sys.platform == "win32":
        pytest.skip("Windows replaces no open file; the writer says so")
    write("a_2023.xlsx", sheets())
    gather(project)
    with reading(project.root / "data" / "city.duckdb") as database:
        write("b_2023.xlsx", sheets("B-1"))
        gather(project)
        assert database.execute("SELECT count(*) FROM street_years").fetchone() == (1,)


def test_a_second_collect_on_the_same_file_ends_with_a_sentence(project, write):
    write("a_2023.xlsx", sheets())
    # Another process, since a lock of DuckDB's is the process's.
    holder = "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    lock = project.root / "data" / ".city.duckdb.lock"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(UserError) as refused:
            gather(project)
        other.kill()
    assert refused.value.exit_code is ExitCode.TARGET_BUSY
    gather(project)


def test_tables_checked_with_other_scales_are_not_used(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    (project.parameters / "scales").mkdir()
    (project.parameters / "scales" / "own.yaml").write_text("id: own", encoding="utf-8")
    with pytest.raises(FileError) as refused:
        load(plan(), home=project.root)
    assert "collect its workbook again" in refused.value.sentence.english()


def test_a_file_that_is_no_data_file_ends_in_a_sentence(project):
    (project.root / "data" / "city.duckdb").write_bytes(b"nothing of the kind" * 1000)
    with pytest.raises(FileError) as refused:
        load(plan(), home=project.root)
    assert refused.value.exit_code is ExitCode.FILE_BROKEN


def test_the_data_file_must_lie_in_the_project(project, write, tmp_path_factory):
    write("a_2023.xlsx", sheets())
    found = find_workbooks("data", start=project.root, year=2023)
    for out in (tmp_path_factory.mktemp("else") / "city.duckdb", project.root / "data" / "city.db"):
        with pytest.raises(UserError) as refused:
            collect(found, year=2023, out=out, project=project)
        assert refused.value.exit_code is ExitCode.USAGE


def test_no_sheet_has_a_column_named_as_those_that_the_data_file_adds():
    assert [spec.name for spec in TABLES for column in spec.columns if column.name in PLACE_COLUMNS] == []


def test_a_view_in_a_data_file_cannot_read_another_file(project, write):
    write("a_2023.xlsx", sheets())
    gather(project)
    file = project.root / "data" / "city.duckdb"
    with duckdb.connect(str(file)) as database:
        database.execute("DROP TABLE services")
        database.execute("CREATE VIEW services AS SELECT * FROM read_text('/etc/hostname')")
    with pytest.raises(FileError):
        load(plan(), home=project.root)


@pytest.mark.parametrize("place", [Path("data/none"), Path("data/**x")])
def test_a_place_without_workbooks_ends_in_a_sentence(project, place):
    with pytest.raises(FileError) as refused:
        find_workbooks(str(place), start=project.root, year=2023)
    assert refused.value.exit_code is ExitCode.FILE_MISSING


def groups_read(file, number):
    """Return how many groups of services a reader of one street must look at, by what DuckDB keeps of each group."""
    kept = (
        "SELECT stats FROM pragma_storage_info('services') WHERE column_name = 'street_year' AND stats.max IS NOT NULL"
    )
    with duckdb.connect(str(file), read_only=True) as database:
        ranges = [(stats["min"], stats["max"]) for (stats,) in database.execute(kept).fetchall()]
    return len(ranges), sum(low <= number <= high for low, high in ranges)


def test_one_street_stands_in_few_groups_of_rows_also_after_another_was_replaced(tmp_path):
    services = pd.DataFrame({"service": [str(number) for number in range(9000)], "hours": 1.5})
    write_store(tmp_path / "store", {"services": services}, quality=[], roster=pd.DataFrame(), sha256="")
    file = tmp_path / "city.duckdb"

    def street(number):
        return StreetTables(StreetYear(number, f"s{number}", 2023, "", "store", ""), tmp_path / "store")

    write_city(file, map(street, range(1, 13)), kept=())
    write_city(file, [street(13)], kept=set(range(1, 13)) - {4})

    for number in (1, 7, 13):
        of, looked_at = groups_read(file, number)
        assert (of, looked_at <= 2) == (7, True)
        assert len(read_stored(read_street(file, street(number).entry)).rows("services")) == 9000
