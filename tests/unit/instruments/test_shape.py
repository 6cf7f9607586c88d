import pytest

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.shape import shapes


def test_every_scale_has_its_shape():
    known = shapes(shipped_scales())
    assert set(known) == set(shipped_scales())
    assert (known["phq9"].n_items, known["phq9"].total_low, known["phq9"].total_high) == (9, 0, 27)


@pytest.mark.parametrize(
    ("item", "answer", "possible"), [(1, 0, True), (9, 3, True), (9, 4, False), (10, 1, False), (1, 1.5, False)]
)
def test_an_answer_is_possible_only_on_the_item_s_steps(item, answer, possible):
    assert shapes(shipped_scales())["phq9"].accepts(item, answer) is possible
