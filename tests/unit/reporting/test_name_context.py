import random
from importlib.resources import files

import pytest

from evaltoolkit.reporting.gate import Roster, scan_words
from evaltoolkit.reporting.name_context import names_a_person, ordinary_words

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓"
    "曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛"
    "郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文"
    "建国志梅金凤春海燕辉玲晓云飞鹏波斌宇浩凯健俊帆鑫欣怡嘉佳"
    "梓涵雨晨子轩然博思雅婷雪慧琳颖萍莉珍清月美荣贵福生龙元全"
    "胜学祥才发武新利顺信昌成康星光天达安岩中茂进林有坚和"
)


def roster(size, seed):
    """Return names, one in five of two characters, of the commonest surnames."""
    chance = random.Random(seed)  # noqa: S311
    lengths = [1 if chance.random() < 0.2 else 2 for _ in range(size)]
    return frozenset(chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=length)) for length in lengths)


def counts(words, name, **own):
    start = words.index(name)
    return names_a_person(words, start, start + len(name), **own)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("祝大家平安健康", "平安"),
        ("他很高兴地说", "高兴"),
        ("已开展春风农场活动", "展春"),
        ("年度经费安排合理", "费安"),
        ("提高学习能力", "高学"),
    ],
)
def test_a_word_of_the_sentence_is_no_name(words, name):
    assert not counts(words, name)


@pytest.mark.parametrize("name", ["王芳", "平安", "高兴", "方向", "于是", "康乐", "张伟"])
@pytest.mark.parametrize(
    "frame", ["{}", "{}说：谢谢", "居民{}表示满意", "（{}）", "由{}负责", "参加者：{}、李某", "组员{}，65岁"]
)
def test_a_name_is_found_where_a_sentence_speaks_of_a_person(name, frame):
    assert scan_words(frame.format(name), Roster(frozenset({name})))


@pytest.mark.parametrize("frame", ["活动中{}帮助了邻居", "我们和{}一起到公园", "服务后{}的情绪有好转"])
@pytest.mark.parametrize("name", ["王芳", "刘晓明", "欧阳春"])
def test_a_name_that_is_no_word_is_found_in_the_middle_of_a_sentence(name, frame):
    assert scan_words(frame.format(name), Roster(frozenset({name})))


def test_a_name_inside_the_streets_own_name_is_no_find_there():
    own = frozenset({"白云区", "云城街道"})
    assert not counts("广州市白云区人民政府云城街道", "云城", own_words=own)
    assert counts("居民云城说", "云城", own_words=own)


def test_rosters_of_3000_people_hardly_ever_stop_a_report_without_names():
    """False stops: 30 rosters, 90,000 names, against the prose that the made streets are written with."""
    prose = (files("evaltoolkit.synthetic") / "words.yaml").read_text(encoding="utf-8")
    stopped = sum(bool(scan_words(prose, Roster(roster(3000, seed)))) for seed in range(30))
    assert stopped <= 1


def test_every_ordinary_word_has_two_characters():
    assert {len(word) for word in ordinary_words()} == {2}
