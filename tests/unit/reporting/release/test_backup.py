"""Keys and parameter files are backed up and come back; nothing is overwritten unless the old is kept."""

import io
import os
import random
import zipfile

import pytest

from evaltoolkit.batch.verify import State, verify
from evaltoolkit.cli import program
from evaltoolkit.commands import backup as command
from evaltoolkit.console import run_program
from evaltoolkit.disclosure.states.earlier import EarlierReport
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.language import Language
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release import backup
from evaltoolkit.reporting.release.ledger import Ledger, ledger_path, open_ledger
from evaltoolkit.reporting.release.published_list import list_path, write_down
from evaltoolkit.reporting.release.taken_back import supersede, withdraw

STREET = Plan(
    street="甲街道", slug="jia", district="乙区", year=2026, project="社工站", indicator_system="yuncheng_2023"
)
FILES = {
    "parameters/streets/云城街道_2026.yaml": "street", "parameters/maps/台账.yaml": "map",
    "private/keys/key": "the key",
}  # fmt: skip
OTHERS = {"private/tables/a.parquet": "table", "data/云城.xlsx": "data", "notebooks/a.ipynb": "note"}


def lay(root, files):
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")


def seen(root):
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in files}


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(backup, "_COST", 2**4)


@pytest.fixture
def station(tmp_path, monkeypatch):
    root = tmp_path / "站"
    lay(root, {**FILES, **OTHERS})
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(root))
    return Project(root)


@pytest.fixture
def types(monkeypatch):
    """Type these passwords, one after another."""

    def make(*passwords):
        left = list(passwords)
        monkeypatch.setattr(command, "getpass", lambda question: left.pop(0))

    return make


def said(*words):
    return run_program(program, [str(word) for word in words])


@pytest.mark.parametrize("password", [None, "口令 password"])
def test_what_was_backed_up_comes_back_on_an_empty_machine_and_nothing_else_is_in_it(station, tmp_path, password):
    file = tmp_path / "备份.zip"
    assert backup.back_up(station, file, password) == len(FILES)
    content = file.read_bytes()
    assert backup.is_encrypted(content) == (password is not None)
    if password is not None:
        assert b"key" not in content
        content = backup.decrypted(content, password)

    new = Project(tmp_path / "新")
    assert backup.restore(new, io.BytesIO(content)) == (len(FILES), None)
    assert seen(new.root) == FILES
    assert backup.restore(new, io.BytesIO(content)) == (0, None)


@pytest.mark.skipif(os.name == "nt", reason="links to folders need a right there")
def test_files_of_a_linked_folder_are_in_the_backup_and_a_link_in_a_circle_ends(station, tmp_path):
    shared = tmp_path / "共享"
    (station.root / "parameters" / "streets").rename(shared)
    (station.root / "parameters" / "streets").symlink_to(shared)
    (shared / "again").symlink_to(station.root / "parameters")

    assert backup.back_up(station, tmp_path / "a.zip", None) == len(FILES)
    assert {*zipfile.ZipFile(tmp_path / "a.zip").namelist()} == {*FILES}


def test_a_folder_in_a_backup_is_no_file_and_one_in_a_files_place_is_named(station, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("parameters/neu/", "")
        archive.writestr("parameters/a.yaml", "a")
    new = Project(tmp_path / "新")
    assert backup.restore(new, packed) == (1, None)
    (new.root / "parameters" / "a.yaml").unlink()
    (new.root / "parameters" / "a.yaml").mkdir()
    with pytest.raises(FileError, match=r"a\.yaml"):
        backup.restore(new, packed)


def test_restore_over_other_keys_keeps_the_old_ones(station, tmp_path):
    backup.back_up(station, tmp_path / "a.zip", None)
    lay(station.root, {"private/keys/key": "a newer key", "private/keys/other": "stays"})
    count, kept = backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes()))

    assert count == 1
    assert seen(kept) == {"private/keys/key": "a newer key"}
    assert (station.root / "private/keys/key").read_text(encoding="utf-8") == "the key"
    assert (station.root / "private/keys/other").read_text(encoding="utf-8") == "stays"


def test_a_kill_while_keys_are_replaced_has_kept_the_old_before(station, tmp_path, monkeypatch):
    backup.back_up(station, tmp_path / "a.zip", None)
    lay(station.root, {"private/keys/key": "a newer key"})

    def stop(contents, *, private, real=backup.write_all):
        if station.root / "private/keys/key" in contents:
            raise KeyboardInterrupt
        return real(contents, private=private)

    monkeypatch.setattr(backup, "write_all", stop)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes()))
    (kept,) = (station.private / "before_restore").iterdir()
    assert seen(kept) == {"private/keys/key": "a newer key"}


