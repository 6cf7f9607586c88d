"""What means of several states tell together of few people: who stands in which row is known by the tags of scores."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.scales.overlaps import hide_told_of_some
from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates
from evaltoolkit.disclosure.scales.some_people import SomePeople
from evaltoolkit.disclosure.states.earlier import EarlierReport, papers_of, printed_means
from evaltoolkit.disclosure.states.members import Members, tags_of
from evaltoolkit.disclosure.states.printed_means import Range
from evaltoolkit.disclosure.states.told_scores import Score, Sum, ToldScores
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.tables.membership_table import membership_table

ROOT = Path(__file__).parents[4]
SCALE, LOW, HIGH = "phq9", 6.0, 24.0
ALL = ("all", "")


def people(mark, count, group, *, pre=10.0, post=12.0, purpose="疗愈", codes="C"):
    """Return so many people of one group with the same scores."""
    return [
        {"client": f"{codes}{mark}{number}", "scale": SCALE, "dimension": "total", "wave": wave, "score": score,
         "group": group, "method": "小组", "field": "长者", "project": f"{group}项目", "purpose": purpose}
        for number in range(count) for wave, score in (("前测", pre), ("后测", post))
    ]  # fmt: skip


def outcomes(scored, rows):
    """Return rows of the outcome table: those of everyone and of groups."""
    frame = pd.DataFrame(scored).pivot(index=["client", "group", "project", "purpose"], columns="wave", values="score")
    frame = frame.reset_index()
    found = []
    for kind, name in rows:
        own = (frame if kind == "all" else frame[frame[kind] == name]).groupby("client")[["前测", "后测"]].mean()
        pre, post = own["前测"].mean(), own["后测"].mean()
        found.append({
            "scale": SCALE, "dimension": "total", "group_kind": kind, "group": name, "n_pairs": len(own),
            "mean_pre": pre, "mean_post": post, "mean_change": post - pre,
            "score_low": LOW, "score_high": HIGH, "resolution": 1.0,
        })  # fmt: skip
    return pd.DataFrame(found)


def spread(scored, rows):
    """Return the same rows with the interval of their mean change."""
    frame = pd.DataFrame(scored).pivot(index="client", columns="wave", values="score")
    half = 1.96 * (frame["后测"] - frame["前测"]).std() / len(frame) ** 0.5
    found = outcomes(scored, rows)
    return found.assign(change_low=found["mean_change"] - half, change_high=found["mean_change"] + half)


def published(scored, rows, cared=None, table=outcomes):
    """Return what papers of a state showed: means of some rows, and of those cared for."""
    frame, figures = table(scored, rows), {}
    for row, key in enumerate(rows):
        of_row = printed_means(frame, row)
        figures |= {CountCell("outcomes", (SCALE, "total", *key), name): value for name, value in of_row.items()}
    if cared is not None:
        figures[CountCell("maintenance", (SCALE, "照顾"), "mean_change")] = (cared, 0.0)
    return EarlierReport(figures=figures, members=tags_of(members_of(scored)))


def members_of(scored):
    return membership_table(pd.DataFrame(scored)).frame


def told(now, rows, earlier, hidden=(), some=(), alike=0):
    """Return the rows of now that tell of few."""
    frame = outcomes(now, rows)
    mask = np.isin(np.arange(len(frame) + len(some)), list(hidden))
    states = ScoresOfStates(frame, earlier, members_of(now), 5, some, alike=alike)
    return sorted({row for rows in states.told_by(np.arange(len(frame)), mask) for row in rows})


@pytest.mark.parametrize(("joined", "found"), [(0, []), (2, [0]), (4, [0]), (5, [])])
def test_a_whole_that_is_a_group_of_before_tells_of_the_few_who_joined(joined, found):
    first, second = people("a", 15, "甲"), people("b", 30, "乙")
    before = published(first + second, [("group", "甲"), ("group", "乙")])
    assert told(first + people("c", joined, "甲", pre=20.0), [ALL], [before]) == found


@pytest.mark.parametrize(("width", "found"), [(0.0, [[1]]), (5.0, [[1]]), (9.0, [])])
def test_by_how_much_one_who_came_and_one_who_left_differ_is_told_though_each_is_open(width, found):
    def scores(*whose):
        return frozenset(Score(one, "total", "前测", "") for one in whose)

    many, others = [f"m{number}" for number in range(20)], [f"o{number}" for number in range(20)]
    sums = [
        Sum(0, -1, scores(*many, *others, "left"), frozenset(), 500.0, 540.0),
        Sum(0, -1, scores(*many, "left"), frozenset(), 300.0, 300.0 + width),
        Sum(1, 0, scores(*many, *others, "left", "came"), frozenset(), 515.0, 560.0),
        Sum(1, 1, scores(*many, "came"), frozenset(), 302.0, 302.0 + width),
    ]
    assert [*ToldScores(sums, (), {"total": Range(LOW, HIGH, 1.0)}, 5).told(())] == found


@pytest.mark.parametrize(("joined", "found"), [(0, []), (2, [0]), (4, [0]), (5, [])])
def test_a_whole_in_which_one_stands_for_two_groups_tells_of_the_few_who_joined_as_any(joined, found):
    whole = people("a", 15, "甲") + people("a", 2, "乙", pre=14.0, post=11.0)
    before = published(whole, [ALL])
    assert told(whole + people("c", joined, "甲", pre=20.0), [ALL], [before]) == found


@pytest.mark.parametrize(("both", "found"), [(0, []), (1, [0]), (4, [0]), (5, [])])
def test_those_in_two_groups_are_told_by_both_beside_a_whole_of_before(both, found):
    first, second = people("a", 15, "甲"), people("a", both, "乙", pre=14.0) + people("b", 15, "乙")
    before = published(first + second, [ALL, ("group", "甲")])
    assert told(first + second, [("group", "乙")], [before]) == found


@pytest.mark.parametrize("kind", ["group", "project"])
def test_who_left_is_told_by_what_is_left_of_the_same_row(kind):
    first = people("a", 15, "甲")
    name = "甲" if kind == "group" else "甲项目"
    before = published(first + people("b", 4, "甲"), [(kind, name)])
    assert told(first, [(kind, name)], [before]) == [0]


@pytest.mark.parametrize(("post", "found"), [(13.0, []), (24.0, [0])])
def test_one_score_corrected_is_told_where_the_sums_differ_by_half_the_scale(post, found):
    first, last = people("a", 15, "甲"), people("b", 1, "甲", post=10.0)
    before = published(first + last, [("group", "甲")])
    assert told(first + people("b", 1, "甲", post=post), [("group", "甲")], [before]) == found


def test_who_moved_to_another_group_of_both_wholes_is_no_other_person():
    kept, other = people("a", 16, "甲"), people("b", 20, "乙")
    moved = people("c", 4, "甲", pre=20.0)
    before = published(kept + moved + other, [ALL])
    assert told(kept + other + people("c", 4, "乙", pre=20.0), [ALL], [before]) == []
    groups = published(kept + moved + other, [("group", "甲"), ("group", "乙")])
    assert told(kept + other + people("c", 4, "乙", pre=20.0), [("group", "乙")], [groups]) == [0]


def test_what_two_states_leave_of_each_other_is_told_by_a_third():
    """A group of now was the whole of the second state less one that the first shows, but for two."""
    gone, kept = people("a", 24, "甲"), people("d", 13, "丁")
    first = published(gone + people("b", 40, "乙"), [("group", "甲")])
    second = published(gone + kept, [ALL])
    now = kept + people("n", 2, "丁", pre=20.0)
    assert told(now, [("group", "丁")], [first]) == told(now, [("group", "丁")], [second]) == []
    assert told(now, [("group", "丁")], [first, second]) == [0]


def cared_for(name, post=10.0):
    return people(name, 4, "甲", post=post, purpose="照顾"), people(name + "x", 4, "乙", post=post, purpose="照顾")


def test_those_cared_for_less_a_group_are_told_by_a_later_programme():
    """Of eight cared for four are a group that was shown; three of the other four are a programme of now."""
    first, second = cared_for("a")
    before = published(first + second, [("group", "甲")], cared=0.0)
    now = second[:6] + people("n", 8, "丙")
    rows = [("project", "乙项目"), ("project", "丙项目")]
    assert told(now, rows, [before]) == [0]
    assert told(now, rows, [before], hidden=[0]) == []
    alone = published(first + second, [("group", "甲")])
    assert told(now, rows, [alone]) == []


def test_so_is_the_mean_of_now_of_those_cared_for():
    first, second = people("a", 12, "甲", purpose="照顾"), people("b", 3, "乙", pre=20.0, purpose="照顾")
    before = published(first, [("group", "甲")])
    some = [SomePeople("maintenance", 0, SCALE, ("purpose", "照顾"), {"mean_change": -0.0})]
    now = first + second + people("c", 9, "丙")
    assert told(now, [("group", "丙")], [before], some=some) == [1]
    assert told(now, [("group", "丙")], [before], some=some, hidden=[1]) == []


@pytest.mark.parametrize(("joined", "hidden"), [(3, [("n_pairs", "mean_change")]), (6, [])])
def test_the_mean_of_some_people_is_withheld_where_it_tells_with_earlier_papers_of_few(joined, hidden):
    first, second = people("a", 12, "甲", purpose="照顾"), people("b", joined, "乙", pre=20.0, purpose="照顾")
    before, now = published(first, [("group", "甲")]), first + second + people("c", 9, "丙")
    cared = pd.DataFrame({"scale": [SCALE], "purpose": ["照顾"], "n_pairs": [12 + joined], "mean_change": [0.0]})
    tables = {
        "outcomes": ResultTable("outcomes", TableClass.SCALE, outcomes(now, [("group", "丙")]), ("scale",)),
        "maintenance": ResultTable("maintenance", TableClass.SCALE, cared, ("scale", "purpose"), people=("n_pairs",),
                                   figures=("mean_change",)),
    }  # fmt: skip
    found = hide_told_of_some(tables, {"outcomes": [], "maintenance": []}, [before], 5, members_of(now))
    assert [hiding.columns for hiding in found.get("maintenance", ())] == hidden
    assert not found.get("outcomes")


def test_codes_that_are_all_new_are_those_who_stood_there():
    first = people("a", 15, "甲")
    before = published(first + people("b", 3, "甲"), [("group", "甲")])
    assert told(people("z", 15, "甲", codes="D"), [("group", "甲")], [before]) == [0]


def test_nothing_is_compared_with_a_state_of_whose_people_nothing_is_known():
    first = people("a", 15, "甲")
    before = EarlierReport(figures=published(first + people("b", 3, "甲"), [("group", "甲")]).figures)
    assert told(first, [("group", "甲")], [before]) == []


def test_what_contradicts_itself_is_taken_for_told():
    first = people("a", 15, "甲")
    before = published(first + people("b", 3, "甲"), [("group", "甲")])
    wrong = {cell: (value - 9.0, half) for cell, (value, half) in before.figures.items() if cell.column == "mean_pre"}
    other = EarlierReport(figures=before.figures | wrong, members=before.members)
    assert told(first, [("group", "甲")], [other]) == [0]


def test_a_tag_is_of_one_score_of_one_person_whatever_the_scale_is_called():
    one, other = people("a", 1, "甲"), people("a", 1, "乙", post=13.0)
    (_, first), (_, second) = (Members.of(tags_of(members_of(held)), SCALE, "total").pairs[0] for held in (one, other))
    assert (first.person, first.pre) == (second.person, second.pre)
    assert first.post != second.post
    called = [{**row, "scale": "gds15"} for row in one]
    assert Members.of(tags_of(members_of(called)), "gds15", "total").pairs[0][1] == first


@pytest.mark.parametrize(("left", "found"), [(3, [0]), (4, [])])
def test_four_need_to_be_open_only_as_far_as_one_more_would_leave_them(left, found):
    first = people("a", 100, "甲")
    every = published(first + people("b", left, "甲"), [("group", "甲")])
    pre = {cell: value for cell, value in every.figures.items() if cell.column == "mean_pre"}
    assert told(first, [("group", "甲")], [EarlierReport(figures=pre, members=every.members)]) == found


def dimensions(mark, count, group, first, second):
    """Return people with two dimensions of 3 to 12 each and the total of both, alike in both tests."""
    ends = {"total": first + second, "a": first, "b": second}
    return [row | {"dimension": name} for name, score in ends.items()
            for row in people(mark, count, group, pre=score, post=score)]  # fmt: skip


def of_dimensions(scored):
    """Return the rows of the whole by dimension."""
    ends = {"total": (6.0, 24.0), "a": (3.0, 12.0), "b": (3.0, 12.0)}
    rows = [outcomes([row for row in scored if row["dimension"] == name], [ALL]) for name in ends]
    return pd.concat(
        [row.assign(dimension=name, score_low=ends[name][0], score_high=ends[name][1])
         for row, name in zip(rows, ends, strict=True)],
        ignore_index=True,
    )  # fmt: skip


@pytest.mark.parametrize(("hidden", "found"), [((1, 2), [0]), ((0, 1), [2]), ((0, 1, 2), [])])
def test_what_the_total_and_one_dimension_leave_of_the_other_is_told(hidden, found):
    """One person's dimension b was corrected: its sum is that of the total less that of the other dimension."""
    kept = dimensions("p", 20, "甲", 6.0, 6.0)
    former = kept + dimensions("q", 1, "甲", 6.0, 3.0)
    figures = {
        CountCell("outcomes", (SCALE, name, *ALL), column): value
        for row, name in enumerate(("total", "a", "b")) if name != "b"
        for column, value in printed_means(of_dimensions(former), row).items()
    }  # fmt: skip
    before = EarlierReport(figures=figures, members=tags_of(members_of(former)))
    now = kept + dimensions("q", 1, "甲", 6.0, 12.0)
    states, mask = ScoresOfStates(of_dimensions(now), [before], members_of(now), 5), np.isin(np.arange(3), hidden)
    told_of = [row for place in range(3) for rows in states.told_by(np.array([place]), mask) for row in rows]
    assert sorted(set(told_of)) == found


