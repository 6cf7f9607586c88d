"""Means of some people of a scale over several states: of the lost, of further waves, of ratings of the past."""

import numpy as np
import pandas as pd
import pytest

from evaltoolkit.disclosure.scales.overlaps import hide_told_of_some
from evaltoolkit.disclosure.scales.some_people import MEANS_OF_SOME
from evaltoolkit.disclosure.states.earlier import MEAN_OF, EarlierReport
from evaltoolkit.disclosure.states.members import tags_of
from evaltoolkit.disclosure.states.printed_means import MEANS
from evaltoolkit.model.links import CountCell
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.model.results import ResultTable, TableClass
from evaltoolkit.outcomes.tables.membership_table import membership_table
from tests.unit.disclosure.states.test_told_scores import ALL, SCALE, outcomes

SIZES = 12, 1, 6, 12
STATES = (1, 0, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1), (1, 1, 0, 1)
"""Which parts are there; any two states differ by many people, and the last less the third, less the first, and the
second are the one."""
FIRST, SECOND, FOLLOWED, PAST = "前测", "后测", "跟进一", "回顾前测"
OF_TABLE = {"attrition": "", "follow_up": FOLLOWED, "retrospective": PAST}
SIGNS = {
    "mean_kept": {FIRST: 1}, "mean_lost": {FIRST: 1}, "mean_wave": {FOLLOWED: 1},
    "mean_change": {FOLLOWED: 1, FIRST: -1}, "shift": {PAST: 1, FIRST: -1}, "looking_back": {SECOND: 1, PAST: -1},
}  # fmt: skip


def scored(parts, table, chance):
    """Return 40 people with both tests, and beside them, or measured once more of them, those of the parts."""
    part_of, wave, rows = np.repeat(range(len(SIZES)), SIZES), OF_TABLE[table], []
    for number in range(40 + (0 if wave else len(part_of))):
        first, second, third = map(float, chance.integers(6, 25, 3))
        place = number if wave else number - 40
        is_there = 0 <= place < len(part_of) and parts[part_of[place]]
        by_wave = {FIRST: first, SECOND: second} if number < 40 else {FIRST: first} if is_there else {}
        by_wave |= {wave: third} if wave and is_there else {}
        rows += [
            {"client": f"C{number}", "scale": SCALE, "dimension": "total", "wave": name, "score": score,
             "group": "", "method": "小组", "field": "长者", "project": "项目", "purpose": "疗愈"}
            for name, score in by_wave.items()
        ]  # fmt: skip
    return rows


def row_of(rows, table, columns):
    """Return the row of the table: the means of those who are meant, and how many they are."""
    by_wave = pd.DataFrame(rows).pivot(index="client", columns="wave", values="score")
    found = {"scale": SCALE, "wave": OF_TABLE[table]}
    for name in columns:
        lost = by_wave[SECOND].isna() if name == "mean_lost" else by_wave[SECOND].notna()
        own = by_wave[lost] if table == "attrition" else by_wave[by_wave[OF_TABLE[table]].notna()]
        found[name] = sum(sign * own[wave].mean() for wave, sign in SIGNS[name].items())
        found[MEAN_OF[table][name]] = float(len(own))
    return found


def withheld(table, column, states, seed=3):
    """Return whether the row of the last of the states is withheld, where the others were published."""
    made, earlier = [scored(parts, table, np.random.default_rng(seed)) for parts in states], []
    for rows in made[:-1]:
        row, key = row_of(rows, table, [column]), tuple({"follow_up": (SCALE, FOLLOWED)}.get(table, (SCALE,)))
        earlier.append(
            EarlierReport(
                {CountCell(table, key, MEAN_OF[table][column]): row[MEAN_OF[table][column]]},
                figures={CountCell(table, key, column): (row[column], 0.0)},
                members=tags_of(membership_table(pd.DataFrame(rows)).frame),
            )
        )
    pairs = [row | {"group": "", "purpose": "疗愈"} for row in made[-1] if row["wave"] in (FIRST, SECOND)]
    kept = {row["client"] for row in pairs if row["wave"] == SECOND}
    whole = outcomes([row for row in pairs if row["client"] in kept], [ALL])
    own = pd.DataFrame([row_of(made[-1], table, [column])], columns=list(REPORT_TABLES[table].columns))
    tables = {
        "outcomes": ResultTable("outcomes", TableClass.SCALE, whole, ("scale",)), table: make_table(table, own)
    }  # fmt: skip
    members = membership_table(pd.DataFrame(made[-1])).frame
    return bool(hide_told_of_some(tables, {"outcomes": [], table: []}, earlier, 5, members).get(table))


