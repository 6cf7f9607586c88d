"""The rooms that work figures out say of every public function what it takes and returns, and of most show it."""

import ast
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "evaltoolkit"
ROOMS = ("instruments", "outcomes", "scoring", "services")
WITH_EXAMPLE = 0.60
"""Least share of a room's public functions that show an example which runs."""


def public_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def public_methods(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)


def arguments(function: ast.FunctionDef) -> list[str]:
    taken = function.args
    several = [each for each in (taken.vararg, taken.kwarg) if each]
    names = [each.arg for each in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs, *several)]
    return [name for name in names if name not in ("self", "cls")]


def sections(function: ast.FunctionDef) -> dict[str, str]:
    _, *parts = re.split(r"(?m)^([A-Z][a-z]+)\n-{3,}$", ast.get_docstring(function) or "")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def described(parameters: str) -> list[str]:
    """Return the names that a section of parameters describes, each with a line or more under it."""
    heads = re.findall(r"(?m)^(\S.*)\n +\S", parameters)
    return [name.strip(" *") for head in heads for name in head.split(" : ")[0].split(",")]


def gives_something(function: ast.FunctionDef) -> bool:
    return function.returns is not None and ast.unparse(function.returns) not in ("None", "NoReturn")


def faults(source: str) -> list[str]:
    """Return what the docstrings of a module lack or say too much."""
    body = ast.parse(source).body
    wrong = []
    for function in (*public_functions(body), *public_methods(body)):
        taken, said = arguments(function), sections(function)
        if not taken:
            continue
        if sorted(described(said.get("Parameters", ""))) != sorted(taken):
            wrong.append(f"{function.name}: Parameters")
        if gives_something(function) != bool({"Returns", "Yields"} & said.keys()):
            wrong.append(f"{function.name}: Returns")
    return wrong


def has_example(function: ast.FunctionDef) -> bool:
    """Return whether the docstring shows an example that is not left out of the run."""
    shown = doctest.DocTestParser().get_examples(sections(function).get("Examples", ""))
    return any(doctest.SKIP not in example.options for example in shown)


def modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_public_function_describes_exactly_what_it_takes_and_what_it_returns(room):
    by_module = {path.relative_to(PACKAGE): faults(path.read_text(encoding="utf-8")) for path in modules(room)}

    assert {path.as_posix(): wrong for path, wrong in by_module.items() if wrong} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_most_public_functions_show_an_example_that_runs(room):
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in modules(room)]
    shown = [has_example(function) for source in sources for function in public_functions(source.body)]

    assert shown
    assert sum(shown) / len(shown) >= WITH_EXAMPLE


DESCRIBED = '''
def share(part: float, *, whole: float) -> float:
    """Return a share.

    Parameters
    ----------
    part, whole
        Counts.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    >>> share(1, whole=2)
    0.5
    """
'''


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("", "", []),
        ("part, whole", "part", ["share: Parameters"]),
        ("part, whole", "part, whole, rest", ["share: Parameters"]),
        ("part, whole\n        Counts.", "part, whole", ["share: Parameters"]),
        ("whole: float)", "whole: float, rest: float)", ["share: Parameters"]),
        ("Returns\n    -------\n", "", ["share: Returns"]),
        ("Returns\n    -------\n", "Yields\n    ------\n", []),
        (") -> float", ") -> None", ["share: Returns"]),
        ("def share", "def _share", []),
    ],
)
def test_a_docstring_that_leaves_something_out_is_a_fault(before, after, wrong):
    assert faults(DESCRIBED.replace(before, after) if before else DESCRIBED) == wrong


def test_methods_of_public_classes_are_looked_at_and_those_of_private_ones_are_not():
    method = "class Shares:\n    def of(self, whole: float) -> float:\n        '''Return a share.'''\n"

    assert faults(method) == ["of: Parameters", "of: Returns"]
    assert faults(method.replace("Shares", "_Shares")) == []


@pytest.mark.parametrize(
    ("before", "after", "shows"),
    [("", "", True), (">>> ", "", False), ("whole=2)", "whole=2)  # doctest: +SKIP", False)],
)
def test_an_example_counts_where_it_is_run(before, after, shows):
    (function,) = public_functions(ast.parse(DESCRIBED.replace(before, after) if before else DESCRIBED).body)

    assert has_example(function) is shows
