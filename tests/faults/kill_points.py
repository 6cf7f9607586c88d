"""Run a command in a child that is killed at its n-th step on the disk, or a moment after it.

A step is whatever changes the disk or opens a file for writing, told by Python's audit events; the child is a fork of a
process that has the commands loaded, so that a kill costs milliseconds. Run as a script: COMMAND as JSON, step, delay.
The command ``release`` is none of the program's: it publishes what its further words say, without a notebook.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

CHANGES = frozenset(
    {"os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "os.truncate", "os.symlink"}
)
RELEASE = "release"
# A command that ends and one that is killed again and again: no more steps than this.
MOST = 400


def run_killed(words: Sequence[str], home: Path, step: int, delay: float) -> int:
    """Run the command in a fork that is killed `delay` seconds after its step number `step`; its end, -9 if killed."""
    pid = os.fork()
    if pid == 0:
        _be_the_command(words, home, step, delay)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _be_the_command(words: Sequence[str], home: Path, step: int, delay: float) -> None:
    from evaltoolkit.cli import program
    from evaltoolkit.console import run_program

    code = 99
    try:
        os.chdir(home)
        os.environ["EVALTOOLKIT_HOME"] = str(home)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        sys.addaudithook(_counting(str(home), step, delay))
        code = _release(words[1], home) if words[0] == RELEASE else run_program(program, list(words))
    except BaseException:  # nobody hears this process: what ended it stands beside the project
        fault_of(home).write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)


def fault_of(home: Path) -> Path:
    """Return the file that says what ended a command that was not killed."""
    return home.with_name(f"{home.name}.fault")


def _release(said: str, home: Path) -> int:
    from evaltoolkit.reporting.release.gate import Roster
    from evaltoolkit.reporting.release.release import release

    folder = home / "reports" / "2025"
    release(
        {folder / "a_2025.html": f"<main><p>{said}</p></main>", folder / "a_2025.results.json": f'"{said}"'}, Roster()
    )
    return 0


def _counting(place: str, step: int, delay: float) -> Callable[[str, tuple[object, ...]], None]:
    count = 0

    def kill() -> None:
        time.sleep(delay)
        os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in CHANGES or (event == "open" and _is_for_writing(arguments)):
            if not any(place in str(argument) for argument in arguments):
                return
            count += 1
            if count == step:
                if delay:
                    threading.Thread(target=kill).start()
                else:
                    os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _is_for_writing(arguments: tuple[object, ...]) -> bool:
    mode, flags = str(arguments[1] or ""), arguments[2]
    return any(letter in mode for letter in "wax+") or bool(int(flags) & (os.O_WRONLY | os.O_RDWR))  # type: ignore[call-overload]


def main() -> int:
    """Read one request a line: words, home, step, delay; answer each with how the command ended."""
    import evaltoolkit.cli
    import evaltoolkit.intake.take_in
    import evaltoolkit.reporting.release.release
    import evaltoolkit.reporting.year.evidence_files
    import evaltoolkit.reporting.year.registries  # noqa: F401

    for line in sys.stdin:
        words, home, step, delay = json.loads(line)
        print(json.dumps(run_killed(words, Path(home), step, delay)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
