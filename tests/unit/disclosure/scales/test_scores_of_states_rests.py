"""What rows that are shown leave, taken from one another, is no row itself, and tells nobody's score or change."""

from itertools import combinations, product
from math import ceil, floor, sqrt
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import PAGES, protect_tables
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.scales import scores_of_states
from evaltoolkit.disclosure.scales.scores_of_states import ScoresOfStates
from evaltoolkit.disclosure.states.members import Pair
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS, make_table
from evaltoolkit.model.rounding import rounded
from evaltoolkit.outcomes.tables.membership_table import membership_table

LEAST, ALIKE, LOW, HIGH, MOST_BLOCKS = 5, 10, 6, 24, 4
FIGURES = ("mean_pre", "mean_post", "mean_change", "sd_change", "change_low", "change_high", "t")
DIGITS = dict.fromkeys(FIGURES, 1) | {"t": 2}


def made(seed):
    """Return people (group, project, pre-test, post-test): of one group, or of none, all at an end or changed alike."""
    chance = np.random.default_rng(seed)
    odd = ["end", "alike", ""][seed % 3]
    people = []
    for group in range(int(chance.integers(1, 4))):
        people += [(f"{group}组", f"项目{group // 2}") for _ in range(int(chance.integers(10, 15)))]
    chosen = [("", ""), ("9组", "项目0")][int(chance.integers(2))]
    people += [chosen] * int(chance.integers(5, 10))
    found = []
    for group, project in people:
        pre = int(chance.integers(12, 20))
        post = int(np.clip(pre - chance.integers(-2, 8), LOW, HIGH))
        if (group, project) == chosen and odd:
            post = LOW if odd == "end" else pre - 3
        found.append((group, project, pre, post))
    return found


def rows_of(people):
    """Return the sets of the rows of a street by kind and name."""
    every = {("all", ""): set(range(len(people)))}
    for place, kind in enumerate(("group", "project")):
        for number, one in enumerate(people):
            if one[place]:
                every.setdefault((kind, one[place]), set()).add(number)
    return every


def figures_of(people, held):
    pre, post = (np.array([people[one][place] for one in sorted(held)], dtype=float) for place in (2, 3))
    change, n = post - pre, len(held)
    half = student.ppf(0.975, n - 1) * change.std(ddof=1) / sqrt(n)
    mean, test = change.mean(), change.mean() / (change.std(ddof=1) / sqrt(n)) if change.std() else np.nan
    return dict(
        zip(FIGURES, (pre.mean(), post.mean(), mean, change.std(ddof=1), mean - half, mean + half, test), strict=True)
    )


def shown_of(people):
    """Return what report and pages of a street print together, by kind and name of their rows."""
    every = rows_of(people)
    counted = [{"scale": "uls6", "dimension": "total", "group_kind": kind, "group": name,
                "n_pre": len(held), "n_post": len(held), "n_pairs": len(held),
                "score_low": LOW, "score_high": HIGH, "resolution": 1.0, **figures_of(people, held)}
               for (kind, name), held in every.items()]  # fmt: skip
    frame = pd.DataFrame(counted).reindex(columns=[*OUTCOME_COLUMNS])
    table = make_table("outcomes", frame, figures=FIGURES, spread=("sd_change",))
    scored = pd.DataFrame(
        {"client": f"c{number:03}", "wave": wave, "score": float(score), "group": group or None,
         "project": project or None, "scale": "uls6", "dimension": "total", "method": "小组", "field": None,
         "purpose": None}
        for number, (group, project, *scores) in enumerate(people)
        for wave, score in zip(("前测", "后测"), scores, strict=True)
    )  # fmt: skip
    told = protect_tables(
        {"outcomes": table}, shipped_policy(), Audience.SHARED, members=membership_table(scored).frame
    )
    rows = pd.concat([told["outcomes"].frame, told[PAGES].frame])
    return {
        (row["group_kind"], row["group"]): {name: float(rounded(row[name], DIGITS[name])) for name in FIGURES
                                            if pd.notna(row[name])}
        for row in rows.to_dict("records") if pd.notna(row["mean_change"])
    }  # fmt: skip


def sums(printed, name, n):
    """Return the whole sums that a printed mean of n people leaves."""
    return range(ceil(n * (printed[name] - 0.05) - 1e-9), floor(n * (printed[name] + 0.05) + 1e-9) + 1)


def changes(printed, n):
    """Return every sum and sum of squares of whole changes that all printed figures of a row leave."""
    quantile, found = student.ppf(0.975, n - 1) / sqrt(n), []
    for total in sums(printed, "mean_change", n):
        mean = total / n
        for squares in range(ceil(total**2 / n), 400 * n):
            deviation = sqrt((squares - total**2 / n) / (n - 1))
            width, test = quantile * deviation, mean * sqrt(n) / deviation if deviation else 0.0
            told = {"sd_change": deviation, "change_low": mean - width, "change_high": mean + width, "t": test}
            if deviation > 12:
                break
            if (squares - total) % 2 == 0 and all(
                abs(value - printed[name]) <= 0.5 * 10 ** -DIGITS[name] + 1e-9
                for name, value in told.items() if name in printed
            ):  # fmt: skip
                found.append((total, squares))
    return found


