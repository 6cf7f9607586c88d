"""pip's words become a sentence that says what to do."""

import stat
import sys

import pytest

from starter import install
from starter.console import python_of
from starter.trouble import SetupError, reason_of

REAL_WORDS_OF_PIP = [
    (
        "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError(...: Failed to establish "
        "a new connection: [Errno -3] Temporary failure in name resolution')': /simple/numpy/\n"
        "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: none)\n",
        "PIP_INDEX_URL",
    ),
    ("ERROR: No matching distribution found for pandas==3.1.1", "PIP_INDEX_URL"),
    (
        "WARNING: Retrying after connection broken by 'ProxyError('Cannot connect to proxy.', OSError('Tunnel "
        "connection failed: 407 Proxy Authentication Required'))': /simple/babel/",
        "HTTPS_PROXY",
    ),
    (
        "Could not fetch URL: There was a problem confirming the ssl certificate: Max retries exceeded (Caused by "
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed')))",
        "PIP_CERT",
    ),
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘空间不足"),
    (
        "ERROR: Could not install packages due to an OSError: [Errno 2] No such file or directory\nHINT: This error "
        "might have occurred since this system does not have Windows Long Path support enabled.",
        "路径太长",
    ),
    ("ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'ruff.exe'", "JupyterLab"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
    ("error: metadata-generation-failed", "安装所需的软件包时出错"),
]


@pytest.mark.parametrize(("words", "remedy"), REAL_WORDS_OF_PIP)
def test_each_way_to_fail_has_its_own_remedy(words, remedy):
    assert remedy in reason_of(words)


def venv_with_a_pip_that(tmp_path, code):
    venv = tmp_path / ".venv"
    python = python_of(venv)
    python.parent.mkdir(parents=True)
    (tmp_path / "pip.py").write_text(code, encoding="utf-8")
    python.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{tmp_path / 'pip.py'}'\n", encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return venv


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip is a shell script")
def test_a_failed_pip_ends_in_the_sentence_and_names_the_log(tmp_path, capsys):
    venv = venv_with_a_pip_that(
        tmp_path, "print('ERROR: No matching distribution found for numpy'); raise SystemExit(1)"
    )

    with pytest.raises(SetupError, match="PIP_INDEX_URL") as caught:
        install.run_pip(tmp_path, venv, ["numpy"])

    assert str(venv / install.LOG) in str(caught.value)
    assert "No matching distribution" in (venv / install.LOG).read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip is a shell script")
def test_progress_is_told_in_chinese(tmp_path, capsys):
    code = "print('Collecting a==1\\n' * 45 + 'Installing collected packages: a')"
    install.run_pip(tmp_path, venv_with_a_pip_that(tmp_path, code), ["a"])

    told = capsys.readouterr().out
    assert "已取得 20 个软件包" in told
    assert "已取得 40 个软件包" in told
    assert "正在写入" in told


@pytest.mark.parametrize(("extras", "locked"), [((), "locked/run.txt"), (("dev", "test"), "locked/all.txt")])
def test_packages_come_first_by_their_hashes_and_the_project_without_any(tmp_path, monkeypatch, extras, locked):
    calls = []
    monkeypatch.setattr(install, "run_pip", lambda project, venv, arguments: calls.append(list(arguments)))

    install.install(tmp_path, tmp_path / ".venv", extras)

    assert calls[0] == ["--require-hashes", "--only-binary", ":all:", "-r", locked]
    assert calls[1] == ["--no-deps", "--no-build-isolation", "--editable", "."]
