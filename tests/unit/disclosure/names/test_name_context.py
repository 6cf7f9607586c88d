import random
from importlib.resources import files
from itertools import pairwise

import pytest

from evaltoolkit.disclosure.names.name_context import names_a_person, ordinary_words, stands_in_messages
from evaltoolkit.disclosure.names.person_names import is_common, is_shaped
from evaltoolkit.disclosure.names.roster_search import find_names
from evaltoolkit.language import DEFAULT_LANGUAGE, messages
from evaltoolkit.reporting.release.gate import Roster, scan_words
from safety.names import missed_names, realistic_roster, words_taken_for_names
from tests.sample import one_in


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


def test_what_stands_in_a_message_is_found_there_by_a_search_of_every_message():
    """The quick search for the messages' words agrees with the plain one, for words in them and for others."""
    said, chance = list(messages(DEFAULT_LANGUAGE).values()), random.Random(3)  # noqa: S311
    for _ in range(3_000):
        sentence, length = chance.choice(said), chance.randint(1, 5)
        start = chance.randrange(max(len(sentence) - length, 1))
        for word in (sentence[start : start + length], "".join(chance.sample(sentence, min(length, len(sentence))))):
            assert stands_in_messages(word) == any(word in other for other in said), word


@pytest.mark.parametrize(
    "frame",
    ["社工陪同{}镇卫生院复诊三次。", "送{}市二医院复查", "协助{}街道办申请临时救助", "陪{}社区医院打针", "{}村委申请",
     "感谢{}社工站的帮助", "石井社区{}街道办申请", "小区{}村口上车", "{}县里的儿子"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["陈秀英", "李建国", "欧阳小梅"])
def test_a_name_of_three_signs_is_no_part_of_a_place(frame, name):
    assert scan_words(frame.format(name), Roster(frozenset({name})))


@pytest.mark.parametrize("words", ["河北省晋州市周家庄乡的经验", "到白云区江高镇周家庄村"])
def test_but_is_one_behind_the_place_above_it(words):
    assert not scan_words(words, Roster(frozenset({"周家庄"})))


def names_in_messages():
    """Pairs of signs in the toolkit's own sentences that begin with a common surname and are no word."""
    held = {name for said in messages(DEFAULT_LANGUAGE).values() for name in map("".join, pairwise(said))}
    return sorted(name for name in held if is_common(name) and is_shaped(name) and name not in ordinary_words())


@pytest.mark.parametrize("frame", ["感谢{}一直陪着大家", "现在{}每周都来", "跟着{}学剪纸"])
def test_a_name_is_a_word_of_a_message_only_beside_that_messages_signs(frame):
    """何文 is somebody but in 任何文件, and so is every name that a message happens to hold across its words."""
    names = names_in_messages()
    missed = [name for name in names if not scan_words(frame.format(name), Roster(frozenset({name})))]
    assert len(names) > 100
    assert len(missed) <= 0.1 * len(names), missed


def test_no_message_names_anybody_of_the_names_that_its_words_make():
    roster = Roster(frozenset(names_in_messages()))
    assert [said for said in messages(DEFAULT_LANGUAGE).values() if scan_words(said, roster)] == []


def test_a_name_inside_the_streets_own_name_is_no_find_there():
    own = frozenset({"白云区", "云城街道"})
    assert not counts("广州市白云区人民政府云城街道", "云城", own_words=own)
    assert counts("居民云城说", "云城", own_words=own)


@pytest.mark.parametrize("name", ["欧阳晓棠", "刘晓明", "张薇"])
@pytest.mark.parametrize("own", ["{}社会工作室", "广州市{}社会工作服务中心", "{}帮扶项目"])
def test_whose_name_a_studio_or_project_bears_is_found_everywhere_but_within_it(name, own):
    own_words = frozenset({"白云区", "云城街道", own.format(name)})
    called = own.format(name)
    for within in (f"由{called}承接", f"运营机构：{called}", f"{called[:-2]}\n{called[-2:]}", f"{called}的{called}"):
        assert not any(
            names_a_person(within, at, at + len(name), own_words=own_words)
            for at in range(len(within)) if within.startswith(name, at)
        )  # fmt: skip
    for frame in ("本年{}（孤寡老人）情况好转", "我们和{}一起到公园", "服务后{}的情绪有好转", "活动中{}帮助了邻居"):
        assert counts(frame.format(name), name, own_words=own_words), frame


def test_rosters_of_3000_people_hardly_ever_stop_a_report_without_names():
    """False stops: 30 rosters, 90,000 names, against the prose that the made streets are written with."""
    prose = (files("evaltoolkit.synthetic") / "words.yaml").read_text(encoding="utf-8")
    stopped = sum(bool(scan_words(prose, Roster(realistic_roster(3000, seed, words=8)))) for seed in range(30))
    assert stopped <= 1


def test_no_name_that_is_a_word_slips_through_where_a_sentence_speaks_of_a_person():
    found = missed_names()
    assert found.tries > 800
    assert found.names == ()


def test_an_ordinary_word_in_an_ordinary_phrase_stops_nothing_though_somebody_bears_it():
    found = words_taken_for_names()
    assert found.tries > 700
    assert found.names == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("平安、健康、幸福", "幸福"),
        ("避开早高峰，错峰出行", "高峰"),
        ("引入安宁疗护", "安宁"),
        ("新时代文明实践站", "文明"),
        ("“向阳花”小组", "向阳"),
        ("将于明天开始", "于明"),
        ("资金和物资", "金和"),
        ("和平均水平相比", "和平"),
        ("“和平”工程", "和平"),
        ("折合 40.68 万元。", "万元"),
        ("预算（万元）", "万元"),
    ],
)
def test_a_word_among_words_is_no_name(words, name):
    assert not scan_words(words, Roster(frozenset({name})))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("得到对方丽的帮助", "方丽"),
        ("参加者：高峰、王芳", "高峰"),
        ("“安宁”女士的故事", "安宁"),
        ("高峰\n李强", "高峰"),
    ],
)
def test_a_name_among_names_is_found_though_it_is_a_word(words, name):
    assert scan_words(words, Roster(frozenset({name})))


