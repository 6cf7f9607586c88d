"""Forked kernels that die, hang or are left alone; servers and clients that are killed; and what stays behind."""

import asyncio
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from queue import Empty

import nbformat
import pytest

from evaltoolkit.batch.warm import provisioner as provisioning
from evaltoolkit.batch.warm.client import NoAnswerError, until_ready
from evaltoolkit.batch.warm.engine import NAME
from evaltoolkit.batch.warm.forking import has_fork
from evaltoolkit.batch.warm.kernels import Kernels
from evaltoolkit.batch.warm.manager import WarmKernel
from evaltoolkit.batch.warm.server import remove_whole
from evaltoolkit.batch.warm.servers import ADDRESS, shared_server, stop_servers

pytestmark = pytest.mark.skipif(not has_fork(), reason="this platform starts fresh kernels only")


@pytest.fixture(autouse=True)
def place(monkeypatch):
    """A temporary, a Jupyter runtime and a working folder of this test alone, with a name short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="w", dir="/tmp"))
    for name in ("t", "run", "work"):
        (folder / name).mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder / "t"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "run"))
    monkeypatch.setattr("tempfile.tempdir", str(folder / "t"))
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.chdir(folder / "work")
    yield folder
    stop_servers()
    shutil.rmtree(folder)


def left_behind(place):
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.parent != place)


def is_alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_for(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@contextlib.asynccontextmanager
async def living(modules=()):
    """A kernel that answers, and its client."""
    kernel = WarmKernel(modules)
    await kernel.begin(str(Path.cwd()))
    await kernel.until_answering()
    client = kernel.client()
    client.start_channels(stdin=False, hb=False, control=False)
    try:
        await until_ready(client, 30)
        yield kernel, client
    finally:
        await kernel.shutdown_kernel(now=True)
        client.stop_channels()
        kernel.close()


async def ran(client, code):
    """Execute code and return what it printed and how it ended."""
    asked, said = client.execute(code), ""
    while True:
        message = await client.get_iopub_msg(timeout=30)
        if message["parent_header"].get("msg_id") != asked:
            continue
        said += message["content"].get("text", "")
        if message["content"].get("execution_state") == "idle":
            break
    while (reply := await client.get_shell_msg(timeout=30))["parent_header"].get("msg_id") != asked:
        continue
    return said, reply["content"].get("ename", reply["content"]["status"])


def test_a_kernel_is_interrupted_as_a_fresh_one_and_lives_on():
    async def story():
        async with living() as (kernel, client):
            code = "import pathlib, time\npathlib.Path('asleep').touch()\ntime.sleep(60)"
            # After an error a kernel turns away what already waits, unless it is told not to.
            asked = client.execute(code, stop_on_error=False)
            assert wait_for(Path("asleep").exists)
            await kernel.interrupt_kernel()
            while (reply := await client.get_shell_msg(timeout=30))["parent_header"].get("msg_id") != asked:
                continue
            return reply["content"]["ename"], await ran(client, "print(1)")

    assert asyncio.run(story()) == ("KeyboardInterrupt", ("1\n", "ok"))


@pytest.mark.parametrize(("end", "status"), [("os._exit(7)", 7), ("os.kill(os.getpid(), 9)", -9), ("os.abort()", -6)])
def test_the_exit_status_of_a_kernel_is_known(end, status):
    async def story():
        async with living() as (kernel, client):
            client.execute(f"import os; {end}")
            return kernel.provisioner.is_forked, await kernel.provisioner.wait(), await kernel.is_alive()

    assert asyncio.run(story()) == (True, status, False)


def test_a_kernel_that_ends_runs_what_the_notebook_left_for_the_end(place):
    async def story():
        async with living() as (kernel, client):
            await ran(client, "import atexit, pathlib; atexit.register(pathlib.Path('ended').write_text, 'yes')")
            await kernel.shutdown_kernel()

    asyncio.run(story())

    assert (place / "work" / "ended").read_text() == "yes"


def test_what_a_kernel_started_gets_the_signal_too():
    async def story():
        async with living() as (kernel, client):
            said, _ = await ran(client, "import subprocess; print(subprocess.Popen(['sleep', '99']).pid)")
            await kernel.shutdown_kernel(now=True)
            return int(said)

    child = asyncio.run(story())

    assert wait_for(lambda: not is_alive(child))


def test_a_killed_server_takes_its_kernel_along_and_the_next_kernel_has_a_new_server():
    async def story():
        async with living() as (kernel, client):
            said, _ = await ran(client, "import os; print(os.getppid())")
            pid = kernel.provisioner.pid
            os.kill(int(said), signal.SIGKILL)
            begin = time.monotonic()
            status = await kernel.provisioner.wait()
            assert time.monotonic() - begin < 2
        async with living() as (kernel, client):
            return pid, status, kernel.provisioner.is_forked, (await ran(client, "print(1)"))[0]

    pid, status, is_forked, said = asyncio.run(story())

    assert (status, is_forked, said) == (-9, True, "1\n")
    assert wait_for(lambda: not is_alive(pid))


def test_a_shared_server_that_is_gone_is_replaced_by_one_of_the_process():
    async def story():
        with shared_server([sys.executable], ()) as server:
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait()
            async with living() as (kernel, client):
                return kernel.provisioner.is_forked, (await ran(client, "print(1)"))[0]

    assert asyncio.run(story()) == (True, "1\n")


CLIENT = """
import asyncio, os, sys, time
from evaltoolkit.batch.warm.manager import WarmKernel
async def story():
    kernel, ahead = WarmKernel(()), WarmKernel(())
    for one in (kernel, ahead):
        await one.begin(os.getcwd())
        await one.until_answering()
    server = int(open(f"/proc/{kernel.provisioner.pid}/stat").read().rpartition(")")[2].split()[1])
    print(server, kernel.provisioner.pid, ahead.provisioner.pid, flush=True)
    time.sleep(120)
