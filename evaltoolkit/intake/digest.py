"""The sha256 of a workbook, or of a folder's csv files together.

Standard library only, and run as a script by `load`: a csv holds identifiers in the clear, and a
kernel must not even read them to see whether its tables are fresh.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path


def digest(files: Mapping[str, bytes]) -> str:
    """Return the sha256 of one file's content, or of several files' names and contents.

    Examples
    --------
    >>> digest({"a.xlsx": b""})[:8]
    'e3b0c442'
    """
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    if len(sums) == 1:
        return next(iter(sums.values()))
    return hashlib.sha256("".join(f"{name}\0{sum_}\n" for name, sum_ in sums.items()).encode()).hexdigest()


def table_files(path: Path) -> list[Path]:
    """Return the file itself, or the csv files of a folder in order of name."""
    if not path.is_dir():
        return [path]
    listed = (file for file in path.iterdir() if file.suffix.lower() == ".csv" and not file.name.startswith("."))
    return sorted(file for file in listed if file.is_file())


def main(path: str) -> int:
    """Print the digest of `path`."""
    print(digest({file.name: file.read_bytes() for file in table_files(Path(path))}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
