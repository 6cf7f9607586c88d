"""Time the search of a finished page for a small and for a large roster.

    python benchmarks/gate.py [--repeats N]

Makes a page of 1.2 MB of Chinese words and rosters of 30 and of 3,000 people, then searches the page for each in turn,
several times. Prints the medians and their ratio: the search looks up every place of the page once, so that the ratio
stays far below the 100 to 1 of the rosters. A name planted in the page must be found with either roster, and nothing in
the page without it, or it ends with exit status 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from statistics import median

from evaltoolkit.reporting.release.gate import Roster, scan_page

SIGNS = "服务对象参加活动满意家庭社区居民长者青年支持帮助学习健康情绪关系能力时间内容方法效果提高改善继续建议需要资源"
STEMS = "甲乙丙丁戊己庚辛壬癸"
SIZES = (30, 3000)
PLANTED = "禤甲乙0"


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args(arguments).repeats
    chance = random.Random(7)  # noqa: S311 - made words
    page = make_page(chance)
    rosters = {size: make_roster(size, chance) for size in SIZES}
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(repeats):
        for size, roster in rosters.items():
            begin = time.perf_counter()
            found = scan_page(page, roster)
            seconds[size].append(time.perf_counter() - begin)
            if found or not scan_page(page + f"<p>{PLANTED}</p>", roster):
                sys.stderr.write("the search found what is not there, or missed what is\n")
                return 1
    few, many = (median(seconds[size]) for size in SIZES)
    megabytes = len(page.encode("utf-8")) / 1e6
    sys.stdout.write(f"page of {megabytes:.1f} MB, medians of {repeats}\n")
    sys.stdout.write(f"roster of {SIZES[0]}: {few:.2f} s; of {SIZES[1]:,}: {many:.2f} s; ratio {many / few:.2f}\n")
    return 0


def make_page(chance: random.Random) -> str:
    """Return a page of made words that names no one."""
    paragraphs = ["".join(chance.choices(SIGNS, k=200)) for _ in range(2000)]
    return "<h2>一、概述</h2>" + "".join(f"<p>{words}</p>" for words in paragraphs)


def make_roster(size: int, chance: random.Random) -> Roster:
    """Return made people, one of them :data:`PLANTED`."""
    names = {f"禤{''.join(chance.choices(STEMS, k=2))}{number}" for number in range(1, size)}
    addresses = frozenset(f"白云区云城街道示例路{number}号{number % 9}栋502房" for number in range(size))
    return Roster(frozenset({PLANTED, *names}), addresses, frozenset(f"YC2025{number:05d}" for number in range(size)))


if __name__ == "__main__":
    sys.exit(main())
