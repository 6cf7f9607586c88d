"""Compare scoring 20,000 respondents on 30 items with the bare numpy sum.

    python benchmarks/scales.py

Both take the same array and must give the same totals. They run in turn, so that a machine that slows down slows both;
the best runs are compared, since on a busy machine the longer work is interrupted more often. The limit is ten times
the bare sum.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from evaltoolkit.instruments.answers import score_answers
from evaltoolkit.instruments.registry import read_scale

PEOPLE, REPEATS, LIMIT = 20_000, 41, 10.0
SCALE = "gds30"


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> int:
    """Print both times and their ratio; 1 where the totals differ or the limit is passed."""
    scale = read_scale(SCALE)
    items = scale.items
    if items is None:
        return 1
    answers = np.random.default_rng(1).integers(0, 2, (PEOPLE, items.count)).astype(np.float64)
    turned = np.isin(np.arange(1, items.count + 1), items.reversed.items)
    expected = np.where(turned, 1 - answers, answers).sum(axis=1)
    if not np.array_equal(score_answers(answers, scale, items).scores[:, 0], expected):
        print("the totals differ from the sum")
        return 1
    bare, scored = [], []
    for _ in range(REPEATS):
        bare.append(seconds(lambda: answers.sum(axis=1)))
        scored.append(seconds(lambda: score_answers(answers, scale, items)))
    ratio = min(scored) / min(bare)
    print(f"{PEOPLE:,} respondents, {items.count} items, best of {REPEATS} runs in turn")
    print(f"bare numpy sum   {min(bare) * 1e3:8.3f} ms")
    print(f"scored by key    {min(scored) * 1e3:8.3f} ms   {ratio:.1f} times (limit {LIMIT:g})")
    return int(ratio >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
