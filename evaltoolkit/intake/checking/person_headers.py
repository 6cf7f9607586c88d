"""What stands below a header that the toolkit does not know: names, people, addresses, numbers, or nothing of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from evaltoolkit.disclosure.names.person_names import OF_LABEL, kin, looks_like_name
from evaltoolkit.disclosure.names.word_kinds import is_kind_of_people
from evaltoolkit.intake.checking.headers import READ_OF_HEADER, normal_header
from evaltoolkit.model.columns import Kind

# Where the values of a column are searched for; of one whose kind is not stated, everywhere.
_PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.NAME: ("names",),
    Kind.ADDRESS: ("addresses",),
    Kind.PERSON_NUMBER: ("numbers",),
    Kind.CODE: ("codes",),
    Kind.UNSTATED: ("names", "addresses", "numbers"),
}
_OF_NAMES = (
    r"姓名|名单|联系人|联络人|户主|户名|收款人|填表人|填写人|登记人|记录人|经手人|经办人|跟进人|申请人|领取人|求助者|当事人|来访者|"
    r"服务使用者|受助人|曾用名|小名|签到|签名|签收"
    r"|(?<!已|未)签字(?!笔|仪式|板|版|台)|签领"
)
# Whoever is there or takes something signs below these, or is marked: 病假, 线上, 已领.
_OF_MARKS, _HOW_SIGNED = re.compile("签[到名收字领](?![人者表册])"), re.compile("签[到名收字领](?:情况|备注|说明)$")
# Of somebody's kin a list says as often how they fare (健在, 均在外地) as who they are.
_OF_KIN = r"监护人|照料人|照顾者|照护者|家属|亲属|子女|配偶|父亲|母亲|丈夫|妻子|老伴|儿子|女儿"
OF_NAMES = rf"{_OF_NAMES}|{_OF_KIN}"
OF_PEOPLE = (
    r"组员|成员|学员|队员|参加者|参与者|参加人|参与人|对象|案主|受访者?|被访者?|评定人|督导|负责人|社工|志愿者|义工|老人|长者|老友|"
    r"儿童|孩子|居民|住户|人员|家长|讲师|主讲|组长|队长|楼长|委托人|称呼|昵称|名字|name"
)
# Only at the end of a header these say who it was, with 姓名 behind or not: 授课老师, 楼栋长, but 教师节, 代表作.
OF_OTHERS = (
    r"(?:捐赠|捐款|捐助|帮扶|结对|责任|陪护|报名|受益|转介|介绍|见证|代理|承办|走访|探访|家访|慰问|发放|领用|借用|采购|验收|制表|看护|抚养|赡养|照顾|照料|"
    r"照护|受助|接收|移交|报销|服务|参会|参训|陪同|值班|接待|保管|审核|审批|复核|核对|联系|协办|主办|牵头|包户|包片|带队|带领|主持|证明|担保|推荐|邀请|访|护理|网格|楼栋|"
    r"管理|协管|安全|宣传|统计|会计|出纳|工作|护)(?:人|者|员)|(?:慰问|走访|探访|家访|帮扶|结对|受助)(?:户|家庭)|爱心人士|楼栋长|楼长|栋长|网格长|片长|结对党员|班长|院长|会长|团长|主席|法人|值班|带班|老师|学生|患者|病人|站长|主任|书记|同工|"
    r"实习生|护工|房东|祖父|祖母|奶奶|爷爷|外婆|外公|外祖父|外祖母|姥姥|姥爷|兄弟姐妹|代表|委员|教师|医生|护士|律师|教练|咨询师|治疗师|康复师|顾问|专家|嘉宾|"
    r"英文名|别名|绰号|乳名|网名|化名|亲友|家人|紧急联络|紧急联系|(?:主管|分管)领导|制表|复核|摄影|执笔"
)
# These head names in a row of headers alone; among data they say of what kind somebody is, or what somebody does.
_DOING = (
    r"驾驶员|租客|值日生?|轮值|带教|跟岗|主带|副带|录入|数据录入|制单|重要他人|负责同志|积极分子|法定监护|委托监护|"
    r"儿女|男方|女方|甲方|乙方|维修师傅|保洁员"
)
_POSTS = (
    r"民警|片警|辅警|司机|厨师|评委|业主|店主|房主|店长|村长|社长|经理|干部|领导|助理|医师|村医|队医|理发师|邻居|"
    r"同事|访客|寿星"
)
_OF_DOERS = rf"^(?:{kin()}|{_DOING})$|(?:{_POSTS})$"
_DOERS, _DOER = re.compile(_OF_DOERS), re.compile(r"[一-鿿]{2,6}[人者员师]")
_OF_KIND = re.compile(
    r"(?:残疾|残障|成年?|青年|年轻|老年|病|军|工|盲|聋|哑|地|来|个|他|别|每|几|些|少|无|有|私|^名|新|众|万|多|单|双|种|眼)人$|"
    r"(?:记|长|碍|业|入|困|劳动|消费|信教)者$|(?:党|团|会|全|职|官|动|满|超|定|复|缺|裁|公务)员$|(?:律|工作)师$"
)
# A column of figures, days or words about people names nobody: 组员人数, 服务对象类型, 参加者满意度.
_OF_WORDS = (
    r"数|次|编号|代码|类|率|比例|日期|时间|年龄|性别|关系|满意|单位|需求|情况|说明|备注|特点|工时|时长|评|分|金额|地点|内容|目标|主题|"
    r"岗位|级|名称|(?:活动|站点|场地)地址"
)
_ABOUT = re.compile(_OF_WORDS)
# Before a colon in a line these say who did it, or what was done: 主持：柏小木, 记录：天气晴.
_OF_ROLES = (
    r"主持人?|带领者?|协助者?|记录|拍摄|摄影|摄像|审核|审批|校对|撰写|执笔|供稿|编辑|签名|出席|缺席|请假|"
    r"陪诊|陪同|接待|领队|参加|参与|参会|与会|到会|列席|作者|撰稿|供图|文字|图文|通讯员|带队|策划|统筹"
)
# Before a colon these say as often what was done: 跟进：常联系. Names alone behind them are asked about.
_OF_DEEDS = r"采访|执行|跟进|来访|汇报|发言"
_KIND = re.compile(rf"{OF_NAMES}|{OF_PEOPLE}|{OF_OTHERS}")
_STRONG, _KIN, _WEAK = re.compile(_OF_NAMES), re.compile(_OF_KIN), re.compile(rf"{OF_PEOPLE}|(?:{OF_OTHERS})$")
# What a header says last it is about: 单位联系人, 分管社工, 本次参加者.
_WHO_LAST = re.compile(rf"(?:{OF_NAMES}|{OF_PEOPLE}|{OF_OTHERS})$")
_FAMILY = re.compile(r"^(?:主要|同住)?家庭(?:主要)?成员(?:基本)?(?:情况|信息)$")
_TOO_BESIDE = r"[及和与、/\\+,，&]"
# A name with what else there is to say of somebody: 姓名/单位, 姓名、性别、年龄.
_NAMES_AND = re.compile(rf"(?:姓名|名字){_TOO_BESIDE}|{_TOO_BESIDE}(?:姓名|名字)|(?:{_OF_NAMES})[/、+]")
# The same of a number: 班主任及电话.
_WHO_BEFORE = re.compile(rf"(?:{OF_PEOPLE}|{OF_OTHERS}){_TOO_BESIDE}(?:联系|手机|座机)?(?:电话|手机号?|方式)$")
# Who it was, with the same: 监护人及关系; but 与监护人关系 says nothing of who.
_WHO_AND = re.compile(rf"(?:{OF_NAMES}|成员|组员|案主){_TOO_BESIDE}(?:{_OF_WORDS})")
# A card has an owner whose name it bears: 持证人姓名, 联系人及电话 are columns of names, 户主住址 and 联系人电话 none.
_NAMES_TOO = re.compile(rf"姓名|名字|(?:{_OF_NAMES})[及和与、/+]|[及和与、/+](?:{_OF_NAMES})$")
_ADDRESS = re.compile(r"(?<!活动|站点|服务|场地|单位|机构)地址|住址")
# What says neither whose it is nor of what: in a sheet of activities it is where they were.
_OF_ANY, _ACTIVITY = (
    re.compile(r"(?:详细|具体)?地址"),
    re.compile(r"活动|讲座|课程|主题|场次|节目|培训|会议|参(?:加|与|会)人[数次]"),
)
_NOBODYS_HOME = (
    r"会议室|活动室|办公室|功能室|阅览室|培训室|接待室|个案室|小组室|教室|功能厅|服务厅|居委会?|村委会?|礼堂|操场|"
    r"(?<!养老|护理|照护|托养|康复)服务(?:中心|站)|(?:活动|文化|社工|便民|调解|综治)中心|(?:文化|社工|工作)站"
)
_PLACE_OF_ALL = rf"{_NOBODYS_HOME}|社区|广场|公园|学校|小学|中学|幼儿园|医院|图书馆|博物馆|体育馆|中心|祠堂|驿站|饭堂"
_FLOOR = r"(?:[0-9一二三四五六七八九十]{1,2}[楼层]|(?<=[心站会])[0-9]{3,4}室?)?"
_PUBLIC, _OF_ALL = (re.compile(rf"(?:{places}){_FLOOR}$") for places in (_NOBODYS_HOME, _PLACE_OF_ALL))
_IN_PUBLIC = re.compile(_PLACE_OF_ALL)
_DOOR = re.compile(r"[0-9一二三四五六七八九十](?:号|巷|栋|幢|座|室|房|单元|组|队|屯)")
_FLAT = re.compile(r"[0-9](?:栋|幢|座|号楼|单元).{0,6}[0-9]|[0-9]{3,4}(?:房|室)")
# These say as often which community or province somebody is of; an address has a number.
_PLACE = re.compile(
    r"居住地|户籍地|户口所在地|现住|住所|住处|门牌|住哪|房(?:间|门)?号|(?<!教学)楼栋(?![长员人管负])|[楼栋幢]号"
)
_NUMBER = re.compile(
    r"电话|手机|联[系络]方式|微信(?!公众号|群|小程序|推)|银行(?!存款|余|流水|利息|贷款)|账号|户号|卡号|证件|(?:身份|残疾人?|居住|社保|医保|低保|优待|军官|士兵|驾驶)证|"
    r"(?<![凭公认论佐保验])证(?:书)?(?:编)?号|(?:社保|医保)(?=卡|[账帐个]|[^费]{0,4}号)|护照|车牌|qq(?!群)|邮箱|抖音号|快手号"
)
# How often, how long, how much: no number of a person.
_FIGURES = re.compile(
    r"次|率|比例|日期|时间|时长|工时|小时|金额|费|元|量|天|人数|份数|户数|个数|情况|状态|结果|是否|有无|类|级|满意|有效期|期限|机关|单位|(?:存款|报销|基数|支出|收入|余额|缴[费存纳])额?$"
)
# What is spent on people is called after them too: 人员费用, 志愿者补贴, 社工人员经费.
_SPENT = re.compile(r"(?:费用?|经费|支出|开支|成本|工资|奖金|薪酬|补贴|补助|津贴|保险)$")
_LIST = re.compile(r"姓名|名单")
_MAY_HEAD = re.compile(
    rf"{_KIND.pattern}|{_ADDRESS.pattern}|{_PLACE.pattern}|{_NUMBER.pattern}|{_OF_DOERS}|[人者员师]$|^(?:名|联系)$"
)
_FIGURE, _BETWEEN_SIGNS = re.compile(r"[0-9]"), re.compile(r"(?<=[一-鿿])(?=[一-鿿])|(?<=\))(?=\(\?:人)")
# A way of serving people is called 电话 or 微信 too, with any figure beside it.
_LABEL = re.compile(
    rf"{OF_NAMES}|地址|住址|.(?:电话|手机)|电话号|手机号|证.?号|(?:微信|账|护照|车牌|QQ|qq)号|邮箱|^(?:电话|手机|QQ|qq)[:：]?$"
)
# Who somebody is to the station, beside whom a card says the name; of the many that are kinds of people as often.
_ROLE = re.compile(rf"(?:[一-鿿]{{0,4}}(?:{OF_PEOPLE}|{OF_OTHERS})|{_OF_KIN})[:：]?")
_CATEGORY = re.compile(
    r"社工|志愿者|义工|老人|长者|老友|儿童|孩子|居民|住户|人员|学生|患者|病人|教师|医生|护士|护工|专家|代表|委员|对象|家长|老师|亲友|家人"
)
_ACCOUNTS = re.compile(r"(?:微信|QQ|抖音|快手)号?码?[:：]?", re.IGNORECASE)
_MONEY = re.compile(r"捐|款|钱$|金$|价|补贴|补助|津贴|工资|薪|收入|支出|资助|应收|实收|预算|余额|结余")
# What a sheet calls people by, and how they are reached, in one sign or two; elsewhere these are ordinary words.
_BRIEF: Mapping[str, tuple[str, ...]] = {
    "名": ("names",),
    "联系": ("numbers",),
    "紧急联系": ("people", "numbers"),
}
_EXAMPLE_NAME = "（姓名）"  # of the entry workbook's example row, which heads nothing
# What these head has names of its own, which look like people's: 金沙 a place, 康师傅 a brand, 向阳花 a group.
_THINGS = re.compile(
    r"(?:所属|所在|活动|服务|集合|领取|发放|捐赠|物资|使用|演出|种植|推荐|现|原)*"
    r"(?:社区|村居?|村社|街道|镇街|小区|居委会?|地点|地方|场地|场所|站点|驻点|网格|片区|区域|路线|街巷|路名|机构|学校|单位"
    r"|品牌|品名|物品|物资|礼品|奖品|产品|商品|药品|药物|药名|用药|剧目|节目|曲目|歌曲|歌名|舞蹈|影片|电影|图书|书目|书名|书籍|绘本"
    r"|菜品|菜名|菜式|食品|食材|餐品|水果|花草|花卉|植物|绿植|树种|主题|项目|小组|队伍|团队|班级|课程|活动|节气|节日|游戏)(?:名称?)?"
)
# What is longer is a line of instructions, a title or prose, unless it says how the name is to be written.
_LONGEST = 12
_LONGEST_JOINED = 26
_MORE = r"电话|手机|方式|关系|性别|年龄|职业|单位|住址|地址|号码|号|证"
_FIELD = rf"(?:联系|家庭|工作|移动|固定|身份证?|证件|现|家)?(?:{_MORE})(?:号码|号)?"
_JOINED = re.compile(
    rf"(?:[一-鿿]{{0,4}}(?:{OF_NAMES}|{OF_PEOPLE}|{OF_OTHERS})(?:{_TOO_BESIDE}|或|的|(?=[一-鿿])))*"
    rf"(?:{OF_NAMES}|{OF_PEOPLE}|名字)(?:{_TOO_BESIDE}{_FIELD})+"
)
_HOW_TO_WRITE = re.compile(r"^.{0,8}姓名(?:请|须|需|必须|必填|应|.{0,4}(?:身份证|户口|证件))[^,，。;；!！:：]{0,12}$")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\([^()]*$")


def as_wide(pattern: str) -> str:
    """Return the pattern of labels with blanks allowed between their signs: 记 录 人."""
    return _BETWEEN_SIGNS.sub(r"[ \\u3000]*", pattern)


LABELS = as_wide(
    rf"{OF_NAMES}|{OF_PEOPLE}|{OF_OTHERS}|{kin()}|{_DOING}|{_POSTS}|(?:{_OF_ROLES}|{_OF_DEEDS})(?:人|员|者)?|(?:人|者|员|师)"
)
_IN_BRACKETS = re.compile(r"[（(【\[〔]([^（()）【】\[\]〔〕:：]{2,400})[)）】\]〕]")
_PARTING = re.compile(r"[、，,;；/\s]+")
_LABEL_AT_END = re.compile(rf"(?:{LABELS})(?:名单)?\s?{OF_LABEL}?\s?$")
# A dash or an arrow for a colon, behind what asks who it was; 老人-安全 says what of a kind something is.
_DASHES, _LONGEST_DASHED = re.compile("[-—–－=＝→]"), 200
_DASHED = re.compile(
    r"((?:姓名|户主|求助者|负责人|(?:联系|联络|收款|填表|填写|登记|记录|经手|经办|跟进|申请|领取)人))"
    r"\s?(?:[-—–－=＝→]|->)+\s?(?=[一-鿿]{2,8}(?:[\s、，,;；。/(（0-9]|$))"
)
_DEEDS, _LABEL_BEFORE = re.compile(rf"(?:{_OF_DEEDS})$"), re.compile(r"[一-鿿]+$")


def with_colons(words: str) -> str:
    """Return a text with a colon behind each label that asks for a name and that a dash parts from a short word."""
    if len(words) > _LONGEST_DASHED or not _DASHES.search(words):
        return words
    return _DASHED.sub(r"\1：", words)


def says_deed(label: str) -> bool:
    """Return whether a label in a line says as often what was done as who did it: 跟进."""
    return bool(_DEEDS.search(bare(label)))


def in_brackets(words: str) -> Iterator[str]:
    """Yield what stands in brackets behind a label and holds a name: 组员（王芳、李明）."""
    for match in _IN_BRACKETS.finditer(words):
        if any(map(looks_like_name, _PARTING.split(match[1]))) and _LABEL_AT_END.search(
            words[max(0, match.start() - 2 * _LONGEST) : match.start()]
        ):
            yield match[1]


def ends_as_doer(words: str) -> bool:
    """Return whether words end in a label that says who did something, of whatever kind: 汇报人, but not 残疾人."""
    label = _LABEL_BEFORE.search(words)
    return bool(label and _says_doer(label[0]))


def lists_names(words: str) -> bool:
    """Return whether a cell, wherever it stands, may be the header of a list of names."""
    return bool(_LIST.search(bare(words))) and words != _EXAMPLE_NAME


def is_about(words: str) -> bool:
    """Return whether a header announces figures, days, places of services or words, whatever stands below it."""
    words = bare(words)
    return (len(words) <= _LONGEST or _is_joined(words)) and any(
        about.search(words) for about in (_ABOUT, _FIGURES, _MONEY)
    )


def is_public(words: str) -> bool:
    """Return whether an address is a place where nobody lives: 党群服务中心3楼会议室, but not 棠安路12号."""
    return bool(_PUBLIC.search(bare(words)))


def may_be_homes(addresses: Iterable[str], head: str, beside: Iterable[str], *, is_of_people: bool) -> list[str]:
    """Return which addresses below a header may be homes: 地址 alone says as often where a service was.

    Where no header is of people and one `beside` it is of activities, a home is down to its flat.
    """
    homes = [words for words in addresses if not is_public(words)]
    if not _OF_ANY.fullmatch(_REMARK.sub("", normal_header(head))):
        return homes
    if is_of_people or not any(map(_ACTIVITY.search, beside)):
        return [words for words in homes if _DOOR.search(words) or not _OF_ALL.search(bare(words))]
    return [words for words in homes if _FLAT.search(words) and not _IN_PUBLIC.search(words)]


def is_kind_of_person(words: str) -> bool:
    """Return whether a word says who somebody is to the station and nothing else: 填表人, 家属."""
    return bool(_KIND.fullmatch(words))


def may_be_label(words: str) -> bool:
    """Return whether a cell may be the label of a card, whose value stands beside it."""
    words = bare(words)
    return (len(words) <= _LONGEST or _is_joined(words)) and bool(_LABEL.search(words) or _ACCOUNTS.fullmatch(words))


def is_role(words: str) -> bool:
    """Return whether a cell says who somebody is, as the label of a card or a kind of people: 案主, 老人."""
    if words.isascii() or len(words) > _LONGEST_JOINED:  # nearly all
        return False
    words = bare(words) if words[-1:].isalnum() else _REMARK.sub("", normal_header(words))
    return len(words) <= _LONGEST and bool(_ROLE.fullmatch(words))


def says_only_who(words: str) -> bool:
    """Return whether a cell can hardly be a name, though it begins with a surname: 房主, 来电者."""
    words = bare(words)
    return _says_doer(words) and bool(_DOERS.search(words) or words[-1] in "者员")


def is_category(words: str) -> bool:
    """Return whether what says who somebody is says as often of which kind people are: 老人, but not 案主."""
    return bool(_CATEGORY.search(words))


def announces_account(words: str) -> bool:
    """Return whether a cell may be the label of a name in a programme; a way of serving people is called so too."""
    return bool(_ACCOUNTS.fullmatch(bare(words)))


def holds_marks(words: str) -> bool:
    """Return whether below a header of names marks stand as often: 签到情况, 家属签名, but not 组员（签名）, 签到人."""
    header = normal_header(words)
    return bool(_OF_MARKS.search(_REMARK.sub("", header) or header)) and not _LIST.search(header)


def names_things(words: str) -> bool:
    """Return whether a header announces names of places, groups or things, which may look like those of people."""
    return bool(_THINGS.fullmatch(bare(words)))


def may_head(words: str) -> bool:
    """Return whether a cell may be a header of people in any row: short, without figures, and it says something."""
    words = bare(words)
    return (len(words) <= _LONGEST or _is_joined(words)) and not _FIGURE.search(words) and bool(_MAY_HEAD.search(words))


def bare(words: str) -> str:
    """Return a label without the blanks that make it as wide as others: 姓  名."""
    return "".join(words[:READ_OF_HEADER].split())


def parts_of(words: str, kinds: Mapping[str, frozenset[Kind]]) -> tuple[str, ...] | None:
    """Return which identifiers a header announces, none for another known header, None for what heads nothing.

    ``people``, ``kin`` and ``doers`` stand for names among other words, ``places`` for addresses among them.

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
    header = normal_header(words).rstrip(":")
    known = kinds.get(header) or kinds.get(_REMARK.sub("", header))
    if known:
        return tuple(part for kind in known for part in _PARTS.get(kind, ()))
    if header in _BRIEF:
        return _BRIEF[header]
    found = dict.fromkeys(part for shown in _shown(words, header) for part in _announced(shown))
    for weak in ("doers", "people", "kin"):
        if found.keys() - {weak}:
            found.pop(weak, None)
    return tuple(found) or None


