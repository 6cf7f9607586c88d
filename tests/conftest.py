"""What every kind of test shares: a browser where there is one, and a reason where there is none."""

import os
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
CHROMIUM_PLACES = (
    Path(os.environ.get("PROGRAMFILES", "")) / "Google" / "Chrome" / "Application" / "chrome.exe",
    Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Microsoft" / "Edge" / "Application" / "msedge.exe",
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)

LAB = "tests/browser/lab/"


def find_chromium():
    """Return the path of a browser of Chromium's kind that this machine has, or None."""
    by_name = (shutil.which(name) for name in CHROMIUM_NAMES)
    by_place = (str(path) for path in CHROMIUM_PLACES if path.is_absolute() and path.exists())
    return next((path for path in (*by_name, *by_place) if path), None)


def pytest_configure():
    """Heed Ctrl-C also where whoever started the tests in the background had it ignored: kernels would inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests of a file in one process, and those that share a JupyterLab in the same one."""
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return LAB if nodeid.startswith(LAB) else super()._split_scope(nodeid)

    return Together(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items):
    if find_chromium() is not None:
        return
    skip = pytest.mark.skip(
        reason="no Chromium, Chrome or Edge found on this machine (Debian: apt-get install chromium)"
    )
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def kernels():
    """Where a command's cells run: in processes forked from one that stays until the tests of this process end."""
    from evaltoolkit.batch.kernels import choose_kernels

    return choose_kernels()


@pytest.fixture(scope="session")
def compute(kernels):
    """How a command runs a street's notebook."""
    from evaltoolkit.reporting.run.compute import compute_here

    return partial(compute_here, kernels=kernels)


@pytest.fixture(scope="session")
def batch(tmp_path_factory, compute):
    """Pages of made streets, each made once for the whole run, in whatever process it is first asked for."""
    from tests.shared_batch import SharedBatch

    own = tmp_path_factory.getbasetemp()
    return SharedBatch(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own, compute)


@pytest.fixture(scope="session")
def chromium():
    """Path of the browser for tests marked ``browser``."""
    return find_chromium()


@pytest.fixture(scope="session")
def small_reports(tmp_path_factory):
    """The reports of a small made street by audience, for tests that only read them."""
    from tests.protected_street import made_reports

    return made_reports(tmp_path_factory.mktemp("街"))
