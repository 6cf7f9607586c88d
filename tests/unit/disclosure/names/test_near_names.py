"""What comes near a name, and the words of a sentence that look so."""

import pytest

from evaltoolkit.disclosure.names.near_names import NearNames

NEAR = NearNames.of(["和丽君", "向小芳", "王秀英"])


@pytest.mark.parametrize("words", ["家长和老师共同参与", "学员向老师请教", "孩子和妈妈一起来", "3位长者和阿姨们"])
def test_a_surname_that_joins_two_words_is_none_in_the_midst_of_a_sentence(words):
    assert not list(NEAR.find(words))


@pytest.mark.parametrize("words", ["和老师说很好", "今天，向老师来了", "由向老师带领", "和王阿姨一起"])
def test_such_a_surname_with_a_title_is_found_where_nothing_stands_before_it(words):
    assert list(NEAR.find(words))
