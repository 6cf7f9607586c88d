"""Tell a person's name from a word of the sentence: 平安 in a wish, 展春 in 开展春风农场, 王芳 in 由王芳负责.

A name of three characters or more is hardly ever a word and always counts; so does one of two that is no word. One
that is a word (高峰, 安宁), or that only arises where a word ends and the next begins (高学 in 提高学习), counts where
the sentence speaks of a person there, or where it stands alone and not among other such words (本工具规则). What the
rules find and what they let pass is measured in the project's safety figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from evaltoolkit.disclosure.names.disguise import closed
from evaltoolkit.language import DEFAULT_LANGUAGE, messages
from evaltoolkit.model.yaml_text import load_yaml

ROLES = (
    "社工|居民|组员|学员|成员|义工|志愿者|服务对象|案主|个案|长者|老人|家长|孩子|儿童|青少年|督导|主任|站长|组长|同事|"
    "邻居|楼长|党员|户主|监护人|负责人|联系人|受访者|参加者|参与者|对象"
)
# What only a person is called or asked by; 由, 请 and 向 alone also stand before ordinary words.
_CALLED = re.compile(rf"(?:姓名|名叫|叫做|叫|化名|(?:{ROLES})(?:是|为|有|名单)?[:： ])[:： ]*$")
_ROLE = re.compile(rf"(?:{ROLES})$")
_VISITED = re.compile(r"(?:探访|探望|家访|陪同|转介|致电|跟进|约见)$")
_ASKED = re.compile(r"(?:由|请|找|向|走访|帮|劝|陪|鼓励)$")
# What only people do or have: nobody says of an ordinary word that it is 65 years old.
_PERSON = re.compile(
    r"[”’」』\"]?(?:说|讲(?:述|道|到)|告诉|坦言|哭着|笑着|女士|先生|小姐|同志|老师|师傅|阿姨|叔叔|伯伯|大爷|大妈|婆婆|"
    r"爷爷|奶奶|老人家|本人|丧偶|离异|[（(]化名|[，,（(\s]{0,2}(?:今年|现年|男|女)?[，,\s]?[0-9]{1,3}岁|"
    r"的(?:母亲|父亲|妈妈|爸爸|儿子|女儿|丈夫|妻子|老伴|爱人|孙子|孙女|哥哥|姐姐|弟弟|妹妹|家人|家属|情绪|病情|监护人))"
)
_ACTS = re.compile(r"(?:表示|反映|认为|觉得|负责|参加|一家|家中|家里|家住|住在|独居)")
_QUOTED = re.compile(r"[“‘「『《〈\"]$"), re.compile(r"[”’」』》〉\"]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ITEM_BEFORE = re.compile(r"([\u3400-\u9fff]+)[、，,；;／/ 和与及]{1,2}$")
_ITEM_AFTER = re.compile(r"[、，,；;／/ 和与及]{1,2}([\u3400-\u9fff]+)")
# States that people are wished, and labels of what a service brings: 居民平安 is no resident of that name.
_STATES = frozenset(
    {
        "平安", "幸福", "安康", "安全", "安宁", "安乐", "安心", "康乐", "康宁", "和平", "和谐", "和睦", "文明", "温馨",
        "温暖", "成长", "成功", "成才",
    }
)  # fmt: skip
# 江海区 is no resident called 江海; what else may follow a name and begins with the same sign is left out.
_PLACE = re.compile(
    r"区(?!别|分|长)|县(?!长)|市(?!民|长|场)|镇(?!长|静|定)|乡(?!亲|长|下|音)|村(?![民里中长上])|街道|大道|居委|村委|新区|开发区|苏木|"
    r"社区(?!矫正|戒毒|康复)|林场|农场|牧场|办事处|社工站"
)
_PLACE_ABOVE = re.compile("(?:[省市县旗州盟镇乡]|(?<![社小片校])区)$")  # in 社区 and 小区 people live
_UNITS = frozenset(["万元", "万人", "万次", "万户", "平方", "平米"])
_FUNCTION = frozenset("和于向从时同对由为以与及在有等也都能会可要就中里后前者人们")
# Right before a surname these are words of their own, whatever they make with it, but for few: 因何阿姨住院.
_BEFORE_PERSONS = re.compile(r"[由请找叫向帮劝陪和与跟及为给对因如在把让被经随使从有就至或老阿]$")
_JOINED = frozenset(["由于", "对于", "对方", "至于", "在于", "有关", "或许", "就连", "经常"])
# 由于老师请假 gives a reason; in 由于老师带领 somebody leads.
_REASON, _LEADS = "由于", re.compile(r"(?:带领|主讲|主持|授课|任教|执教|负责)")
# 于国庆节慰问 is at a feast: no person is followed so. 于国庆节前来站 may be a person, but not behind 活动.
_JOINS = frozenset("于和向")
_AT_FEAST = re.compile(r"节(?:期间|当[天日]|来临|到来|慰问|走访|探访|开展|举[办行]|组织|活动)")
_ROUND_FEAST = re.compile(r"节?(?:期间|前夕|佳节|假期|长假|黄金周)|节[前后]")
_TAKES_PLACE = re.compile(r"(?:活动|项目|课程|讲座|比赛|晚会|协议|合同)(?:将|拟|定|已|均|分别)?$|(?:协议|合同)[（(]$")
_HOLIDAY, _BOTH_FEASTS = re.compile(r"节?放假"), "双节"
_NEAR, _LONGEST, _SHORT = 12, 160, 2
_CALLED_SHORTER = re.compile(r"(?:街道|镇|乡|区|县|市|旗|苏木|办事处)$")


def names_a_person(
    words: str, start: int, end: int, *, name: str = "", own_words: frozenset[str] = frozenset()
) -> bool:
    """Return whether the name of the roster that stands at ``words[start:end]`` is a name there, not a word.

    Parameters
    ----------
    words
        A text.
    start, end
        Where the name was found.
    name
        The name without the gaps that the text may have between its characters.
    own_words
        Words that stand in every report, such as the street's name.

    Examples
    --------
    >>> names_a_person("祝大家平安健康", 3, 5), names_a_person("平安说：谢谢", 0, 2)
    (False, True)
    """
    name = name or words[start:end]
    before, after = words[max(start - _NEAR, 0) : start], words[end : end + _NEAR]
    if _PLACE.match(after) and not _CALLED.search(before) and _may_be_place(name, before):
        return False
    if own_words and _is_within(words, (start, end), name, own_words):
        return False
    if words[start:end] == name and _is_at_feast(name, before, after):
        return False
    is_word = name in ordinary_words()
    if is_word or (len(name) == 2 and _is_across(before[-1:] + name + after[:1])):
        may_stand_alone = is_word and name not in _UNITS  # 40.68 万元, and the heading 预算（万元）
        return _speaks_of_person(name, before, after) or (may_stand_alone and _stands_alone(before, after))
    if _is_apart(before, after) or _is_spoken_of(before, after):
        return True
    return not (_is_in_message(name, before[-1:], after[:1]) or _is_called_shorter(name, own_words))


def _may_be_place(name: str, before: str) -> bool:
    """Return whether a name before the sign of a place may be part of the place's: 江海区, in 晋州市周家庄乡.

    Of three signs it is somebody's: 陪陈秀英镇卫生院复诊; but not behind the place above it.
    """
    return len(name) <= _SHORT or bool(_PLACE_ABOVE.search(before))


def speaks_of(words: str, start: int, end: int) -> bool:
    """Return whether what stands around ``words[start:end]`` says by itself that it is a person."""
    before, after = words[max(start - _NEAR, 0) : start], words[end : end + _NEAR]
    return _speaks_of_person(words[start:end], before, after)


def stands_apart(words: str, start: int, end: int) -> bool:
    """Return whether neither a Chinese sign nor a digit stands beside ``words[start:end]``."""
    return _is_apart(words[max(start - 1, 0) : start], words[end : end + 1])


def ends_a_word(words: str, start: int, end: int) -> bool:
    """Return whether the first sign of ``words[start:end]``, a surname with a title, ends the word before the title.

    Examples
    --------
    >>> [ends_a_word(words, 2, 5) for words in ("照照顾奶奶", "探访顾奶奶", "感谢谢老师", "主任何同学")]
    [True, False, False, False]
    """
    before, joined = words[max(start - _NEAR, 0) : start], words[start - 1 : start + 1]
    if any(sign.search(before) for sign in (_ROLE, _VISITED, _CALLED)):
        return False
    if _BEFORE_PERSONS.search(before) and (joined not in _JOINED or (joined == _REASON and _LEADS.match(words, end))):
        return False
    first = start
    while first and _may_stand_before_title(words[first - 1 : first + 1]):
        first -= 1
    return (start - first) % 2 == 1  # read from the left, two signs a word: 感谢|谢 leaves the surname alone


def _may_stand_before_title(word: str) -> bool:
    return word in ordinary_words() or word in _listed("before_titles")


def _is_at_feast(name: str, before: str, after: str) -> bool:
    """Return whether a name of three signs only arises where a preposition stands before a feast: 于国庆节慰问."""
    if name[:1] not in _JOINS or not (name[1:] in feasts() or name[1:] + after[:1] in feasts()):
        return False
    if before.endswith("由"):
        return bool(_HOLIDAY.match(after))
    if _VISITED.search(before) or _CALLED.search(before) or _BEFORE_PERSONS.search(before):
        return False
    is_second = before[-2:] in feasts() and after.startswith(_BOTH_FEASTS)
    return is_second or bool(_AT_FEAST.match(after) or (_TAKES_PLACE.search(before) and _ROUND_FEAST.match(after)))


def _speaks_of_person(name: str, before: str, after: str) -> bool:
    """Return whether the words around an ordinary word say that it is a name."""
    is_visited = bool(_CALLED.search(before) or _VISITED.search(before))
    if _PERSON.match(after) or (is_visited and _is_end(after)):
        return True
    if name in _STATES:
        return bool(_ACTS.match(after) and (_ROLE.search(before) or _ASKED.search(before)))
    return _is_spoken_of(before, after)


def _is_spoken_of(before: str, after: str) -> bool:
    is_named = any(sign.search(before) for sign in (_ROLE, _ASKED, _VISITED, _CALLED))
    return (is_named and (_is_end(after) or _says(after))) or (_is_end(before[-1:]) and _says(after))


def _says(after: str) -> bool:
    return bool(_PERSON.match(after) or _ACTS.match(after))


def _stands_alone(before: str, after: str) -> bool:
    """Return whether an ordinary word stands alone, neither in quotes nor in a row of other ordinary words."""
    if not _is_apart(before, after) or (_QUOTED[0].search(before) and _QUOTED[1].match(after)):
        return False
    return not any(_is_ordinary(item) for item in _items_beside(before, after))


def _items_beside(before: str, after: str) -> Iterator[str]:
    for found in (_ITEM_BEFORE.search(before), _ITEM_AFTER.match(after)):
        if found:
            yield found.group(1)


def _is_ordinary(item: str) -> bool:
    return item[:2] in ordinary_words() or item[-2:] in ordinary_words()


def _is_across(around: str) -> bool:
    """Return whether a name of two characters, given with its neighbours, only arises between two words."""
    if len(around) != 4:
        return False
    left = around[:2] in ordinary_words() or around[1] in _FUNCTION
    return left and (around[2:] in ordinary_words() or around[2] in _FUNCTION)


def _is_apart(before: str, after: str) -> bool:
    return _is_end(before[-1:]) and _is_end(after)


def _is_end(words: str) -> bool:
    return not _CHINESE.match(words) and not words[:1].isdigit()


def _is_within(text: str, span: tuple[int, int], name: str, own_words: frozenset[str]) -> bool:
    """Return whether a name is one of the report's own words or stands in the midst of one, as in that of a studio."""
    first = max(span[0] - _LONGEST, 0)
    shown, places = closed(text[first : span[1] + _LONGEST])
    before, after = (shown[: bisect_left(places, span[0] - first)], shown[bisect_left(places, span[1] - first) :])
    before, after, name = "".join(before.split()), "".join(after.split()), closed(name)[0]
    for own in own_words:
        word = "".join(closed(own)[0].split())
        for part in re.finditer(re.escape(name), word):
            if before.endswith(word[: part.start()]) and after.startswith(word[part.end() :]):
                return True
    return False


