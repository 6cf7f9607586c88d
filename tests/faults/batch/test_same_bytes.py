"""A batch gives the same bytes with one worker or four, in forked or fresh processes or in Jupyter kernels."""

import sys

import pytest

from evaltoolkit.batch.cells.process import METHOD_VARIABLE, SPAWN
from tests.faults.batch.made_batch import MadeBatch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
FEW, MANY = ("jia", "yi"), ("jia", "yi", "bing", "ding")
DEED = """\
import matplotlib.pyplot as plt
import numpy as np
from evaltoolkit.charts.parts.chart import Chart
from evaltoolkit.disclosure.shown import mark
figure, axes = plt.subplots()
axes.plot(np.random.default_rng(len(street)).normal(size=50).cumsum(), label=street)
axes.legend()
plt.close()
data, metadata = Chart(figure, street, "", "图：" + street, "")._repr_mimebundle_()
display(data, raw=True, metadata={**metadata, **mark(data)})
"""
WAYS = {
    "one worker": ("--workers", "1"),
    "four workers": ("--workers", "4"),
    "fresh processes": ("--workers", "2"),
    "Jupyter kernels": ("--workers", "2", "--fresh-kernels"),
}


def sums(streets, words):
    batch = MadeBatch()
    try:
        batch.make(streets, DEED)
        assert batch.finish(*words)[0] == 0
        return batch.sums()
    finally:
        batch.close()


@pytest.mark.parametrize("streets", [FEW, pytest.param(MANY, marks=pytest.mark.full)], ids=len)
def test_workers_processes_and_kernels_leave_the_same_bytes(streets, monkeypatch):
    found = {}
    for name, words in WAYS.items():
        monkeypatch.setenv(METHOD_VARIABLE, SPAWN if name == "fresh processes" else "")
        found[name] = sums(streets, words)

    assert len(found["one worker"]) == 6 * len(streets) + 1  # page, its names, results of four kinds, and the index
    assert all(made == found["one worker"] for made in found.values())
