"""Whom a line of text names by what stands beside the name: a title, a role or kin before it, an age, others in a list.

What is found so may be a word, and is asked about; until somebody says so it counts as a name (本工具规则).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from evaltoolkit.disclosure.names.name_context import ROLES, ordinary_words
from evaltoolkit.disclosure.names.person_names import (
    common_surnames,
    is_common,
    is_hardly_a_word,
    is_telling,
    kin,
    may_be_name,
    names_within,
    plain_name,
)

_TITLE = re.compile(
    r"(?<!^)的?(?:(?:老人|长者|家庭|同学|成长|健康)?"
    r"(?:个案|探访|访谈|家访|面谈|转介|评估|跟进|档案|入户|走访|登记|帮扶|结案|得分|[前后]测)"
    r"|服务(?!中心|[站点部所处队]|机构))"
)
_OF_KIND = re.compile(".(?:社区|小组|项目|社工|长者|老人|家庭|康复|居家|养老|青年|儿童|妇女|义工|志愿)")
# 梁玉珍 女 72, 董玉兰，女，72岁
_WITH_AGE = re.compile(r"(?=([一-鿿]{3,4})[，,、/\s（(]{1,3}[男女][，,、/\s]{0,3}\d{1,3}(?!\d))")
_RUN = re.compile("[一-鿿]{2,}")
_GOES_ON = "的之在是已说现休请参来去每住因向有没很不与和及等也都会能主"
_ENDS = f"(?:[^一-鿿]|$|家中|反映|表示|离职|负责|独居|口述|提供|[{_GOES_ON}])"
_ASKED_FOR = re.compile(r"(?:联系人|监护人|户主|案主|联络人|申请人)([一-鿿]{3})(?![一-鿿])")
_FURTHER_ROLES = "骨干|独居|孤寡|低保户|网格员|副组长|会计|书记|老板"
_LONGEST_TITLE, _LONGEST_CELL, _LONGEST, _WHO, _SEVERAL, _HALF, _SIGNS = 24, 16, 400, 8, 2, 0.5, 3


def named_in_line(words: str) -> Iterator[str]:
    """Yield whom a cell, a title or a sheet's name names beside what says so, in all the ways below."""
    if len(words) <= _LONGEST_TITLE:
        yield from titled(words)
    yield from named_beside(words)
    yield from listed_in_line(words)


def told_beside(words: str) -> Iterator[str]:
    """Yield the names of three signs right behind what asks for one, which are sure: 紧急联系人何乙未.

    Examples
    --------
    >>> [*told_beside("行动不便，紧急联系人何乙未，电话在册")], [*told_beside("社工任晓玲离职")]
    (['何乙未'], [])
    """
    for match in _ASKED_FOR.finditer(words):
        if is_common(match[1]) and _is_name(match[1]):
            yield match[1]


def titled(words: str) -> Iterator[str]:
    """Yield what stands before 个案记录 and its like, but for what begins within a word: 开展日常探访.

    Examples
    --------
    >>> [*titled("孙玉莲老人个案记录")], [*titled("白云区社工服务中心")]
    (['玉莲', '孙玉莲'], [])
    """
    for match in _TITLE.finditer(words):
        for start in (match.start() - length for length in (2, 3, 4) if length <= match.start()):
            said = words[start : match.start()]
            if words[max(0, start - 1) : start + 1] not in ordinary_words() and not _OF_KIND.fullmatch(said):
                yield said


def named_beside(words: str) -> Iterator[str]:
    """Yield the names of three signs behind a role or kin with nothing more behind, and those with sex and age.

    Examples
    --------
    >>> [*named_beside("女儿赵玉芬在深圳，走访独居老人郑惠珍，身体尚可")]
    ['赵玉芬', '郑惠珍']
    >>> [*named_beside("董玉兰，女，72岁，社工满意度高")]
    ['董玉兰']
    """
    for match in _before_end().finditer(words):
        name = match[1]
        if _is_name(name) and _who().search(words, max(0, match.start() - _WHO), match.start()):
            yield name
    if "男" in words or "女" in words:
        yield from (match[1] for match in _WITH_AGE.finditer(words) if _may_be_name(match[1]))


def listed_in_line(words: str) -> frozenset[str]:
    """Return the names of a text in which half of what stands between other signs are names: 1.王秀珍+1 2.李建国.

    Examples
    --------
    >>> sorted(listed_in_line("#接龙 1. 王秀珍 2. 李建国+1 3. 3栋502覃慧敏"))
    ['李建国', '王秀珍', '覃慧敏']
    >>> sorted(listed_in_line("高血压，糖尿病，王秀珍"))
    []
    """
    runs = _RUN.findall(words) if len(words) <= _LONGEST else []
    if len(runs) < _SEVERAL or not any(_may_be_name(run[:_SIGNS]) for run in runs):
        return frozenset()
    named = {run: set(filter(_may_be_name, (run, *names_within(run)))) for run in dict.fromkeys(runs)}
    found = frozenset[str]().union(*named.values())
    sure = [name for name in found if is_common(name) and is_hardly_a_word(name)]
    is_list = len(found) >= _SEVERAL and sum(map(bool, named.values())) >= _HALF * len(named)
    return found if is_list and len(sure) >= _HALF * len(found) else frozenset()


def at_ends(words: str) -> Iterator[str]:
    """Yield the names of three signs that words of people begin or end with, whatever else they say.

    Examples
    --------
    >>> [*at_ends("王秀珍家收")], [*at_ends("给王秀珍")], [*at_ends("欧阳小明")], [*at_ends("高血压病人")]
    (['王秀珍'], ['王秀珍'], [], [])
    """
    for run in _RUN.findall(words) if len(words) <= _LONGEST_CELL else ():
        if len(run) > _SIGNS and not is_telling(run):
            yield from (end for end in (run[:_SIGNS], run[-_SIGNS:]) if is_common(end) and _may_be_name(end))


def _is_name(name: str) -> bool:
    return _may_be_name(name) and is_hardly_a_word(name)


def _may_be_name(name: str) -> bool:
    return len(name) >= _SIGNS and plain_name(name) == name and may_be_name(name)


@cache
def _before_end() -> re.Pattern[str]:
    """Return the pattern of three signs that nothing of a name follows; 居民向镇府反映 begins with no surname."""
    return re.compile(rf"(?=([{re.sub('[于向]', '', common_surnames())}][一-鿿]{{2}}){_ENDS})")


@cache
def _who() -> re.Pattern[str]:
    return re.compile(rf"(?:{kin()}|{ROLES}|{_FURTHER_ROLES}|我叫|名叫|叫做)$")
