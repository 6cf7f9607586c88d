"""The outputs of warm and fresh kernels are the same, figure for figure."""

import re
from pathlib import Path

import pytest

from evaltoolkit.batch.warm.forking import has_fork

pytestmark = pytest.mark.skipif(not has_fork(), reason="this platform starts fresh kernels only")
SMALL = Path(__file__).parents[4] / "benchmarks" / "small_report.ipynb"


def without_times(node):
    cells = []
    for cell in node.cells:
        kept = {name: part for name, part in cell.items() if name != "metadata"}
        cells.append(kept | {"tags": cell.metadata.get("tags")})
    return cells, node.metadata["language_info"]


def test_the_small_report_has_the_same_six_figures_and_every_other_output(run):
    warm, fresh = run.file(SMALL), run.file(SMALL, fresh=True)
    figures = [
        out["data"]["image/png"]
        for cell in warm.cells
        for out in cell.get("outputs", [])
        if "image/png" in out.get("data", {})
    ]

    assert len(set(figures)) == 6
    assert without_times(warm) == without_times(fresh)


@pytest.mark.parametrize(
    "cells",
    [
        ["import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "plt.plot([2, 1])"],
        ["%matplotlib inline\nfrom matplotlib import pyplot\npyplot.plot([1, 2]);"],
        ["%config InlineBackend.figure_formats = {'png', 'retina'}\nimport matplotlib.pyplot as plt\nplt.plot([1]);"],
        ["import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()", "axes.plot([1])\nfigure", "plt.show()"],
        ["from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots().plot([1])\nfigure"],
        ["import matplotlib.pyplot as plt\nplt.switch_backend('agg')\nplt.plot([1]);", "plt.get_fignums()"],
        ["import pandas\npandas.DataFrame({'甲': [1.5, None]}).plot();", "pandas.DataFrame({'甲': [1.5, None]})"],
        ["print('words'); import sys; print('to errors', file=sys.stderr)", "%%bash\necho below", "!echo also"],
        ["import warnings; warnings.warn('told')", "import logging; logging.warning('logged')"],
        ["from IPython.display import HTML, display, clear_output\ndisplay(HTML('<b>x</b>')); clear_output(); 5"],
    ],
    ids=[
        "pyplot", "magic", "formats", "figure by name", "bare figure", "own backend", "pandas", "streams", "warnings",
        "display",
    ],
)  # fmt: skip
def test_cells_show_the_same_in_both(cells, run):
    warm, fresh = run(*cells), run(*cells, fresh=True)

    assert [_told(cell) for cell in warm] == [_told(cell) for cell in fresh]
    assert any(warm)


def _told(cell):
    # A busy machine may cut one text into two messages.
    told = []
    for output in cell:
        last = told[-1] if told else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            told[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            told.append(dict(output))
    return [_plain(output) for output in told]


def _plain(output):
    # No two processes have in common: addresses in memory, the process id in the name of a cell's file.
    return re.sub(r"0x[0-9a-f]{6,}|ipykernel_\d+/\d+", "#", str(output))