def test_every_ordinary_word_has_two_characters():
    assert {len(word) for word in ordinary_words()} == {2}


TITLES = {"队长", "医生", "站长", "主任", "组长"}


@pytest.mark.parametrize("around", one_in(3, ["{}", "{}\n", "（{}"]))
def test_a_name_of_three_or_four_signs_is_found_though_words_begin_and_end_it(around):
    names = [first + second for first in ("欧阳", "司马", "向", "和") for second in ordinary_words() - TITLES]
    missed = [name for name in names if not scan_words(around.format(name), Roster(frozenset({name})))]
    assert missed == []


@pytest.mark.parametrize("text", ["项目：爱·新市", "爱·新市", "开展爱·新市项目", "童心·爱·新市"])
def test_the_report_s_own_words_are_no_find_whatever_parts_them(text):
    own = frozenset({"爱·新市"})

    assert not find_names(text, ["爱新市"], own_words=own)
    assert find_names("爱新市说谢谢", ["爱新市", "王芳"], own_words=frozenset({"童心项目"}))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("于国庆节慰问退役军人", "于国庆"),
        ("社工于重阳节开展敬老活动", "于重阳"),
        ("于建军节慰问退役军人", "于建军"),
        ("活动于新春佳节举行", "于新春"),
        ("服务协议（于国庆节前签订）", "于国庆"),
        ("活动将于国庆期间举行", "于国庆"),
        ("由于国庆放假", "于国庆"),
        ("中秋和国庆双节", "和国庆"),
    ],
)
def test_a_preposition_before_a_feast_is_no_name_of_three_signs(words, name):
    assert not counts(words, name)


@pytest.mark.parametrize(
    "words",
    [
        "于国庆说很好", "活动中于国庆很积极", "社工于国庆期间走访", "照顾于国庆期间很疲惫", "案主于国庆节后情绪稳定",
        "探访于国庆节活动", "由于国庆负责", "于国庆放假回家", "于国庆生活节俭", "（于国庆节前来站）",
        "活动（于国庆节后退出）", "姓名：于国庆", "于国庆的活动",
    ],
)  # fmt: skip
def test_who_is_called_after_a_feast_is_found_wherever_a_person_may_be_meant(words):
    assert counts(words, "于国庆")


def test_who_is_called_after_a_feast_is_found_in_any_other_spelling():
    assert find_names("于 国庆节慰问", ["于国庆"])
