"""The station's own words for a paper form: a text file with one item a line.

Two lines may stand before the items: ``说明：`` with what to say first, such as the time that is asked about, and
``选项：`` with the answers from the lowest number to the highest, 、 between them.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.errors import ExitCode, FileError
from evaltoolkit.language import text

_MOST_BYTES = 1_000_000  # 本工具规则: ten thousand lines
_MARKED = re.compile(r"(说明|选项)\s*[：:]\s*(.+)")


@dataclass(frozen=True, slots=True)
class OwnWording:
    """The station's own words; what it does not say is empty."""

    items: tuple[str, ...] = ()
    lead: str = ""
    answers: tuple[str, ...] = ()


def read_wording(content: str) -> OwnWording:
    r"""Return the words of a text file; blank lines are left out.

    Examples
    --------
    >>> read_wording("说明：请想一想最近一周。\n选项：从不、有时、经常\n第一题\n\n 第二题 \n")
    OwnWording(items=('第一题', '第二题'), lead='请想一想最近一周。', answers=('从不', '有时', '经常'))
    """
    items: list[str] = []
    marked: dict[str, str] = {}
    for line in filter(None, map(str.strip, content.splitlines())):
        found = None if items else _MARKED.fullmatch(line)
        if found is None:
            items.append(line)
        else:
            marked[found[1]] = found[2]
    answers = tuple(answer.strip() for answer in marked.get("选项", "").split("、") if answer.strip())
    return OwnWording(tuple(items), marked.get("说明", ""), answers)


def read_wording_file(path: Path) -> OwnWording:
    """Return the words of a text file in UTF-8, or in GB 18030 as older Windows programs write it.

    Raises
    ------
    FileError
        The file is not there or cannot be read.
    """
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise OSError
        content = path.read_bytes()
    except OSError:
        raise FileError(text("There is no readable file {file}.", file=path.name), ExitCode.FILE_MISSING) from None
    for encoding in ("utf-8-sig", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return read_wording(content.decode(encoding))
    raise FileError(text("{file} is no text file; save it as plain text.", file=path.name), ExitCode.FILE_BROKEN)
