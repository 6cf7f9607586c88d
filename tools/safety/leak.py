"""Run streets whose workbooks hold planted identifiers, well and badly, and search everything that a run leaves.

Also the memory of the kernels while they run, where the system lets a process read another's (Linux).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from evaltoolkit.reporting.page_texts import page_texts
from safety.planted import MARKS, Planted, plant

ROOT = Path(__file__).parents[2]
KEPT = ("tables", "keys", "alerts")
"""Folders of ``private/`` that hold the station's own roster, key and follow-up list on purpose."""
_SPREAD = re.compile(r"(?<=\S)[ \u3000\u200b](?=\S)")
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")
_LARGEST = 1 << 28


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit status, where planted identifiers were found, what memory held, how many there were."""

    status: int
    found: tuple[str, ...]
    in_memory: tuple[str, ...]
    kernels_read: int
    planted: int


@dataclass(slots=True)
class _Watch:
    """Reads the memory of every kernel below a process, again and again until it ends."""

    root: int
    marks: tuple[bytes, ...]
    found: set[str] = field(default_factory=set)
    read: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.done.wait(0.5):
            for kernel in kernels_below(self.root):
                self.read += 1
                self.found |= {mark.hex() for mark in search_memory(kernel, self.marks)}


def spoiled(home: Path, how: str) -> None:
    """Make the project's notebook fail: ``raises`` with data in its traceback, ``dies`` with the process."""
    path = home / "notebooks" / "street_report.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    source = {
        "raises": ["raise ValueError(str(evidence.rows('voices').to_dict()) + str(evidence.rows('clients').head(99)))"],
        "dies": ["import os, signal\n", "print(evidence.rows('voices'))\n", "os.kill(os.getpid(), signal.SIGKILL)"],
    }[how]
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "spoiled",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    content["cells"].insert(8, cell)
    path.write_text(json.dumps(content), encoding="utf-8")


def make_home(folder: Path) -> Path:
    """Return an empty project with the report's notebook."""
    for name in ("parameters/streets", "notebooks"):
        (folder / name).mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "street_report.ipynb", folder / "notebooks")
    return folder


def run_planted(home: Path, planted: Planted, *, audience: str = "shared", reads_memory: bool = False) -> Ended:
    """Run the report of a planted street as a user does, and search what it leaves.

    Parameters
    ----------
    home
        The project.
    planted
        The street.
    audience
        Who the report is for.
    reads_memory
        Whether the kernels' memory is searched while they run.
    """
    command = [sys.executable, "-m", "evaltoolkit", "run", str(planted.plan), "--run", "leak", "--audience", audience]
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    watch = _Watch(process.pid, encoded(MARKS))
    thread = threading.Thread(target=watch.watch, daemon=True)
    if reads_memory:
        thread.start()
    said, _ = process.communicate()
    watch.done.set()
    if reads_memory:
        thread.join()
    found = [name for name, words in (("output", said), *texts_of(home)) if holds(words, planted.identifiers)]
    return Ended(process.returncode, tuple(found), tuple(sorted(watch.found)), watch.read, len(planted.identifiers))


def texts_of(home: Path) -> Iterator[tuple[str, str]]:
    """Yield name and decoded words of every file that a run left, and the names of the files themselves."""
    for folder in (home / "reports", home / "private"):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(home)
            if path.is_file() and not (inside.parts[0] == "private" and inside.parts[1] in KEPT):
                yield inside.as_posix(), "\n".join([inside.as_posix(), *_decoded(path)])


def holds(words: str, identifiers: Sequence[str]) -> bool:
    """Return whether a text holds one of the identifiers, also with gaps between its signs."""
    close = _SPREAD.sub("", words)
    return any(mark in words or mark in close for mark in MARKS) and any(
        found in words or found in close for found in identifiers
    )


def _decoded(path: Path) -> Iterator[str]:
    words = path.read_bytes().decode("utf-8", errors="replace")
    yield words
    if path.suffix == ".html":
        yield "\n".join(piece.text for piece in page_texts(words))
    elif path.suffix in (".ipynb", ".json"):
        yield "\n".join(_strings(json.loads(words)))


def _strings(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        for name, value in content.items():
            yield str(name)
            yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)
    elif content is not None:
        yield str(content)


def encoded(marks: Sequence[str]) -> tuple[bytes, ...]:
    """Return the marks as a process may hold them: UTF-8, and the two wider forms of Python's strings."""
    wide = [mark.encode(form) for mark in marks for form in ("utf-16-le", "utf-32-le")]
    return tuple(dict.fromkeys([*(mark.encode("utf-8") for mark in marks), *wide]))


_KERNELS = ("ipykernel", "warm/start_server", r"warm\start_server")
"""What the command line of a fresh kernel, or of a forked one and its server, holds."""


def kernels_below(pid: int) -> list[int]:
    """Return the kernel processes among the descendants of a process."""
    try:
        children = psutil.Process(pid).children(recursive=True)
        return [child.pid for child in children if any(word in part for part in child.cmdline() for word in _KERNELS)]
    except psutil.Error:
        return []


def search_memory(pid: int, marks: Sequence[bytes]) -> set[bytes]:
    """Return which marks stand in the writable memory of a process; none where it has ended."""
    found: set[bytes] = set()
    try:
        regions = _REGION.findall(Path(f"/proc/{pid}/maps").read_text(encoding="ascii", errors="replace"))
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end in regions:
                memory.seek(int(start, 16))
                held = memory.read(min(int(end, 16) - int(start, 16), _LARGEST))
                found |= {mark for mark in marks if mark in held}
    except (OSError, ValueError, OverflowError):
        return found
    return found


FAILURES = ("faulty", "raises", "dies")
AUDIENCES = ("shared", "station", "public")


def run_many(folder: Path, number: int, counts: dict[str, float] | None = None) -> Iterator[dict[str, float]]:
    """Run planted streets, every second one into a failure, and yield after each how many were run and leaked.

    Parameters
    ----------
    folder
        An empty one.
    number
        How many runs there are to be in all.
    counts
        What an interrupted call yielded last.
    """
    counts = counts or dict.fromkeys(
        ("runs", "good", "failed", "leaking", "in_memory", "kernels_read", "identifiers", "seconds"), 0
    )
    for seed in range(int(counts["runs"]), number):
        begin = time.monotonic()
        how = "good" if seed % 2 == 0 else FAILURES[seed // 2 % 3]
        ended = _run_one(make_home(folder / str(seed)), seed, how)
        counts["runs"] += 1
        counts["good" if how == "good" else "failed"] += 1
        counts["leaking"] += bool(ended.found)
        counts["in_memory"] += bool(ended.in_memory)
        counts["kernels_read"] += ended.kernels_read
        counts["identifiers"] = ended.planted
        counts["seconds"] = round(counts["seconds"] + time.monotonic() - begin, 1)
        yield counts


def _run_one(home: Path, seed: int, how: str) -> Ended:
    planted = plant(home, seed, is_faulty=how == "faulty")
    if how in ("raises", "dies"):
        spoiled(home, how)
    ended = run_planted(home, planted, audience=AUDIENCES[seed // 6 % 3], reads_memory=seed % 10 in (0, 3))
    shutil.rmtree(home)
    if (ended.status == 0) != (how == "good"):
        raise RuntimeError(f"run {seed} ({how}) ended with status {ended.status}")
    return ended