asyncio.run(story())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_client_that_is_killed_leaves_no_process_and_no_file(number, place):
    client = subprocess.Popen([sys.executable, "-c", CLIENT], stdout=subprocess.PIPE, text=True)
    pids = [int(word) for word in client.stdout.readline().split()]
    assert len(pids) == 3
    assert all(is_alive(pid) for pid in pids)
    client.send_signal(number)
    client.communicate()

    assert wait_for(lambda: not any(is_alive(pid) for pid in pids), 5)
    assert wait_for(lambda: left_behind(place) == [])


OWNER = """
import os, sys, time
from evaltoolkit.batch.warm.servers import start_server
server = start_server([sys.executable], os.environ, [f"takes_its_time_{number}" for number in range(30)])
print(server.process.pid, flush=True)
time.sleep(60)
"""


def test_a_server_whose_owner_is_killed_while_it_still_imports_ends_before_the_next_module(place, monkeypatch):
    for number in range(30):
        (place / "work" / f"takes_its_time_{number}.py").write_text("import time; time.sleep(1)")
    monkeypatch.setenv("PYTHONPATH", str(place / "work"), prepend=os.pathsep)
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True)
    server = int(owner.stdout.readline())
    owner.kill()
    owner.communicate()
    assert wait_for(lambda: not is_alive(server))
    assert [name for name in left_behind(place) if not name.startswith("work/")] == []


