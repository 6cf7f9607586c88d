"""Notebooks made of a few lines, run in warm kernels of one server or in fresh ones."""

import sys

import nbformat
import pytest

MODULES = ("numpy", "pandas", "matplotlib.pyplot")


@pytest.fixture(scope="module")
def server():
    from evaltoolkit.batch.warm.servers import shared_server

    with shared_server([sys.executable], MODULES) as started:
        yield started


@pytest.fixture(scope="module")
def kernels(server):
    from evaltoolkit.batch.warm.kernels import Kernels

    source = Kernels(MODULES)
    yield source
    source.close()


def notebook_of(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def outputs_of(node):
    return [[dict(output) for output in cell.get("outputs", [])] for cell in node.cells]


@pytest.fixture(scope="module")
def run(tmp_path_factory, kernels):
    """Run cells and return their outputs; warm unless `fresh`."""
    import papermill

    from evaltoolkit.batch.warm.engine import NAME

    folder = tmp_path_factory.mktemp("notebooks")

    def execute(*sources, fresh=False, **options):
        path = folder / "trial.ipynb"
        nbformat.write(notebook_of(*sources), path)
        return outputs_of(run_file(path, fresh=fresh, **options))

    def run_file(path, *, fresh=False, **options):
        ways = {} if fresh else {"engine_name": NAME, "kernels": kernels}
        if fresh:  # over Unix sockets, else ipykernel warns of TCP
            from evaltoolkit.reporting.kernel import kernel_options

            with kernel_options(folder / "fresh.log") as given:
                return papermill.execute_notebook(str(path), None, progress_bar=False, cwd=folder, **given, **options)
        return papermill.execute_notebook(str(path), None, progress_bar=False, cwd=folder, **ways, **options)

    execute.file, execute.folder = run_file, folder
    return execute