def _shown(words: str, header: str) -> Iterator[str]:
    """Yield what a header says: without its remarks, its first line, and with its remarks where that is short."""
    first = normal_header(words.strip().partition("\n")[0]).rstrip(":")
    for shown in dict.fromkeys((_REMARK.sub("", header), _REMARK.sub("", first), header)):
        if len(shown) <= _LONGEST or _is_joined(shown) or _HOW_TO_WRITE.search(shown):
            yield shown


def _is_joined(words: str) -> bool:
    """Return whether words are a header that joins a name to more of somebody: 家长/监护人姓名及联系电话."""
    return len(words) <= _LONGEST_JOINED and bool(_JOINED.fullmatch(words))


def _says_doer(shown: str) -> bool:
    found = _DOERS.search(shown) or _FAMILY.search(shown)
    if found and found.start() == 0:
        return True
    is_one = bool(found or _DOER.fullmatch(shown))
    return is_one and not (_OF_KIND.search(shown) or is_kind_of_people(shown))


def _announced(shown: str) -> Iterator[str]:
    others = [part for pattern, part in ((_ADDRESS, "addresses"), (_PLACE, "places")) if pattern.search(shown)]
    if _NUMBER.search(shown) and not _FIGURES.search(shown):
        others.append("numbers")
    yield from others
    is_doer = not others and _says_doer(shown)
    if _ABOUT.search(shown) and not any(who.search(shown) for who in (_NAMES_AND, _WHO_LAST, _WHO_AND)):
        if is_doer or _HOW_SIGNED.search(shown):
            yield "doers" if is_doer else "people"
        return
    is_called = _WHO_BEFORE.search(shown) if "numbers" in others else not others and _STRONG.search(shown)
    if is_called or _NAMES_TOO.search(shown) or _NAMES_AND.search(shown):
        yield "names"
    elif not others and not _SPENT.search(shown) and (_KIN.search(shown) or _WEAK.search(shown)):
        yield "kin" if _KIN.search(shown) else "people"
    elif is_doer:
        yield "doers"
