"""Build the documentation site, and write the pages of it that are generated.

python tools/build_site.py    build `site/` from `docs/`

Methods are the notes of the report's own annex, the public names those of the package, the keys those of the plan.
"""

from __future__ import annotations

import builtins
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas

import evaltoolkit
from evaltoolkit.language import Language
from evaltoolkit.model.plan import Plan
from evaltoolkit.words.appendix.method_notes import method_notes
from starter import trouble

ROOT = Path(__file__).resolve().parents[1]
DOCS, SITE = ROOT / "docs", ROOT / "site"
MADE = "made"
ANALYSIS = (
    "compare", "compare_table", "Comparison", "reliable_change", "ReliableChange", "satisfaction", "Satisfaction",
    "score", "Scores", "signed_rank", "effect_sizes",
)  # fmt: skip
"""The public names for plain data; the others are what the notebooks of a report call."""


def main() -> int:
    """Build the site; a warning is a fault."""
    how = ("-n", "-W", "--keep-going", "-q", "-a", "-b", "html")  # all: the contents stand on every page
    command = [sys.executable, "-m", "sphinx", *how, str(DOCS), str(SITE)]
    done = subprocess.run(command, check=False).returncode
    if not done:
        print(f"说明文档：{SITE / 'index.html'}")
    return done


def write_pages(docs: Path) -> None:
    """Write the generated pages into the folder `made` of `docs`; one that is as it should be is left alone."""
    pages = dict(_pages())
    folder = docs / MADE
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, words in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            path.write_text(words, encoding="utf-8", newline="\n")


def _pages() -> Iterator[tuple[str, str]]:
    yield "methods.zh.md", methods("zh_CN")
    yield "methods.md", methods("en")
    yield "parameter-keys.md", parameter_keys()
    yield "api.md", api()
    yield "setup-trouble.md", setup_trouble()
    for name in evaltoolkit.__all__:
        yield f"{page_of(name)}.md", api_page(name)


def methods(language: str) -> str:
    """Return every note on methods as the report's annex has it, in that language."""
    title = {"zh_CN": "方法", "en": "Methods"}[language]
    parts = [f"## {note.lead}\n\n{note.words}\n\n{note.source}" for note in method_notes(Language(language)).paragraphs]
    return "\n\n".join([f"# {title}", *parts]) + "\n"


def setup_trouble() -> str:
    """Return what `start.py` says where the set-up fails."""
    reasons = (words for _, words in trouble._REASONS)
    said = dict.fromkeys((trouble.NO_VENV, trouble.NO_PERMISSION, trouble.IN_USE, trouble.BUSY, *reasons))
    return "".join(f"- {words.format(place='…').replace(chr(10), ' ')}\n" for words in said)


def parameter_keys() -> str:
    """Return every key of a parameter file: what it takes, what stands without it; the plan itself says so."""
    schema = Plan.model_json_schema()
    head = "# Parameter keys\n\nEvery key of a file in `parameters/streets/`, from `evaltoolkit/model/plan.py`.\n\n"
    parts = [head + inspect.cleandoc(Plan.__doc__ or "").split("\n\n", 1)[1], _keys(schema)]
    for name, part in schema.get("$defs", {}).items():
        parts.append(f"## {name}\n\n{inspect.cleandoc(part.get('description', ''))}\n\n{_keys(part)}")
    return _as_code("\n\n".join(parts)) + "\n"


def _keys(part: dict[str, Any]) -> str:
    needed = part.get("required", ())
    rows = [f"| `{key}` | {_takes(facts)} | {'needed' if key in needed else _without(facts)} |"
            for key, facts in part.get("properties", {}).items()]  # fmt: skip
    return "\n".join(["| key | takes | without it |", "|---|---|---|", *rows])


def _without(facts: dict[str, Any]) -> str:
    given = facts.get("default")
    return "not stated" if given is None or given == {} or isinstance(given, dict) else f"`{given}`"


def _takes(facts: dict[str, Any]) -> str:
    if "$ref" in facts:
        name = facts["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in facts:
        return " or ".join(_takes(one) for one in facts["anyOf"] if one.get("type") != "null")
    if "enum" in facts:
        return ", ".join(f"`{word}`" for word in facts["enum"])
    if facts.get("type") == "array":
        return f"list of: {_takes(facts.get('items', {}))}"
    if facts.get("type") == "object":
        return f"by name: {_takes(facts.get('additionalProperties') or {})}"
    return {"string": "words", "integer": "a whole number", "number": "a number", "boolean": "`true`, `false`"}.get(
        str(facts.get("type")), str(facts.get("const", "words"))
    )


def _as_code(words: str) -> str:
    """Return words of a docstring with Sphinx's roles as plain code."""
    return re.sub(r":\w+:`~?\.?([^`]+)`", r"`\1`", words)


def api() -> str:
    """Return the list of the public names, each with what it does and a page."""
    others = [name for name in evaltoolkit.__all__ if name not in ANALYSIS]
    parts = [
        "# API",
        "`dir(evaltoolkit)` lists exactly these names; each is imported when it is first used.",
        f"## For plain arrays and tables\n\n{_toctree(ANALYSIS)}",
        f"## For a street's year, as the notebooks call them\n\n{_toctree(others)}",
    ]
    return "\n\n".join(parts) + "\n"


def _toctree(names: tuple[str, ...] | list[str]) -> str:
    lines = [f"{name} <{page_of(name)}>" for name in names]
    return "\n".join(["```{toctree}", ":maxdepth: 1", "", *lines, "```"])


def page_of(name: str) -> str:
    """Return the name of the page of a public name; on Windows `Comparison` and `comparison` are one.

    Examples
    --------
    >>> page_of("Comparison"), page_of("comparison"), page_of("charts")
    ('class-Comparison', 'function-comparison', 'module-charts')
    """
    found = getattr(evaltoolkit, name)
    kind = "module" if isinstance(found, ModuleType) else "class" if inspect.isclass(found) else "function"
    return f"{kind}-{name}"


def api_page(name: str) -> str:
    """Return the page of a public name, which its docstring fills."""
    kind, _, _ = page_of(name).partition("-")
    lines = [f".. auto{kind}:: evaltoolkit.{name}", *(() if kind == "function" else ("   :members:",))]
    return "\n".join([f"# {name}", "", "```{eval-rst}", *lines, "```", ""])


def is_known(said: str) -> bool:
    """Return whether what a docstring names is something of the toolkit, of a library that it needs, or of Python.

    Examples
    --------
    >>> is_known("evaltoolkit.outcomes.people.verdict.Verdict"), is_known("str to pandas.DataFrame")
    (True, True)
    >>> is_known("evaltoolkit.no_such"), is_known("NoSuchResult")
    (False, False)
    """
    return all(_is_known(name.lstrip("~.")) for name in said.split() if name not in ("to", "of", "or"))


def _is_known(name: str) -> bool:
    first, *others = name.split(".")
    if not others:
        ours = (module for key, module in tuple(sys.modules.items()) if key.partition(".")[0] == "evaltoolkit")
        return hasattr(builtins, first) or any(first in vars(module) for module in ours)
    found: Any = pandas if first == "pd" else import_module(first)
    path = found.__name__
    for part in others:
        path += f".{part}"
        found = getattr(found, part, None) or _submodule(path)
        if found is None:
            return False
    return True


def _submodule(path: str) -> ModuleType | None:
    try:
        return import_module(path)
    except ImportError:
        return None


if __name__ == "__main__":
    sys.exit(main())
