import re

import pytest

from evaltoolkit.synthetic.districts import known_street, known_streets


def test_the_district_has_20_street_offices_and_4_towns():
    kinds = [street.kind for street in known_streets()]
    assert (kinds.count("街道"), kinds.count("镇")) == (20, 4)
    assert all(street.name.endswith(street.kind) for street in known_streets())


def test_names_and_slugs_are_unique_and_slugs_fit_file_names():
    assert len({street.name for street in known_streets()}) == len({street.slug for street in known_streets()}) == 24
    assert all(re.fullmatch(r"[a-z]+", street.slug) for street in known_streets())


def test_a_street_is_found_by_name_or_slug_and_an_unknown_one_is_not():
    assert known_street("人和镇") is known_street("renhe")
    with pytest.raises(KeyError):
        known_street("renmin")
