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


SCREEN = re.compile(r"\S+/IPython/core/events\.py:.*\n +func\(.*\n")
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


LAYOUTS = ["None", "'constrained'", "'compressed'", "'tight'"]
DRAWINGS = {
    "legend": "axes[0].plot(range(9), label='长长的名称'); figure.legend(); axes[0].legend()",
    "aspect": "axes[0].plot([1, 5]); axes[0].set_aspect('equal', adjustable='datalim'); axes[1].axline((0, 0), (1, 2))",
    "colours": "figure.colorbar(axes[0].imshow([[1, 2], [3, 9]]), ax=axes); figure.suptitle('题')",
    "twins": "axes[0].twinx().plot([10**7, 2]); axes[1].twiny().set_xlabel('轴\\n轴'); axes[1].minorticks_on()",
    "words": "axes[0].text(.1, .5, 'word ' * 30, wrap=True); axes[1].set_title('t'); axes[1].xaxis.tick_top()",
    "glass": "figure.set_facecolor('none'); axes[0].bar(['甲' * 9, '乙'], [1, 2]); figure.autofmt_xdate()",
    "inner": "axes[0].inset_axes([.5, .5, .4, .4]).plot([1]); axes[1].table([['1', '2']]); figure.align_labels()",
    "polar": "figure.add_subplot(projection='polar').plot([1, 2], [3, 4]); figure.add_subplot(projection='3d')",
}
MANY_TIMES = [
    "a, b = plt.figure(), plt.figure(layout='constrained'); a.subplots(); b.subplots(2).flat[0].set_ylabel('x')",
    "import matplotlib_inline.backend_inline as inline; inline.set_matplotlib_close(False); plt.plot([1]);",
    "plt.plot([2, 1]); plt.gcf()",
    "plt.gca().set_title('later'); plt.gcf().canvas.draw_idle()",
    "len(plt.get_fignums()), plt.gcf().stale, bytes(plt.gcf().canvas.buffer_rgba())[:4000]",
    "plt.close('all'); plt.ioff(); plt.plot([3]);",
    "plt.ion(); plt.plot([1, 3]);",
]


def test_figures_are_the_same_however_they_are_laid_out(run):
    code = [
        f"figure, axes = plt.subplots(1, 2, figsize=(4, 2), layout={layout}); {drawing}; None"
        for layout in LAYOUTS for drawing in DRAWINGS.values()
    ]  # fmt: skip
    cells = ["import matplotlib.pyplot as plt", *code, *MANY_TIMES]
    own, fresh = run(*cells), run(*cells, fresh=True)

    differing = [code for code, ours, theirs in zip(cells, own, fresh, strict=True) if _told(ours) != _told(theirs)]

    assert differing == []
    assert sum("image/png" in str(cell) for cell in own) >= len(code) + 3


def test_a_figure_without_layout_is_not_drawn_for_a_screen(run):
    count = (
        "import matplotlib.pyplot as plt\ndrawn = []\n{}"
        ".canvas.mpl_connect('draw_event', drawn.append);".format
    )  # fmt: skip
    cells = [count("plt.figure()"), "len(drawn)"]

    (own,), (fresh,) = run(*cells)[1], run(*cells, fresh=True)[1]

    assert int(own["data"]["text/plain"]) == int(fresh["data"]["text/plain"]) - 1


def _told(cell):
    # A busy machine may cut one text into two messages.
    told = []
    for output in cell:
        last = told[-1] if told else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            told[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            told.append(dict(output))
    return [_plain(output) for output in map(_without_screen, told) if output.get("text", True)]


def _without_screen(output):
    # What pyplot warns of where it draws for a screen; the inline backend's own drawing warns of it too.
    text = output.get("text")
    return {**output, "text": SCREEN.sub("", text)} if text else output


def _plain(output):
    # No two processes have in common: addresses in memory, the process id in the name of a cell's file.
    return re.sub(r"0x[0-9a-f]{6,}|ipykernel_\d+/\d+", "#", str(output))
