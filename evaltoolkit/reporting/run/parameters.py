"""What may be passed to a notebook: names that it declares, values of exact builtin types.

papermill pastes names as code and turns foreign objects into strings without a word, so neither reaches it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from nbformat import NotebookNode

from evaltoolkit.errors import RunError
from evaltoolkit.language import Text, listed, text

_SCALARS = (str, bool, int, float, type(None))


def declared_parameters(notebook: NotebookNode) -> tuple[str, ...]:
    """Return the names that the notebook's cell tagged ``parameters`` assigns, in its order."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return tuple(_assigned(cell.source))
    return ()


def check_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> None:
    """Refuse names that the notebook does not declare and values that are not plain.

    Raises
    ------
    RunError
        Names the parameters; never shows a value.
    """
    declared = declared_parameters(notebook)
    unknown = [name for name in parameters if name not in declared]
    if unknown and not declared:
        raise RunError(
            text(
                "The notebook has no cell tagged parameters, so it cannot hear which street it is about. Begin with a "
                "copy of notebooks/street_report.ipynb and add cells of your own to it."
            )
        )
    if unknown:
        raise RunError(
            text(
                "The notebook has no parameter named {names}. Declare it in the cell tagged parameters, "
                "or take it out of the parameter file.",
                names=_names(unknown),
            )
        )
    foreign = [name for name, value in parameters.items() if not is_plain(value)]
    if foreign:
        raise RunError(
            text(
                "The parameter {names} holds something other than text, numbers, yes/no, lists and mappings "
                "with text keys. Write it in one of these forms.",
                names=_names(foreign),
            )
        )


def is_plain(value: object) -> bool:
    """Return whether `value` is made of exact builtin types alone.

    Examples
    --------
    >>> is_plain({"rows": [1, 2.5, None, True, "甲"]})
    True
    >>> is_plain((1, 2))
    False
    """
    if type(value) is list:
        return all(is_plain(item) for item in value)
    if type(value) is dict:
        return all(type(key) is str and is_plain(item) for key, item in value.items())
    return type(value) in _SCALARS


def _assigned(source: str) -> Iterator[str]:
    for statement in ast.parse(source).body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.id


def _names(names: list[str]) -> Text | str:
    return listed(name if name.isidentifier() else "?" for name in names)
