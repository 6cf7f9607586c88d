"""The import-linter contract that holds the room table of the package; the table itself stands in pyproject.toml."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

PACKAGE = "evaltoolkit"
ANY = "*"
ROOT = "__init__"


def room_of(module: str, rooms: Container[str]) -> str:
    """Return the innermost of `rooms` that holds a module: the name after the package where the table knows none.

    ``__init__`` stands for the package itself.

    Examples
    --------
    >>> room_of("evaltoolkit.scoring.rules.at_least", ()), room_of("evaltoolkit", ())
    ('scoring', '__init__')
    >>> room_of("evaltoolkit.intake.city.city_file", {"intake", "intake.city"})
    'intake.city'
    """
    around = _around(module)
    return next((room for room in reversed(around) if room in rooms), around[0])


def parse_table(lines: list[str]) -> dict[str, frozenset[str]]:
    """Read lines such as ``charts: model, disclosure`` into what each room may import.

    Examples
    --------
    >>> sorted(parse_table(["errors:", "charts: model, disclosure"])["charts"])
    ['disclosure', 'model']
    """
    rows = (line.partition(":") for line in lines)
    return {
        room.strip(): frozenset(name.strip() for name in names.split(",") if name.strip()) for room, _, names in rows
    }


def faults(imports: Mapping[str, frozenset[str]], table: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield a line for each import that the table does not allow, and for each room it does not know.

    `imports` gives the modules of the package that each of its modules imports directly. A room within a room, such as
    ``intake.city``, may import what its own line names and no more; the room around it, all that lies in it.
    """
    rooms = {module: room_of(module, table) for module in imports}
    for room in sorted(set(rooms.values()) - table.keys()):
        yield f"{room} is not in the table of rooms"
    for module, room in sorted(rooms.items()):
        for imported in sorted(imports[module]):
            if not _is_allowed(imported, of=room, table=table):
                yield f"{module} may not import {imported}"


def circles(table: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield a line for each room of the table that may come to import itself by way of another.

    Examples
    --------
    >>> list(circles(parse_table(["model:", "words: charts", "charts: model, words"])))
    ['words imports charts and may be imported by it', 'charts imports words and may be imported by it']
    """
    for room, names in table.items():
        for name in sorted(names & table.keys()):
            if room in _reached(name, table):
                yield f"{room} imports {name} and may be imported by it"


def _reached(room: str, table: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    todo = [room]
    while todo:
        new = table.get(todo.pop(), frozenset()) - found
        found |= new
        todo += new
    return found


def _is_allowed(imported: str, *, of: str, table: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a room may import a module: one in it or in a room within it, or one that its line names."""
    allowed = table.get(of, frozenset({ANY}))
    return ANY in allowed or not {of, *allowed}.isdisjoint(_around(imported))


def _around(module: str) -> list[str]:
    """Return a module after the package's name, with everything that holds it, the outermost first."""
    names = module.split(".")[1:] or [ROOT]
    return [".".join(names[:length]) for length in range(1, len(names) + 1)]


class Rooms(Contract):
    """Each room imports only what its line names, directly and in no circle; `everyone` may be imported by all."""

    rooms: Any = fields.ListField(subfield=fields.StringField())
    everyone: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, the base class's signature
        """Hold the package's direct imports against the table."""
        shared = frozenset(self.everyone)
        table = {room: names | shared for room, names in parse_table(self.rooms).items()}
        imports = {module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
        found = [*circles(parse_table(self.rooms)), *faults(imports, table)]
        return ContractCheck(kept=not found, metadata={"faults": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line a fault."""
        for fault in check.metadata["faults"]:
            output.print_error(fault)
