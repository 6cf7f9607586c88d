"""Words that stand in columns of people and are nobody's name: what nobody filled in, offices, kinds of people."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from evaltoolkit.disclosure.names.name_context import ordinary_words
from evaltoolkit.model.yaml_text import load_yaml

_BY_WHOM = re.compile(
    r"(?:本人|家[属人]|亲属|子女|邻居|他人|社工|工作人员|居委会?)代?(?:领取?|签[名收字]?|收|办理?|填写?)"
)
_UNDONE = re.compile(r"(?:已|未|尚未|还未|待|暂|拒绝|没有|不再|无需|另行)(..+)")
_DONE = re.compile("[已未没][到领收发签阅交接访办寄取还退缴填]")


def stands_for_nobody(word: str) -> bool:
    """Return whether a word says that no name stands there, or who somebody is in place of one.

    Examples
    --------
    >>> [stands_for_nobody(word) for word in ("未提供", "已领", "本人", "未央", "王芳")]
    [True, True, True, False, False]
    """
    undone = _UNDONE.fullmatch(word)
    is_said = word in _words("nobody") or bool(_BY_WHOM.fullmatch(word) or _DONE.fullmatch(word))
    return is_said or bool(undone and undone[1] in ordinary_words())


def is_organisation(word: str) -> bool:
    """Return whether a word ends as the names of offices, firms and groups do, whatever stands before.

    Examples
    --------
    >>> [is_organisation(word) for word in ("居委会", "广州市红十字会", "某某公司", "王公", "中心")]
    [True, True, True, False, True]
    """
    return bool(_organisation().fullmatch(word))


def after_organisation(words: str) -> str:
    """Return what stands behind an office or a firm, or nothing: 李建国 of 司法所李建国."""
    match = _organisation_before().match(words)
    return words[match.end() :] if match else ""


def is_kind_of_people(word: str) -> bool:
    """Return whether a word is a kind of people: 农民工, 高中生."""
    return word in _words("kinds")


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf".*(?:{'|'.join(_words('organisations'))})")


@cache
def _organisation_before() -> re.Pattern[str]:
    endings = sorted(_words("organisations"), key=len, reverse=True)
    posts = "主任|副主任|书记|副书记|所长|站长|院长|校长|会长|局长|科长|队长|经理|干事|社工|老师|医生|的"
    return re.compile(rf".*(?:{'|'.join(endings)})(?:{posts})?(?=..)")


@cache
def _words(part: str) -> frozenset[str]:
    source = files("evaltoolkit.disclosure.names") / "no_names.yaml"
    return frozenset(load_yaml(source.read_text(encoding="utf-8"))[part].split())
