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


def add_rounded(full, tables):
    """Add to each row of the results what a version says of it whose counts, and shares of them, are rounded."""
    for name, table in tables.items():
        found = full.get(name) or full["services"].get(name, {})
        rows = found.get("frame", found).get("rows", [])
        keys = table["keys"] if len(rows) > len(table["rows"]) else []  # a version has no more rows, in their order
        told = {tuple(row[key] for key in keys) or place: row for place, row in enumerate(table["rows"])}
        for place, row in enumerate(rows):
            printed = told.get(tuple(row[key] for key in keys) or place, {})
            row["rounded"] = [value for value in printed.values() if not isinstance(value, list)]


@pytest.fixture(scope="module")
def opening(tmp_path_factory):
    """Return a function that opens a page of a made street, or of a parameter file, without drawing its HTML.

    It gives the page with the list of what it shows and the results file of its year. The streets lie in a project of
    their own and are made when they are asked for.
    """
    home = tmp_path_factory.mktemp("走遍")
    streets, sessions = home / "parameters" / "streets", {}
    streets.mkdir(parents=True)
    (home / "notebooks").mkdir()

    def open_page(kind, street="", year=2023, *, plan=None, language="zh_CN"):
        file = streets / (f"{street}_{year}_synthetic.yaml" if plan is None else plan.name)
        if not file.is_file() and plan is None:
            make_street(street, SEED, home, year=year)
        elif not file.is_file():
            shutil.copy(plan, file)
        session = sessions.setdefault(language, Session(Project(home), language))
        session.look_again()
        shown = []
        desk = kind(session, Language(language), shown.append)
        desk.open(file.stem)
        analysis = session.open(desk.chosen)
        report = session.report(desk.chosen, analysis.audience)
        files = save_results(analysis.results, report, analysis.plan, "explored", home)
        full, shared = (json.loads(file.read_text(encoding="utf-8")) for file in (files.full, files.protected))
        if report.audience is Audience.PUBLIC:
            add_rounded(full, shared["tables"])
        return desk, shown, full

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        yield open_page
