"""The figures: what they depend on, how their pieces add up, and that a stopped run goes on where it was."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from safety import __main__ as figures
from safety import digest
from safety.page import figures_page
from safety.parts import PARTS, Part, added
from safety.runs_page import chinese_page, runs_table

FULL = {name: part.pieces for name, part in PARTS.items()}


def names(modules):
    return {path.relative_to(digest.ROOT).as_posix() for path in digest.closure(modules)}


def test_the_attacks_depend_on_what_makes_and_protects_results_and_on_nothing_that_draws_or_says_them():
    found = names(["safety.attacked"])
    assert {
        "evaltoolkit/disclosure/counts/linked_counts.py", "evaltoolkit/disclosure/states/earlier.py",
        "evaltoolkit/services/people/coverage.py", "evaltoolkit/outcomes/tables/compare.py",
        "evaltoolkit/instruments/registry.py", "evaltoolkit/reporting/release/results_file.py",
        "tools/safety/attack_scales.py", "tools/safety/made_evidence.py",
    } <= found  # fmt: skip
    rooms = {name.split("/")[1] for name in found if name.startswith("evaltoolkit")}
    assert not rooms & {"charts", "words", "batch", "explore", "cli.py", "console.py"}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of three modules, one of which imports another from within a room, a policy and a room's list."""
    for place, content in {
        "evaltoolkit/disclosure/protect.py": "from evaltoolkit.model.rows.links import LINKS\n",
        "evaltoolkit/disclosure/policy.yaml": "min_people: 5\n",
        "evaltoolkit/model/rows/links.py": "LINKS = 1  # a comment\n",
        "evaltoolkit/model/tables.yaml": "hours: 1\n",
        "evaltoolkit/charts/parts/bars.py": "TITLE = 'a'\n",
        "notebooks/street_report.ipynb": "{}",
        "tools/safety/leak.py": "",
    }.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(digest, "ROOT", tmp_path)
    monkeypatch.setattr(digest, "_PLACES", {"evaltoolkit": tmp_path, "safety": tmp_path / "tools"})
    return tmp_path


def both():
    return digest.digest_of_imports(["evaltoolkit.disclosure.protect"]), digest.digest_of_everything(["safety.leak"])


CHANGES = {
    "evaltoolkit/charts/parts/bars.py": ("TITLE = 'b'\n", False, True),
    "evaltoolkit/model/rows/links.py": ("LINKS = 2\n", True, True),
    "evaltoolkit/model/tables.yaml": ("hours: 2\n", True, True),
    "evaltoolkit/disclosure/policy.yaml": ("min_people: 4\n", True, True),
    "notebooks/street_report.ipynb": ("[]", False, True),
}


@pytest.mark.parametrize("place", CHANGES)
def test_a_change_voids_what_depends_on_it_alone(place, project):
    content, of_attacks, of_everything = CHANGES[place]
    before = both()
    (project / place).write_text(content, encoding="utf-8")
    after = both()
    assert (before[0] != after[0], before[1] != after[1]) == (of_attacks, of_everything)


def test_a_comment_voids_no_attack(project):
    before = both()
    (project / "evaltoolkit/model/rows/links.py").write_text("LINKS = 1  # another\n", encoding="utf-8")
    assert both()[0] == before[0]


def test_figures_add_up_numbers_and_join_lists():
    first = {"hidden": 3, "found": ["b"], "seen": {"money": {"shown": 1, "there": 2}}}
    second = {"hidden": 4, "found": ["a", "b"], "seen": {"money": {"shown": 5, "there": 6}, "hours": {"shown": 1}}}
    assert added(first, second) == {
        "hidden": 7, "found": ["a", "b"], "seen": {"money": {"shown": 6, "there": 8}, "hours": {"shown": 1}}
    }  # fmt: skip
    assert added({}, second) == second


