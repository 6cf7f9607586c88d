"""The outputs of plain processes and of fresh Jupyter kernels are the same, figure for figure."""

import re
from pathlib import Path

from evaltoolkit.batch.cells.process import SPAWN, Cells

SMALL = Path(__file__).parents[4] / "benchmarks" / "small_report.ipynb"


def without_times(node):
    cells = []
    for cell in node.cells:
        kept = {name: part for name, part in cell.items() if name != "metadata"}
        cells.append(kept | {"tags": cell.metadata.get("tags")})
    return cells, node.metadata["language_info"]


def test_the_small_report_has_the_same_six_figures_and_every_other_output(run):
    own, fresh = run.file(SMALL), run.file(SMALL, fresh=True)
    spawned = run.file(SMALL, cells=Cells(("numpy",), SPAWN))
    figures = [
        out["data"]["image/png"]
        for cell in own.cells
        for out in cell.get("outputs", [])
        if "image/png" in out.get("data", {})
    ]

    assert len(set(figures)) == 6
    assert without_times(own) == without_times(spawned) == without_times(fresh)
    assert {name for cell in own.cells for name in cell.metadata} == {
        name for cell in fresh.cells for name in cell.metadata
    }


CELLS = [
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "plt.plot([2, 1])",
    "%matplotlib inline\nfrom matplotlib import pyplot\npyplot.plot([1, 2]);",
    "figure, axes = plt.subplots()",
    "axes.plot([1])\nfigure",
    "plt.show()",
    "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots().plot([1])\nfigure",
    "import pandas\npandas.DataFrame({'甲': [1.5, None]}).plot();",
    "pandas.DataFrame({'甲': [1.5, None]})",
    "print('words'); import sys; print('to errors', file=sys.stderr)",
    "%%bash\necho below",
    "!echo also",
    "import warnings; warnings.warn('told')",
    "import logging; logging.warning('logged')",
    "from IPython.display import HTML, display, clear_output\ndisplay(HTML('<b>x</b>')); clear_output(); 5",
    "shown = display('a', display_id='x')",
    "shown.update('b'); display('c', metadata={'m': (1, None)})",
    "display({'text/plain': 'raw', 'image/png': b'x'}, raw=True)",
    "def fails():\n    raise ValueError('甲')",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    fails()",
    "class Odd:\n    def _repr_html_(self):\n        raise KeyError('x')\nOdd()",
    "if True print(1)",
    "sys.exit(3)",
    "%nosuch",
    "%%nosuch\n1",
    "input('name')",
    "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
    "import getpass; getpass.getpass()",
    "import asyncio\nawait asyncio.sleep(0)\n4",
    "_ + 1, In[1][:6], sorted(Out)",
    "len?",
    "print(1); type(get_ipython()), __name__",
    "%config InlineBackend.figure_formats = {'png', 'retina'}\nplt.plot([1]);",
    "plt.switch_backend('agg')\nplt.plot([1]);",
    "plt.get_fignums()",
    "float('nan'), {1: (2,)}, '\\udc80'.encode('utf-8', 'surrogateescape')",
]


def test_cells_show_the_same_in_both(run):
    own, fresh = run(*CELLS, allow_errors=True), run(*CELLS, fresh=True, allow_errors=True)

    differing = {
        code: (_told(ours), _told(theirs)) for code, ours, theirs in zip(CELLS, own, fresh, strict=True)
        if _told(ours) != _told(theirs)
    }  # fmt: skip

    assert differing == {}
    assert sum(map(bool, own)) > 2 / 3 * len(CELLS)


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
