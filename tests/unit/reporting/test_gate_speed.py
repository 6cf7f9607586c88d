"""The gate searches a large page for a large roster in about a second; with one look a name it took minutes."""

import random
import time

from evaltoolkit.reporting.gate import Roster, scan_page

SIGNS = "服务对象参加活动满意家庭社区居民长者青年支持帮助学习健康情绪关系能力时间内容方法效果提高改善继续建议需要资源"
SECONDS = 6.0  # about one on an idle machine; a search that grows with page times roster takes minutes


def test_a_page_of_1_2_mb_and_a_roster_of_3000_people_take_about_a_second():
    chance = random.Random(7)  # noqa: S311
    paragraphs = ["".join(chance.choices(SIGNS, k=200)) for _ in range(2000)]
    page = "<h2>一、概述</h2>" + "".join(f"<p>{words}</p>" for words in paragraphs)
    names = frozenset(
        "禤" + "".join(chance.choices("甲乙丙丁戊己庚辛壬癸", k=2)) + str(number) for number in range(3000)
    )
    addresses = frozenset(f"白云区云城街道示例路{number}号{number % 9}栋502房" for number in range(3000))
    numbers = frozenset(f"YC2025{number:05d}" for number in range(3000))
    begin = time.perf_counter()
    assert scan_page(page, Roster(names, addresses, numbers)) == ()
    assert time.perf_counter() - begin < SECONDS
    assert len(page.encode("utf-8")) > 1_200_000
