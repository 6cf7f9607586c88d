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
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from evaltoolkit.reporting.release.page_texts import page_texts
from safety.planted import MARKS, Planted

ROOT = Path(__file__).parents[2]
RUN = "leak"
KEPT = ("tables", "keys", "alerts", "names")
"""Folders of ``private/`` that hold the station's own roster, key and follow-up list on purpose."""
_SPREAD = re.compile(r"(?<=\S)[ \u3000\u200b](?=\S)")
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")
_LARGEST = 1 << 28
_BETWEEN_READS = 1.5
_HEAD = 10  # signs of an identifier: too many to stand in a memory by chance, as the six digits of a mark do


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
    planted: tuple[bytes, ...]
    found: set[str] = field(default_factory=set)
    read: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.done.wait(_BETWEEN_READS):
            for kernel in kernels_below(self.root):
                self.read += 1
                self.found |= {head.hex() for head in search_memory(kernel, self.planted)}


def spoiled(home: Path, how: str, streets: Collection[str] = ()) -> None:
    """Make the project's notebook fail: ``raises`` with data in its traceback, ``dies`` with the process.

    Parameters
    ----------
    home
        The project.
    how
        One of the two.
    streets
        Keys of the reports that fail; all by default.
    """
    path = home / "notebooks" / "street_report.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    source = {
        "raises": ["raise ValueError(str(evidence.rows('voices').to_dict()) + str(evidence.rows('clients').head(99)))"],
        "dies": ["import os, signal\n", "print(evidence.rows('voices'))\n", "os.kill(os.getpid(), signal.SIGKILL)"],
    }[how]
    if streets:
        source = [f"if f'{{slug}}_{{year}}' in {sorted(streets)!r}:\n", *(f"    {line}" for line in source)]
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "id": f"spoiled-{how}",
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
    return _run_command(home, ["run", str(planted.plan)], planted.identifiers, audience, reads_memory=reads_memory)


def run_planted_batch(
    home: Path, streets: Sequence[Planted], *, audience: str = "shared", reads_memory: bool = False
) -> Ended:
    """Run the reports of several planted streets of one project with one command, and search what it leaves."""
    command = ["batch", *(str(planted.plan) for planted in streets), "--workers", "2"]
    marked = tuple(dict.fromkeys(mark for planted in streets for mark in planted.identifiers))
    return _run_command(home, command, marked, audience, reads_memory=reads_memory)


def _run_command(
    home: Path, words: Sequence[str], identifiers: Sequence[str], audience: str, *, reads_memory: bool
) -> Ended:
    command = [sys.executable, "-m", "evaltoolkit", *words, "--run", RUN, "--audience", audience]
    environment = {**os.environ, "EVALTOOLKIT_HOME": str(home), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    watch = _Watch(process.pid, encoded(identifiers))
    thread = threading.Thread(target=watch.watch, daemon=True)
    if reads_memory:
        thread.start()
    said, _ = process.communicate()
    watch.done.set()
    if reads_memory:
        thread.join()
    found = [name for name, words in (("output", said), *texts_of(home)) if holds(words, identifiers)]
    return Ended(process.returncode, tuple(found), tuple(sorted(watch.found)), watch.read, len(identifiers))


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


def encoded(identifiers: Sequence[str]) -> tuple[bytes, ...]:
    """Return the heads of identifiers as a process may hold them, without zero bytes: UTF-8, and wider strings."""
    heads = dict.fromkeys(identifier[:_HEAD] for identifier in identifiers)
    wide = [head.encode("utf-16-le").replace(b"\0", b"") for head in heads]
    return tuple(dict.fromkeys([*(head.encode("utf-8") for head in heads), *wide]))


_MARKS = encoded(MARKS)
_KERNEL, _CELLS = "ipykernel", "cells"
"""What the command line of a kernel holds, and the name of a plain process of cells."""


def kernels_below(pid: int) -> list[int]:
    """Return the processes that run a notebook's cells among the descendants of a process."""
    try:
        children = psutil.Process(pid).children(recursive=True)
        return [one.pid for one in children if one.name() == _CELLS or any(_KERNEL in part for part in one.cmdline())]
    except psutil.Error:
        return []


def search_memory(pid: int, planted: Sequence[bytes]) -> set[bytes]:
    """Return which planted words stand in the writable memory of a process; none where it has ended.

    Zero bytes are left out before the search: what is left of a string in two or four bytes a sign is one and the same.

    Parameters
    ----------
    pid
        The process.
    planted
        What :func:`encoded` returns; each begins with one of the marks.
    """
    found: set[bytes] = set()
    try:
        regions = _REGION.findall(Path(f"/proc/{pid}/maps").read_text(encoding="ascii", errors="replace"))
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for start, end in regions:
                memory.seek(int(start, 16))
                held = memory.read(min(int(end, 16) - int(start, 16), _LARGEST)).translate(None, b"\0")
                if any(mark in held for mark in _MARKS):
                    found |= {head for head in planted if head in held}
    except (OSError, ValueError, OverflowError):
        return found
    return found
