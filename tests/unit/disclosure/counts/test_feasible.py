"""Ranges of hidden counts, worked by hand."""

import pytest

from evaltoolkit.disclosure.counts.feasible import Riddle, extreme, hanging_together
from evaltoolkit.model.links import CountCell, CountLink

A, B, C, SUM = (CountCell("t", (name,), "n") for name in "abcs")
ADDS_UP = CountLink((SUM,), (A, B, C))


def span(riddle, cell):
    return tuple(extreme(riddle, [cell], greatest=greatest)[cell] for greatest in (False, True))


def test_one_hidden_part_is_the_sum_less_the_others():
    assert span(Riddle({A: (0, 99)}, (ADDS_UP,), {B: 4, C: 5, SUM: 12}), A) == (3, 3)


def test_two_hidden_parts_share_what_is_left():
    assert span(Riddle({A: (0, 99), B: (0, 99)}, (ADDS_UP,), {C: 5, SUM: 12}), A) == (0, 7)


def test_a_hidden_sum_is_at_least_its_shown_parts():
    assert span(Riddle({SUM: (0, 99), A: (0, 99)}, (ADDS_UP,), {B: 4, C: 5}), SUM) == (9, 99)


def test_a_subset_is_at_most_its_whole():
    link = CountLink((A,), (B,), is_exact=False)
    assert span(Riddle({A: (0, 99)}, (link,), {B: 6}), A) == (0, 6)


def test_counts_are_whole_numbers():
    twice = CountLink((SUM,), (A, B))
    same = CountLink((A,), (B,))
    assert span(Riddle({A: (0, 99), B: (0, 99), SUM: (5, 7)}, (twice, same), {}), A) == (3, 3)


def test_a_count_without_a_link_is_not_bounded_by_any():
    assert span(Riddle({A: (0, 40)}, (), {}), A) == (0, 40)


def test_what_contradicts_itself_has_no_answer():
    assert extreme(Riddle({A: (0, 99)}, (ADDS_UP,), {B: 9, C: 9, SUM: 12}), [A], greatest=True) == {}


@pytest.mark.parametrize(("unknown", "together"), [({A, B}, True), ({A}, False)])
def test_unknown_counts_hang_together_through_links_of_unknown_counts(unknown, together):
    far = CountLink((B,), (C,))
    found = hanging_together([ADDS_UP, far], unknown)
    assert (far in found[A]) is together
    assert ADDS_UP in found[A]
