"""A JupyterLab that the command started, and the results files of its two made years."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.analysis import analyse
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.reporting.release.results_file import save_results
from evaltoolkit.synthetic.streets import make_street
from starter.commands import command_of
from tests.browser.lab.driving import FOREIGN, LAPTOP, NO_WAY_OUT, READY, REAL, ROOT, SECONDS, STREET, YEARS, Lab

EXPOSED = "--LabApp.expose_app_in_browser=True"  # so that a test can restart a kernel without its menus


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("实验")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (home / "parameters" / "streets").mkdir(parents=True)
    for year in YEARS:
        make_street(STREET, 2023, home, year=year)
    shutil.copy(REAL, home / "parameters" / "streets")
    return home


@pytest.fixture(scope="module")
def results(home):
    """What the results files say, by year: full precision, as a report writes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        return {year: results_of(home, STREET, year) for year in YEARS}


def results_of(home, street, year):
    """Return what the results file of a made street's year says."""
    one = analyse(home / "parameters" / "streets" / f"{street}_{year}_synthetic.yaml", Project(home))
    saved = save_results(one.results, one.shown(Audience.SHARED), one.plan, "browser", home)
    return json.loads(saved.full.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def address(home, results):
    """Address of a JupyterLab that the command started."""
    options = ["--no-browser", "--port=0", "--IdentityProvider.token=lab", "--allow-root", EXPOSED]
    (step,) = command_of("lab", options).steps
    own = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
    environment = {**own, **NO_WAY_OUT, HOME_VARIABLE: str(home), "PYTHONUTF8": "1"}
    log = home / "lab.log"
    with log.open("wb") as stream:
        lab = subprocess.Popen([sys.executable, *step.arguments], env=environment, cwd=home, stderr=stream)
        try:
            yield found_address(log, lab)
            lab.send_signal(signal.SIGTERM)
            lab.wait(SECONDS)
        finally:
            lab.kill()
            lab.wait()


def found_address(log, lab):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and lab.poll() is None:
        told = re.search(r"(http://127\.0\.0\.1:\d+/\S+)\?token", log.read_text(encoding="utf-8", errors="replace"))
        if told:
            return told[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture
def lab(browser, address, home):
    """The welcome page in a new window, before any choice was made; at its end nothing has gone out."""
    (home / "private" / "explore" / "choices.json").unlink(missing_ok=True)
    context, asked = browser.new_context(viewport=LAPTOP), []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    opened = Lab(context.new_page())
    opened.page.goto(f"{address}?token=lab&reset")
    opened.page.locator(f"{READY} table.figures").wait_for()
    yield opened
    context.close()
    own = address.split("/lab")[0].removeprefix("http")
    assert any(url.startswith(f"ws{own}") for url in asked)
    assert [url for url in asked if not re.match(rf"(http|ws){re.escape(own)}|data:|blob:|attachment:", url)] == []
