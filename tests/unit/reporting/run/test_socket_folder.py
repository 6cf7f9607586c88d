import os
import stat
import sys
import tempfile

import pytest

from evaltoolkit.reporting.run.socket_folder import LONGEST_PATH, short_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Unix sockets")


@pytest.mark.parametrize("name", ["t", "一个名字很长的临时文件夹" * 4], ids=["short", "long"])
def test_a_sockets_path_is_short_however_long_the_temporary_folders_is(name, tmp_path, monkeypatch):
    (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / name))
    folder = short_folder()
    try:
        assert len(os.fsencode(folder / "k-ipc-99999")) <= LONGEST_PATH
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert list((tmp_path / name).glob("*")) in ([], [folder])
    finally:
        folder.rmdir()


def test_no_two_folders_are_the_same():
    folders = [short_folder() for _ in range(20)]
    for folder in folders:
        folder.rmdir()

    assert len(set(folders)) == 20
