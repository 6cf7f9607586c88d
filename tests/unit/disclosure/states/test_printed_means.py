"""What two printed means tell of the few who differ: interval arithmetic, checked against what really is possible."""

import numpy as np
import pytest
from scipy import stats

from evaltoolkit.disclosure.states.printed_means import (
    BY_TEST,
    ENDS,
    MEANS,
    SPREAD,
    Paper,
    Range,
    _squares,
    _sum,
    are_at_an_end,
    as_printed,
    may_be_alike,
    narrows,
)

SCALE = Range(6.0, 24.0)


def paper(pre, post):
    change = post - pre
    half = 1.96 * change.std(ddof=1) / np.sqrt(len(change))
    values = dict(zip(MEANS, (pre.mean(), post.mean(), change.mean()), strict=True))
    values |= dict(zip(ENDS, (change.mean() - half, change.mean() + half), strict=True))
    ends = [values[name] for name in ENDS]
    return Paper(
        len(pre), {name: as_printed(value, 1.0, ends if name in ENDS else ()) for name, value in values.items()}
    )


def people(seed, n):
    chance = np.random.default_rng(seed)
    return chance.integers(6, 25, (2, n)).astype(float)


@pytest.mark.parametrize(("n", "joined", "is_narrow"), [(10, 1, True), (30, 1, True), (30, 4, True), (2000, 1, False)])
def test_a_mean_is_withheld_only_where_its_digits_narrow_the_few(n, joined, is_narrow):
    before = people(1, n)
    now = np.concatenate([before, people(2, joined)], axis=1)
    assert narrows(paper(*before), paper(*now), SCALE) is is_narrow


@pytest.mark.parametrize("seed", range(60))
def test_what_is_not_called_narrow_leaves_half_the_scale_open(seed):
    """Any newcomer whose pre-test lies within the answer keeps every printed value as it is, and they span half."""
    chance = np.random.default_rng(seed)
    n = int(chance.integers(40, 400))
    before, newcomer = people(seed, n), people(1000 + seed, 1)
    now = np.concatenate([before, newcomer], axis=1)
    first, second = paper(*before), paper(*now)
    if narrows(first, second, SCALE):
        return
    error = (2 * n + 1) * 0.05
    for name in MEANS[:2]:
        total = second.people * second.figures[name][0] - first.people * first.figures[name][0]
        low, high = max(6.0, total - error), min(24.0, total + error)
        assert high - low >= 9.0


@pytest.mark.parametrize(("by", "is_narrow"), [(0.0, False), (4.0, True), (9.0, True), (16.0, True), (-17.0, True)])
def test_a_correction_is_withheld_where_it_tells_more_than_half_the_scale(by, is_narrow):
    """Of 8 people one pre-test is corrected: from 6 to 22 tells that the wrong one was low and the right one high.

    Of so few people the intervals tell the two changes even where the means do not.
    """
    pre, post = np.full(8, 15.0), np.arange(8.0, 16.0)
    pre[0] = 6.0 if by >= 0 else 24.0
    later = pre.copy()
    later[0] += by
    assert narrows(paper(pre, post), paper(later, post), SCALE) is is_narrow


def test_squares_tell_more_of_one_for_another_where_the_scale_ends():
    """Printed of 16 people: the squares leave both changes as wide as a scale, its ends less than half of that."""
    before, now = (
        Paper(16.0, {**{name: (value, 0.05) for name, value in zip((*MEANS, *ENDS), values, strict=True)}})
        for values in ((6.8, 8.5, 1.8, -1.2, 4.7), (6.6, 8.6, 2.0, -1.2, 5.2))
    )
    assert narrows(before, now, Range(0.0, 15.0, 1.0))


def test_of_many_people_a_correction_is_told_by_neither_mean_nor_interval():
    pre, post = people(3, 2000)
    later = pre.copy()
    later[0] += 4.0 if pre[0] < 15 else -4.0
    assert not narrows(paper(pre, post), paper(later, post), SCALE)


def test_whole_scores_tell_more_than_their_means():
    """At 47 people a mean of whole numbers to one decimal leaves four sums at most, not five points of one person."""
    before = people(5, 46)
    now = np.concatenate([before, people(6, 1)], axis=1)
    whole, any_score = (Range(6.0, 24.0, step) for step in (1.0, float("nan")))
    assert narrows(paper(*before), paper(*now), whole)
    first, second = paper(*before), paper(*now)
    sizes = [high - low for low, high in (_ends(first, second, scale) for scale in (whole, any_score))]
    assert sizes[0] < sizes[1]


def _ends(before, now, scale):
    total, error = _sum(before, now, MEANS[0], scale.step)
    return total - error, total + error


def test_without_a_mean_or_a_range_few_people_are_never_spared():
    before, now = people(1, 2000), people(1, 2001)
    assert narrows(Paper(2000, {}), paper(*now), SCALE)
    assert narrows(paper(*before), paper(*now), Range())


@pytest.mark.parametrize("people", [12, 40, 90])
def test_an_interval_and_a_spread_of_the_same_changes_tell_the_same_squares(people):
    """What an earlier paper's t told exactly is compared with what the interval of now leaves open."""
    changes = np.random.default_rng(people).integers(-9, 10, people)
    mean, spread = changes.mean(), changes.std(ddof=1)
    low, high = stats.t.interval(0.95, people - 1, mean, spread / people**0.5)
    ends = {MEANS[2]: (mean, 0.0), ENDS[0]: (low, 0.0), ENDS[1]: (high, 0.0)}
    by_interval, by_spread = (
        _squares(Paper(people, figures), 0.0)[0] for figures in (ends, {**ends, BY_TEST: (spread, 0.0)})
    )
    assert by_interval == pytest.approx((changes**2).sum())
    assert by_spread == pytest.approx((changes**2).sum())


def with_spread(pre, post):
    told = paper(pre, post)
    return Paper(told.people, {**told.figures, SPREAD: ((post - pre).std(ddof=1), 0.0)})


@pytest.mark.parametrize("seed", range(40))
def test_those_who_came_may_all_have_changed_alike_where_they_did_and_not_where_they_differ_much(seed):
    chance = np.random.default_rng(seed)
    few, came = int(chance.integers(10, 40)), int(chance.integers(5, 10))
    first = chance.integers(6, 25, size=(2, few)).astype(float)
    change = int(chance.integers(-12, 13))
    alike = chance.integers(max(6, 6 - change), min(24, 24 - change) + 1, size=came).astype(float)
    apart = np.where(np.arange(came) % 2, 24.0, 6.0)
    for second, expected in (
        ((alike, alike + change), True),
        ((apart, apart[::-1] if came % 2 == 0 else 30 - apart), False),
    ):
        more = np.hstack([first, second])
        scale = Range(6.0, 24.0, 1.0)
        assert may_be_alike(with_spread(*first), with_spread(*more), scale) is expected
        assert not may_be_alike(paper(*first), paper(*more), scale)


@pytest.mark.parametrize(("scores", "found"), [([6] * 5, True), ([6, 9, 6, 6, 9], False),
                                               ([24] * 5, True), ([15] * 5, False)])  # fmt: skip
def test_those_who_came_are_at_an_end_where_their_sum_is(scores, found):
    chance = np.random.default_rng(1)
    first, pre = chance.integers(6, 25, size=(2, 12)).astype(float), chance.integers(9, 22, size=5).astype(float)
    pre[:2] = 9.0, 21.0
    more = np.hstack([first, [pre, np.array(scores, dtype=float)]])
    assert are_at_an_end(paper(*first), paper(*more), Range(6.0, 24.0, 1.0)) is found