def _is_called_shorter(name: str, own_words: frozenset[str]) -> bool:
    """Return whether a name is of two signs of the name of a place, which is called shorter too: 白云 for 白云区."""
    return len(name) <= _SHORT and any(name in own and _CALLED_SHORTER.search(own) for own in own_words)


@cache
def ordinary_words() -> frozenset[str]:
    """Return the ordinary words that the package lists."""
    return frozenset(token[0] + second for token in _listed("pairs") for second in token[1:])


def feasts() -> frozenset[str]:
    """Return the feasts and days of the calendar that given names are too."""
    return _listed("feasts")


@cache
def _listed(part: str) -> frozenset[str]:
    source = files("evaltoolkit.disclosure.names") / "ordinary_words.yaml"
    return frozenset(load_yaml(source.read_text(encoding="utf-8"))[part].split())


def _is_in_message(name: str, before: str, after: str) -> bool:
    """Return whether the toolkit itself says a name with the sign before or behind it: 何文 in 任何文件."""
    return stands_in_messages(name) and any(
        stands_in_messages(words) for words in (before + name, name + after) if len(words) > len(name)
    )


@cache
def stands_in_messages(name: str) -> bool:
    """Return whether a name is among the words of what the toolkit itself says."""
    sentences, pairs = _sentences()
    return (len(name) == 1 or name[:2] in pairs) and name in sentences


@cache
def _sentences() -> tuple[str, frozenset[str]]:
    """Return every message, and each pair of signs in them: most names are told from them by their first two."""
    sentences = "\0".join(messages(DEFAULT_LANGUAGE).values())
    return sentences, frozenset(map("".join, pairwise(sentences)))
