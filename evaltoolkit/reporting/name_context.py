"""Tell a person's name from a word of the sentence: 平安 in a wish, 展春 in 开展春风农场, 王芳 in 由王芳负责.

A name of three characters or more is hardly ever a word and always counts. A name of two that is a word, or that only
arises where a word ends and the next begins, counts where it stands alone or where the sentence speaks of a person
there (本工具规则). Every other find of a name counts.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from evaltoolkit.language import DEFAULT_LANGUAGE, messages

_BEFORE = re.compile(
    r"(?:^|[^\u3400-\u9fff0-9]|社工|居民|组员|学员|义工|志愿者|服务对象|案主|长者|老人|家长|督导|主任|站长|同事|姓名|叫|由|请|找|向)$"
)
_AFTER = re.compile(
    r"(?:$|[^\u3400-\u9fff]|说|讲|表示|反映|认为|觉得|告诉|女士|先生|同学|同志|老师|阿姨|叔叔|婆婆|爷爷|奶奶|负责|参加)"
)
_NEAR = 4


def names_a_person(words: str, start: int, end: int, *, own_words: frozenset[str] = frozenset()) -> bool:
    """Return whether the name of the roster that stands at ``words[start:end]`` is a name there, not a word.

    Parameters
    ----------
    words
        A text, without gaps between the characters of a name.
    start, end
        Where the name was found.
    own_words
        Words that stand in every report, such as the street's name.

    Examples
    --------
    >>> names_a_person("祝大家平安健康", 3, 5), names_a_person("平安说：谢谢", 0, 2)
    (False, True)
    """
    name = words[start:end]
    if _BEFORE.search(words[max(start - _NEAR, 0) : start]) and _AFTER.match(words[end : end + _NEAR]):
        return True
    if _is_own(name, own_words):
        return False
    return len(name) > 2 or not (name in ordinary_words() or words[start - 1 : start + 1] in ordinary_words())


def _is_own(name: str, own_words: frozenset[str]) -> bool:
    return _is_in_messages(name) or any(name in words for words in own_words)


@cache
def ordinary_words() -> frozenset[str]:
    """Return the ordinary words that the package lists."""
    source = files("evaltoolkit.reporting") / "ordinary_words.yaml"
    return frozenset(yaml.safe_load(source.read_text(encoding="utf-8"))["words"].split())


@cache
def _is_in_messages(name: str) -> bool:
    return any(name in sentence for sentence in messages(DEFAULT_LANGUAGE).values())