def test_a_kernel_that_hangs_as_it_starts_is_killed_tried_again_and_replaced_by_a_fresh_one(monkeypatch):
    monkeypatch.setattr(provisioning, "READY_SECONDS", 0.4)
    forked = []

    async def story():
        kernel = WarmKernel(())
        await kernel.start_kernel(
            cwd=str(Path.cwd()), extra_arguments=["--IPKernelApp.exec_lines=import time; time.sleep(60)"]
        )
        process = kernel.provisioner.process
        forked.append(process.pid)
        fork = kernel.provisioner._fork

        async def count():
            done = await fork()
            forked.append(kernel.provisioner.pid)
            return done

        kernel.provisioner._fork = count
        await kernel.until_answering()
        try:
            return kernel.provisioner.is_forked
        finally:
            await kernel.shutdown_kernel(now=True)
            kernel.close()

    is_forked = asyncio.run(story())

    assert not is_forked
    assert len(set(forked)) == 2
    assert not any(is_alive(pid) for pid in forked)


def test_a_kernel_that_lives_but_does_not_answer_is_told_from_one_that_does():
    async def story():
        async with living() as (kernel, client):
            os.killpg(kernel.provisioner.pid, signal.SIGSTOP)
            try:
                await until_ready(client, 0.3)
            finally:
                os.killpg(kernel.provisioner.pid, signal.SIGCONT)

    with pytest.raises(NoAnswerError):
        asyncio.run(story())


def test_papermill_gets_another_kernel_where_the_first_does_not_answer(monkeypatch, place):
    import papermill

    from evaltoolkit.batch.warm import client

    answer, taken = client.until_ready, []

    async def deaf_once(asked, seconds):
        taken.append(asked)
        if len(taken) == 1:
            raise NoAnswerError
        await answer(asked, seconds)

    monkeypatch.setattr(client, "until_ready", deaf_once)
    done = papermill.execute_notebook(str(notebook(place, "print(1)")), None, progress_bar=False, engine_name=NAME)

    assert done.cells[0].outputs[0].text == "1\n"
    assert len(taken) == 2


def notebook(place, *cells, name="trial"):
    path = place / f"{name}.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    made = [nbformat.v4.new_code_cell(cell, id=f"cell{number}") for number, cell in enumerate(cells)]
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)
    return path


def test_a_folder_goes_although_somebody_still_makes_folders_in_it(place):
    folder, over = place / "server", time.monotonic() + 0.3
    folder.mkdir()

    def make_folders():
        with contextlib.suppress(FileNotFoundError):  # it is gone
            while time.monotonic() < over:
                (folder / f"k{time.monotonic_ns()}").mkdir()

    client = threading.Thread(target=make_folders)
    client.start()
    remove_whole(folder)
    client.join()
    assert not folder.exists()


BATCH = """
import sys, papermill
from evaltoolkit.batch.warm.engine import NAME
from evaltoolkit.batch.warm.kernels import Kernels
source, mark = sys.argv[1:]
kernels = Kernels(())
for number in range(6):
    own = f"{mark}{number}"
    done = papermill.execute_notebook(
        source, None, {"mark": own}, progress_bar=False, engine_name=NAME, kernels=kernels
    )
    assert "".join(output.text for output in done.cells[-1].outputs) == own * 3 + "\\n", own
kernels.close()
print("right")
"""


@pytest.mark.parametrize("shared", [True, False], ids=["one server", "a server each"])
def test_batches_that_run_at_once_in_one_folder_do_not_mix_up_their_kernels(shared, place):
    source = notebook(place, "mark = ''", "import time; time.sleep(0.05); print(mark * 3)")
    parameters = nbformat.read(source, 4)
    parameters.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(parameters, source)
    with shared_server([sys.executable], ()) if shared else contextlib.nullcontext():
        batches = [
            subprocess.Popen([sys.executable, "-c", BATCH, source, mark], stdout=subprocess.PIPE, text=True)
            for mark in "甲乙"
        ]
        said = [batch.communicate(timeout=240)[0] for batch in batches]

    assert said == ["right\n"] * 2
    source.unlink()
    assert wait_for(lambda: left_behind(place) == [])


