"""How often the gate stops a report for an ordinary word, and whether it finds a name that is one.

Rosters are made of the commonest surnames and signs of given names; in addition some people bear a name that is an
ordinary word, far more of them than in life. None of the names is anybody's on purpose.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.reporting.release.gate import Roster, scan_page, scan_words
from safety.leak import make_home, run_planted
from safety.planted import plant

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓"
    "曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛"
    "郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文建国志梅金凤春海燕辉玲晓云飞鹏波斌宇浩凯健俊帆鑫欣怡嘉佳"
    "梓涵雨晨子轩然博思雅婷雪慧琳颖萍莉珍清月美荣贵福生龙元全胜学祥才发武新利顺信昌成康星光天达安岩中茂进林有坚和"
)
WORD_NAMES = (
    "高峰", "安宁", "和平", "文明", "向阳", "平安", "高兴", "康乐", "江山", "江河", "白云", "白雪", "黄河", "黄金",
    "方圆", "马力", "高原", "高山", "田野", "田园", "杨柳", "杨梅", "万里", "金星", "成功", "安康", "温馨", "文静",
    "常青", "苏醒", "夏天", "阳光", "宁静", "张扬", "齐心", "严明", "方正", "高明", "高雅", "安静", "安全", "文化",
    "文艺", "程序", "海燕", "金山", "玉兰", "秦岭", "黎明", "华丽", "明白", "幸福", "和谐", "和睦", "温暖", "成长",
)  # fmt: skip
"""Names that people bear and that are ordinary words."""
OF_PEOPLE = (
    "{}说：现在不怕出门了。", "社工探访{}，了解他的近况。", "案主：{}", "（{}）", "由{}负责联络。", "姓名：{}",
    "组员{}，65岁，独居。", "服务对象{}的母亲表示感谢。", "跟进{}的情绪变化。", "{}女士每周来一次。",
    "参加者：{}、李某", "受访者名叫{}。", "志愿者{}觉得很有意义。", "请{}参加小组。", "{}（化名）今年72岁",
    "居民{}反映楼道没有灯。",
)  # fmt: skip
ORDINARY = (
    "用电{}期已过", "以“{}”为主题开展活动", "祝大家平安、{}、健康", "提升{}水平", "共建{}社区", "《{}》主题讲座",
    "长者{}生活", "在{}路设点", "{}街的居民", "营造{}环境", "开展{}行动", "更加{}，更有活力", "{}小组共六节",
)  # fmt: skip
STATES = ("平安", "幸福", "安康", "安全", "安宁", "和平", "和谐", "和睦", "文明", "温馨", "温暖", "康乐")
OF_STATES = ("守护居民{}，共建家园。", "祝愿长者{}！", "保障老人{}。")


@dataclass(frozen=True, slots=True)
class Measured:
    """Of so many tries, how many ended as they should not, and which names they were."""

    tries: int
    wrong: int
    names: tuple[str, ...] = ()


def realistic_roster(size: int, seed: int, *, words: int = 5) -> frozenset[str]:
    """Return so many names, one in five of two characters, and `words` of them ordinary words."""
    chance = random.Random(seed)
    lengths = chance.choices((1, 2), weights=(1, 4), k=size)
    made = [chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=length)) for length in lengths]
    return frozenset([*made[words:], *chance.sample(WORD_NAMES, words)])


def false_stops(pages: Sequence[str], first: int, rosters: int, *, size: int = 2000) -> Measured:
    """Scan pages that name nobody for rosters that are not theirs, and count those that would be stopped."""
    seeds = range(first, first + rosters)
    tried = [(page, Roster(realistic_roster(size, seed))) for seed in seeds for page in pages]
    return Measured(len(tried), sum(bool(scan_page(page, roster)) for page, roster in tried))


def stopping_words(pages: Sequence[str]) -> Measured:
    """Scan the pages for each name that is an ordinary word by itself."""
    wrong = [name for name in WORD_NAMES for page in pages if scan_page(page, Roster(frozenset({name})))]
    return Measured(len(WORD_NAMES) * len(pages), len(wrong), tuple(dict.fromkeys(wrong)))


def missed_names() -> Measured:
    """Return how often a name that is a word was not found in a sentence that speaks of a person."""
    told = [(name, frame) for name in WORD_NAMES for frame in OF_PEOPLE]
    wrong = [name + frame for name, frame in told if not scan_words(frame.format(name), Roster(frozenset({name})))]
    return Measured(len(told), len(wrong), tuple(wrong))


def words_taken_for_names() -> Measured:
    """Return how often an ordinary word in an ordinary phrase was taken for a name."""
    told = [(name, frame) for name in WORD_NAMES for frame in ORDINARY]
    told += [(name, frame) for name in STATES for frame in OF_STATES]
    wrong = [name + frame for name, frame in told if scan_words(frame.format(name), Roster(frozenset({name})))]
    return Measured(len(told), len(wrong), tuple(wrong))


def made_page(folder: Path, seed: int) -> str:
    """Return the shared report of a made street in which nobody is planted."""
    home = make_home(folder / f"page{seed}")
    planted = plant(home, seed, people=0)
    ended = run_planted(home, planted)
    if ended.status:
        raise RuntimeError(f"the report of street {seed} ended with status {ended.status}")
    return next((home / "reports").rglob("*.html")).read_text(encoding="utf-8")
