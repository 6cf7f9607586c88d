"""Nothing that a run leaves holds an identifier of the workbook: pages, results, notebooks, pictures, logs, memory."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from evaltoolkit.disclosure.names.identifiers import find_bank_cards, find_identity_numbers, find_phones
from evaltoolkit.errors import ExitCode
from safety.leak import encoded, holds, make_home, run_planted, search_memory, spoiled
from safety.leak_runs import how_of, run_ten
from safety.planted import MARKS, Person, plant

reads_memory = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc: Linux only")


def test_a_good_run_leaks_nothing_and_its_kernel_never_held_an_identifier(tmp_path):
    home = make_home(tmp_path)
    planted = plant(home, 0)
    ended = run_planted(home, planted, reads_memory=sys.platform == "linux")
    assert len(planted.identifiers) == 2000
    assert ended.status == ExitCode.OK
    assert ended.found == ()
    assert ended.in_memory == ()
    assert ended.kernels_read > 0 or sys.platform != "linux"


@pytest.mark.parametrize(
    ("how", "status"), [("faulty", ExitCode.WORKBOOK_FAULTS), ("raises", ExitCode.RUN_FAILED)], ids=["faulty", "raises"]
)
def test_a_failed_run_leaks_nothing_in_its_notebook_its_log_or_its_sentence(how, status, tmp_path):
    home = make_home(tmp_path)
    planted = plant(home, 1, is_faulty=how == "faulty")
    if how == "raises":
        spoiled(home, how)
    ended = run_planted(home, planted)
    assert ended.status == status
    assert ended.found == ()


@pytest.mark.full
@pytest.mark.parametrize("number", range(40))
def test_two_hundred_good_and_two_hundred_failed_runs_leak_nothing(number, tmp_path):
    """Ten runs each time, two alone and eight in a batch."""
    counts = run_ten(tmp_path, number)
    assert (counts["good"], counts["failed"]) == (5, 5)
    assert counts["places"] == 0
    assert counts["in_memory"] == 0
    assert counts["kernels_read"] > 0 or sys.platform != "linux"


def test_over_the_runs_every_way_to_fail_occurs_alone_and_in_a_batch():
    alone = {how_of(seed) for seed in range(400) if seed % 10 < 2}
    together = {how_of(seed) for seed in range(400) if seed % 10 >= 2}
    assert alone == together == {"good", "faulty", "raises", "dies"}


def test_the_search_of_texts_finds_what_is_planted_also_spread_out():
    person = Person.number(17)
    assert all(holds(f"前{found}后", person.identifiers()) for found in person.identifiers())
    assert holds(" ".join(person.name), person.identifiers())
    assert not holds("".join(MARKS), person.identifiers())


@contextmanager
def holding(content):
    """Run a process that holds these bytes, and give its number."""
    program = "import sys; held = bytes.fromhex(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program, content.hex()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process.pid


@reads_memory
@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-32-le"])
def test_the_search_of_memory_finds_every_identifier_as_a_process_may_hold_it(form):
    person = Person.number(17).identifiers()
    for identifier in person:
        with holding(f"前{identifier}1".encode(form)) as pid:
            assert search_memory(pid, encoded([identifier]))
            assert not search_memory(pid, encoded([other for other in person if other != identifier]))


@reads_memory
def test_figures_that_begin_as_an_identifier_does_are_none():
    with holding("".join(f"0.{mark}57" for mark in MARKS).encode()) as pid:
        assert not search_memory(pid, encoded(Person.number(17).identifiers()))


def test_what_is_planted_is_what_the_gate_searches_for():
    person = Person.number(5)
    assert find_identity_numbers(person.identity)
    assert find_phones(person.phone)
    assert find_bank_cards(person.card)
