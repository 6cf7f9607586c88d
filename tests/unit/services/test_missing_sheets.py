"""A sheet that a street has not given makes its sentences say so; nothing is made up for it."""

import pandas as pd
import pytest

from evaltoolkit import words
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.columns import Kind
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.services.measure import measure_services
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.year import make_year

SAYS = {
    "goals": ("goals", (words.goals_set, words.goals_reached)),
    "needs": ("needs", (words.needs,)),
    "staff": ("staff", (words.staff,)),
    "volunteers": ("volunteers", (words.volunteers,)),
    "partners": ("partners", (words.partners,)),
    "voices": ("themes", (words.themes,)),
    "spending": ("unit_costs", (words.unit_costs,)),
}


@pytest.fixture(scope="module")
def made():
    tables = make_year(known_street("云城街道"), 2023, 7).tables
    hidden = {spec.name: [column.name for column in spec.columns if column.kind is Kind.IDENTIFIER] for spec in TABLES}
    return {name: frame.drop(columns=hidden[name], errors="ignore") for name, frame in tables.items()}


def shown(plan, tables):
    services = measure_services(plan, Evidence(tables, Quality(pd.DataFrame())))
    return protect_tables(services, shipped_policy(), Audience.SHARED)


@pytest.mark.parametrize("sheet", SAYS)
def test_the_section_of_a_sheet_that_is_missing_says_so(sheet, plan, made):
    table, sentences = SAYS[sheet]
    whole = shown(plan, made)
    without = shown(plan, {name: frame for name, frame in made.items() if name != sheet})
    for say in sentences:
        assert len(str(say(whole[table], Language()))) > len("未提供") * 3
        assert "：未提供。" in str(say(without[table], Language()))
