"""What one notebook does to its process, the next does not see: what it reads is what a fresh kernel reads."""

from pathlib import Path

import pytest

from evaltoolkit.batch.cells.preload import THREAD_LIMITS

IMPORTS = """\
import decimal, logging, os, random, signal, sys, warnings
import matplotlib, numpy, pandas
import matplotlib.pyplot as plt
"""
ROOT = Path(__file__).parents[4]  # pytest puts it on the search path
TRACES = {
    "matplotlib settings": ("plt.rcParams['font.size'] = 31", "plt.rcParams['font.size']"),
    "matplotlib's backend": ("matplotlib.use('svg')", "matplotlib.get_backend()"),
    "open figures": ("%config InlineBackend.close_figures = False\nplt.figure()", "plt.get_fignums()"),
    "pandas options": ("pandas.set_option('display.precision', 1)", "pandas.get_option('display.precision')"),
    "monkey-patches": ("pandas.DataFrame.head = None", "pandas.DataFrame.head is None"),
    "numpy's random state": (
        "numpy.random.seed(1)",
        "numpy.random.random() == numpy.random.RandomState(1).random_sample()",
    ),
    "Python's random state": ("random.seed(1)", "random.random() == random.Random(1).random()"),
    "environment": ("os.environ['TRACE'] = '1'; os.putenv('TRACE', '1')", "os.environ.get('TRACE')"),
    "working folder": ("os.chdir('/')", "os.getcwd()"),
    "search path": ("sys.path.insert(0, '/trace')", "'/trace' in sys.path"),
    "modules": ("sys.modules['trace_of_it'] = sys", "'trace_of_it' in sys.modules"),
    "variables": ("trace = 1", "'trace' in globals()"),
    "logging": ("logging.getLogger().setLevel(1)", "logging.getLogger().level"),
    "warnings": ("warnings.simplefilter('error')", "[f[0] for f in warnings.filters].count('error')"),
    "decimal context": ("decimal.getcontext().prec = 3", "decimal.getcontext().prec"),
    "signals": ("signal.signal(signal.SIGTERM, signal.SIG_IGN)", "str(signal.getsignal(signal.SIGTERM))"),
    "numpy's error state": ("numpy.seterr(all='raise')", "numpy.geterr()"),
}
PLACE = {  # what a process knows of itself
    "search path": f"[place for place in sys.path if not place.startswith({str(ROOT)!r}) or '.venv' in place]",
    "flags": "str(sys.flags), sys.executable, sys._xoptions",
    "standard streams": "[(s.errors, s.line_buffering, s.write_through) for s in (sys.__stdout__, sys.__stderr__)]",
    "environment": f"sorted(set(os.environ) - {{*{THREAD_LIMITS}, 'PYDEVD_USE_FRAME_EVAL'}})",
    "session": "os.getpid() == os.getpgid(0) == os.getsid(0)",
    "signals": "[str(signal.getsignal(n)) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE)]",
    "collector": "__import__('gc').isenabled(), __import__('gc').get_threshold()",
    "backend": "matplotlib.get_backend(), plt.isinteractive(), os.environ['MPLBACKEND']",
    "all settings": "sorted((name, str(value)) for name, value in plt.rcParams.items())",
    "main module": "__name__, sys.modules['__main__'].__dict__ is globals()",
    "parent": "int(os.environ['JPY_PARENT_PID']) > 1",
}


@pytest.fixture(scope="module")
def fresh(run):
    """What a fresh kernel reads, for each cell."""
    reads = [read for _, read in TRACES.values()] + list(PLACE.values())
    return dict(zip(reads, run(IMPORTS, *reads, fresh=True)[1:], strict=True))


@pytest.fixture(scope="module")
def left(run):
    """What leaving each trace and reading it gave, all in one notebook: the last are those that disturb others."""
    cells = run(IMPORTS, *(cell for trace in TRACES.values() for cell in trace))[1:]
    return dict(zip(TRACES, zip(cells[::2], cells[1::2], strict=True), strict=True))


@pytest.fixture(scope="module")
def next_read(run, left):
    """What the notebook after that reads."""
    reads = [read for _, read in TRACES.values()]
    return dict(zip(reads, run(IMPORTS, *reads)[1:], strict=True))


@pytest.fixture(scope="module")
def own(run):
    return dict(zip(PLACE.values(), run(IMPORTS, *PLACE.values())[1:], strict=True))


def value(outputs):
    return [output["data"]["text/plain"] for output in outputs]


@pytest.mark.parametrize("trace", TRACES)
def test_the_next_notebook_does_not_see_the_trace_of_the_one_before(trace, left, next_read, fresh):
    _, read = TRACES[trace]
    done, seen_there = left[trace]

    assert not [output for output in done if output["output_type"] == "error"]
    assert value(seen_there) != value(fresh[read]), "the trace must show where it was left"
    assert value(next_read[read]) == value(fresh[read])


@pytest.mark.parametrize("fact", PLACE)
def test_a_plain_process_stands_where_a_fresh_kernel_stands(fact, own, fresh):
    assert value(own[PLACE[fact]]) == value(fresh[PLACE[fact]])


def test_two_processes_draw_different_random_numbers(run):
    draw = "numpy.random.random(), random.random(), numpy.random.default_rng().random(), os.urandom(8)"

    assert value(run(IMPORTS, draw)[-1]) != value(run(IMPORTS, draw)[-1])
