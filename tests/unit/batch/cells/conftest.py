"""Notebooks made of a few lines, run in plain processes or in a fresh Jupyter kernel."""

from contextlib import nullcontext

import nbformat
import pytest

from evaltoolkit.batch.cells.process import Cells
from evaltoolkit.reporting.run.kernel import kernel_options

MODULES = ("numpy", "pandas", "matplotlib.pyplot")


@pytest.fixture(scope="session")
def cells():
    source = Cells(MODULES)
    source.prepare()
    yield source
    source.close()


def notebook_of(*sources, **metadata):
    made = [nbformat.v4.new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel, **metadata})


def outputs_of(node):
    return [[dict(output) for output in cell.get("outputs", [])] for cell in node.cells if cell.id.startswith("cell")]


@pytest.fixture(scope="session")
def run(tmp_path_factory, cells):
    """Run cells and return their outputs; in a plain process unless `fresh`."""
    import papermill

    from evaltoolkit.batch.cells.client import NAME

    folder = tmp_path_factory.mktemp("notebooks")

    def execute(*sources, fresh=False, **options):
        path = folder / "trial.ipynb"
        nbformat.write(notebook_of(*sources), path)
        return outputs_of(run_file(path, fresh=fresh, **options))

    def run_file(path, *, fresh=False, **options):
        kept = []
        ways = {"progress_bar": False, "cwd": folder, "on_notebook_start": lambda notebook: kept.append(notebook)}
        with (
            kernel_options(folder / "fresh.log") if fresh else nullcontext({"engine_name": NAME, "cells": cells}) as own
        ):
            try:
                return papermill.execute_notebook(str(path), None, **{**ways, **own, **options})
            except papermill.PapermillExecutionError:
                if not options.get("allow_errors"):
                    raise
                return kept[0]

    execute.file, execute.folder = run_file, folder
    return execute
