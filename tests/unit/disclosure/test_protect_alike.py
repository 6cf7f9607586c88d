"""Where everyone changed alike the mean is each one's change: withheld below the number for single values."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect, protect_tables
from evaltoolkit.disclosure.protected import Audience, Reason
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table

FIGURES = ("mean_change", "sd_change", "change_low", "change_high", "cautions")


def outcomes(sizes, alike):
    """Return results of groups of these sizes; in those of `alike` all changed by −2."""
    rows = [("all", "", sum(sizes.values()), False), *(("group", name, n, name in alike) for name, n in sizes.items())]
    frame = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, np.nan)] * len(rows)).astype(object)
    frame["group_kind"], frame["group"], frame["n_pairs"], even = zip(*rows, strict=True)
    even = np.array(even)
    frame = frame.assign(scale="uls6", dimension="total", mean_change=-2.0, resolution=1.0)
    frame["sd_change"] = np.where(even, 0.0, 1.5)
    frame["change_low"], frame["change_high"] = np.where(even, np.nan, -3.0), np.where(even, np.nan, -1.0)
    return make_table("outcomes", frame, figures=FIGURES)


@pytest.mark.parametrize(("size", "is_hidden"), [(5, True), (9, True), (10, False), (12, False)])
def test_a_group_in_which_everyone_changed_alike_is_withheld_below_ten(size, is_hidden):
    table = protect(outcomes({"甲": size, "乙": 20}, {"甲"}), shipped_policy(), Audience.SHARED)
    row = table.frame.index[table.frame["group"] == "甲"][0]
    assert bool(table.mask.loc[row, list(FIGURES)].all()) is is_hidden
    assert bool(table.mask.at[row, "n_pairs"]) is is_hidden  # a number without its mean would say that all were alike


def test_nor_does_the_whole_less_the_other_groups_tell_it():
    table = protect(outcomes({"甲": 7, "乙": 20, "丙": 12}, {"甲"}), shipped_policy(), Audience.SHARED)
    shown = dict(zip(table.frame["group"], ~table.mask["mean_change"], strict=True))
    assert shown == {"": True, "甲": False, "乙": True, "丙": False}
    assert {entry.row[-1]: entry.reason for entry in table.hidden if "mean_change" in entry.columns} == {
        "甲": Reason.SPREAD, "丙": Reason.SUBTRACTION,
    }  # fmt: skip


def made(name, figure, told, n, alike):
    number = "n_people" if name == "retrospective" else "n_pairs"
    facts = {
        "scale": "uls6",
        "purpose": "照护",
        "wave": "1月后",
        figure: -2.0,
        told: np.nan if alike else 1.0,
        number: n,
    }
    frame = pd.DataFrame([facts])
    table = make_table(name, frame)
    people, figures = ([one for one in some if one in facts] for some in (table.people, table.figures))
    return make_table(name, frame, people=tuple(people), figures=tuple(figures), spread=())


TABLES = [
    ("maintenance", "mean_change", "low"), ("follow_up", "mean_change", "change_low"),
    ("retrospective", "change", "change_low"), ("planning", "n_pairs", "detectable"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "figure", "told"), TABLES)
@pytest.mark.parametrize(("n", "alike", "is_hidden"), [(7, True, True), (12, True, False), (12, False, False)])
def test_no_other_table_tells_it_either(name, figure, told, n, alike, is_hidden):
    table = made(name, figure, told, n, alike)
    shown = protect_tables({name: table}, shipped_policy(), Audience.SHARED)[name]
    assert bool(shown.mask.at[0, figure]) is is_hidden
    assert bool(shown.mask.at[0, told]) is is_hidden
