"""A project with two made streets, and a page whose showing is kept in a list."""

import json
import shutil
from pathlib import Path

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.explore.memory import LAB_VARIABLE
from evaltoolkit.explore.outcome_desk import OutcomeDesk
from evaltoolkit.explore.service_desk import ServiceDesk
from evaltoolkit.explore.session import Session
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.language import Language
from evaltoolkit.reporting.release.results_file import save_results
from evaltoolkit.synthetic.streets import SEED, make_street

ROOT = Path(__file__).resolve().parents[3]
MADE, REAL = "云城街道_2023_synthetic", "云城街道_2023"


@pytest.fixture(scope="session")
def made_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("探索")
    (home / "notebooks").mkdir()
    (home / "parameters" / "streets").mkdir(parents=True)
    for name in ("云城街道", "三元里街道"):
        make_street(name, SEED, home)
    shutil.copy(ROOT / "parameters" / "streets" / f"{REAL}.yaml", home / "parameters" / "streets")
    return home


@pytest.fixture
def project(made_home, monkeypatch):
    """The project with the two streets; what a test saves is taken away again."""
    monkeypatch.setenv(HOME_VARIABLE, str(made_home))
    monkeypatch.setenv(LAB_VARIABLE, "1")
    yield Project(made_home)
    for folder in (made_home / "reports", made_home / "private" / "explore"):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def analysis(made_home, kept):
    chosen = next(one for one in kept.known if one.path.stem == MADE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(made_home))
        return kept.open(chosen)  # not yielded: the variable would stay set for every later test of the process


@pytest.fixture(scope="session")
def shared(analysis):
    return analysis.shown(analysis.audience)


@pytest.fixture(scope="session")
def station(analysis):
    return analysis.shown(Audience.STATION)


@pytest.fixture
def zh():
    return Language("zh_CN")


@pytest.fixture(scope="session")
def kept(made_home):
    """A session that keeps its analyses from test to test."""
    return Session(Project(made_home), "zh_CN")


@pytest.fixture
def opened(project, kept):
    """Return a function that opens a page and gives it with the list of what it shows."""

    def open_desk(kind, street="", year=None, session=kept):
        shown = []
        desk = {"outcomes": OutcomeDesk, "services": ServiceDesk}[kind](session, Language("zh_CN"), shown.append)
        desk.controls = desk.open(street, year)
        return desk, shown

    return open_desk


@pytest.fixture(scope="module")
def opening(made_home):
    """Return a function that opens a page of a street without drawing its HTML, and the results file of its year."""
    sessions = {}

    def open_page(kind, street, year=2023, *, made=True, language="zh_CN"):
        session = sessions.setdefault(language, Session(Project(made_home), language))
        stem = f"{street}_{year}_synthetic" if made else f"{street}_{year}"
        if made and not any(one.path.stem == stem and one.has_data for one in session.known):
            make_street(street, SEED, made_home, year=year)
            session.look_again()
        shown = []
        desk = kind(session, Language(language), shown.append)
        desk.open(stem, year)
        analysis = session.open(desk.chosen)
        report = session.report(desk.chosen, Audience.SHARED)
        files = save_results(analysis.results, report, analysis.plan, "explored", made_home)
        return desk, shown, json.loads(files.full.read_text(encoding="utf-8"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(made_home))
        yield open_page
