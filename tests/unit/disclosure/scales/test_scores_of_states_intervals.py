"""Intervals of changes alone tell of nobody how she changed: of no rest of a row, nor of those who came since."""

from itertools import product
from math import ceil, floor, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.states.earlier import papers_of
from evaltoolkit.disclosure.states.members import tags_of
from evaltoolkit.findings.printed import printed
from evaltoolkit.model.report_tables import REPORT_TABLES, make_table
from evaltoolkit.outcomes.tables.membership_table import membership_table

MANY, FEW = 14, 6
PRE, POST, THEN = "前测", "后测", "回顾前测"
ROW = {"scale": "uls6", "dimension": "total", "score_low": 6, "score_high": 24, "resolution": 1.0}
NAMES = {
    "outcomes": ("n_pairs", "mean_change", "change_low", "change_high", 0.95),
    "maintenance": ("n_pairs", "mean_change", "low", "high", 0.9),
    "retrospective": ("n_people", "change", "change_low", "change_high", 0.95),
}  # fmt: skip
DIGITS = {"t": 2}
FIGURES = {"outcomes": {
    "figures": ("mean_pre", "mean_post", "mean_change", "sd_change", "change_low", "change_high", "t")
}}  # fmt: skip


def made(seed):
    """Return the pre-tests and post-tests of many people, and of few who all changed alike."""
    chance = np.random.default_rng(seed)
    pre = chance.integers(11, 19, size=MANY + FEW)
    change = np.concatenate([chance.integers(-2, 3, size=MANY), np.full(FEW, chance.integers(-2, 3))])
    return pre.astype(float), (pre + change).astype(float)


def row_of(table, change):
    n, mean, low, high, level = NAMES[table]
    error = change.std(ddof=1) / sqrt(len(change))
    half = student.ppf((1 + level) / 2, len(change) - 1) * error
    told = {n: len(change), mean: change.mean(), low: change.mean() - half, high: change.mean() + half}
    return told if table != "outcomes" else told | {"sd_change": change.std(ddof=1), "t": change.mean() / error}


def protected(pre, post, beside=None, earlier=(), some=range(MANY)):
    """Return what the protected tables of people print, beside the whole one of some, and the papers of this state."""
    change, some = post - pre, [*some]
    whole = {**ROW, "group_kind": "all", "group": "", "n_pre": len(pre), "n_post": len(pre), "mean_pre": pre.mean(),
             "mean_post": post.mean(), **row_of("outcomes", change)}  # fmt: skip
    rows = {"outcomes": whole}
    if beside:
        rows[beside] = {"scale": "uls6", "purpose": "照护", "resolution": 1.0, **row_of(beside, change[some])}
    tables = {
        name: make_table(
            name, pd.DataFrame([row]).reindex(columns=REPORT_TABLES[name].columns), **FIGURES.get(name, {})
        )
        for name, row in rows.items()
    }
    waves = {PRE: pre, POST: post, **({THEN: pre[some] + 1} if beside == "retrospective" else {})}
    scored = pd.DataFrame(
        {"client": f"c{number:02}", "wave": wave, "score": score, "group": "甲", "project": "甲", "method": "小组",
         "field": None, "purpose": "照护" if beside == "maintenance" and number in some else None, **ROW}
        for wave, scores in waves.items() for number, score in enumerate(scores)
    )  # fmt: skip
    members = membership_table(scored).frame
    shown = protect_tables(tables, shipped_policy(), Audience.SHARED, members=members, earlier=earlier)
    papers = papers_of({name: shown[name] for name in tables}, frozenset({str(len(pre))}), members=tags_of(members))
    return {name: printed(shown[name]).to_dict("records") for name in tables}, papers


def ways(table, row, n):
    """Return each sum of whole changes and sum of their squares that fits all that a row prints."""
    _, mean, low, high, level = NAMES[table]
    found, quantile = set(), student.ppf((1 + level) / 2, n - 1) / sqrt(n)
    for total in range(ceil(n * (row[mean] - 0.05) - 1e-9), floor(n * (row[mean] + 0.05) + 1e-9) + 1):
        for squares in range(ceil(total**2 / n), 30 * n):
            deviation = sqrt((squares - total**2 / n) / (n - 1))
            half = quantile * deviation
            told = {low: total / n - half, high: total / n + half, "sd_change": deviation}
            told |= {"t": total / sqrt(n) / deviation} if deviation else {}
            if (squares - total) % 2 == 0 and all(
                abs(value - row[name]) <= 0.5 * 10 ** -DIGITS.get(name, 1) + 1e-9
                for name, value in told.items() if pd.notna(row.get(name))
            ):  # fmt: skip
                found.add((total, squares))
    return found


def tell(more, fewer, n):
    """Return whether two rows, each with its table, leave few people who can only have changed alike, if they tell."""
    if any(pd.isna(row[NAMES[table][1]]) for table, row in (more, fewer)):
        return None
    every = product(ways(*more, n + FEW), ways(*fewer, n))
    left = {(one - two, squares - others) for (one, squares), (two, others) in every}
    fitting = {(total, squares) for total, squares in left if FEW * squares >= total**2}
    return all(FEW * squares == total**2 for total, squares in fitting)


def beside_whole(seed, table):
    tables, _ = protected(*made(seed), beside=table)
    return tell(("outcomes", tables["outcomes"][0]), (table, tables[table][0]), MANY)


def grown(seed):
    pre, post = made(seed)
    before, papers = protected(pre[:MANY], post[:MANY])
    now, _ = protected(pre, post, earlier=[papers])
    return tell(("outcomes", now["outcomes"][0]), ("outcomes", before["outcomes"][0]), MANY)


def some_grown(seed):
    """Of two states: what those cared for tell of the few of them who came, beside as many others as stood there."""
    pre, post = (np.concatenate([one, one[:MANY], one[:MANY]]) for one in made(seed))
    pre, post = (one[np.r_[:MANY, MANY + FEW : 2 * MANY + FEW, MANY : MANY + FEW, -MANY:0]] for one in (pre, post))
    before, papers = protected(pre[: 2 * MANY], post[: 2 * MANY], "maintenance")
    some = [*range(MANY), *range(2 * MANY, 2 * MANY + FEW)]
    now, _ = protected(pre, post, "maintenance", [papers], some)
    return tell(("maintenance", now["maintenance"][0]), ("maintenance", before["maintenance"][0]), MANY)


SEEDS = [pytest.param(range(40), id="quick"), pytest.param(range(40, 400), id="full", marks=pytest.mark.full)]


@pytest.mark.parametrize("table", ["maintenance", "retrospective"])
@pytest.mark.parametrize("seeds", SEEDS)
def test_the_whole_less_some_people_tells_of_the_others_no_change_of_each(seeds, table):
    found = [beside_whole(seed, table) for seed in seeds]
    assert True not in found
    assert found.count(False) > len(seeds) / 4


@pytest.mark.parametrize("seeds", SEEDS)
def test_two_states_tell_no_change_of_each_who_came(seeds):
    found = [grown(seed) for seed in seeds]
    assert True not in found
    assert found.count(False) > len(seeds) / 4


@pytest.mark.parametrize("seeds", SEEDS)
def test_nor_do_those_cared_for_in_two_states(seeds):
    found = [some_grown(seed) for seed in seeds]
    assert True not in found
    assert found.count(False) > len(seeds) / 4