def test_plain_papermill_forks_with_one_variable_and_says_nothing_more(place):
    code = "import os; print(open(f'/proc/{os.getppid()}/cmdline').read().split(chr(0))[1])"
    source, target = notebook(place, code), place / "done.ipynb"
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": provisioning.NAME, "WARM_KERNELS_PRELOAD": "json"}
    done = subprocess.run(
        [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR", source, target],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert nbformat.read(target, 4).cells[0].outputs[0].text.strip().endswith("start_server.py")
    source.unlink()
    target.unlink()
    assert left_behind(place) == []


def test_a_command_runs_with_a_server_for_all_that_it_starts(place):
    source = notebook(place, "import os; print(os.getppid())")
    papermill = shlex.join(
        [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR", str(source)]
    )
    command = f"{papermill} 1.ipynb && {papermill} 2.ipynb && exit 5"
    done = subprocess.run([sys.executable, "-m", "evaltoolkit.batch.warm", "--import", "json", "sh", "-c", command])
    parents = {nbformat.read(path, 4).cells[0].outputs[0].text for path in (place / "work").glob("*.ipynb")}

    assert done.returncode == 5
    assert len(parents) == 1


@pytest.mark.parametrize(
    "words",
    ["import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
     "import matplotlib.pyplot; matplotlib.pyplot.switch_backend('agg')",
     "import matplotlib_inline.backend_inline",
     "1 / 0"],
    ids=["starts a thread", "chooses a backend", "loads the inline backend", "fails"],
)  # fmt: skip
def test_a_module_that_would_make_kernels_differ_gives_fresh_kernels(words, place, monkeypatch):
    (place / "modules").mkdir()
    (place / "modules" / "unfit_one.py").write_text(words)
    monkeypatch.setenv("PYTHONPATH", str(place / "modules"))

    async def story():
        kernel = WarmKernel(("unfit_one",))
        await kernel.begin(str(Path.cwd()))
        try:
            return kernel.provisioner.is_forked
        finally:
            await kernel.shutdown_kernel(now=True)
            kernel.close()

    assert not asyncio.run(story())


def test_without_fork_papermill_runs_as_ever(place, monkeypatch):
    import papermill

    monkeypatch.setattr("evaltoolkit.batch.warm.engine.has_fork", lambda: False)
    done = papermill.execute_notebook(
        str(notebook(place, "print(1)")), None, progress_bar=False, engine_name=NAME, stderr_file=None
    )

    assert done.cells[0].outputs[0].text == "1\n"


def test_an_environment_that_a_process_reads_once_gets_a_server_of_its_own(monkeypatch):
    async def seen():
        async with living() as (kernel, client):
            return kernel.provisioner.is_forked, (await ran(client, "print(hash('甲'))"))[0]

    with shared_server([sys.executable], ()):
        monkeypatch.setenv("PYTHONHASHSEED", "0")
        first, second = asyncio.run(seen()), asyncio.run(seen())

    assert first == second
    assert first[0]


def starts(count, place):
    kernels = Kernels(())
    folder = str(place / "work")

    async def answer(kernel):
        await kernel.until_answering()
        client = kernel.client()
        client.start_channels(stdin=False, hb=False, control=False)
        await until_ready(client, 20)
        said = await ran(client, "print(6 * 7)")
        with contextlib.suppress(Empty):
            raise AssertionError(await client.get_shell_msg(timeout=0))
        is_forked = kernel.provisioner.is_forked
        await kernel.shutdown_kernel()
        client.stop_channels()
        return said, is_forked

    from jupyter_core.utils import run_sync

    for _ in range(count):
        kernel = kernels.take(folder)
        kernels.prepare(folder)
        assert run_sync(answer)(kernel) == (("42\n", "ok"), True)
        kernel.close()
    kernels.close()
    stop_servers()


def test_fifty_kernels_start_end_and_leave_nothing(place):
    starts(50, place)

    assert left_behind(place) == []


@pytest.mark.full
def test_two_thousand_kernels_start_and_none_hangs(place):
    starts(2000, place)

    assert left_behind(place) == []