@pytest.fixture
def counting(tmp_path, monkeypatch):
    """The tool with one part, whose pieces tell their number, and worker threads in place of processes."""
    done = []

    def work(version, number):
        done.append((version, number))
        return {"sum": number}

    monkeypatch.setattr(figures, "PARTS", {"made": Part({"a": 6, "b": 3}, work, lambda: "code")})
    monkeypatch.setattr(figures, "KEPT", tmp_path / "kept.json")
    monkeypatch.setattr(figures, "ProcessPoolExecutor", lambda workers, **_: ThreadPoolExecutor(workers))
    return done


def kept():
    return json.loads(figures.KEPT.read_text(encoding="utf-8"))["made"]["figures"]


def test_every_piece_is_worked_out_once_also_over_two_runs(counting):
    figures.work_out(["made"], 0.5, 60.0, 2)
    half = kept()
    figures.work_out(["made"], 1.0, 60.0, 2)
    assert half == {"a": {"pieces": 3, "sum": 3}, "b": {"pieces": 2, "sum": 1}}
    assert kept() == {"a": {"pieces": 6, "sum": 15}, "b": {"pieces": 3, "sum": 3}}
    assert sorted(counting) == [*(("a", number) for number in range(6)), *(("b", number) for number in range(3))]


def test_a_run_that_is_out_of_time_keeps_what_it_has_and_goes_on_there(counting):
    figures.work_out(["made"], 1.0, 0.0, 1)
    assert kept() == {"a": {"pieces": 1, "sum": 0}}
    figures.work_out(["made"], 1.0, 60.0, 1)
    assert kept() == {"a": {"pieces": 6, "sum": 15}, "b": {"pieces": 3, "sum": 3}}


def test_other_code_begins_again(counting, monkeypatch):
    figures.work_out(["made"], 1.0, 60.0, 1)
    changed = Part({"a": 1}, lambda *_: {"sum": 100}, lambda: "changed")
    monkeypatch.setattr(figures, "PARTS", {"made": changed})
    figures.work_out(["made"], 1.0, 60.0, 1)
    assert kept() == {"a": {"pieces": 1, "sum": 100}}


def test_the_page_states_what_was_done_beside_the_full_number_and_what_was_found():
    attacked = {"shared": {"pieces": 12, "hidden": 3400, "narrowed": 2, "found": ["3 coverage"], "seconds": 1.0}}
    page = figures_page({"small_numbers": {"revision": "abc", "figures": attacked}}, FULL)
    assert "| shared | 12 | 1,000 | 0 to 11 | 3,400 | 2 |" in page


def test_the_page_states_how_many_names_were_tried_and_missed():
    found = {"gate": {"pieces": 2, "tries": 2352, "wrong": 1, "found": ["0 a"]}}
    page = figures_page({"names": {"revision": "abc", "figures": found}}, FULL)
    assert "| 2,352 | 2 of 11 | 0 to 1 | spellings at the places of files of every kind: names missed | 1 |" in page


def test_both_pages_state_for_each_part_the_revision_the_numbers_and_what_was_found_also_of_before():
    part = {
        "revision": "abc", "figures": {"shared, pages": {"pieces": 7, "narrowed": 1}},
        "before": {"revision": "old", "figures": {"shared, pages": {"pieces": 60, "narrowed": 0}}},
    }  # fmt: skip
    for chinese in (False, True):
        lines = runs_table({"states": part}, FULL, chinese=chinese).splitlines()[2:]
        assert [line.split(" | ", 1)[1] for line in lines] == [
            "shared, pages | 7 | 300 | 0–6 | 1 | abc |", "shared, pages | 60 | 300 | 0–59 | 0 | old |"
        ]  # fmt: skip
    assert runs_table({"states": part}, FULL, chinese=True) in chinese_page({"states": part}, FULL)


def test_what_was_worked_out_with_other_code_before_is_kept_beside_it(counting, monkeypatch):
    figures.work_out(["made"], 1.0, 60.0, 1)
    monkeypatch.setattr(figures, "PARTS", {"made": Part({"a": 2}, lambda *_: {"sum": 100}, lambda: "changed")})
    figures.work_out(["made"], 1.0, 60.0, 1)
    part = json.loads(figures.KEPT.read_text(encoding="utf-8"))["made"]
    assert part["before"]["figures"]["a"]["pieces"] == 6