def rests(people, shown):
    """Yield a row, rows within it that share nobody, and how many people these leave, few enough to be told of."""
    every = rows_of(people)
    for whole in shown:
        inside = [one for one in shown if one != whole and every[one] < every[whole]]
        for size in (1, 2):
            for parts in combinations(inside, size):
                held = [every[one] for one in parts]
                left = len(every[whole]) - sum(map(len, held))
                if LEAST <= left < ALIKE and len(set().union(*held)) == sum(map(len, held)):
                    yield whole, parts, left


def told(people, shown):
    """Return what the printed figures tell of the rests: that all scored the least or most, or all changed alike."""
    every = rows_of(people)
    for whole, parts, left in rests(people, shown):
        for name in ("mean_pre", "mean_post"):
            of_parts = [sums(shown[one], name, len(every[one])) for one in parts]
            totals = [total - sum(way) for total in sums(shown[whole], name, len(every[whole]))
                      for way in product(*of_parts)]  # fmt: skip
            totals = [one for one in totals if LOW * left <= one <= HIGH * left]
            if max(totals) < LOW * left + 2 or min(totals) > HIGH * left - 2:
                yield "end", whole, parts
        if len(parts) == 1:
            pairs = product(changes(shown[whole], len(every[whole])), changes(shown[parts[0]], len(every[parts[0]])))
            apart = {(b - d) - (a - c) ** 2 / left for (a, b), (c, d) in pairs if (b - d) * left >= (a - c) ** 2}
            if max(apart) == 0:
                yield "alike", whole, parts


@pytest.mark.parametrize("first", [0, 20, 40])
def test_no_rest_of_rows_of_a_report_and_its_pages_tells_each_ones_score_or_change(first):
    streets = {seed: made(seed) for seed in range(first, first + 20)}
    shown = {seed: shown_of(people) for seed, people in streets.items()}
    found = {seed: [*told(streets[seed], rows)] for seed, rows in shown.items()}
    assert {seed: rests for seed, rests in found.items() if rests} == {}
    assert sum(len(rows) > 1 for rows in shown.values()) > 5


def test_where_nothing_is_withheld_rests_tell_both():
    streets = [made(seed) for seed in (6, 25, 31)]
    open_ = [{one: figures_of(people, held) for one, held in rows_of(people).items()} for people in streets]
    found = [kind for people, rows in zip(streets, open_, strict=True) for kind, *_ in told(people, rows)]
    assert {*found} == {"end", "alike"}


def draws(seed):
    """Return sets of people: everyone, two groupings that cross, and most."""
    chance = np.random.default_rng(seed)
    people = [Pair(f"p{number}", "", "") for number in range(int(chance.integers(8, 24)))]
    found = [frozenset(people), frozenset(one for one in people if chance.random() < 0.8)]
    for kinds in (3, 2):
        of = chance.integers(0, kinds, len(people))
        found += [frozenset(one for one, own in zip(people, of, strict=True) if own == kind) for kind in range(kinds)]
    return [one for one in dict.fromkeys(found) if one]


@pytest.mark.parametrize("seed", range(40))
def test_whoever_rows_leave_is_looked_at_whatever_rounding_leaves_of_the_weights(monkeypatch, seed):
    sets, looked = draws(seed), set()
    every = sorted(frozenset().union(*sets))
    held = np.array([[one in people for one in every] for people in sets], dtype=int)
    sums = np.unique(np.array([*product((-1, 0, 1), repeat=len(sets))]) @ held, axis=0)
    few = {frozenset(np.flatnonzero(one)) for one in sums if 0 < np.abs(one).sum() < ALIKE and np.abs(one).max() == 1}
    rests = {frozenset(np.flatnonzero(one)) for one in sums if set(one) <= {0, 1} and LEAST <= one.sum() < ALIKE}
    rests = {rest for rest in rests if not any(other < rest for other in few)}
    rests = {rest for rest in rests if len({tuple(held[:, one]) for one in rest}) <= MOST_BLOCKS}

    def look(papers, _step):
        left = sum(times * held[row.place] for times, row in papers)
        looked.add(frozenset(np.flatnonzero(left.round())))
        return False

    monkeypatch.setattr(scores_of_states, "are_alike", look)
    rows = [SimpleNamespace(people=people, place=place) for place, people in enumerate(sets)]
    states = SimpleNamespace(_least=LEAST, _most=ALIKE, _told_of=lambda row, _: row)

    assert [*ScoresOfStates._alike(states, rows, np.zeros(len(rows), dtype=bool), 1.0)] == []
    assert rests - {frozenset(np.flatnonzero(row)) for row in held} <= looked