@pytest.mark.parametrize(("joined", "found"), [(0, False), (1, True), (2, False)])
def test_a_row_is_nearly_another_of_an_earlier_state_where_one_left_and_one_came_at_most(joined, found):
    first, second = people("a", 15, "甲"), people("b", 30, "乙")
    before = published(first + second, [("group", "甲"), ("group", "乙")])
    now = first[2 * joined :] + people("c", joined, "甲")
    states = ScoresOfStates(outcomes(now, [ALL]), [before], members_of(now), 5)
    assert states.nearly_as_before().tolist() == [found]


def test_the_interval_beside_that_of_another_row_tells_of_who_came():
    """Means of 100 leave one person open; how far their changes lie apart does not."""
    first = people("a", 100, "甲")
    now = first + people("c", 1, "甲", post=24.0)
    states = ScoresOfStates(spread(now, [ALL]), [published(first, [("group", "甲")], table=spread)], members_of(now), 5)
    assert next(states.told_by(np.array([0]), np.zeros(1, dtype=bool)), None) == [0]
    less = ScoresOfStates(outcomes(now, [ALL]), [published(first, [("group", "甲")])], members_of(now), 5)
    assert next(less.told_by(np.array([0]), np.zeros(1, dtype=bool)), None) is None


@pytest.mark.parametrize(("joined", "found"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_row_called_as_before_is_nearly_the_same_where_few_are_others(joined, found):
    first = people("a", 100, "甲")
    now = first + people("c", joined, "甲", post=24.0)
    states = ScoresOfStates(outcomes(now, [ALL]), [published(first, [ALL])], members_of(now), 5)
    assert states.nearly_as_before().tolist() == [found]


def test_who_was_corrected_is_not_told_by_a_group_that_no_earlier_paper_showed():
    """Of the whole without its spread, and all its groups with theirs, the whole's would be the sum."""
    first, second = people("a", 30, "甲"), people("b", 30, "乙")
    now = people("a", 1, "甲", post=24.0) + first[2:] + second
    frame = outcomes(now, [ALL, ("group", "甲"), ("group", "乙")])
    states = ScoresOfStates(frame, [published(first + second, [ALL])], members_of(now), 5)
    assert states.nearly_as_before().tolist() == [True, True, False]


def test_what_is_told_does_not_depend_on_what_was_asked_before():
    """Answers and goals are kept from one question to the next, with more rows hidden and with less."""
    chance = np.random.default_rng(3)
    first = [person for number in range(6) for person in people(f"a{number}", 6, f"组{number}", pre=8.0 + number)]
    groups = [("group", f"组{number}") for number in range(6)]
    before = [published(first, [ALL, *groups[:4]]), published(first[2:], [ALL, *groups[3:]])]
    now, rows = [*first[4:], *people("z", 2, "组1", pre=20.0)], [ALL, *groups]
    frame = outcomes(now, rows)
    one, found = ScoresOfStates(frame, before, members_of(now), 5), set()
    for _ in range(12):
        hidden = chance.random(len(frame)) < chance.choice([0.3, 0.9])
        own = list(one.told_by(np.arange(len(frame)), hidden))
        assert own == list(ScoresOfStates(frame, before, members_of(now), 5).told_by(np.arange(len(frame)), hidden))
        found.add(bool(own))
    assert found == {False, True}


def test_who_came_to_two_further_waves_stands_in_both():
    first = people("a", 1, "甲")
    waves = [{**first[0], "wave": wave} for wave in ("回顾前测", "跟进一")]
    members = Members.of(tags_of(members_of(first + waves)), SCALE, "total")
    assert [len(members.within("waves", wave)) for wave in ("回顾前测", "跟进一", "跟进二")] == [1, 1, 0]


ASKED = """
import hashlib
from scipy import optimize
from tests.unit.disclosure.states import test_told_scores as made
asked, solve = hashlib.sha256(), optimize.linprog
def linprog(goal, matrix, *rest, **more):
    asked.update(goal.tobytes() + matrix.toarray().tobytes())
    return solve(goal, matrix, *rest, **more)
optimize.linprog = linprog
made.test_those_cared_for_less_a_group_are_told_by_a_later_programme()
made.test_what_the_total_and_one_dimension_leave_of_the_other_is_told((1, 2), [0])
print(asked.hexdigest())
"""


def test_the_programme_is_asked_in_one_order_whatever_the_hash_seed():
    """Among equal answers the solver takes the first: two processes would publish other bytes of the same data."""
    asked = {
        subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(asked) == 1, asked


@pytest.mark.parametrize(
    ("name", "figure", "key"),
    [("scale_quality", "alpha", (SCALE, "total")), ("item_quality", "item_rest", (SCALE, "1"))],
)
@pytest.mark.parametrize(("now", "is_shown"), [(0.71, True), (0.74, False)])
def test_what_all_answers_tell_of_a_scale_is_withheld_where_one_of_them_was_corrected(name, figure, key, now, is_shown):
    row = {**dict(zip(REPORT_TABLES[name].keys, key, strict=True)), "n": 40.0}
    before, after = (
        make_table(name, pd.DataFrame([{**row, figure: value}], columns=list(REPORT_TABLES[name].columns)))
        for value in (0.71, now)
    )
    policy = shipped_policy()
    first = papers_of({name: protect(before, policy, Audience.SHARED)}, states=frozenset({"x"}))
    shown = protect_tables({name: after}, policy, Audience.SHARED, earlier=[first])[name].frame
    assert shown[figure].notna().tolist() == [is_shown]


GROUPS = [("group", "甲"), ("group", "乙")]


def both_ways(*marks):
    """Return the people of two groups of whom those marked are there."""
    every = {
        "stay": people("a", 11, "甲") + people("b", 12, "乙", pre=13.0, post=13.0),
        "left": people("m", 5, "甲", pre=11.0), "right": people("m", 5, "乙", pre=11.0),
        "x": people("x", 1, "甲", pre=22.0, post=8.0), "z": people("z", 1, "乙", pre=10.0, post=12.0),
        "x of none": people("x", 1, "", pre=22.0, post=8.0), "z of none": people("z", 1, "", pre=10.0, post=12.0),
    }  # fmt: skip
    return [row for mark in marks for row in every[mark]]


def test_one_who_left_and_one_who_came_are_not_told_by_groups_between_which_others_moved():
    before = published(both_ways("stay", "left", "x", "z of none"), GROUPS)
    assert told(both_ways("stay", "right", "z", "x of none"), GROUPS, [before]) == [0, 1]
    assert told(both_ways("stay", "right", "x", "z of none"), GROUPS, [before]) == []


@pytest.mark.parametrize(("post", "found"), [(13.0, []), (24.0, [0, 1])])
def test_nor_is_one_corrected_score_where_it_differs_by_half_the_scale(post, found):
    stay, one = both_ways("stay", "x"), people("b", 1, "甲", post=10.0)
    before = published([*stay, *both_ways("left"), *one], GROUPS)
    assert told([*stay, *both_ways("right"), *people("b", 1, "甲", post=post)], GROUPS, [before]) == found


def test_one_person_is_not_told_by_four_states_of_a_whole_of_which_every_two_differ_by_many():
    parts = {
        "a": people("a", 10, "甲"), "x": people("x", 1, "甲", pre=22.0, post=8.0),
        "s": people("s", 5, "甲", pre=12.0), "t": people("t", 11, "甲", pre=14.0),
    }  # fmt: skip
    states = [[row for mark in marks for row in parts[mark]] for marks in ("a", "axs", "axst", "axt")]
    papers = [published(state, [ALL]) for state in states[:3]]
    assert told(states[3], [ALL], papers) == [0]
    assert told(states[2], [ALL], papers[:2]) == []


@pytest.mark.parametrize(("apart", "found"), [(0.0, True), (9.0, False)])
def test_five_newcomers_who_all_changed_alike_are_not_told_by_the_spread(apart, found):
    first = people("a", 16, "甲") + people("b", 16, "甲", post=20.0)
    came = people("c", 2, "甲", post=5.0 + apart) + people("d", 3, "甲", post=5.0)
    tables = [with_sd(scored) for scored in (first, first + came)]
    earlier = published(first, [ALL], table=spread)
    figures = {
        **earlier.figures,
        CountCell("outcomes", (SCALE, "total", *ALL), "sd_change"): (tables[0]["sd_change"][0], 0.0),
    }
    before = EarlierReport(figures=figures, members=earlier.members)
    states = ScoresOfStates(tables[1], [before], members_of(first + came), 5, alike=10)
    assert states.nearly_as_before().tolist() == [found]


def with_sd(scored):
    frame = pd.DataFrame(scored).pivot(index="client", columns="wave", values="score")
    return spread(scored, [ALL]).assign(sd_change=(frame["后测"] - frame["前测"]).std())


@pytest.mark.parametrize(("post", "found"), [(24.0, [0]), (21.0, [])])
def test_nor_are_five_who_all_scored_most_by_the_means(post, found):
    first = people("a", 5, "甲") + people("b", 5, "甲", post=20.0)
    frame = outcomes(now := first + people("c", 5, "甲", post=post), [ALL])
    states = ScoresOfStates(frame, [published(first, [ALL])], members_of(now), 5, alike=10)
    assert next(states.told_by(np.array([0]), np.zeros(1, dtype=bool)), []) == found


@pytest.mark.parametrize(("post", "found"), [(LOW, True), (HIGH, True), (10.0, False)])
def test_nor_are_five_in_one_report_whom_a_row_leaves_of_another(post, found):
    now = people("a", 15, "甲") + people("b", 5, "乙", post=post)
    assert bool(told(now, [ALL, ("group", "甲")], [], alike=10)) is found
    assert told(now, [ALL, ("group", "甲")], [], hidden=[1], alike=10) == []


@pytest.mark.parametrize(("post", "found"), [(LOW, [1]), (10.0, [])])
def test_nor_whom_the_mean_of_those_cared_for_leaves_of_everyone(post, found):
    now = people("a", 15, "甲", purpose="照顾") + people("b", 5, "甲", post=post)
    some = [SomePeople("follow_up", 0, SCALE, ("purpose", "照顾"), {"mean_post": 12.0})]
    rows = told(now, [ALL], [], some=some, alike=10)
    assert [row for row in rows if row == 1] == found
