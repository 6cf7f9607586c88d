import os

import pytest

from evaltoolkit.batch import capacity
from evaltoolkit.batch.capacity import WORKER_BYTES, default_workers, free_memory, usable_processors

GB = 1_000_000_000


@pytest.fixture
def machine(monkeypatch):
    """A machine of so many processors and so much free memory."""

    def make(processors, memory):
        monkeypatch.setattr(capacity, "usable_processors", lambda: processors)
        monkeypatch.setattr(capacity, "free_memory", lambda: memory)

    return make


@pytest.mark.parametrize(
    ("processors", "memory", "streets", "workers"),
    [(2, 64 * GB, 10_000, 2), (16, 64 * GB, 3, 3), (16, 4 * WORKER_BYTES + 1, 100, 4), (4, 1, 100, 1), (4, GB, 0, 1)],
    ids=["processors", "streets", "memory", "hardly any memory", "no street"],
)
def test_what_is_scarcest_bounds_the_workers_and_one_there_always_is(machine, processors, memory, streets, workers):
    machine(processors, memory)

    assert default_workers(streets) == workers


def test_processors_are_those_that_this_process_may_use():
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()

    assert usable_processors() == usable


def container(folder, limit):
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text("700000\n")
    (folder / "memory.stat").write_text("anon 400000\ninactive_file 200000\nfile 300000\n")
    return folder


def test_a_container_has_its_limit_less_what_it_uses_beside_cached_files(tmp_path):
    assert free_memory(container(tmp_path, 1_500_000)) == 1_500_000 - 700_000 + 200_000
    assert free_memory(container(tmp_path, 300_000)) == 0


def test_without_a_limit_the_machines_free_memory_counts(tmp_path):
    free = free_memory(tmp_path)

    assert free > 0
    assert free_memory(container(tmp_path, "max")) == pytest.approx(free, rel=0.2)
