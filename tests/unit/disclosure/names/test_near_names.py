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


NAMES = (
    "谢婉婷 顾大明 于海燕 何丽君 任小红 程大海 方小燕 文丽娜 花春香 余建波 连小雨 管小兵 关晓彤 史大伟 安志强 高文斌 "
    "爱小小 常欣怡 严小小"
)
ROSTER = NearNames.of(NAMES.split())
OF_WORDS = (
    "感谢老师和社工的陪伴，谢谢叔叔阿姨|多谢阿姨|她每天照顾奶奶，由于妈妈住院|由于某些原因|由于老师请假|对于爸爸的批评|没有任何同学来往|"
    "班主任老师|课程老师|校方老师|对方妈妈|语文老师|插花老师|其余同学|就连妈妈|尽管妈妈反对|相关老师|教历史老师|公安叔叔|保安大叔|"
    "年事已高奶奶|关爱姐妹|经常婆媳吵架"
)
OF_PEOPLE = (
    "谢阿姨|探访谢阿姨|感谢谢老师|谢谢谢老师|感谢何老师|何同学|与何同学|高奶奶|任老师来访|班主任何老师|社工程老师带领|社工探访顾婆婆|照顾顾婆婆|"
    "组长方阿姨|由于老师带领|由于老师负责|请安老师来讲课|给任阿姨送餐|因何阿姨住院|从严老师处得知|小顾"
)


@pytest.mark.parametrize("words", OF_WORDS.split("|"))
def test_a_surname_that_ends_the_word_before_a_title_is_none(words):
    assert not list(ROSTER.find(words))


@pytest.mark.parametrize("words", OF_PEOPLE.split("|"))
def test_a_surname_that_stands_free_of_the_word_before_it_is_found(words):
    assert list(ROSTER.find(words))


@pytest.mark.parametrize("words", ["国庆、中秋游园会", "活动：“中秋”", "“永泰”老人小组", "永泰、景泰"])
def test_a_given_name_that_is_a_feast_or_a_word_of_many_is_none_where_it_stands_apart(words):
    near = NearNames.of(["王国庆", "李中秋", "张永泰"], frozenset({"永泰"}))
    assert not list(near.find(words))


@pytest.mark.parametrize("words", ["国庆说很好", "由永泰负责", "永泰的情绪", "探访永泰", "嘉禾、景泰"])
def test_such_a_given_name_is_found_where_the_sentence_speaks_of_a_person(words):
    near = NearNames.of(["王国庆", "张永泰", "赵嘉禾"], frozenset({"永泰"}))
    assert list(near.find(words))
