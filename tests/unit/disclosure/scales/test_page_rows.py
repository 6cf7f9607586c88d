"""Pages of groups beside the report and beside each other: what they leave of any row is nobody or enough people."""

import numpy as np
import pandas as pd

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import PAGES, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table

FIGURES = ("mean_change", "sd_change")


def members(groups):
    """Return the memberships of groups given as {(group, project, purpose): people}."""
    rows = [
        {"scale": "uls6", "dimension": "total", "group": group, "project": project, "method": "小组", "field": "",
         "purpose": purpose, "waves": "", "n_pre": n, "n_post": n, "n_pairs": n}
        for (group, project, purpose), n in groups.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def outcomes(held):
    rows = [("all", "", int(held["n_pairs"].sum()))]
    for kind in ("project", "group"):
        rows += [(kind, name, int(n)) for name, n in held.groupby(kind, sort=False)["n_pairs"].sum().items()]
    frame = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, np.nan)] * len(rows)).astype(object)
    frame["group_kind"], frame["group"], frame["n_pairs"] = zip(*rows, strict=True)
    frame = frame.assign(scale="uls6", dimension="total", mean_change=-2.0, sd_change=1.5)
    return make_table("outcomes", frame.assign(n_pre=frame["n_pairs"], n_post=frame["n_pairs"]), figures=FIGURES)


def told(groups, **tables):
    """Return what report and pages show: names of projects and of groups with a mean change."""
    held = members(groups)
    shown = protect_tables(
        {"outcomes": outcomes(held), **tables}, shipped_policy(), Audience.SHARED, members=held
    )  # fmt: skip
    return [
        set(table.frame.loc[table.frame["mean_change"].notna(), "group"]) for table in (shown["outcomes"], shown[PAGES])
    ]


def test_pages_of_groups_do_not_add_up_to_a_programme_that_the_report_withholds():
    """Of 20 people 16 are in 乙, which would leave the 4 of 甲: neither it nor both of its groups are told."""
    report, pages = told({("一组", "甲", ""): 4, ("二组", "乙", ""): 10, ("三组", "乙", ""): 6})
    assert report == {""}
    assert pages == {"二组"}


def test_a_page_gives_way_where_the_people_cared_for_less_its_own_are_few():
    groups = {
        ("一组", "甲", "照护"): 10,
        ("二组", "甲", "照护"): 3,
        ("二组", "甲", "支持"): 9,
        ("三组", "乙", "支持"): 30,
    }
    assert told(groups)[1] == {"一组", "二组", "三组"}
    cared = pd.DataFrame([{"scale": "uls6", "purpose": "照护", "n_pairs": 13, "n_others": 39, "mean_change": -1.0}])
    table = make_table("maintenance", cared, figures=("mean_change",))
    report, pages = told(groups, maintenance=table)
    assert "" in report
    assert "一组" not in pages


def test_groups_that_leave_enough_people_all_have_their_pages():
    groups = {(f"{place}组", "甲" if place % 2 else "乙", ""): 5 + place for place in range(6)}
    report, pages = told(groups)
    assert report == {"", "甲", "乙"}
    assert pages == {f"{place}组" for place in range(6)}


def test_a_group_too_small_takes_the_smallest_of_its_programme_with_it_and_no_other():
    groups = {
        ("一组", "甲", ""): 3,
        ("二组", "甲", ""): 9,
        ("三组", "甲", ""): 14,
        ("四组", "乙", ""): 6,
        ("五组", "乙", ""): 8,
    }
    assert told(groups)[1] == {"三组", "四组", "五组"}
