"""A limit on what reading one workbook may take of the memory, where the system has such limits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.intake.reading import limits
from evaltoolkit.language import text


@contextmanager
def limited_memory(name: str) -> Iterator[None]:
    """Refuse the workbook of that name where the block needs more memory than any workbook within the limits.

    Raises
    ------
    FileError
        The memory ran out, here or on the whole computer; the limit of before is in force again.

    Notes
    -----
    On Linux the process itself is limited for as long as the block runs. Windows knows no such limit, and macOS counts
    no memory that is mapped, as most is: there the limits on the workbook's parts stand alone.
    """
    with _limited():
        try:
            yield
        except MemoryError:
            raise FileError(
                text(
                    "{file}: the memory did not suffice to read the workbook; delete sheets, rows and columns that are "
                    "not needed, close other programs, and try again.",
                    file=name,
                ),
                ExitCode.FILE_TOO_LARGE,
            ) from None


if sys.platform == "win32":

    @contextmanager
    def _limited() -> Iterator[None]:
        yield

else:
    import resource

    @contextmanager
    def _limited() -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = [most for most in (_held() + limits.MAX_MEMORY_BYTES, *before) if most != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min(wanted), before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)

    def _held() -> int:
        """Return the bytes that the process holds already: what it takes for the workbook comes on top."""
        try:
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        except (OSError, ValueError, IndexError):
            return 0
        return pages * resource.getpagesize()
