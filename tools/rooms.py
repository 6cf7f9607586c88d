"""The import-linter contract that holds the room table of the package; the table itself stands in pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

PACKAGE = "evaltoolkit"
ANY = "*"
ROOT = "__init__"


def room_of(module: str) -> str:
    """Return the room of a module: the name after the package, or ``__init__`` for the package itself.

    Examples
    --------
    >>> room_of("evaltoolkit.scoring.rules.at_least"), room_of("evaltoolkit")
    ('scoring', '__init__')
    """
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ROOT


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

    `imports` gives the modules of the package that each of its modules imports directly.
    """
    for room in sorted({room_of(module) for module in imports} - table.keys()):
        yield f"{room} is not in the table of rooms"
    for module in sorted(imports):
        allowed = table.get(room_of(module), frozenset({ANY}))
        for imported in sorted(imports[module]):
            if room_of(imported) != room_of(module) and not _is_allowed(imported, allowed):
                yield f"{module} may not import {imported}"


def _is_allowed(imported: str, allowed: frozenset[str]) -> bool:
    names = imported.split(".")[1:] or [ROOT]
    prefixes = {".".join(names[:length]) for length in range(1, len(names) + 1)}
    return ANY in allowed or bool(prefixes & allowed)


class Rooms(Contract):
    """Each room imports only what its line names, directly; `everyone` may be imported by all."""

    rooms: Any = fields.ListField(subfield=fields.StringField())
    everyone: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, the base class's signature
        """Hold the package's direct imports against the table."""
        shared = frozenset(self.everyone)
        table = {room: names | shared for room, names in parse_table(self.rooms).items()}
        imports = {module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
        found = list(faults(imports, table))
        return ContractCheck(kept=not found, metadata={"faults": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line a fault."""
        for fault in check.metadata["faults"]:
            output.print_error(fault)