@pytest.mark.parametrize(
    ("table", "column"),
    [("attrition", "mean_lost"), ("follow_up", "mean_wave"), ("follow_up", "mean_change"), ("retrospective", "shift"),
     ("retrospective", "looking_back")],
)  # fmt: skip
def test_one_person_is_not_told_by_means_of_some_people_over_four_states_of_which_any_two_differ_by_many(table, column):
    assert withheld(table, column, STATES)
    assert not withheld(table, column, STATES[:3])


def test_the_lost_of_another_state_are_no_pairs():
    """Who was kept and is lost now left the pairs; the mean of the lost tells of her and of no others."""
    assert not withheld("attrition", "mean_kept", [*STATES[:3], STATES[1]])


NO_MEANS = {
    "outcomes": {
        # the spread, tests and what is made of both are withheld where few are others than in an earlier paper
        "sd_pre", "sd_post", "sd_change", "t", "df", "p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted",
        "hodges_lehmann", "hl_low", "hl_high", "bca_low", "bca_high", "hedges_g", "g_low", "g_high", "rank_biserial",
        # the interval of a mean of the programme, read with it by what it tells of one person's square
        "change_low", "change_high",
        # counts, and what follows from both
        "n_zero", "share_floor", "share_ceiling", "regression", "norm_population",
        "adjusted_by", "ladder", "cautions", "selected_by_score",
    },
    "attrition": {"p", "p_adjusted", "difference"},  # the last is what the two means beside it are apart
    "maintenance": {"low", "high", "p_not_worse", "p_adjusted", "p_equivalent", "aim", "margin", "margin_source",
                    "held"},
    "follow_up": {"change_low", "change_high", "p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted", "adjusted_by",
                  "ladder", "cautions", "course_of_all"},
    "retrospective": {f"{part}_{end}" for part in ("change", "shift", "looking_back") for end in ("low", "high")},
    "verdicts": {"threshold_source", "s_diff", "n_lost"},  # the step and the threshold of a reliability
    "verdicts_pooled": {"threshold_source", "s_diff"},
    "verdicts_by_group": {"threshold_source", "s_diff", "n_lost"},
    "verdict_methods": {"reliability", "reliability_low", "reliability_high", "n_reliability"},
    "crossings": {"band", "source", "p_exact", "p_mid", "p_adjusted"},
    "planning": {"detectable"},
    "courses": {"pre", "post", "change", "verdict", "group"},  # the station's own
    "scale_quality": {"n_items", "alpha", "alpha_low", "alpha_high", "omega", "published_alpha",
                      "published_population", "negative_items", "doubted_items", "totals_taken"},
    "item_quality": {"item_rest", "alpha_without", "reversed"},
    "straight_lining": {"has_reversed"},
}  # fmt: skip
"""What else a table of scales tells, of no mean of people's scores or of what is told together with one."""
ABOUT = {
    "scale_name",
    "dimension_name",
    "better",
    "unit",
    "resolution",
    "doubted",
    "score_low",
    "score_high",
    "threshold",
}
SHARES = ("share_", "better_", "unchanged_", "worse_", "bound_")
"""First words of shares of the counts beside them."""
IN_THE_PROGRAMME = {**MEANS_OF_SOME, "outcomes": MEANS}
OTHER_MEANS = {
    ("attendance", "mean_attendance"),  # of those who came; attendance is withheld as counts are
    ("satisfaction", "index"), ("satisfaction_items", "index"),  # of nameless answers, compared by how many there are
}  # fmt: skip


def test_every_mean_of_scores_that_a_table_prints_is_in_the_programme():
    """A new column of a table of scales stands in the programme, or here with what else it is."""
    unknown = {
        (name, column)
        for name, table in REPORT_TABLES.items() if name != "people" and table.table_class is TableClass.SCALE
        for column in {*table.columns} - {*table.keys, *table.protection.get("people", ())} - ABOUT
        if column not in {*IN_THE_PROGRAMME.get(name, ())} | NO_MEANS.get(name, set())
        and not column.startswith(SHARES)
    }  # fmt: skip
    assert unknown == set()


def test_of_every_mean_of_some_people_it_is_known_how_many_they_are():
    assert {name: {*figures} for name, figures in MEANS_OF_SOME.items()} == {
        name: {*MEAN_OF[name]} for name in MEANS_OF_SOME
    }


def test_a_mean_in_a_table_of_another_class_is_no_mean_of_scores():
    named = {
        (name, column)
        for name, table in REPORT_TABLES.items() if table.table_class is not TableClass.SCALE
        for column in table.columns if column.startswith("mean") or column == "index"
    }  # fmt: skip
    assert named == OTHER_MEANS
