"""A disk that is full, or takes no large file: no final file is cut short, the message is clear, a rerun makes good."""

import sys

import pytest

from tests.faults.batch.made_batch import MadeBatch, check_what_is_left_and_resume

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
STREETS = ("jia", "yi")
WORKERS = ("--workers", "2")


@pytest.fixture(scope="module")
def undisturbed():
    """What a batch leaves when the disk takes everything, how often it flushes or renames, and its largest page."""
    batch = MadeBatch()
    batch.make(STREETS)
    assert batch.finish(*WORKERS, kind="count")[0] == 0
    largest = max(path.stat().st_size for path in (batch.home / "reports" / batch.run).iterdir())
    yield batch.sums(), batch.events(), largest
    batch.close()


@pytest.fixture
def batch():
    made = MadeBatch()
    made.make(STREETS)
    yield made
    made.close()


def check_a_full_disk(batch, undisturbed, points):
    """Let the disk be full from each of some points on, told as shares of the whole batch."""
    _, events, _ = undisturbed
    for point in points:
        check(batch, undisturbed, "full", 1 + int(point * (events - 1)))


def check_a_limit(batch, undisturbed, count):
    """Let no file grow beyond each of `count` sizes, up to just under the largest page's."""
    *_, largest = undisturbed
    for number in range(count):
        check(batch, undisturbed, "limit", 200 + number * (largest - 400) // max(1, count - 1))


def check(batch, undisturbed, kind, at):
    sums, *_ = undisturbed
    batch.forget()
    code, said, complaints = batch.finish(*WORKERS, kind=kind, at=at)
    untouched = code == 0 and batch.events() < at  # this time it came to fewer flushes

    assert untouched or ("磁盘" in said + complaints or "No space" in said + complaints), (kind, at, said, complaints)
    assert code in ((0,) if untouched else (3, 14))
    assert "Traceback" not in said + complaints
    check_what_is_left_and_resume(batch, sums, *WORKERS)


def test_a_full_disk_cuts_no_file_short(batch, undisturbed):
    check_a_full_disk(batch, undisturbed, [0.5])


def test_a_limit_of_size_cuts_no_file_short(batch, undisturbed):
    check_a_limit(batch, undisturbed, 1)


@pytest.mark.full
def test_a_disk_that_is_full_at_twenty_points_cuts_no_file_short(batch, undisturbed):
    check_a_full_disk(batch, undisturbed, [number / 19 for number in range(20)])


@pytest.mark.full
def test_twenty_limits_of_size_cut_no_file_short(batch, undisturbed):
    check_a_limit(batch, undisturbed, 20)
