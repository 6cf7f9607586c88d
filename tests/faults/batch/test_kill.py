"""Batches killed with no warning at aimed and at random points: nothing lost, nothing half-written, no false 'done'."""

import random
import signal
import sys
import time

import pytest

from tests.faults.batch.made_batch import MadeBatch, check_what_is_left_and_resume
from tests.page_names import report_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
STREETS = ("jia", "yi", "bing", "ding")
KEYS = {f"{slug}_2025" for slug in STREETS}
WORKERS = ("--workers", "2")


@pytest.fixture(scope="module")
def undisturbed():
    """What a batch that nobody disturbs leaves, how often it flushes or renames, and how long it takes."""
    batch = MadeBatch()
    batch.make(STREETS)
    begin = time.monotonic()
    code, _, _ = batch.finish(*WORKERS, kind="count")
    seconds = time.monotonic() - begin
    assert (code, set(batch.done()), batch.untrue()) == (0, KEYS, [])
    yield batch.sums(), batch.events(), seconds
    batch.close()


@pytest.fixture
def batch():
    made = MadeBatch()
    made.make(STREETS)
    yield made
    made.close()


def check_resumed(batch, sums):
    done, said = check_what_is_left_and_resume(batch, sums, *WORKERS)

    assert {key for key in KEYS if f"标记{key[:-5]}街道：没有变化" in said} == done, "only what was unfinished is made"
    assert batch.published() == sorted(
        [
            *(f"{key}.results.json" for key in KEYS),
            *(report_name(f"标记{key[:-5]}街道") for key in KEYS),
            "index.html",
        ]
    )
    assert set(batch.done()) == KEYS


def killed_at_points(batch, undisturbed, points):
    sums, events, _ = undisturbed
    for point in points:
        batch.forget()
        at = 1 + int(point * (events - 1))
        process = batch.start(*WORKERS, kind="kill", at=at)
        process.communicate(timeout=120)
        assert process.returncode in (-signal.SIGKILL, 0)  # 0: this time it came to fewer
        check_resumed(batch, sums)


def killed_at_random(batch, undisturbed, count):
    sums, _, seconds = undisturbed
    chance = random.Random(20231124)  # noqa: S311 - moments, no secrets
    for _ in range(count):
        batch.forget()
        process = batch.start(*WORKERS, kind="count")
        time.sleep(chance.uniform(0.2 * seconds, seconds))
        process.kill()
        process.communicate(timeout=120)
        check_resumed(batch, sums)


def test_a_batch_killed_while_it_writes_loses_nothing(batch, undisturbed):
    killed_at_points(batch, undisturbed, [0.5])


def test_a_batch_killed_at_any_moment_loses_nothing(batch, undisturbed):
    killed_at_random(batch, undisturbed, 1)


@pytest.mark.full
def test_a_batch_killed_at_fifty_aimed_points_loses_nothing(batch, undisturbed):
    killed_at_points(batch, undisturbed, [number / 49 for number in range(50)])


@pytest.mark.full
def test_a_batch_killed_at_fifty_random_moments_loses_nothing(batch, undisturbed):
    killed_at_random(batch, undisturbed, 50)
