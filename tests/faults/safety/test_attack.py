"""The attack: its spans are those of trying every answer, and a protection that forgets something is found out."""

from itertools import product

import numpy as np
import pytest

from evaltoolkit.disclosure.counts.linked_counts import Web
from safety.attack import Reader
from safety.attacked import attacked

MOST = 7


def every_answer(rows):
    """Return every vector of three counts up to MOST that fits the known sums."""
    tried = np.array(list(product(range(MOST + 1), repeat=3)))
    fits = np.ones(len(tried), dtype=bool)
    for kinds, low, high in rows:
        held = tried[:, list(kinds)].sum(axis=1)
        fits &= (low <= held) & (held <= high)
    return tried[fits]


def made_knowledge(seed):
    """Return sums that a true vector fulfils: everyone's, and some of single kinds and pairs, exact or rounded."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, MOST + 1, 3)
    rows = [((kind,), 0, MOST) for kind in range(3)]
    for kinds in [(0, 1, 2), (0, 1), (1, 2), (0, 2), (0,)]:
        if chance.random() < 0.5:
            blur = int(chance.integers(0, 3))
            held = int(truth[list(kinds)].sum())
            rows.append((kinds, max(held - blur, 0), held + blur))
    return rows


@pytest.mark.parametrize("seed", range(25))
def test_a_span_is_what_trying_every_answer_gives(seed):
    rows = made_knowledge(seed)
    reader = Reader(3)
    for kinds, low, high in rows:
        reader.learn(kinds, low, high)
    asked = [(0,), (1,), (2,), (0, 1), (0, 1, 2)]
    answers = every_answer(rows)
    for wide in (2, 5, 1000):
        for kinds, span in zip(asked, reader.spans(asked, wide), strict=True):
            held = answers[:, list(kinds)].sum(axis=1)
            if np.ptp(held) < wide:
                assert (span.low, span.high) == (held.min(), held.max())
            else:
                assert wide <= span.width <= np.ptp(held)


def test_a_count_without_a_bound_has_no_end():
    reader = Reader(2)
    reader.learn((0,), 3)
    first, second = reader.spans([(0,), (1,)], 5)
    assert (first.low, first.high) == (3.0, 3.0)
    assert second.width >= 5


def test_what_contradicts_itself_is_said():
    reader = Reader(2)
    reader.learn((0,), 3)
    reader.learn((0, 1), 2)
    with pytest.raises(ValueError, match="contradicts"):
        reader.spans([(1,)], 5)


def test_a_protection_that_hides_small_counts_without_company_is_found_out(monkeypatch):
    monkeypatch.setattr(Web, "hidden_units", lambda self, first: frozenset(first))
    assert all(attacked(seed, "shared").found for seed in (600, 601))


def test_a_protection_that_forgets_one_count_is_found_out(monkeypatch):
    whole = Web.hidden_units

    def forgetful(web, first):
        begin = frozenset(first)
        return begin | frozenset(sorted(whole(web, begin) - begin)[1:])

    monkeypatch.setattr(Web, "hidden_units", forgetful)
    assert any(attacked(seed, "shared").found for seed in (700, 701, 702))
