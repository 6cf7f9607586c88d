"""What is printed arrives whole and in its place, however little is flushed."""

import os
from itertools import groupby
from operator import itemgetter

import pytest

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
    """What was printed and displayed; what was flushed between stands in two."""
    pieces = [(out.get("name"), out.get("text") or out["data"]["text/plain"]) for out in cell]
    runs = [(name, [words for _, words in run]) for name, run in groupby(pieces, itemgetter(0))]
    return [whole for name, words in runs for whole in (words if name is None else ["".join(words)])]


def test_words_and_what_is_displayed_keep_their_order(run):
    (cell,) = run(ORDER)

    assert told(cell) == [
        "out 0 ", "0", "errors 0\n", "0", "out 1 ", "1", "errors 1\n", "-1", "out 2 ", "2", "errors 2\n", "-2",
        "last", "4",
    ]  # fmt: skip


def test_what_a_cell_prints_stands_below_that_cell(run):
    cells = run(*(f"print({number}, end='')" for number in range(40)), "", "print('end')")

    assert [told(cell) for cell in cells] == [*([str(number)] for number in range(40)), [], ["end\n"]]


def test_nothing_that_a_thread_prints_is_lost(run):
    (cell,) = run(THREAD)

    assert "".join(told(cell)) == "".join(f"thread {number}\n" for number in range(50))


FORK = """
import os
child = os.fork()
if child == 0:
    print("from below")
    os._exit(0)
_ = os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform has no fork")
def test_what_a_fork_of_the_process_prints_stands_in_the_cell(run):
    assert told(run(FORK)[0]) == ["from below\n"]