def test_another_password_and_every_changed_byte_are_refused(station, tmp_path):
    content = backup.encrypted(b"PK", "right")
    for wrong in (content[:-1] + bytes([content[-1] ^ 1]), content[:30] + b"\0" + content[31:], content[:25]):
        with pytest.raises(FileError):
            backup.decrypted(wrong, "right")
    with pytest.raises(FileError):
        backup.decrypted(content, "Right")
    assert backup.encrypted(b"PK", "right") != content


@pytest.mark.parametrize(
    "name", ["../outside", "parameters/../../outside", "data/云城.xlsx", "C:/x", "private/tables/a"]
)
def test_what_is_no_backup_is_refused_and_nothing_is_written(station, tmp_path, name):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("parameters/a.yaml", "x")
        archive.writestr(name, "x")
    before = seen(tmp_path)
    for content in ((tmp_path / "x.zip").read_bytes(), b"", b"hello"):
        with pytest.raises(FileError):
            backup.restore(station, io.BytesIO(content))
    assert seen(tmp_path) == before


def test_the_command_asks_for_the_password_twice_and_never_takes_one_as_an_argument(station, tmp_path, types, capsys):
    file = tmp_path / "b.zip"
    types("one", "other")
    assert said("backup", file, "--encrypt") == ExitCode.USAGE
    types("")
    assert said("backup", file, "--encrypt") == ExitCode.USAGE
    assert not file.exists()
    types("one", "one")
    assert said("backup", file, "--encrypt") == ExitCode.OK
    assert said("backup", file) == ExitCode.ALREADY_EXISTS
    types("two")
    assert said("restore", file) == ExitCode.FILE_ENCRYPTED
    types("one")
    assert said("restore", file) == ExitCode.OK
    assert "密码不保存在任何地方" in capsys.readouterr().out
    taken = {name for one in ("backup", "restore") for each in program.commands[one].params for name in each.opts}
    assert taken == {"file", "--encrypt"}


def test_without_a_keyboard_the_command_says_so(station, tmp_path, monkeypatch, capsys):
    def closed(question):
        raise EOFError

    monkeypatch.setattr(command, "getpass", closed)
    assert said("backup", tmp_path / "b.zip", "--encrypt") == ExitCode.USAGE
    assert "密码只能在键盘上输入" in capsys.readouterr().err


def test_an_empty_folder_and_a_missing_file_are_told(station, tmp_path, monkeypatch, capsys):
    assert said("restore", tmp_path / "none.zip") == ExitCode.FILE_MISSING
    monkeypatch.setenv("EVALTOOLKIT_HOME", str(tmp_path / "empty"))
    assert said("backup", tmp_path / "b.zip") == ExitCode.FILE_MISSING


def publish(project, state, page):
    """Publish a page of a state of the data, which shows a count that no other does."""
    path = project.root / "reports" / page / "甲.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page + state, encoding="utf-8")
    shown = EarlierReport({CountCell("hours", (state, page), "people"): 12.0}, 0.0, frozenset({f"data:{state}"}))
    with open_ledger(project.root, STREET) as ledger:
        ledger.record(shown, [path.relative_to(project.root).as_posix()])
        ledger.save()
    write_down({path: path.read_bytes()})


def told(project):
    """Return every count that later papers are compared with."""
    return {cell for report in Ledger.read(project.root, STREET).reports() for cell in report.counts}


def order(project):
    return [min(state["names"]) for state in Ledger.read(project.root, STREET).states]


