"""The sha256 of a workbook, or of a folder's csv files together.

Standard library only, and run as a script by `load`: a csv holds identifiers in the clear, and a
kernel must not even read them to see whether its tables are fresh.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

LISTING = ".files"
"""Ending of a file that lists where a street's data lie, where that is more than one place."""
BOOKS = frozenset({".xlsx", ".xls", ".et", ".ods"})
"""Endings of workbooks that are read as data."""
_MARKED = re.compile("_核对结果[0-9]*$")  # a copy of ours, never data


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
    return name_digest("".join(f"{name}\0{sum_}\n" for name, sum_ in sums.items()))


def name_digest(name: str) -> str:
    r"""Return the sha256 of a name, or of words with names in them, also where one is no UTF-8.

    Examples
    --------
    >>> name_digest("云城")[:8], name_digest("\udcd5")[:8]
    ('f7c6a1cb', '71eb1f1d')
    """
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def table_files(path: Path, *, mapped: bool = False) -> list[Path]:
    """Return the file itself, or the csv files of a folder in order of name; its workbooks too where a map says so.

    A folder without a csv file is one of workbooks; a listing stands for the files and folders that it names.
    """
    if path.suffix == LISTING:
        return [file for place in listed_places(path) for file in table_files(place, mapped=True)]
    if not path.is_dir():
        return [path]
    listed = [file for file in sorted(path.iterdir()) if not file.name.startswith((".", "~$")) and file.is_file()]
    tables = [file for file in listed if file.suffix.lower() == ".csv"]
    books = [file for file in listed if file.suffix.lower() in BOOKS and not _MARKED.search(file.stem)]
    return sorted(tables + books) if mapped or not tables else tables


def listed_places(path: Path) -> list[Path]:
    """Return the files and folders that a listing names, or the file or folder itself."""
    if path.suffix != LISTING or not path.is_file():
        return [path]
    return [Path(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def map_file(path: Path, root: Path) -> Path:
    """Return where the map of a file or folder lies in the project, whether there is one or not."""
    place, home = path.absolute(), root.absolute()
    name = place.relative_to(home).as_posix() if place.is_relative_to(home) else str(place)
    return home / "parameters" / "maps" / f"{path.stem[:40]}_{name_digest(name)[:8]}.yaml"


def data_files(path: Path, root: Path) -> list[Path]:
    """Return all that a street's tables are made from: its files, and the map that says how they are read."""
    found = [place for place in (map_file(each, root) for each in listed_places(path)) if place.is_file()]
    return [*table_files(path, mapped=bool(found)), *found]


def main(path: str, root: str) -> int:
    """Print the digest of `path` in the project `root`."""
    print(digest({file.name: file.read_bytes() for file in data_files(Path(path), Path(root))}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
