"""What is said of a cluster that cannot be used, before anything is sent to it."""

import contextlib
import socket
import sys
import threading

import pytest

from evaltoolkit.batch.cluster import connect
from evaltoolkit.batch.cluster.connect import compare_versions, connected
from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Language

pytest.importorskip("distributed", reason="the extra cluster is not installed")
HERE = {"python": "3.11.7", "numpy": "2.4.6", "platform": "linux x86_64"}


class Workers:
    """Stands for a client; `run` returns what the workers told."""

    def __init__(self, told, threads=1):
        self.told, self.threads = told, threads

    def run(self, _function, on_error):
        assert on_error == "return"
        return self.told

    def nthreads(self):
        return dict.fromkeys(self.told, self.threads)


def compare(told, threads=1):
    return compare_versions(Workers(told, threads), lambda: HERE)


def test_workers_like_this_machine_are_used_without_a_word():
    assert compare({"tcp://a:1": dict(HERE), "tcp://b:1": dict(HERE)}) == ()


def test_a_worker_with_another_version_stops_the_batch_and_is_named_with_what_differs():
    with pytest.raises(RunError) as refused:
        compare({"tcp://a:1": HERE, "tcp://b:1": {**HERE, "numpy": "2.5.0"}})
    said = Language("zh_CN").say(refused.value.sentence)
    assert "tcp://b:1" in said
    assert "numpy 2.5.0 (2.4.6)" in said


def test_a_worker_without_the_toolkit_stops_the_batch():
    with pytest.raises(RunError, match="ModuleNotFoundError"):
        compare({"tcp://a:1": ModuleNotFoundError("evaltoolkit")})


def test_another_kind_of_machine_and_workers_with_threads_are_remarked_on_once():
    told = {f"tcp://{name}:1": {**HERE, "platform": "win32 AMD64"} for name in "ab"}
    assert [remark.english()[:12] for remark in compare(told, threads=4)] == ["Some workers", "Some workers"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "http://127.0.0.1:9", "tcp://127.0.0.1:x"])
def test_where_no_scheduler_answers_a_sentence_says_so(monkeypatch, address):
    monkeypatch.setattr(connect, "ANSWER_SECONDS", 0.5)
    with pytest.raises(UserError) as refused, connected(address):
        pass
    assert refused.value.exit_code is ExitCode.RUN_FAILED
    assert address in refused.value.sentence.english()


def test_without_the_extra_a_sentence_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"\.\[cluster\]") as refused, connected("tcp://127.0.0.1:9"):
        pass
    assert refused.value.exit_code is ExitCode.SETUP_FAILED


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-x\r\n", bytes(64), b"\xff" * 64, b"", b"\1" + bytes(13) + b"\1\0"],
    ids=["web", "ssh", "zeros", "ones", "nothing", "a terabyte"],
)
def test_whatever_else_listens_there_is_told_from_a_scheduler_in_a_sentence(monkeypatch, answer):
    monkeypatch.setattr(connect, "ANSWER_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer_all, args=(server, answer), daemon=True).start()
        with pytest.raises(UserError) as refused, connected(f"tcp://127.0.0.1:{server.getsockname()[1]}"):
            pass
    assert refused.value.exit_code is ExitCode.RUN_FAILED


def answer_all(server, answer):
    with contextlib.suppress(OSError):
        while True:
            caller, _ = server.accept()
            with caller:
                caller.sendall(answer)