def test_papers_published_before_the_backup_are_known_on_an_empty_machine(station, tmp_path):
    publish(station, "一", "甲")
    backup.back_up(station, tmp_path / "a.zip", None)
    new = Project(tmp_path / "新")
    backup.restore(new, io.BytesIO((tmp_path / "a.zip").read_bytes()))
    assert told(new) == told(station) != set()
    page = station.root / "reports/甲/甲.html"
    assert [one.state for one in verify(str(page), new.root)] == [State.PUBLISHED]
    page.write_text("other", encoding="utf-8")
    assert [one.state for one in verify(str(page), new.root)] == [State.CHANGED]


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_published_here_or_before_the_backup_is_known_after_it_is_restored(station, tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    here, there = station, Project(tmp_path / "旧")
    lay(there.root, FILES)
    for _ in range(chance.randint(0, 3)):  # what both have behind them
        state, page = chance.choice("一二三"), chance.choice("甲乙丙")
        publish(here, state, page)
        publish(there, state, page)
    for project in (here, there):
        for _ in range(chance.randint(0, 4)):
            publish(project, chance.choice("一二三四五"), chance.choice("甲乙丙丁"))
    known, orders = told(here) | told(there), (order(here), order(there))
    lists = [list_path(one.root) for one in (here, there)]
    lines = {line for each in lists if each.exists() for line in each.read_bytes().splitlines()}
    backup.back_up(there, tmp_path / "a.zip", None)
    content = (tmp_path / "a.zip").read_bytes()
    backup.restore(here, io.BytesIO(content))

    assert told(here) == known
    assert not lines or {*lists[0].read_bytes().splitlines()} == lines
    assert sorted(order(here)) == sorted({*orders[0], *orders[1]})
    assert [name for name in order(here) if name in orders[0]] == orders[0]
    assert backup.restore(here, io.BytesIO(content)) == (0, None)


def test_papers_that_were_withdrawn_or_superseded_since_the_backup_stay_so(station, tmp_path):
    publish(station, "一", "甲")
    publish(station, "二", "乙")
    backup.back_up(station, tmp_path / "a.zip", None)
    withdraw(station.root, STREET, "甲", "没有发出")
    supersede(station.root, STREET, "乙", "改正")
    publish(station, "三", "丙")
    before = Ledger.read(station.root, STREET), list_path(station.root).read_bytes()
    assert backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes())) == (0, None)
    assert (Ledger.read(station.root, STREET), list_path(station.root).read_bytes()) == before


def test_what_was_superseded_before_the_backup_is_so_after_it_is_restored(station, tmp_path):
    publish(station, "一", "甲")
    kept = ledger_path(station.root, STREET).read_bytes()
    supersede(station.root, STREET, "甲", "改正")
    after = Ledger.read(station.root, STREET)
    backup.back_up(station, tmp_path / "a.zip", None)
    ledger_path(station.root, STREET).write_bytes(kept)
    backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes()))
    assert Ledger.read(station.root, STREET) == after


def test_papers_whose_place_withdrawn_ones_took_come_back(station, tmp_path):
    publish(station, "一", "甲")
    publish(station, "二", "甲")
    backup.back_up(station, tmp_path / "a.zip", None)
    ledger_path(station.root, STREET).unlink()
    publish(station, "二", "甲")
    withdraw(station.root, STREET, "甲", "没有发出")
    backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes()))
    assert order(station) == ["data:一"]


def test_a_damaged_ledger_is_named_and_comes_back_from_the_backup(station, tmp_path):
    publish(station, "一", "甲")
    backup.back_up(station, tmp_path / "a.zip", None)
    path, known = ledger_path(station.root, STREET), told(station)
    for damage in ("{", "[]", "{}", '{"states": [{}], "log": []}', ""):
        path.write_text(damage, encoding="utf-8")
        if damage[:3] != '{"s':
            with pytest.raises(FileError) as raised:
                Ledger.read(station.root, STREET)
            assert f"private/published/{path.name}" in Language().say(raised.value.public)
        backup.restore(station, io.BytesIO((tmp_path / "a.zip").read_bytes()))
        assert told(station) == known


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large", "large when unpacked"])
def test_what_can_be_no_backup_is_refused_unread(station, tmp_path, monkeypatch, kind):
    file = tmp_path / "b.zip"
    monkeypatch.setattr(backup, "_MOST_BYTES", 1000)
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    elif kind == "folder":
        file.mkdir()
    elif kind == "large":
        file.write_bytes(backup.MAGIC + bytes(1000))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("parameters/a.yaml", bytes(2000))
    before = seen(station.root)
    assert said("restore", file) == ExitCode.FILE_BROKEN
    assert seen(station.root) == before


def test_no_backup_is_written_that_could_not_come_back(station, tmp_path, monkeypatch):
    odd = station.parameters / os.fsdecode("云城.yaml".encode("gbk"))
    odd.touch()
    assert said("backup", tmp_path / "b.zip") == ExitCode.USAGE
    odd.unlink()
    monkeypatch.setattr(backup, "_MOST_BYTES", 5)
    assert said("backup", tmp_path / "b.zip") == ExitCode.FILE_TOO_LARGE
    assert not (tmp_path / "b.zip").exists()


def test_where_there_is_no_key_yet_none_is_said_to_be_in_the_backup(station, tmp_path, types, capsys):
    assert said("backup", tmp_path / "a.zip") == ExitCode.OK
    assert "里面有密钥" in capsys.readouterr().out
    (station.keys / "key").unlink()
    types("x", "x")
    for words in (["b.zip"], ["c.zip", "--encrypt"]):
        assert said("backup", tmp_path / words[0], *words[1:]) == ExitCode.OK
        out = capsys.readouterr().out
        assert "还没有密钥" in out
        assert "里面有密钥" not in out
