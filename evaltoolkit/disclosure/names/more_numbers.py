"""Find what else reaches or names one person: other documents, starred numbers, mail and chat addresses, birth dates.

Most have no check digit; they count where their own form is telling, or where a word beside them says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaltoolkit.disclosure.names.disguise import HANZI
from evaltoolkit.disclosure.names.found import Found, Identifier

_END = r"(?![0-9A-Za-z])"
# Behind a first sign: no letter and no digit before it. Patterns begin with the sign, since that is sought quickly.
_ALONE = r"(?<![0-9A-Za-z].)"
_NO_LETTER = "(?<![A-Za-z].)"
_NO_DIGIT = "(?<![0-9].)"
# So much money, or so many: no number that somebody has.
_NO_COUNT = (
    r"(?!(?:[.,][0-9]+)* ?[十百千万亿]*[余多]?(?:元|人(?!民|社)|名(?![字叫下称为])|户(?![主籍名口])|个(?![人案])"
    r"|次(?!子|女)|年(?!审|检)|月|届|份|件|场|期|小时|天(?!河)))"
)
EIGHT_DIGIT_DAY = r"20[0-3][0-9][- ]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
"""A day of this half of the century as eight digits, which a telephone number may have too; for a pattern."""
_YEAR = "20[0-3][0-9]"
_SAYS = r"(?:号码?|[账帐]号|ID|id|是|为|叫|[:：=＝ (（“\"「【\[]){0,5}"
_STAR = r"[*＊xX×●•█■_?？#]"
# 1951年6月7日, 1951-06-07, 19510607, 51年6月7日, in Chinese numerals (tens stay words), of the old calendar.
_MONTH, _DATE = "(?:[0-9]{1,2}|十[0-9]?|正|腊|冬)", "(?:[0-9]{1,2}|[0-9]?十[0-9]?|初[0-9十]|廿[0-9]?)"
_CENTURY = "(?:(?<=1)9|(?<=2)0)"
_REST_OF_DAY = (
    rf"(?:(?:{_CENTURY}[0-9]{{2}} ?[年./\- ]|[0-9][年./\-]) ?{_MONTH} ?[月./\- ] ?{_DATE}[日号]?"
    rf"|{_CENTURY}[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))"
)
_BORN = (
    r"[出生诞DdBb](?:(?<=出)(?:生(?:日期|年月日?|时间|日)?|世(?:日期)?)|(?<=生)[日辰于]|(?<=诞)辰"
    rf"|{_NO_LETTER}(?i:(?<=d)ob|(?<=b)(?:orn|irth ?(?:day|date)?))(?![A-Za-z]))"
    r"(?:[(（][^()（）0-9\n]{1,6}[)）])?(?:[农阳公新旧阴]历|号码?|是|为|在|[:：= (（]){0,5}"
)
# A party on a birthday is no birth, and 生 begins many words: 2023年6月1日生命教育.
_IS_BORN = (
    r"(?:出生(?!率|人口|缺陷)|出世|诞生|生日(?!会|派对|聚|活动|主题|庆|祝)"
    rf"|生(?:[于在的属]|人(?!数)|(?![0-9A-Za-z{HANZI}])))"
)
# Between the two ends of a starred number; the length tells an identity number (18) from a mobile one (11).
_STARRED_IDENTITY = (
    rf"[1-8]{_NO_DIGIT}(?=[0-9*＊xX×●•█■_?？#]{{17}}(?![0-9]))[0-9]{{2,13}}{_STAR}{{3,14}}[0-9]{{0,5}}[0-9Xx*＊×]"
)
_STARRED_MOBILE = rf"1{_NO_DIGIT}(?=[0-9*＊xX×●•█■_?？#]{{10}}(?![0-9*＊]))[3-9][0-9]{_STAR}{{3,6}}[0-9]{{2,5}}"
_PARTS_OF_IDENTITY = (
    r"(?:身份证|证件|残疾证|残疾人证)[^0-9\n]{0,6}(?:后|末|尾|最后|前)[^0-9\n]{0,2}[0-9]?[^0-9\n]{0,4}"
    rf"[0-9]{{3,6}}[Xx]?(?![0-9])(?!(?:\.[0-9]+)? ?[%％]){_NO_COUNT}"
)
_PAID = r"(?:金额|费|支出|报销|缴|基数|补贴|补助|收入|余额|工资)[用额了共约计为是:：= ¥￥]{0,4}[0-9]"
_OF_INSURANCE = rf"卡?(?![^0-9\n]{{0,8}}{_PAID})"
# How many cards there were, or how much it came to: 医保卡激活数：1234567.
_COUNTED = (
    r"(?:累计|共计|合计|总计|发放|办理|新办|补办|激活|减免|参保|缴纳|[数量])[数量总人了共约计达至为是:：= ]{0,4}"
    r"[0-9]{6,8}(?![0-9])"
)
# Of Hong Kong: the check digit tells by itself, but a file's copy of a month is FW202305(2).
_HONG_KONG = re.compile(
    rf"(?P<body>[A-Z]{_ALONE}(?![A-Z]{_YEAR}(?:0[1-9]|1[0-2])[(（])[A-Z]?[0-9]{{6}})[(（](?P<check>[0-9A])[)）]",
    re.DOTALL,
)
# 新 ends a word too: 最新FW2023版.
_PLATE_OF = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?<![最更翻创全重刷崭革]新)"
_PATTERNS = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for kind, patterns in {
        Identifier.IDENTITY_NUMBER: (_STARRED_IDENTITY, _PARTS_OF_IDENTITY),
        Identifier.PHONE: (
            _STARRED_MOBILE,
            # of Hong Kong, Macao and Taiwan
            rf"(?:\+|0{_NO_DIGIT}0)(?:852|853|886)[ \-()（）]{{0,3}}[0-9](?:[ \-]?[0-9]){{7,9}}(?![0-9])",
            # eight digits are a telephone number where a word says so: a figure or a date has as many
            r"(?:热线|拨打?|传真|宅电|呼叫)[^0-9\n]{0,4}[2-8][0-9]{3}[- ]?[0-9]{4}(?![0-9.年元人次户场件宗])",
            r"(?:联系|打(?![卡印包扫])|找[^0-9\n]{1,6}|家里|家中|号码|手提|手机)[^0-9\n]{0,4}"
            rf"(?<!捐赠|捐款|善款|资源|资金|物资)(?!{EIGHT_DIGIT_DAY})[2-8][0-9]{{3}}[- ]?[0-9]{{4}}"
            r"(?![0-9.年元人次户])",
        ),
        Identifier.DOCUMENT: (
            rf"[EeGg]{_ALONE}(?:(?!(?:19|20)[0-9]{{2}})[0-9]{{8}}|(?<=[Ee])[A-HJ-NP-Za-hj-np-z][0-9]{{7}}){_END}",
            r"(?:护照|通行证|回乡证|台胞证|居留证?|居住证|军官证|士兵证|警官证|驾驶?证|永居证|残疾人?证|低保证"
            rf"|社保{_OF_INSURANCE}|医保{_OF_INSURANCE})(?![^0-9\n]{{0,8}}{_COUNTED})[^0-9A-Za-z\n]{{0,8}}"
            rf"(?:[A-Za-z]{{1,3}}|(?<=[号码:：])|(?!{EIGHT_DIGIT_DAY}))[0-9]{{6,20}}[A-Za-z]?{_END}{_NO_COUNT}",
            rf"{_PLATE_OF}[A-HJ-NP-Z][·. -]?(?=[A-HJ-NP-Z]{{0,4}}[0-9])[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"
            + _END,
            rf"{_PLATE_OF}(?=[A-Z0-9·. -]{{0,6}}[a-z])"
            rf"(?i:[a-hj-np-z][·. -]?(?:[df]?[0-9]{{5}}|[a-z][0-9]{{4}}|[0-9]{{4}}[a-z])){_END}",
            # of Hong Kong, Macao and Taiwan
            r"(?:身份证|身分证|证件|I[Dd] ?[Cc]ard|i[Dd] ?[Cc]ard)[^0-9A-Za-z\n]{0,8}"
            rf"[A-Za-z]{{1,2}}[0-9]{{6,9}}(?:[(（]?[0-9Aa][)）]?)?{_END}",
            r"(?:澳门|港澳)[^0-9\n]{0,8}[157][0-9]{6}[(（]?[0-9](?![0-9])",
        ),
        Identifier.CONTACT: (
            rf"[A-Za-z0-9]{_ALONE}[A-Za-z0-9._%+-]{{0,40}}(?:@|[(（\[](?i:at)[)）\]])"
            r"[A-Za-z0-9-]{1,30}(?:\.[A-Za-z0-9-]{2,20}){1,3}",
            rf"[Qq扣](?:(?<=扣)扣|(?<!扣){_NO_LETTER}[Qq]){_SAYS}[1-9][0-9]{{4,10}}{_END}",
            r"[微薇威加VvWw](?:(?<=[微薇威V])信|(?<=微)号|(?<=加)[微Vv]"
            rf"|{_NO_LETTER}(?i:(?<=w)(?:echat|eixin|x)|(?<=v)x)(?![A-Za-z])){_SAYS}"
            rf"(?!(?i:wechat|weixin|android|iphone|ipad|harmonyos|windows)(?![A-Za-z0-9_-]))[A-Za-z][A-Za-z0-9_-]{{5,19}}{_END}",
        ),
        Identifier.BIRTH_DATE: (f"{_BORN}[0-9]{_REST_OF_DAY}", f"[0-9]{_NO_DIGIT}{_REST_OF_DAY} ?{_IS_BORN}"),
    }.items()
    for pattern in patterns
)  # fmt: skip
_HINT = re.compile(r"[0-9@信微十]|(?i:at|[vw]x|加v|we)")


def find_more(text: str) -> Iterator[Found]:
    """Yield the places of everything of these kinds.

    Parameters
    ----------
    text
        A text whose digits and letters are ASCII and whose signs are simplified.

    Examples
    --------
    >>> [found.kind.value for found in find_more("微信号 wang_fang88，车牌粤A·12345，440106********1234")]
    ['identity_number', 'document', 'contact']
    """
    if not _HINT.search(text):
        return
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), kind)
    for match in _HONG_KONG.finditer(text):
        if _has_hong_kong_digit(match["body"], match["check"]):
            yield Found(match.start(), match.end(), Identifier.DOCUMENT)


def _has_hong_kong_digit(body: str, check: str) -> bool:
    """Return whether the last sign makes the weighted sum of a card of Hong Kong a multiple of 11."""
    values = [int(sign, 36) if sign.strip() else 36 for sign in f"{body:>8}{check}"]
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11 == 0
