"""How the sheets of a station's own files become sheets of the workbook, as the file in ``parameters/maps`` says it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evaltoolkit.errors import ExitCode, FileError, called
from evaltoolkit.language import text
from evaltoolkit.model import workbook
from evaltoolkit.model.columns import TableSpec
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.settings.read import NOT_UTF_8, in_file, name_in_folder
from evaltoolkit.settings.yaml_lines import YamlFault

NOT_READ = "不读入"
ANSWERS = re.compile(r"(?:[^_]+_)?(?:题[0-9]+|总分|测量日期)")
"""What a column of answers is read as: an item, the total or the date, of one time of measuring or of the row's own."""
NUMBERED = "自动编号"
_LONGEST = 60
_ABOUT = (
    "# 本站自己的表怎样读入：由 evaltoolkit map 提出、经人确认。表头没有变，就照此读入，不再询问；\n"
    "# 表头变了，会请您重新确认。\n"
    "# 这里只有表头、选项和答案的写法，没有服务对象的资料。可以直接修改；“不读入”的栏不进入任何结果。\n"
)


@dataclass(frozen=True, slots=True)
class SheetMap:
    """What becomes of sheets of one file that have the same header.

    Parameters
    ----------
    file, sheets
        Name of the file, and of the sheets.
    table
        English name of the table; empty where the sheets are not read.
    headers
        Of all columns, in their order.
    columns
        What each header becomes: a header of the workbook, one for each option of a question, or nothing.
    constants
        What holds for every row, by header of the workbook.
    values
        The workbook's word for each word of a column, by header of the workbook; empty for rows that do not count.
    answers
        Words of the answers to items from the least to the most; the least is written as `least`.
    year
        Of dates that are written without one.
    """

    file: str
    sheets: tuple[str, ...]
    table: str
    headers: tuple[str, ...] = ()
    columns: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    least: int = 1
    year: int = 0

    @property
    def spec(self) -> TableSpec:
        """Return the table's description; KeyError where the sheets are not read."""
        return workbook.table(self.table)

    def holds(self, file: str, sheet: str) -> bool:
        """Return whether the map speaks of a sheet; one that is named after a person stands there as a mark."""
        return self.file == file and (sheet in self.sheets or mark_of(sheet) in self.sheets)


def mark_of(sheet: str) -> str:
    """Return what stands in a map for the name of a sheet that is a person's."""
    return f"#{hashlib.sha256(sheet.encode()).hexdigest()[:12]}"


class MapError(ValueError):
    """A file of maps does not say what it must: the word, and the line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def write_maps(maps: Iterable[SheetMap]) -> str:
    """Return the text of the file."""
    content = {"files": [_content(each) for each in maps]}
    return _ABOUT + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def _content(each: SheetMap) -> dict[str, Any]:
    full = {
        "file": each.file,
        "sheets": list(each.sheets),
        "table": each.spec.sheet if each.table else NOT_READ,
        "headers": list(each.headers),
        "columns": {
            name: dict(goal) if isinstance(goal, Mapping) else goal or NOT_READ for name, goal in each.columns.items()
        },
        "constants": dict(each.constants),
        "values": {name: dict(words) for name, words in each.values.items()},
        "answers": list(each.answers),
        "year": each.year,
    }
    kept = {name: value for name, value in full.items() if value or name in ("file", "sheets", "table")}
    return kept | ({"least": each.least} if each.answers else {})


def read_maps(content: str) -> tuple[SheetMap, ...]:
    """Return the maps that the text of a file says.

    Raises
    ------
    MapError
        It is no YAML, or a key is missing or of the wrong kind.
    """
    made: list[SheetMap] = []
    try:
        for entry in load_yaml(content)["files"]:
            made.append(_map(entry))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise MapError("", mark.line + 1 if mark else 1) from error
    except KeyError as error:
        raise MapError(str(error.args[0]), _line(content, len(made), "")) from error
    except (TypeError, ValueError, AttributeError) as error:
        word = error.args[0] if isinstance(error, _UnknownWordError) else ""
        raise MapError(word, _line(content, len(made), word)) from error
    return tuple(made)


def read_map_file(file: Path) -> tuple[SheetMap, ...]:
    """Return the maps that a file of ``parameters/maps`` says; it is called after a workbook, which may name a person.

    Raises
    ------
    FileError
        It cannot be read; the sentence says at which line.
    """
    try:
        return read_maps(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise FileError(in_file(name_in_folder(file), [YamlFault(1, NOT_UTF_8)])[0], ExitCode.FILE_BROKEN) from None
    except (MapError, OSError) as error:
        what = " ".join(str(error).split())[:_LONGEST] if isinstance(error, MapError) else ""
        sentence = text(
            "{file}, line {line}: this map cannot be read{found}; correct it, or delete it and run `{map}` again.",
            file=name_in_folder(file), line=getattr(error, "line", 1), map=called("map"),
            found=text(" at “{what}”", what=what) if what else "",
        )  # fmt: skip
        raise FileError(sentence, ExitCode.FILE_BROKEN) from None


class _UnknownWordError(ValueError):
    """A word that is no sheet or column of ours."""


def _line(content: str, entry: int, word: str) -> int:
    """Return the line of a word in an entry of the file, counted from 0; of the entry where it is not there."""
    node = yaml.compose(content, Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    files = next((value for key, value in pairs if key.value == "files"), None)
    entries = files.value if isinstance(files, yaml.SequenceNode) else ()
    first = entries[entry].start_mark.line if entry < len(entries) else 0
    lines = content.splitlines()[first:] if word else []
    return first + next((number for number, line in enumerate(lines) if word in line), 0) + 1


def _map(entry: Mapping[str, Any]) -> SheetMap:
    spec = None if entry["table"] == NOT_READ else workbook.table_of_sheet(str(entry["table"]))
    if spec is None and entry["table"] != NOT_READ:
        raise _UnknownWordError(entry["table"] if isinstance(entry["table"], str) else "table")
    columns = {str(name): _goal(goal) for name, goal in entry.get("columns", {}).items()}
    constants = {str(name): str(value) for name, value in entry.get("constants", {}).items()}
    if spec is not None:
        _require_known(spec, columns, constants)
    values = {str(name): {str(key): str(to) for key, to in words.items()}
              for name, words in entry.get("values", {}).items()}  # fmt: skip
    return SheetMap(
        str(entry["file"]),
        tuple(map(str, entry["sheets"])),
        "" if spec is None else spec.name,
        tuple(map(str, entry.get("headers", ()))),
        columns,
        constants,
        values,
        tuple(map(str, entry.get("answers", ()))),
        int(entry.get("least", 1)),
        int(entry.get("year", 0)),
    )


def _goal(goal: object) -> str | dict[str, str]:
    if isinstance(goal, Mapping):
        return {str(key): str(to) for key, to in goal.items()}
    return "" if goal == NOT_READ else str(goal)


def _require_known(
    spec: TableSpec, columns: Mapping[str, str | Mapping[str, str]], constants: Mapping[str, str]
) -> None:
    """Refuse what is no column of the table: a misspelt one would be lost in silence."""
    known = {column.header for column in spec.columns}
    goals = [goal for each in columns.values() for goal in (each.values() if isinstance(each, Mapping) else (each,))]
    for name in (*filter(None, goals), *constants):
        if name not in known and not (spec.items and ANSWERS.fullmatch(name)):
            raise _UnknownWordError(name)
