"""The pages in English: what they say, offer, grey, draw and list has no Chinese but the station's own words."""

import re

import pytest
from bs4 import BeautifulSoup
from matplotlib.text import Text as Label

from evaltoolkit.explore.controls import Choice
from evaltoolkit.explore.outcome_desk import OutcomeDesk
from evaltoolkit.explore.service_desk import TRIAL, ServiceDesk
from evaltoolkit.language import HAN, Language, messages
from evaltoolkit.model.choices import CHOICES
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.words.appendix.method_notes import method_notes
from tests.every_choice import open_entries, outcomes_offered, services_offered
from tests.unit.explore.test_every_choice import REAL_PLAN

STREET, BESIDE = "三元里街道", "云城街道"
RUN = re.compile(f"[{HAN}]+")
TRANSLATED = {*messages("en"), *CHOICES}
"""Words of the package that stand in Chinese in the data and have an English name."""
SHEETS = {spec.sheet for spec in TABLES}
SOURCES = {run for note in method_notes(Language("en")).paragraphs for run in RUN.findall(note.source)}
AIDS = {"人次", "五社联动", "优", "良", "中", "差"}
"""Chinese names that English words carry in brackets."""
TYPED = {"小时"}
"""A unit in the hints of what can be typed."""


def own_words(desk):
    """Return what the station itself wrote: the cells of the report's tables, and its plan with its indicator table."""
    frames = [table.frame for table in desk.report.tables.values()]
    cells = {str(value) for frame in frames for value in frame.to_numpy().ravel()}
    analysis = desk.session.open(desk.chosen)
    streets = " ".join(one.street for one in desk.session.known)
    return cells, f"{streets} {analysis.plan!r} {analysis.system!r}"


def chinese_in(said, cells, plan):
    """Return the Chinese that is neither a sheet's name nor a source's nor the station's own words.

    A word that has an English name is the station's own only within something longer that it wrote.
    """
    left = {run for run in RUN.findall(said) if run not in SHEETS | SOURCES | AIDS}
    strange = {run for run in left - TRANSLATED if run not in plan and not any(run in cell for cell in cells)}
    return strange | {run for run in left & TRANSLATED if stands_alone(run, said, cells - TRANSLATED)}


def stands_alone(run, said, cells):
    for cell in sorted((cell for cell in cells if run in cell), key=len, reverse=True):
        said = said.replace(cell, " ")
    return run in RUN.findall(said)


def said_on(page):
    """Return all that a page says, with what stands in its pictures and what is read to who cannot see them."""
    soup = BeautifulSoup(page.html, "html.parser")
    words = [soup.get_text(" "), *(image["alt"] for image in soup.find_all("img"))]
    for view in (page.view, page.view.beside):
        if view is not None and view.chart is not None and view.chart.figure is not None:
            words += [one.get_text().replace("\n", "") for one in view.chart.figure.findobj(Label)]
    return " ".join(words)


def said_by(desk):
    """Return what the controls say: labels, hints, entries with their reasons, buttons."""
    controls = [desk.street, desk.year, desk.beside, desk.version, desk.save_chart, desk.save_table]
    controls += [*(one for row in desk.own_rows for one in row), *desk.ways.children]
    said = [desk.status.value]
    for one in controls:
        hint = getattr(one, "placeholder", "")
        said += [one.description, *(run for run in RUN.findall(hint) if run not in TYPED)]
        said += [words for words, _ in one.options] if hasattr(one, "options") else []
        said += one.closed.values() if isinstance(one, Choice) else []
    return " ".join(said)


def faults_of(desk, shown, pages):
    """Return the Chinese that is left on the pages that are walked, each with the choice that first showed it."""
    found, seen = {}, set()
    for place in pages:
        cells, plan = own_words(desk)
        said = {said_on(shown[-1]), said_by(desk)} - seen
        seen |= said
        for run in chinese_in(" ".join(said), cells, plan):
            found.setdefault(run, place)
    return found


def trial_rows(desk, *, versions=("shared", "station")):
    """Open each row of the trial, then suppose something of it, and yield which."""
    for version in versions:
        desk.version.value = version
        desk.subject.value = TRIAL
        for indicator in open_entries(desk.indicator):
            desk.indicator.value = indicator
            yield version, indicator
            desk.actual.value, desk.points.value = "12", "3"
            yield version, indicator, "supposed"
        desk.reset.click()


def saving(desk):
    """Save what is shown, both ways, and yield how."""
    for button in (desk.save_chart, desk.save_table):
        button.click()
        assert "Saved: " in desk.status.value
        yield button.description


def people(desk):
    """Look at some people of the station's version, of each scale, and yield their codes."""
    desk.version.value = "station"
    for scale in open_entries(desk.scale):
        desk.scale.value = scale
        for code in open_entries(desk.person)[1::12]:
            desk.person.value = code
            yield scale, code
        desk.person.value = ""


def refused(desk, control):
    """Choose what is greyed and yield it."""
    for value in control.closed:
        control.value = value
        yield "refused", value


@pytest.mark.parametrize("version", ["shared", pytest.param("station", marks=pytest.mark.full)])
def test_the_services_speak_english(opening, version):
    desk, shown, _ = opening(ServiceDesk, STREET, language="en")
    walked = (place[:2] for place in services_offered(desk, shown, versions=(version,)))
    assert faults_of(desk, shown, walked) == {}
    assert faults_of(desk, shown, refused(desk, desk.subject)) == {}
    assert faults_of(desk, shown, trial_rows(desk, versions=(version,))) == {}
    assert faults_of(desk, shown, saving(desk)) == {}


@pytest.mark.parametrize("scales", [1, pytest.param(None, marks=pytest.mark.full)])
def test_the_outcomes_speak_english(opening, scales):
    desk, shown, _ = opening(OutcomeDesk, STREET, language="en")
    walked = outcomes_offered(desk, shown, versions=("station",) if scales else ("shared", "station"), scales=scales)
    assert faults_of(desk, shown, (choice for choice, _ in walked)) == {}
    assert faults_of(desk, shown, saving(desk)) == {}
    assert faults_of(desk, shown, people(desk)) == {}


@pytest.mark.full
def test_two_streets_beside_each_other_speak_english(opening):
    opening(OutcomeDesk, BESIDE, language="en")
    desk, shown, _ = opening(OutcomeDesk, STREET, language="en")
    desk.beside.value = f"{BESIDE}_2023_synthetic.yaml"
    assert shown[-1].view.beside is not None
    assert faults_of(desk, shown, ["beside"]) == {}


def test_a_real_street_s_pages_speak_english_but_for_what_it_wrote(opening):
    desk, shown, _ = opening(ServiceDesk, plan=REAL_PLAN, language="en")
    walked = (place[:2] for place in services_offered(desk, shown, versions=("shared",)))
    assert faults_of(desk, shown, walked) == {}
    assert faults_of(desk, shown, trial_rows(desk, versions=("shared",))) == {}
    desk, shown, _ = opening(OutcomeDesk, plan=REAL_PLAN, language="en")
    assert faults_of(desk, shown, ["opened"]) == {}
