"""How often the gate stops what names nobody: the names of places, and ordinary lines of reports."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from evaltoolkit.reporting.release.gate import Roster, scan_page
from safety.names import Measured, realistic_roster

PLACES = 20_000
_FORMS = ("{place}绩效评价报告", "{place}社工站", "{place}2023年度服务情况", "服务覆盖{place}全部社区", "{place}")
_ACTS = ("开展", "组织", "完成", "链接", "策划", "统筹", "跟进", "推动")
_WHAT = (
    "长者防跌倒小组", "亲子阅读活动", "高血压自我管理讲座", "志愿者培训", "困境儿童探访", "社区议事会", "春节慰问",
    "心理支持小组",     "双百入户走访", "残疾人就业辅导", "反诈宣传",
    "健康义诊", "青少年成长营", "邻里互助计划", "临终关怀服务", "垃圾分类宣传",
)  # fmt: skip
_TAILS = (
    "，参加者表示收获很大。", "，满意度{share:.1%}。", "，服务{count}人次，工时{hours:.1f}小时。", "，共{few}场。",
    "，前测均分{mean:.2f}，后测均分{low:.2f}。", "，支出{money:,.2f}元，占预算{share:.1%}。",
    "，时间为{month}月{day}日14:30—16:00。",
    "，居民代表、楼长和物业共{few}人出席。",
    "，比上年增加{few}人（{count}人→{more}人）。", "，地点在文化站二楼多功能室。",
    "，编号FW2023{number:06}。", "，详见佐证材料{few}-{month}。", "，电话回访{count}次。", "，由社工和督导共同跟进。",
)  # fmt: skip


@cache
def place_names() -> tuple[str, ...]:
    """Return 20,000 names of districts, towns and streets of the whole country, in order.

    Source: china-division 2.7.0 (modood, MIT licence), after the statistical codes of 2023; drawn at random.
    """
    content = lzma.decompress(Path(__file__).with_name("place_names.txt.xz").read_bytes())
    return tuple(content.decode("utf-8").split("\n"))


def stopped_places(places: Sequence[str]) -> Measured:
    """Search the page of each place for 2,000 people who are not meant, its own name being known."""
    rosters = [realistic_roster(2000, seed) for seed in range(8)]
    tried = list(enumerate(places))
    wrong = [place for number, place in tried if _stops(place, Roster(rosters[number % 8], words=frozenset({place})))]
    return Measured(len(tried), len(wrong), tuple(wrong))


def _stops(place: str, roster: Roster) -> bool:
    lines = "".join(f"<p>{form.format(place=place)}</p>" for form in _FORMS)
    return bool(scan_page(f"<title>{place}</title><h1>{place}</h1>{lines}", roster))


def stopped_lines(count: int, seed: int = 7) -> Measured:
    """Search ordinary lines of a street's report, each by itself, for numbers and 2,000 people who are not meant."""
    chance, names = random.Random(seed), realistic_roster(2000, seed, words=0)
    told = islice(ordinary_lines(chance), count)
    wrong = [line for place, line in told if scan_page(f"<p>{line}</p>", Roster(names, words=frozenset({place})))]
    return Measured(count, len(wrong), tuple(wrong))


def ordinary_lines(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield the names of streets with a line as reports of their stations have them, without end."""
    while True:
        figures = {
            "share": chance.random(), "count": chance.randrange(3000), "few": chance.randrange(1, 60),
            "hours": chance.random() * 9000, "mean": chance.gauss(20, 4), "low": chance.gauss(16, 4),
            "money": chance.random() * 2e6, "month": chance.randrange(1, 13), "day": chance.randrange(1, 29),
            "more": chance.randrange(3000), "number": chance.randrange(10**6),
        }  # fmt: skip
        place = chance.choice(place_names())
        yield place, f"{place}{chance.choice(_ACTS)}{chance.choice(_WHAT)}{chance.choice(_TAILS).format(**figures)}"
