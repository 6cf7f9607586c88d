"""pip's words become a sentence that says what to do."""

import stat
import sys

import pytest

from starter import install, stamp, trouble
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
def test_packages_are_had_by_their_hashes_and_the_project_without_any(tmp_path, calls, extras, locked):
    install.install(tmp_path, tmp_path / ".venv", extras)
    install.add_project(tmp_path, tmp_path / ".venv")

    assert calls[0] == ["--require-hashes", "--only-binary", ":all:", "-r", locked]
    assert calls[1] == ["--no-deps", "--no-index", "--no-build-isolation", "--editable", "."]


@pytest.fixture
def calls(monkeypatch):
    """What pip is called with; each sentence in `ends` lets one call fail."""

    class Calls(list):
        ends: list = []  # noqa: RUF012 - one list a test

    made = Calls()
    made.ends = []

    def call(project, venv, arguments):
        made.append(list(arguments))
        if made.ends and (sentence := made.ends.pop(0)):
            raise SetupError(sentence)

    monkeypatch.setattr(install, "run_pip", call)
    return made


@pytest.fixture
def bundle(tmp_path):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "numpy-1-py3-none-any.whl").touch()
    (tmp_path / "bundle.json").write_text('{"python": "3.13"}', encoding="utf-8")
    return tmp_path


def test_with_wheels_no_index_is_asked(bundle, calls):
    install.install(bundle, bundle / ".venv", ())
    assert [call[:3] for call in calls] == [["--no-index", "--find-links", "wheels"]]


def test_what_the_wheels_lack_is_asked_of_the_index_beside_them(bundle, calls):
    calls.ends = [f"ERROR: No matching distribution found for numpy==2\n{trouble.NETWORK}"]
    install.install(bundle, bundle / ".venv", ())
    assert [call[:3] for call in calls] == [
        ["--no-index", "--find-links", "wheels"], ["--dry-run", "--no-deps", "numpy==2"],
        ["--find-links", "wheels", "--require-hashes"],
    ]  # fmt: skip


def test_wheels_of_another_python_without_a_network_are_told_as_that(bundle, calls):
    calls.ends = [trouble.NETWORK, trouble.NETWORK]
    with pytest.raises(SetupError, match=r"是为 Python 3\.13 准备的"):
        install.install(bundle, bundle / ".venv", ())
    assert len(calls) == 2  # pip is not made to wait for every package


def test_wheels_older_than_the_project_without_a_network_are_told_by_what_they_lack(bundle, calls):
    (bundle / ".venv").mkdir()
    stamp.write(bundle / ".venv", stamp.Stamp("3.13", "", ""))
    calls.ends = [f"ERROR: No matching distribution found for numpy==2\n{trouble.NETWORK}", trouble.NETWORK]
    with pytest.raises(SetupError, match=r"wheels 文件夹里没有 numpy==2"):
        install.install(bundle, bundle / ".venv", ())


def test_a_full_disk_with_wheels_asks_no_index(bundle, calls):
    calls.ends = ["磁盘空间不足"]
    with pytest.raises(SetupError, match="磁盘空间不足"):
        install.install(bundle, bundle / ".venv", ())
    assert len(calls) == 1


WORDS = "[global]\nindex-url = https://a.example/s\n[install]\nproxy=http://代理:8080\nno-index = 100%\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_mirror_and_proxy_of_one_file_reach_pip_as_notepad_saved_it(tmp_path, encoding):
    (tmp_path / "pip.ini").write_text(WORDS, encoding=encoding)
    assert install.settings_of(tmp_path) == {
        "PIP_INDEX_URL": "https://a.example/s", "PIP_PROXY": "http://代理:8080", "PIP_NO_INDEX": "100%",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip is a shell script")
def test_what_the_file_says_is_in_pips_environment_and_a_variable_goes_before_it(tmp_path, monkeypatch):
    (tmp_path / "pip.ini").write_text("[global]\nindex-url = mine\nproxy = file\n", encoding="utf-8")
    monkeypatch.setenv("PIP_PROXY", "variable")
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    code = "import os; print(os.environ['PIP_INDEX_URL'], os.environ['PIP_PROXY'])"
    venv = venv_with_a_pip_that(tmp_path, code)
    install.run_pip(tmp_path, venv, ["a"])
    assert (venv / install.LOG).read_text(encoding="utf-8") == "mine variable\n"


def test_a_file_that_cannot_be_read_says_how_it_must_look(tmp_path):
    (tmp_path / "pip.ini").write_text("proxy = x\n", encoding="utf-8")
    with pytest.raises(SetupError, match=r"第一行写 \[global\]"):
        install.settings_of(tmp_path)
