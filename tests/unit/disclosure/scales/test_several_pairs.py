"""Who stands in two groups with the scores of each, and in the whole with the first, is not what groups leave."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import PAGES, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.scales.several_pairs import SeveralPairs
from evaltoolkit.disclosure.states.members import Members, tags_of
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table
from evaltoolkit.outcomes.design.cells import make_cells
from evaltoolkit.outcomes.design.pairs import pair_scores
from evaltoolkit.outcomes.tables.membership_table import membership_table

LEAST = 5


def scored_of(stays):
    """Return scores of people who took both tests in a group; stays are (person, group, project)."""
    rows = [
        {"client": client, "wave": wave, "score": float(10 + number + place), "group": group or None,
         "project": project or None}
        for number, (client, group, project) in enumerate(stays)
        for place, wave in enumerate(("前测", "后测"))
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(scale="uls6", dimension="total", method="小组", field=None, purpose=None)


def made(seed):
    """Return stays in two to four groups of two projects, of whom some are in two groups and some in none."""
    chance = np.random.default_rng(seed)
    stays = []
    for group in range(int(chance.integers(2, 5))):
        project = f"项目{group % 2}"
        stays += [(f"{group}-{member}", f"{group}组", project) for member in range(int(chance.integers(5, 9)))]
    for number in range(int(chance.integers(1, 4))):
        other = stays[int(chance.integers(len(stays)))]
        if other[0] != f"0-{number}" and (f"0-{number}", *other[1:]) not in stays:
            stays.append((f"0-{number}", *other[1:]))
    return stays + [(f"x{number}", "", "") for number in range(int(chance.integers(0, 4)))]


def shown_of(scored):
    """Return what report and pages of a street show together, by the kind and name of their groups."""
    keys = make_cells(pair_scores(scored), ["project", "group"])
    frame = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, np.nan)] * keys.size).astype(object)
    frame[["scale", "dimension", "group_kind", "group"]] = keys.keys[["scale", "dimension", "group_kind", "group"]]
    counts = keys.count(np.isfinite(keys.pre))
    frame = frame.assign(mean_change=-2.0, sd_change=1.5, n_pairs=counts, n_pre=counts, n_post=counts)
    table = make_table("outcomes", frame, figures=("mean_change", "sd_change"))
    told = protect_tables(
        {"outcomes": table}, shipped_policy(), Audience.SHARED, members=membership_table(scored).frame
    )
    rows = pd.concat([told["outcomes"].frame, told[PAGES].frame])
    rows = rows[rows["mean_change"].notna()]
    return sorted(set(rows[["group_kind", "group"]].itertuples(index=False, name=None)))


def told_of_few(stays, shown):
    """Return whether sums and differences of the rows shown tell of fewer people than may be, by ranks of matrices."""
    matrix = []
    for kind, name in shown:
        held = [kind == "all" or name == stay[{"group": 1, "project": 2}[kind]] for stay in stays]
        first = {}
        for stay, is_in in sorted(zip(stays, held, strict=True), key=lambda one: one[0][1] or "~"):
            if is_in:
                first.setdefault(stay[0], stay)
        matrix.append([float(first.get(stay[0]) == stay) for stay in stays])
    matrix = np.array(matrix)
    held = {}
    for place, column in enumerate(matrix.T):
        held.setdefault(tuple(column), []).append(place)
    alike = list(held.values())
    for size in range(1, 5):
        for chosen in combinations(alike, size):
            columns = [*chain.from_iterable(chosen)]
            people = {stays[place][0] for place in columns}
            if len(people) < LEAST and np.linalg.matrix_rank(matrix) > np.linalg.matrix_rank(
                np.delete(matrix, columns, axis=1)
            ):
                return True
    return False


def test_no_rows_of_a_report_and_its_pages_together_tell_of_few_in_two_groups():
    told = {seed: shown_of(scored_of(made(seed))) for seed in range(25)}
    assert [seed for seed, shown in told.items() if told_of_few(made(seed), shown)] == []
    assert sum(len(shown) > 1 for shown in told.values()) > 15


def test_two_groups_of_a_programme_that_one_stands_in_have_not_both_a_page():
    stays = (
        [(f"a{n}", "1组", "甲") for n in range(6)] + [(f"b{n}", "2组", "甲") for n in range(5)] + [("a0", "2组", "甲")]
    )
    assert told_of_few(stays, [("all", ""), ("group", "1组"), ("group", "2组")])
    assert len([kind for kind, _ in shown_of(scored_of(stays)) if kind == "group"]) == 1


def test_as_many_in_two_programmes_as_in_none_are_not_what_they_leave():
    stays = (
        [(f"a{n}", "1组", "甲") for n in range(6)] + [(f"b{n}", "2组", "乙") for n in range(5)] + [("a0", "2组", "乙")]
    )
    stays.append(("x", "", ""))
    of_programmes = [kind for kind, _ in shown_of(scored_of(stays)) if kind == "project"]
    assert len(of_programmes) == 1
    assert told_of_few(stays, [("all", ""), ("project", "甲"), ("project", "乙")])
    alone = [("b5" if stay == ("a0", "2组", "乙") else stay[0], *stay[1:]) for stay in stays[:-1]]
    assert [kind for kind, _ in shown_of(scored_of(alone))].count("project") == 2


def test_where_nobody_has_several_pairs_counts_alone_tell():
    stays = [(f"a{n}", "1组", "甲") for n in range(6)] + [("x", "", "")]
    frame = pd.DataFrame({"scale": "uls6", "dimension": "total", "group_kind": ["all", "group"], "group": ["", "1组"]})
    assert not SeveralPairs(membership_table(scored_of(stays)).frame).leave_few(frame, [0, 1], LEAST)
    assert not SeveralPairs(None).leave_few(frame, [0, 1], LEAST)


@pytest.mark.parametrize(("kind", "name", "people"), [("all", "", 2), ("group", "1组", 2), ("group", "2组", 1)])
def test_a_person_of_several_pairs_is_one_in_each_row(kind, name, people):
    stays = [("a", "1组", "甲"), ("a", "2组", "甲"), ("b", "1组", "甲")]
    members = Members.of(tags_of(membership_table(scored_of(stays)).frame), "uls6", "total")
    assert len(members.within(kind, name)) == people


def test_of_several_pairs_the_whole_has_that_of_the_group_that_comes_first():
    stays = [("a", "2组", "甲"), ("a", "1组", "甲"), ("a", "", ""), ("b", "", "")]
    members = Members.of(tags_of(membership_table(scored_of(stays)).frame), "uls6", "total")
    first = next(pair for pair in members.within("group", "1组"))
    assert first in members.within("all", "")
    assert first in members.within("project", "甲")
    assert len(members.within("all", "")) == 2


def test_a_mean_of_some_people_beside_two_programmes_of_which_few_are_in_both_tells_of_nobody_else():
    both = [f"a{number}" for number in range(5)]
    stays = [(client, group, "") for group in ("1组", "2组") for client in both]
    stays += [(f"{group}{number}", group, "") for group in ("1组", "2组") for number in range(11)]
    scored = scored_of(stays)
    alike = scored["client"].isin(both)
    scored.loc[alike, "score"] = np.where(scored.loc[alike, "wave"] == "前测", 12.0, 9.0)  # the same in both groups
    again = scored[(scored["wave"] == "前测") & scored["client"].isin([*both, "1组0"])].drop_duplicates("client")
    members = membership_table(pd.concat([scored, again.assign(wave="跟进一", group=None)])).frame
    frame = pd.DataFrame({"scale": "uls6", "dimension": "total", "group_kind": ["all", "group", "group"],
                          "group": ["", "1组", "2组"]})  # fmt: skip

    several = SeveralPairs(members)

    assert not several.leave_few(frame, [0, 1, 2], LEAST)
    assert several.leave_few(frame, [0, 1, 2], LEAST, [("waves", "跟进一")])
    assert not several.leave_few(frame, [0, 1], LEAST, [("waves", "跟进一")])
