"""What stands below a header that the toolkit does not know: names, people, addresses, numbers, or nothing of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evaltoolkit.intake.checking.headers import normal_header
from evaltoolkit.model.columns import Kind

# Where the values of a column are searched for; of one whose kind is not stated, everywhere.
_PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.NAME: ("names",),
    Kind.ADDRESS: ("addresses",),
    Kind.PERSON_NUMBER: ("numbers",),
    Kind.CODE: ("codes",),
    Kind.UNSTATED: ("names", "addresses", "numbers"),
}
OF_NAMES = (
    r"姓名|名单|联系人|联络人|户主|监护人|照料人|照顾者|家属|子女|配偶|填表人|填写人|登记人|记录人|经手人|经办人|申请人|领取人|"
    r"签到|签名|签收"
)
OF_PEOPLE = (
    r"组员|成员|学员|队员|参加者|参与者|参加人|参与人|对象|案主|受访|被访|评定人|督导|负责人|社工|志愿者|义工|老人|长者|老友|"
    r"儿童|孩子|居民|住户|人员|家长|讲师|主讲|组长|队长|楼长|委托人|称呼|昵称|名字|name"
)
# A column of figures, days or words about people names nobody: 组员人数, 服务对象类型, 参加者满意度.
_ABOUT = re.compile(
    r"数|次|编号|代码|类|率|比例|日期|时间|年龄|性别|关系|满意|单位|需求|情况|说明|备注|特点|工时|时长|评|分|金额|地点|内容|目标|主题|"
    r"岗位|级|名称"
)
_STRONG, _WEAK = re.compile(OF_NAMES), re.compile(OF_PEOPLE)
# A card has an owner whose name it bears: 持证人姓名, 联系人及电话 are columns of names, 户主住址 and 联系人电话 none.
_NAMES_TOO = re.compile(rf"姓名|名字|(?:{OF_NAMES})[及和与、/+]|[及和与、/+](?:{OF_NAMES})$")
_ADDRESS, _NUMBER = re.compile(r"地址|住址"), re.compile(r"电话|手机|证|微信|银行|账号|护照|车牌|qq|邮箱")
_LIST = re.compile(r"姓名|名单")
# A way of serving people is called 电话 or 微信 too, with any figure beside it.
_LABEL = re.compile(
    rf"{OF_NAMES}|地址|住址|.(?:电话|手机)|电话号|手机号|证.?号|(?:微信|账|护照|车牌|QQ|qq)号|邮箱|^(?:电话|手机|QQ|qq)[:：]?$"
)
_EXAMPLE_NAME = "（姓名）"  # of the entry workbook's example row, which heads nothing
# What is longer is a line of instructions, a title or prose, unless it says how the name is to be written.
_LONGEST = 12
_HOW_TO_WRITE = re.compile(r"^.{0,8}姓名(?:请|须|需|必须|必填|应|.{0,4}(?:身份证|户口|证件))[^,，。;；!！:：]{0,12}$")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\([^()]*$")


def lists_names(words: str) -> bool:
    """Return whether a cell, wherever it stands, may be the header of a list of names."""
    return bool(_LIST.search(words)) and words != _EXAMPLE_NAME


def may_be_label(words: str) -> bool:
    """Return whether a cell may be the label of a card, whose value stands beside it."""
    return len(words) <= _LONGEST and bool(_LABEL.search(words))


def parts_of(words: str, kinds: Mapping[str, frozenset[Kind]]) -> tuple[str, ...] | None:
    """Return which identifiers a header announces, none for another known header, None for what heads nothing.

    Parameters
    ----------
    words
        A cell, whatever remarks are in it.
    kinds
        What the columns of each known header hold.

    Examples
    --------
    >>> parts_of("服务对象姓名（请与身份证上的一致，必填）", {}), parts_of("QQ号码", {}), parts_of("组员人数", {})
    (('names',), ('numbers',), None)
    """
    header = normal_header(words)
    known = kinds.get(header) or kinds.get(_REMARK.sub("", header))
    if known:
        return tuple(part for kind in known for part in _PARTS.get(kind, ()))
    found = dict.fromkeys(part for shown in _shown(words, header) for part in _announced(shown))
    if found.keys() - {"people"}:
        found.pop("people", None)
    return tuple(found) or None


def _shown(words: str, header: str) -> Iterator[str]:
    """Yield what a header says: without its remarks, its first line, and with its remarks where that is short."""
    first = normal_header(words.strip().partition("\n")[0])
    for shown in dict.fromkeys((_REMARK.sub("", header), _REMARK.sub("", first), header)):
        if len(shown) <= _LONGEST or _HOW_TO_WRITE.search(shown):
            yield shown


def _announced(shown: str) -> Iterator[str]:
    others = [part for pattern, part in ((_ADDRESS, "addresses"), (_NUMBER, "numbers")) if pattern.search(shown)]
    yield from others
    if _ABOUT.search(shown):
        return
    if _NAMES_TOO.search(shown) or (_STRONG.search(shown) and not others):
        yield "names"
    elif _WEAK.search(shown) and not others:
        yield "people"
