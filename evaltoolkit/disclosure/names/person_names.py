"""What a written name looks like, and which names a cell of people holds; for columns that may name somebody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from evaltoolkit.disclosure.names.disguise import HANZI, closed, folded, visible
from evaltoolkit.disclosure.names.letters import is_in_letters
from evaltoolkit.disclosure.names.name_context import ordinary_words, stands_in_messages
from evaltoolkit.disclosure.names.word_kinds import (
    after_organisation,
    is_kind_of_people,
    is_organisation,
    stands_for_nobody,
)
from evaltoolkit.model.yaml_text import load_yaml

_DOTS = re.compile(r"[·•・･‧∙⋅●]")
_OPEN, _CLOSE = r"(（\[［【〔〈『〖{｛", r")）\]］】〕〉』〗}｝"
_COLONS = ":：︰﹕∶"
COLON = re.compile(f"[{_COLONS}]")
"""Any sign that stands for a colon behind a label."""
_REMARK = re.compile(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{0,20}}[{_CLOSE}]")
_PART_IN_BRACKETS = re.compile(
    rf"[{_OPEN}]([{HANZI}]{{1,6}}|[^\W\d_{HANZI}][^\d_{HANZI}{_OPEN}{_CLOSE}]{{0,24}})[{_CLOSE}]"
)
_NUMBERING = re.compile(r"^\s*[(]?[0-9]{1,4}[).、.·)]*\s*")
_AROUND = "PSZ"  # classes of signs around a name: marks, symbols and blanks
_TITLE = re.compile(
    r"(?<=.{2})(?:女士|先生|小姐|阿姨|叔叔|老师|社工|组长|队长|站长|主任|同志|医生|师傅|婆婆|奶奶|爷爷)$"
)
_SEPARATOR = re.compile(r"[、，,;；/|]+")
_SEPARATOR_OR_BLANK = re.compile(r"[、，,;；/|\s]+")
_WIDE_GAP = re.compile(r"\s{2,}|\n")  # between two names of which one is written wide: 王 芳  李明远
_NOT_NAME_SIGN = re.compile(r"[0-9:：+()（）]+.*$")
_CHINESE = re.compile(rf"[{HANZI}]{{2,16}}")
_CHINESE_ALONE = re.compile("[一-鿿]+")
_SHORTEST = 2
# Signs, and words that join two people, in a cell that holds a name and something else: 禤大明→201, 禤大明和李小四.
_JOINTS = (re.compile(rf"(?:(?!{_DOTS.pattern})[^\w{_OPEN}{_CLOSE}])+"), re.compile("[和与跟]|以?及"))
# Whatever is no sign of a Chinese name and may be written right beside one: 禤大文a, 13800138000禤大文, ①禤大文②王芳.
_BESIDE = re.compile(rf"[^\W{HANZI}_]+(?:[.\s]+[^\W{HANZI}_]+)*")
_GAP_AFTER_SIGN = re.compile(rf"\s*[{HANZI}]\s+[{HANZI}]{{3}}")  # the day of 3月1日 莎仁其木格
_FULL_NAME = re.compile(rf"[^\W\d_{HANZI}]{{2,}}(?:[\s.'’-]+[^\W\d_{HANZI}]{{2,}})+")
_LABEL_BEFORE = re.compile(rf"^\W*([{HANZI}]{{1,8}})\s*[:：]\s*(?=[{HANZI}])")
# What holds a figure, a letter or a bracket before a colon is no name: 1组：王芳, 【组员】：王芳, 5号楼：王芳.
_MIXED_LABEL = re.compile(
    rf"^(?=[^{_COLONS}]*[\dA-Za-zＡ-Ｚ①-⑳{_OPEN}])([^{_COLONS}]{{1,16}})[{_COLONS}]\s*(?=[{HANZI}])"
)
_OF_A_GROUP = re.compile("[组队班]$")
# What one does for another, and what was done then: 王芳代李明, 王芳帮李明领.
_DOES_FOR = re.compile("代替?|替|帮|携|带|陪")
_DONE = re.compile("(?:[签领取来填报][了到名字取走]?|交)$")
# How many people a cell names: 3人：王芳、李明, 组员（3人）：王芳, 1名社工：王芳, 王芳、李明等三人, 共3人（王芳）.
_COUNT = re.compile(
    rf"[{_OPEN}]?(?:(?:等?(?:总?共计?|[总合]计)|等)\s?)?(?<![0-9.])(?:[0-9]{{1,3}}|(?<=[等共计])[一二两三四五六七八九十]{{1,3}})"
    rf"\s?[余多几]?[人名位户]次?(?:[{HANZI}]{{1,6}}(?=\s?[:：]))?[{_CLOSE}]?(?=[\s:：、，,;；。/|{_OPEN}{_CLOSE}]|$)"
    rf"(?:\s?[{_OPEN}]([^{_OPEN}{_CLOSE}]{{2,400}})[{_CLOSE}])?"
)
_COLON_NEXT = re.compile(r"\s?[:：]")
_UNCLOSED = re.compile(rf"[{_OPEN}](?=[^{_OPEN}{_CLOSE}]*$)")  # a list goes on within: 王芳（李明之女，张伟之妹）
_JOINED_BEFORE = re.compile("^(?:以?及|[和与跟])(?=..)")
_JOINED_BEHIND = re.compile("(?<=..)(?:以?及|[和与跟同带携陪])其?$")
_MOST_ADDITIONS = 4
_MOSTLY_SOUNDS = 2 / 3
_OF_PLACES = re.compile("..[路街巷村镇区课班卡操队]$")  # and of courses and teams
_CALLED = re.compile("家.$|[大小阿老二三四五六七八][哥姐叔伯婆姨女]$")  # the Chens' mother, and no 陈家; 李大叔
# Between a label and its colon: a remark, how many or which one it is of. A time of the day has digits behind.
OF_LABEL = (
    rf"(?:[{_OPEN}][^{_OPEN}{_CLOSE}{_COLONS}]{{0,20}}[{_CLOSE}]|[①-⑳]|(?<![0-9A-Za-z])"
    r"(?:[共约]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十两]{1,3})\s?[人名位个户号]?|[A-Z]))"
)
_BEFORE_COLON = re.compile(rf"{OF_LABEL}\s{{0,3}}{OF_LABEL}?\s{{0,3}}[{_COLONS}](?![0-9])|[︰﹕∶]")
# A further label with what it says: 王芳    督导：李明.
_LABEL_BEHIND = re.compile(rf"(?:(?<=\s\s)|(?<=\n))[^\s{_COLONS}]{{2,20}}[{_COLONS}].*", re.DOTALL)
_SIGNED = ("签字", "签名", "签收", "签到")
_SIGNING = re.compile(rf"[{_OPEN}]\s*签[名字章][盖章签名字手指印模/、或及并\s]*[{_CLOSE}]")
# The names in the bracket behind a label: 组员（王芳、李明）; of a list the bracket's end is in another part.
_LABEL_AROUND = re.compile(rf"^\W*([{HANZI}]{{1,8}})[{_OPEN}](?=[{HANZI}][^{_OPEN}{_CLOSE}]*[{_CLOSE}]?$)")


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
    named = filter(is_shaped, map(plain_name, {*parts, *kept}))
    return frozenset(name for name in named if not _is_added(name))


def plain_labels(words: str, most: int = 0) -> str:
    """Return a text with no remark, count or number between its labels and their colons, which are alike then.

    Parameters
    ----------
    words
        Any text.
    most
        How many such places are changed; all where it is 0.

    Examples
    --------
    >>> plain_labels("社工（签字/盖章）：王芳  组员 (2人)∶李明、张三  联系人1:陈秀 9:30到")
    '社工签名：王芳  组员 ：李明、张三  联系人：陈秀 9:30到'
    """
    return _BEFORE_COLON.sub(lambda match: "签名：" if _SIGNING.search(match[0]) else "：", words, count=most)


def names_within(cell: str) -> frozenset[str]:
    """Return the names of a cell of people that more than a name stands in, without what stations add to names.

    They are found besides those of :func:`written_names`, which cuts nothing that may belong to a name.

    Examples
    --------
    >>> sorted(names_within("低保禤大明的母亲、阿依古丽家属，欧阳小女"))
    ['禤大明', '阿依古丽']
    """
    found: set[str] = set()
    for part in (part for part in _parts(cell) if not looks_like_name(part)):
        pieces = [part, *_REMARK.split(part), *(remark[1:-1] for remark in _REMARK.findall(part))]
        pieces += _UNCLOSED.split(part)
        for joint in _JOINTS:
            among = [plain_name(piece) for piece in joint.split(part)]
            if all(len(piece) != 1 for piece in among):
                pieces += among
        found |= {*_one_of_several(part), *_runs(part)}
        whole = plain_name(part)
        titled = [part] if _TITLE.search(part) else []  # it may be joined, or end another one: 王芳及奶奶, 王芳副主任
        for piece in dict.fromkeys((*map(plain_name, dict.fromkeys(pieces)), *titled)):
            bared = (*_bared(piece), *_bared(after_organisation(piece)))
            found |= {name for name in bared if name != whole and _may_be_within(name, piece)}
    return frozenset(name for name in found if not _is_added(name))


def shorter_names(name: str) -> Iterator[str]:
    """Yield what a word that looks like a name is without its first or last sign where that may be added to a name.

    Nobody can tell whether 张文 signed or 张文签 is the name: both are searched for.

    Examples
    --------
    >>> [*shorter_names("潘敏家"), *shorter_names("母潘敏"), *shorter_names("潘家敏"), *shorter_names("高龄户")]
    ['潘敏', '潘敏']
    """
    before, behind = _single_additions()
    if name[:1] in before and is_telling(name[1:]):
        yield name[1:]
    if name[-1:] in behind and not _CALLED.search(name) and is_telling(name[:-1]):
        yield name[:-1]


def is_shaped(name: str) -> bool:
    """Return whether a plain word has the form of a name and is none of those that stand in a column of names."""
    return not stands_for_nobody(name) and (bool(_CHINESE.fullmatch(name)) or is_in_letters(name))


def plain_name(words: str) -> str:
    """Return one written name without remark, title and telephone number, as texts are searched for it."""
    if _CHINESE_ALONE.fullmatch(words):  # most: all but the last two would leave them as they are
        return _TITLE.sub("", folded(words))
    words = _NUMBERING.sub("", unicodedata.normalize("NFKC", visible(_DOTS.sub("·", words))[0]))
    words = _stripped(_NOT_NAME_SIGN.sub("", _REMARK.sub("", _stripped(words, opened=_OPEN))))
    return _TITLE.sub("", closed(words)[0].strip())


def _stripped(words: str, opened: str = "") -> str:
    """Return words without the marks and symbols before and behind them, but for brackets that are `opened`."""
    if words[:1].isalnum() and words[-1:].isalnum():  # nearly all
        return words
    start, end = 0, len(words)
    while start < end and unicodedata.category(words[start])[0] in _AROUND and words[start] not in opened:
        start += 1
    while not opened and start < end and unicodedata.category(words[end - 1])[0] in _AROUND:
        end -= 1
    return words[start:end]


def is_dotted(words: str) -> bool:
    """Return whether a word is a name in two or more parts with dots between, as Uyghurs and Tibetans write theirs."""
    parts = _DOTS.split(visible(words)[0].strip())
    return len(parts) > 1 and all(re.fullmatch(rf"[{HANZI}]{{1,9}}", part.strip()) for part in parts)


def is_transliterated(words: str) -> bool:
    """Return whether a word in parts with dots between is written with the signs that stand for sounds of a name.

    Examples
    --------
    >>> [is_transliterated(words) for words in ("阿依古丽·买买提", "扎西·卓玛", "童心·同行", "爱·陪伴")]
    [True, True, False, False]
    """
    signs = [sign for sign in words if sign in _sounds() or _CHINESE.fullmatch(sign * 2)]
    return is_dotted(words) and sum(sign in _sounds() for sign in signs) >= _MOSTLY_SOUNDS * len(signs)


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
    return not _words_in(name)


def has_one_word_at_most(name: str) -> bool:
    """Return whether a plain word holds no more than one ordinary word, and is none itself: 乌云其木格."""
    return _words_in(name) <= 1 and not (name in _further_words() or stands_in_messages(name))


def _words_in(name: str) -> int:
    return sum(name[place : place + 2] in ordinary_words() for place in range(len(name) - 1))


def may_be_name(name: str) -> bool:
    """Return whether a plain word by itself is likelier a name than a word: one of two signs needs a common surname.

    Examples
    --------
    >>> [may_be_name(word) for word in ("王建国", "王芳", "党群", "高血压", "安全员")]
    [True, True, False, False, False]
    """
    return (len(name) > _SHORTEST or is_common(name)) and is_telling(name) and not _OF_PLACES.search(name)


def is_common(name: str) -> bool:
    """Return whether a plain word begins with one of the commonest surnames."""
    return name[:1] in common_surnames()


def is_telling(name: str) -> bool:
    """Return whether a plain word looks like a name, also one of a rare surname, and is no ordinary word."""
    return is_shaped(name) and looks_like_name(name) and not is_word(name)


def is_likely(name: str) -> bool:
    """Return whether a plain word looks like a name and hardly like anything else, whatever its surname.

    One of two signs needs a listed surname.

    Examples
    --------
    >>> [is_likely(word) for word in ("王芳", "莎仁其木格", "nguyen thi hoa", "低边", "高血压", "广州市红十字会")]
    [True, True, True, False, False, False]
    """
    if not is_shaped(name) or names_nobody(name):
        return False
    is_long = len(name) > _SHORTEST and is_hardly_a_word(name) and not is_word(name)
    return is_long or is_telling(name)


def names_nobody(name: str) -> bool:
    """Return whether a plain word says of which kind people are, or is an office or a firm: 农民工, 居委会."""
    return is_kind_of_people(name) or (is_organisation(name) and not is_telling(name))


def is_own_word(name: str) -> bool:
    """Return whether the toolkit itself says a plain word that begins with none of the common surnames."""
    return not is_common(name) and stands_in_messages(name)


def is_word(name: str) -> bool:
    """Return whether a plain word is or begins with an ordinary one, or stands in what the toolkit itself says."""
    if name in _further_words() or stands_in_messages(name):
        return True
    is_surname = name[:2] in double_surnames() and name[2:] not in ordinary_words()  # 欧阳小明, 东方文化
    return name[:2] in ordinary_words() and (name in ordinary_words() or not is_surname)


def _parts(cell: str) -> Iterator[str]:
    if any(sign in cell for sign in "人名位户"):
        cell = _COUNT.sub(_counted, cell)
    first, *others = _SEPARATOR.split(cell)
    for part in (_without_label(first, is_list=bool(others)), *map(_without_label, others)):
        # 王 芳 is one name, 王芳 李明 are two, 扎西 卓玛 is either: what may be either is searched for as both
        yield _LABEL_BEHIND.sub("", part) if COLON.search(part) else part
        if len(words := part.split()) > 1 and all(len(word) > 1 for word in words):
            yield from map(_without_label, words)
        if _WIDE_GAP.search(part):
            yield from filter(str.strip, _WIDE_GAP.split(part))
    if "/" in cell:
        yield cell.replace("/", "")


def _counted(count: re.Match[str]) -> str:
    """Return a separator for a count, with the names that brackets behind it hold; what else they hold stays there.

    Between a label and its colon nothing is left of it: 组员：王芳.
    """
    if not count[1]:
        return "" if _COLON_NEXT.match(count.string, count.end()) else "、"
    holds_names = any(map(is_likely, map(plain_name, _SEPARATOR_OR_BLANK.split(count[1]))))
    return f"、{count[1]}、" if holds_names else count[0]


def _without_label(part: str, *, is_list: bool = False) -> str:
    """Return a part of a cell without the label before its colon: 现名：谭晓华, 缺席：卜小贝.

    Behind a label that is no word alone something else stands as often, but in a list or of a group: 第3节：水墨画.
    """
    said = plain_labels(part, 1) if COLON.search(part) else part
    match = _LABEL_BEFORE.match(said) or _LABEL_AROUND.match(said) or _MIXED_LABEL.match(part)
    if not match:
        return part
    label, rest = match[1], match.string[match.end() :]
    is_before_name = any(is_telling(rest[:length]) for length in (2, 3, 4)) and not is_telling(label)
    is_words = label.endswith(_SIGNED) or not (is_hardly_a_word(label) or looks_like_name(label))
    if match.re is _MIXED_LABEL:
        is_of_people = is_list or _OF_A_GROUP.search(label)
        return rest if is_of_people and (is_before_name or is_likely(plain_name(rest))) else part
    if match.re is _LABEL_AROUND:
        return rest if is_before_name and (is_words or _is_added(label)) else part
    return rest if _is_added(label) or is_before_name or is_words else part


def _bared(words: str) -> Iterator[str]:
    """Yield plain words, and what is left of them without each addition before and behind."""
    yield words
    before, behind = _additions()
    for _ in range(_MOST_ADDITIONS):
        if looks_like_name(words):
            yield from shorter_names(words)
            break
        added, joined = (before, _JOINED_BEFORE) if before.match(words) else (behind, _JOINED_BEHIND)
        shorter = added.sub("", words)
        if shorter == words:
            break
        yield (words := shorter)
        if (alone := joined.sub("", words)) != words:  # 王芳和妈妈 or 李永和妈妈: nobody can tell
            yield alone


def _one_of_several(part: str) -> Iterator[str]:
    """Yield the names that something joins, where all that it joins look like names: 王芳和阿依夏木, 王芳之子李明."""
    joints = [(joint, part) for joint in (*_JOINTS, _kin_between(), _DOES_FOR)]
    for joint, words in (*joints, (_DOES_FOR, _DONE.sub("", part))):
        among = [name for name in map(plain_name, joint.split(words)) if name]
        if len(among) > 1 and all(map(_is_likely_in_chinese, among)):
            yield from among


def _runs(part: str) -> Iterator[str]:
    """Yield the names that stand right beside letters or digits, and a full name in letters beside a Chinese one."""
    pieces = [plain_name(piece) for piece in _BESIDE.split(part) if not _GAP_AFTER_SIGN.match(piece)]
    if len(pieces) > 1 and any(pieces):
        bared = (name for piece in pieces for name in (*_bared(piece), after_organisation(piece)))
        yield from filter(_is_beside, bared)
        yield from filter(is_shaped, map(plain_name, _FULL_NAME.findall(part)))


def _is_likely_in_chinese(name: str) -> bool:
    return bool(_CHINESE.fullmatch(name)) and is_likely(name)


def _is_beside(name: str) -> bool:
    return _is_likely_in_chinese(name) or (len(name) == _SHORTEST and looks_like_name(name) and is_shaped(name))


def _may_be_within(name: str, piece: str) -> bool:
    if is_organisation(name):
        return False
    if name == piece:  # nothing was added to it but signs or another name
        return len(name) > _SHORTEST and may_be_name(name)
    is_long = len(name) > _SHORTEST and is_shaped(name) and is_hardly_a_word(name)
    return is_telling(name) or (is_long and len(piece) - len(name) >= _SHORTEST)


def kin() -> str:
    """Return the pattern of the words that say whose kin somebody is."""
    return "|".join(_content("name_additions")["kin"].split())


@cache
def _kin_between() -> re.Pattern[str]:
    return re.compile(rf"的?(?:{kin()}|监护人)|之[子女母父妻夫孙]|第[一二三四五六七八九十]+名?")


@cache
def _is_added(word: str) -> bool:
    """Return whether a word is one that is added before or behind a name."""
    return bool(_addition().fullmatch(word))


@cache
def _addition() -> re.Pattern[str]:
    content = _content("name_additions")
    words = "|".join(word for part in ("kin", "before", "behind") for word in content[part].split())
    return re.compile(rf"{words}|(?:以?及|[和与])(?=..)(?:{words})")


@cache
def _single_additions() -> tuple[frozenset[str], frozenset[str]]:
    """Return the additions of one sign before and behind a name."""
    before, behind = (_content("name_additions")[part].split() for part in ("before", "behind"))
    return frozenset(word for word in before if len(word) == 1), frozenset(word for word in behind if len(word) == 1)


@cache
def _additions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of additions before and behind a name."""
    content = _content("name_additions")
    before, behind = ("|".join(sorted(content[part].split(), key=len, reverse=True)) for part in ("before", "behind"))
    further = "|".join(content["further"].split())
    return (
        re.compile(rf"^(?:随?(?:{kin()})|{before})(?=.{{2}})"),
        re.compile(rf"(?<=.{{2}})(?:{further}|{kin()}|{behind})$"),
    )


@cache
def surnames() -> frozenset[str]:
    """Return the surnames of one sign."""
    return frozenset("".join(_content()["single"].split()))


@cache
def common_surnames() -> str:
    """Return the commonest surnames of one sign, one behind the other."""
    return "".join(_content()["common"].split())


@cache
def double_surnames() -> frozenset[str]:
    """Return the surnames of two signs."""
    return frozenset(_content()["double"].split())


@cache
def _sounds() -> frozenset[str]:
    return frozenset("".join(_content()["sounds"].split()))


@cache
def _further_words() -> frozenset[str]:
    return frozenset(_content()["words"].split())


@cache
def _content(name: str = "surnames") -> dict[str, str]:
    source = files("evaltoolkit.disclosure.names") / f"{name}.yaml"
    found: dict[str, str] = load_yaml(source.read_text(encoding="utf-8"))
    return found
