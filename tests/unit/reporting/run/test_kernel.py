import sys
from pathlib import Path

import pytest
import zmq

from evaltoolkit.errors import RunError
from evaltoolkit.reporting.run.kernel import kernel_options
from evaltoolkit.reporting.run.socket_folder import LONGEST_PATH

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no Unix sockets: TCP is encrypted there")


def settings(options):
    return options["config"]["OwnKernel"]


@unix_only
def test_two_kernels_never_share_a_socket_path(tmp_path):
    with kernel_options(tmp_path / "a.log") as first, kernel_options(tmp_path / "b.log") as second:
        assert settings(first)["transport"] == "ipc"
        assert settings(first)["ip"] != settings(second)["ip"]


@unix_only
def test_a_deep_temporary_folder_does_not_make_the_socket_path_too_long(tmp_path, monkeypatch):
    deep = tmp_path / ("很深的文件夹" * 10)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))

    with kernel_options(tmp_path / "a.log") as options:
        assert len(bytes(Path(settings(options)["ip"] + "-99999"))) <= LONGEST_PATH

    assert list(deep.iterdir()) == []


def test_without_unix_sockets_the_connection_is_encrypted(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    with kernel_options(tmp_path / "a.log") as options:
        assert settings(options)["transport_encryption"] == "required"


def test_without_libsodium_no_kernel_is_started_in_the_open_and_the_reason_is_told(tmp_path, zoo, zh, monkeypatch):
    from evaltoolkit.reporting.run.execute import execute_notebook

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(zmq, "has", lambda what: what != "curve")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with pytest.raises(RunError) as caught:
        execute_notebook(zoo / "good.ipynb", {}, tmp_path / "out.ipynb", cwd=tmp_path)
    assert "libsodium" in zh.say(caught.value.sentence)
    assert "--fresh-kernels" in zh.say(caught.value.sentence)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_encrypted_tcp_kernel_runs_and_prints_no_warning(tmp_path, zoo, monkeypatch, capfd):
    from evaltoolkit.reporting.run import kernel
    from evaltoolkit.reporting.run.execute import execute_notebook

    def encrypted(folder):
        return {
            "connection_file": str(folder / "k.json"),
            "transport": "tcp",
            "transport_encryption": "required",
        }

    monkeypatch.setattr(kernel, "_transport", encrypted)
    execute_notebook(zoo / "good.ipynb", {}, tmp_path / "out.ipynb", cwd=tmp_path)

    assert not (tmp_path / "out.log").exists()
    assert capfd.readouterr() == ("", "")
