"""A project of quick made streets with a temporary, a Jupyter runtime and a working folder of its own.

Its batches can be told to be killed, or to find the disk full, at their n-th flush or rename, whichever process is at
it: `sitecustomize` counts them in every Python process that the batch starts, kernels included.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[3]
ZOO = ROOT / "tests" / "unit" / "reporting" / "zoo"
PLAN = """\
schema_version: 1
street: {street}
slug: {slug}
district: 示例区
year: 2025
project: 家庭综合服务中心运营经费
synthetic: true
indicator_system: made
"""
INTERPOSE = """
import errno, os, resource, signal

def place():
    handle = os.open(os.environ["FAULT_COUNT"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, b"x")
    number = os.lseek(handle, 0, os.SEEK_CUR)
    os.close(handle)
    return number

def kill():
    os.kill(int(open(os.environ["FAULT_DRIVER"]).read()), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)

def before(work):
    def wrapped(*given, **named):
        number, at, kind = place(), int(os.environ["FAULT_AT"]), os.environ["FAULT_KIND"]
        if kind == "kill" and number == at:
            kill()
        if kind == "full" and number >= at and work.__name__ == "fsync":
            raise OSError(errno.ENOSPC, "No space left on device")
        return work(*given, **named)
    return wrapped

if os.environ.get("FAULT_KIND") == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["FAULT_AT"]),) * 2)
elif os.environ.get("FAULT_KIND"):
    os.fsync, os.replace = before(os.fsync), before(os.replace)
"""


COMPARED = "from evaltoolkit.reporting.release.earlier_reports import earlier_reports\n\n"
"""As the shipped notebook does: a page that lay finished when the disk was full is compared with."""


class MadeBatch:
    """Batches over one project folder."""

    run = "r"

    def __init__(self):
        self.place = Path(tempfile.mkdtemp(prefix="b", dir="/tmp"))  # short enough for sockets
        self.home = self.place / "项目"
        for folder in ("t", "run", "fault", "项目/parameters/streets", "项目/notebooks"):
            (self.place / folder).mkdir(parents=True)
        (self.place / "fault" / "sitecustomize.py").write_text(INTERPOSE)

    def make(self, slugs, deed="pass"):
        """Write the notebook, with a cell of its own that knows the slug, and a parameter file for each street."""
        notebook = json.loads((ZOO / "street.ipynb").read_text(encoding="utf-8"))
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "deed"}
        notebook["cells"].insert(2, {**cell, "source": deed})
        notebook["cells"][0]["source"].append("\ndata: str | None = None\n")
        notebook["cells"][-1]["source"] = COMPARED + "".join(notebook["cells"][-1]["source"]).replace(
            "audience)", "audience, earlier=earlier_reports(plan, run))", 1
        )
        (self.home / "notebooks" / "street_report.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        for slug in slugs:
            plan = self.home / "parameters" / "streets" / f"{slug}.yaml"
            plan.write_text(PLAN.format(slug=slug, street=f"标记{slug}街道"), encoding="utf-8")

    def start(self, *words, kind="", at=0):
        """Start the command; with `kind` something happens at the `at`-th flush or rename, or beyond `at` bytes."""
        driver, count = self.place / "fault" / "driver", self.place / "fault" / "count"
        count.unlink(missing_ok=True)
        environment = {
            **os.environ, "EVALTOOLKIT_HOME": str(self.home), "TMPDIR": str(self.place / "t"), "PYTHONUTF8": "1",
            "JUPYTER_RUNTIME_DIR": str(self.place / "run"), "PYTHONPATH": f"{self.place / 'fault'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1", "FAULT_KIND": kind, "FAULT_AT": str(at), "FAULT_COUNT": str(count),
            "FAULT_DRIVER": str(driver),
        }  # fmt: skip
        command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", self.run, *words]
        process = subprocess.Popen(
            command, cwd=self.home, env=environment, text=True, encoding="utf-8", start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        driver.write_text(str(process.pid))
        return process

    def finish(self, *words, **fault):
        """Run the command to its end and return its exit status and what it said."""
        process = self.start(*words, **fault)
        said, complaints = process.communicate(timeout=600)
        return process.returncode, said, complaints

    def events(self):
        """Return how many flushes and renames the last batch came to."""
        return (self.place / "fault" / "count").stat().st_size

    def published(self):
        folder = self.home / "reports" / self.run
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def sums(self):
        """Return the sha256 of every page and result: all but the executed notebooks, which hold times."""
        folders = (self.home / "reports" / self.run, self.home / "private" / self.run)
        files = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in (".html", ".json")]
        return {str(path.relative_to(self.home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def done(self):
        """Return the last lines of the manifest that say done, by key."""
        from evaltoolkit.batch.manifest import DONE, last_lines, manifest_path, read_manifest

        lines = last_lines(read_manifest(manifest_path(self.home, self.run)))
        return {key: line for key, line in lines.items() if line.state == DONE}

    def untrue(self):
        """Return the keys that the manifest calls done and whose files are not all as it says."""
        return [
            key
            for key, line in self.done().items()
            for name, digest in line.outputs.items()
            if not (self.home / name).is_file() or hashlib.sha256((self.home / name).read_bytes()).hexdigest() != digest
        ]

    def broken(self):
        """Return the published files that are not whole."""
        folder = self.home / "reports" / self.run
        return [name for name in self.published() if not name.startswith(".") and not is_whole(folder / name)]

    def alive(self):
        """Return the processes that still work for this project."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get("EVALTOOLKIT_HOME") == str(self.home) and process.status() != "zombie":
                    found.append(process)
        return found

    def left(self):
        """Return what lies in the temporary and the runtime folder, and what nobody put into the working folder."""
        stray = [
            path
            for path in self.home.iterdir()
            if path.name not in ("parameters", "notebooks", "data", "reports", "private")
        ]
        return [str(path) for folder in ("t", "run") for path in (self.place / folder).iterdir()] + list(
            map(str, stray)
        )

    def is_quiet(self, seconds=5.0):
        """Return whether soon no process is alive and nothing is left."""
        end = time.monotonic() + seconds
        while (self.alive() or self.left()) and time.monotonic() < end:
            time.sleep(0.1)
        return not self.alive() and not self.left()

    def forget(self):
        """Remove what the batches wrote."""
        for folder in ("reports", "private"):
            shutil.rmtree(self.home / folder, ignore_errors=True)

    def close(self):
        for process in self.alive():
            with contextlib.suppress(psutil.Error):
                process.kill()
        shutil.rmtree(self.place, ignore_errors=True)


def but_for_papers(sums):
    """Return sums without those that say what a page was compared with.

    Of these streets, which have no workbook, a page that lay finished before the fault is another state of their data.
    """
    return {place: digest for place, digest in sums.items() if not place.endswith(".papers.json")}


def check_what_is_left_and_resume(batch, sums, *words):
    """Check that no process, no half file and no false 'done' is left, and that a rerun ends as if undisturbed.

    Return the keys that were done before it, and what it said.
    """
    assert batch.is_quiet(), (batch.alive(), batch.left())
    assert batch.broken() == []
    assert batch.untrue() == []
    done = set(batch.done())
    code, said, complaints = batch.finish(*words)

    assert (code, complaints) == (0, "")
    assert but_for_papers(batch.sums()) == but_for_papers(sums)
    assert batch.is_quiet(), (batch.alive(), batch.left())
    return done, said


def is_whole(path):
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return content.startswith("<!DOCTYPE html>") and content.rstrip().endswith("</html>")
    with contextlib.suppress(ValueError):
        return isinstance(json.loads(content), dict)
    return False
