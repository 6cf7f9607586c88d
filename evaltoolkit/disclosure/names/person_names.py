"""What a written name looks like, and which names a cell of people holds; for columns that may name somebody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from evaltoolkit.disclosure.names.disguise import HANZI, closed, visible
from evaltoolkit.disclosure.names.letters import is_in_letters
from evaltoolkit.disclosure.names.name_context import ordinary_words
from evaltoolkit.model.yaml_text import load_yaml

NOT_A_NAME = frozenset(
    "无 没有 匿名 不详 未知 同上 本人 自己 父亲 母亲 父母 爸爸 妈妈 儿子 女儿 配偶 丈夫 妻子 家属 子女 邻居 亲属 朋友 "  # noqa: SIM905
    "其他 社工 督导 义工 志愿者 居民 长者 老人 老年人 儿童 青少年 家长 组长 组员 成员 学员 全体 全员 站长 主任 街道 "
    "社区 姓名 名单 签名 合计 小计 总计 "
    "男 女 是 否 楼长 队长 党员 党群".split()
)
_DOTS = re.compile(r"[·•・･‧∙⋅●]")
_OPEN, _CLOSE = r"(（\[［【〔〈『〖{｛", r")）\]］】〕〉』〗}｝"
_REMARK = re.compile(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{0,20}}[{_CLOSE}]")
_PART_IN_BRACKETS = re.compile(
    rf"[{_OPEN}]([{HANZI}]{{1,6}}|[^\W\d_{HANZI}][^\d_{HANZI}{_OPEN}{_CLOSE}]{{0,24}})[{_CLOSE}]"
)
_NUMBERING = re.compile(r"^\s*[(]?[0-9]{1,4}[).、.·)]*\s*")
_AROUND = " -—*_·.\"'“”‘’「」『』《》<>"
_TITLE = re.compile(
    r"(?<=.{2})(?:女士|先生|小姐|阿姨|叔叔|老师|社工|组长|队长|站长|主任|同志|医生|师傅|婆婆|奶奶|爷爷)$"
)
_SEPARATOR = re.compile(r"[、，,;；/|]+")
_NOT_NAME_SIGN = re.compile(r"[0-9:：+()（）]+.*$")
_CHINESE = re.compile(rf"[{HANZI}]{{2,16}}")
_SHORTEST = 2


def written_names(cell: str) -> frozenset[str]:
    """Return the names that a cell of people holds, without remarks, numbers and titles, in plain form.

    Examples
    --------
    >>> sorted(written_names("王 芳（已故）、李(小)明13800138000，阿依古丽•买买提"))
    ['李小明', '李明', '王芳', '王芳已故', '阿依古丽买买提']
    """
    parts = [*_parts(cell)]
    # whether 王芳(小) has a remark or a third sign nobody can tell: both are searched for
    kept = (_PART_IN_BRACKETS.sub(r"\1", part) for part in parts)
    return frozenset(filter(is_shaped, map(plain_name, {*parts, *kept})))


def is_shaped(name: str) -> bool:
    """Return whether a plain word has the form of a name and is none of those that stand in a column of names."""
    return name not in NOT_A_NAME and (bool(_CHINESE.fullmatch(name)) or is_in_letters(name))


def plain_name(words: str) -> str:
    """Return one written name without remark, title and telephone number, as texts are searched for it."""
    words = _NUMBERING.sub("", unicodedata.normalize("NFKC", visible(_DOTS.sub("·", words))[0]))
    words = _NOT_NAME_SIGN.sub("", _REMARK.sub("", words)).strip(_AROUND)
    return _TITLE.sub("", closed(words)[0].strip())


def is_dotted(words: str) -> bool:
    """Return whether a word is a name in two or more parts with dots between, as Uyghurs and Tibetans write theirs."""
    parts = _DOTS.split(visible(words)[0].strip())
    return len(parts) > 1 and all(re.fullmatch(rf"[{HANZI}]{{1,9}}", part.strip()) for part in parts)


def surname_of(name: str) -> str:
    """Return the surname that a plain name begins with, or nothing."""
    return name[:2] if name[:2] in double_surnames() else name[:1] if name[:1] in surnames() else ""


def looks_like_name(name: str) -> bool:
    """Return whether a plain word is a surname with one or two further signs, whatever else it may mean.

    Examples
    --------
    >>> [looks_like_name(word) for word in ("王芳", "欧阳慕华", "高血压", "健康", "王芳芳芳")]
    [True, True, True, False, False]
    """
    surname = surname_of(name)
    return bool(surname) and len(name) - len(surname) in (1, 2) and bool(_CHINESE.fullmatch(name))


def is_hardly_a_word(name: str) -> bool:
    """Return whether no part of a word that looks like a name is an ordinary word: 王芳芳, not 高血压."""
    return not any(name[place : place + 2] in ordinary_words() for place in range(len(name) - 1))


def may_be_name(name: str) -> bool:
    """Return whether a plain word by itself is likelier a name than a word: one of two signs needs a common surname.

    Examples
    --------
    >>> [may_be_name(word) for word in ("王建国", "王芳", "党群", "高血压", "安全员")]
    [True, True, False, False, False]
    """
    is_common = len(name) > _SHORTEST or name[:1] in _content()["common"]
    is_word = name[:2] in ordinary_words() or name in _further_words()
    return is_common and not is_word and is_shaped(name) and looks_like_name(name)


def _parts(cell: str) -> Iterator[str]:
    for part in _SEPARATOR.split(cell):
        # 王 芳 is one name, 王芳 李明 are two, 扎西 卓玛 is either: what may be either is searched for as both
        yield part
        if len(words := part.split()) > 1 and all(len(word) > 1 for word in words):
            yield from words
    if "/" in cell:
        yield cell.replace("/", "")


@cache
def surnames() -> frozenset[str]:
    """Return the surnames of one sign."""
    return frozenset("".join(_content()["single"].split()))


@cache
def double_surnames() -> frozenset[str]:
    """Return the surnames of two signs."""
    return frozenset(_content()["double"].split())


@cache
def _further_words() -> frozenset[str]:
    return frozenset(_content()["words"].split())


@cache
def _content() -> dict[str, str]:
    found: dict[str, str] = load_yaml(
        (files("evaltoolkit.disclosure.names") / "surnames.yaml").read_text(encoding="utf-8")
    )
    return found
