"""What is printed arrives whole and in its place, however little is flushed."""

from itertools import groupby
from operator import itemgetter

import pytest

from evaltoolkit.batch.warm.forking import has_fork

pytestmark = pytest.mark.skipif(not has_fork(), reason="this platform starts fresh kernels only")
ORDER = """
import sys
from IPython.display import display
for number in range(3):
    print("out", number, end=" ")
    display(number)
    print("errors", number, file=sys.stderr)
    display(-number)
sys.stdout.write("last")
"""
THREAD = """
import threading
thread = threading.Thread(target=lambda: [print("thread", number) for number in range(50)])
thread.start(); thread.join()
"""


def told(cell):
    """What was printed and displayed; ipykernel may publish in two what was printed in one."""
    pieces = [(out.get("name"), out.get("text") or out["data"]["text/plain"]) for out in cell]
    runs = [(name, [words for _, words in run]) for name, run in groupby(pieces, itemgetter(0))]
    return [whole for name, words in runs for whole in (words if name is None else ["".join(words)])]


def test_words_and_what_is_displayed_keep_their_order(run):
    (warm,) = run(ORDER)

    assert told(warm) == [
        "out 0 ", "0", "errors 0\n", "0", "out 1 ", "1", "errors 1\n", "-1", "out 2 ", "2", "errors 2\n", "-2",
        "last", "4",
    ]  # fmt: skip


def test_what_a_cell_prints_stands_below_that_cell(run):
    cells = run(*(f"print({number}, end='')" for number in range(40)), "", "print('end')")

    assert [told(cell) for cell in cells] == [*([str(number)] for number in range(40)), [], ["end\n"]]


def test_nothing_that_a_thread_prints_is_lost(run):
    (warm,) = run(THREAD)

    assert "".join(told(warm)) == "".join(f"thread {number}\n" for number in range(50))


def test_a_flush_with_nothing_to_flush_does_not_wait_for_the_publishing_thread(run):
    (warm,) = run(
        "import sys, unittest.mock as mock\n"
        "from ipykernel.iostream import OutStream\n"
        "with mock.patch.object(OutStream, 'flush') as flush:\n"
        "    sys.stdout.flush(); before = flush.call_count\n"
        "    sys.stdout.write('x'); sys.stdout.flush(); sys.stdout.flush()\n"
        "before, flush.call_count"
    )

    assert told(warm)[-1] == "(0, 1)"
