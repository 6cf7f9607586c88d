"""What a worker of the cluster does: one report at a time, in a folder that is empty before and after."""

from __future__ import annotations

import platform
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from distributed import get_worker

from evaltoolkit.batch.kernels import choose_kernels
from evaltoolkit.errors import ExitCode
from evaltoolkit.language import text
from evaltoolkit.reporting.release.publish import make_folder
from evaltoolkit.reporting.run.inputs import package_versions, program_inputs
from evaltoolkit.reporting.run.parcel import Answer, Parcel, compute_parcel

PLATFORM = "platform"
_PROGRAM = "the files of evaltoolkit"
_CARRIERS = ("dask", "distributed", "cloudpickle", "msgpack")
_one_at_a_time = Lock()


def make_report(parcel: Parcel, versions: dict[str, str], *, fresh_kernels: bool = False) -> Answer:
    """Compute a parcel in this worker; whatever goes wrong is told in the answer.

    Parameters
    ----------
    parcel
        The street's work.
    versions
        The sender's; a worker that came later may have others, and then computes nothing.
    fresh_kernels
        Whether the kernel must be a fresh process.
    """
    if differences(versions, here()):
        return Answer(failure=text("A worker of the cluster has other versions; start it anew."), exit_code=_FAILED)
    try:
        with _one_at_a_time, _own_folder() as home:
            return compute_parcel(parcel, home, choose_kernels(fresh=fresh_kernels))
    except Exception:  # told to the sender: the worker's own log, which it would go to, is for everybody there
        name = f"{parcel.parameters['slug']}_{parcel.parameters['year']}.log"
        return Answer(None, {name: traceback.format_exc().encode()}, _UNEXPECTED.with_(log=name), ExitCode.INTERNAL)


@cache
def here() -> dict[str, str]:
    """Return the versions of everything that computes and carries a report, and the kind of machine."""
    carriers = {name: version(name) for name in _CARRIERS}
    machine = {PLATFORM: f"{sys.platform} {platform.machine()}"}
    return {**package_versions(), **carriers, _PROGRAM: program_inputs()["package"][:12], **machine}


def differences(ours: dict[str, str], theirs: dict[str, str]) -> tuple[str, ...]:
    """Return what differs so that a page could, in the order of the names.

    Examples
    --------
    >>> differences({"numpy": "2.4.6", "platform": "a"}, {"numpy": "2.5.0", "platform": "b"})
    ('numpy',)
    """
    return tuple(name for name in sorted(ours.keys() | theirs.keys()) if _differs(name, ours, theirs))


def _differs(name: str, ours: dict[str, str], theirs: dict[str, str]) -> bool:
    return name != PLATFORM and ours.get(name) != theirs.get(name)


_FAILED = ExitCode.RUN_FAILED
_UNEXPECTED = text("An unexpected fault of the program; send the file {log} to whoever looks after it.", log="")


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Yield the worker's folder for one street, empty; always the same, so that a kernel forked ahead stands in it.

    It lies in Dask's own folder of the worker, which goes with the worker also where that was killed.
    """
    home = Path(get_worker().local_directory) / "evaltoolkit"
    make_folder(home, private=True)
    _empty(home)
    try:
        yield home
    finally:
        _empty(home)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
