"""A JupyterLab that the command started, one for all files here, and the results files of its two made years."""

import json
import re
import shutil

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.analysis import analyse
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.reporting.release.results_file import save_results
from evaltoolkit.synthetic.streets import make_street
from tests.browser.lab.driving import LAPTOP, READY, REAL, ROOT, STREET, YEARS, Lab, serving


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("实验")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (home / "parameters" / "streets").mkdir(parents=True)
    for year in YEARS:
        make_street(STREET, 2023, home, year=year)
    shutil.copy(REAL, home / "parameters" / "streets")
    return home


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def address(home, results):
    """Address of a JupyterLab that the command started."""
    with serving(home) as found:
        yield found


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
