"""Groups by sex, age, residence and population: who belongs where, and from how many pairs on."""

import numpy as np
import pandas as pd
import pytest

import evaltoolkit
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.outcomes.design.pairs import PEOPLE_COLUMNS
from evaltoolkit.outcomes.design.people_groups import add_people
from evaltoolkit.outcomes.tables.compare import compare_outcomes

CLIENTS = pd.DataFrame(
    {
        "client": [f"p{n}" for n in range(32)],
        "sex": ["女"] * 20 + ["男"] * 12,
        "age": [17.0, 18, 59, 60, 69, 70, 79, 80, np.nan, *[65.0] * 23],
        "residence": ["户籍"] * 32,
        "labels": [("独居", "长者")] * 6 + [("长者",)] * 20 + [("罕见",)] * 4 + [()] * 2,
    }
)


def scored(people=32):
    rows = [
        {
            "client": f"p{n}",
            "scale": "uls6",
            "dimension": "total",
            "wave": wave,
            "score": 14.0 - (wave == "后测") - n % 3,
        }
        for n in range(people)
        for wave in ("前测", "后测")
    ]
    return pd.DataFrame(rows)


def counts(table, kind):
    rows = table[table["group_kind"] == kind]
    return dict(zip(rows["group"], rows["n_pairs"], strict=True))


@pytest.fixture(scope="module")
def table():
    return compare_outcomes(add_people(scored(), CLIENTS), shipped_scales(), group_columns=PEOPLE_COLUMNS)


def test_ages_fall_into_the_band_that_begins_with_them(table):
    found = {"18岁以下": 1, "18至59岁": 2, "60至69岁": 25, "70至79岁": 2, "80岁及以上": 1}
    assert counts(table, "age_band") == found  # one person's age is not known


def test_a_person_with_several_labels_counts_once_under_the_rarest_that_five_carry(table):
    assert counts(table, "population") == {"独居": 6, "长者": 20}


def test_the_public_names_are_enough_to_compare_women_and_men():
    public = evaltoolkit.add_people(scored(), CLIENTS)
    found = evaltoolkit.compare_outcomes(public, shipped_scales(), group_columns=("sex",))
    assert counts(found, "sex") == {"女": 20, "男": 12}


def test_women_and_men_are_told_from_thirty_pairs_of_a_scale_on(table):
    assert counts(table, "sex") == {"女": 20, "男": 12}
    few = compare_outcomes(add_people(scored(29), CLIENTS), shipped_scales(), group_columns=PEOPLE_COLUMNS)
    assert set(few["group_kind"]) == {"all"}


def test_a_roster_without_such_columns_gives_no_such_groups():
    found = add_people(scored(), CLIENTS[["client"]])
    assert found[list(PEOPLE_COLUMNS)].isna().all().all()
    whole = compare_outcomes(found, shipped_scales(), group_columns=PEOPLE_COLUMNS)
    assert set(whole["group_kind"]) == {"all"}
