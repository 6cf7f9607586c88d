"""A made street with few people: what stands in its report takes as long to make, its data do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from evaltoolkit.synthetic.districts import Street, known_street
from evaltoolkit.synthetic.setting import Setting, draw_setting
from evaltoolkit.synthetic.year import MadeYear, make_year


def make_small_year(name: str, year: int, seed: int) -> MadeYear:
    """Return a year as :func:`evaltoolkit.synthetic.year.make_year` makes it, of a small street."""
    with streets_are_small():
        return make_year(known_street(name), year, seed)


@contextmanager
def streets_are_small() -> Iterator[None]:
    """Make every street a small one for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evaltoolkit.synthetic.year.draw_setting", _small_setting)
        yield


def _small_setting(street: Street, year: int, seed: int) -> Setting:
    return replace(draw_setting(street, year, seed), people=600, communities=4, services=120, questionnaires=60)
