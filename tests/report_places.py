"""Where the report shows what: which function of words, body or charts stands in which section, and in which fold."""

import ast
import json
import re
from pathlib import Path
from types import CodeType, FunctionType

from evaltoolkit import charts, words
from evaltoolkit.language import Language, text
from evaltoolkit.model.chapters import section
from evaltoolkit.words import body
from evaltoolkit.words.appendix import annex

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"words": words, "body": body, "charts": charts}
FRONT, ANNEXES = "首页", frozenset({"附件1", "附件2"})


def called(notebook: str) -> dict[str, set[str]]:
    """Return the places of a notebook in which each function is called, or is what a function called there shows."""
    chapter, place = "", FRONT
    found: dict[str, set[str]] = {}
    for cell in json.loads((ROOT / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            if head := re.match("## (?:([一二三四五六])、)?", source):
                chapter = place = head.group(1) or ""
            if head := re.match("### (?:(（[一二三四五六七]）)|(附件[12]))", source):
                place = head.group(2) or chapter + head.group(1)
            continue
        if head := re.search(r'\bsection_heading\(plan, "(\w+)"', source):
            place = section(head.group(1)).place
        for room, name in re.findall(r"\b(words|body|charts)\.(\w+)\(", source):
            for one in {f"{room}.{name}", *shown_by(getattr(ROOMS[room], name))}:
                found.setdefault(one, set()).add(place)
    return found


def shown_by(function: FunctionType) -> set[str]:
    """Return the functions of words and body that a function calls, itself or by others of its module."""
    public = {getattr(room, name): f"{key}.{name}" for key, room in ROOMS.items() for name in room.__all__}
    found, seen, open_ = set(), {function}, [function]
    while open_:
        caller = open_.pop()
        for name in _names(caller.__code__):
            value = caller.__globals__.get(name)
            if not isinstance(value, FunctionType) or value in seen:
                continue
            seen.add(value)
            if value in public:
                found.add(public[value])
            elif value.__module__ == caller.__module__:
                open_.append(value)
    return found


def _names(code: CodeType) -> set[str]:
    return set(code.co_names).union(*(_names(one) for one in code.co_consts if isinstance(one, CodeType)))


def folds() -> dict[str, set[str]]:
    """Return the Chinese title of each fold of the annexes with the functions that are shown in it."""
    chinese = Language("zh_CN")
    return {
        chinese.say(text(pair.elts[0].args[0].value)): {
            f"words.{node.id}"
            for node in ast.walk(pair.elts[1])
            if isinstance(node, ast.Name) and isinstance(getattr(annex, node.id, None), FunctionType)
            if not node.id.startswith("_")
        }
        for pair in ast.walk(ast.parse(Path(annex.__file__).read_text(encoding="utf-8")))
        if isinstance(pair, ast.Tuple) and _is_text(pair.elts[0])
    }  # fmt: skip


def read_tables() -> set[str]:
    """Return the names by which words and the report's notebook ask for a table: `shown["x"]`, `rows_in(shown, "x")`.

    A name that stands in a list alone, such as that of public names, reads nothing.
    """
    sources = [path.read_text(encoding="utf-8") for path in Path(words.__file__).parent.rglob("*.py")]
    cells = json.loads((ROOT / "notebooks" / "street_report.ipynb").read_text(encoding="utf-8"))["cells"]
    sources += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    asked = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    asked += [part for node in nodes if isinstance(node, ast.Call) for part in node.args]
    return {part.value for part in asked if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
