"""Keys and parameter files are backed up and come back; nothing is overwritten unless the old is kept."""

import zipfile

import pytest

from evaltoolkit.cli import program
from evaltoolkit.commands import backup as command
from evaltoolkit.console import run_program
from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.office import backup

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
    assert backup.restore(new, content) == (len(FILES), None)
    assert seen(new.root) == FILES
    assert backup.restore(new, content) == (0, None)


def test_restore_over_other_keys_keeps_the_old_ones(station, tmp_path):
    backup.back_up(station, tmp_path / "a.zip", None)
    lay(station.root, {"private/keys/key": "a newer key", "private/keys/other": "stays"})
    count, kept = backup.restore(station, (tmp_path / "a.zip").read_bytes())

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
        backup.restore(station, (tmp_path / "a.zip").read_bytes())
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
            backup.restore(station, content)
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
