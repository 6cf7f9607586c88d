"""Nobody whom a workbook names, wherever and however written, can be read in a published file, and nothing else stops.

The quick profile takes a sample of each; the full one every spelling at every place in every kind of file.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import evaltoolkit
from evaltoolkit.reporting.release.gate import Roster, scan_words
from evaltoolkit.reporting.release.release import SCANS
from evaltoolkit.reporting.release.release_files import _SCANS
from safety.false_stops import PLACES as PLACES_OF_THE_COUNTRY
from safety.false_stops import place_names, stopped_lines, stopped_places
from safety.name_attack import missed_by_gate, missed_in_files, missed_in_store, named_street
from safety.named_workbook import LEARNT, STOOD
from safety.neutral import both
from safety.published import MADE_BY, PLACES, SUFFIXES
from safety.spelled import SPELLINGS, Named, people, seen
from tests.small_street import make_small_year

PACKAGE = Path(evaltoolkit.__file__).parent


def releasing_modules():
    """Return the modules that call what writes into ``reports/``."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("evaltoolkit.reporting.release.release")
            for alias in node.names
        }
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if imported & used & {"release", "release_files"}:
            found.add(path.relative_to(PACKAGE.parent).as_posix())
    return found


def test_every_published_kind_is_listed_and_attacked():
    assert releasing_modules() == {module for modules in MADE_BY.values() for module in modules}
    assert {*SCANS, *_SCANS} == SUFFIXES == {kind for kind in PLACES if kind.startswith(".")}


def test_the_attack_has_forty_spellings_at_twenty_five_places():
    assert len(SPELLINGS) >= 40
    assert len(LEARNT) + len(STOOD) >= 25
    someone = Named("闫", "骅芃")
    assert len({spell(someone) for spell in SPELLINGS.values()}) == len(SPELLINGS)


def test_the_attackers_own_search_reads_every_spelling():
    listed = people(40, 3)
    for way, spell in SPELLINGS.items():
        assert [who for who in listed if not seen(f"前{spell(who)}后", [who])] == [], way


def test_the_gate_finds_every_spelling_in_every_kind_of_file():
    missed = missed_by_gate(0)
    assert missed.names == ()
    assert missed.tries > 1_000


def test_a_workbook_that_names_people_everywhere_is_stored_without_a_name(tmp_path):
    street = named_street(tmp_path / "home", 0)
    missed = missed_in_store(street)
    assert missed.names == ()
    assert missed.tries > 1_000


@pytest.mark.full
@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_named_in_any_paper_notice_index_or_kernel_of_a_street(seed, tmp_path):
    street = named_street(tmp_path / "home", seed)
    missed = missed_in_files(street, seed)
    assert missed.names == ()


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 11))
def test_the_gate_finds_every_spelling_for_other_people_too(seed):
    assert missed_by_gate(seed).names == ()


def test_no_name_of_a_place_stops_its_own_report():
    assert stopped_places(place_names()[::10]).names == ()


def test_ordinary_lines_stop_nothing():
    assert stopped_lines(5_000).names == ()


@pytest.mark.full
def test_none_of_twenty_thousand_places_stops_its_own_report():
    assert len(set(place_names())) == PLACES_OF_THE_COUNTRY
    assert stopped_places(place_names()).names == ()


@pytest.mark.full
def test_at_most_one_in_ten_thousand_ordinary_lines_stops():
    assert stopped_lines(100_000).wrong <= 10


def test_a_person_of_a_districts_name_is_still_found_as_a_person():
    roster = Roster(frozenset({"温江"}))
    assert not scan_words("温江区的居民", roster)
    assert scan_words("组员温江，65岁", roster)
    assert scan_words("姓名：温江", roster)


def test_keys_called_after_people_give_the_same_figures_as_neutral_ones(tmp_path):
    named, neutral = both(make_small_year("松洲街道", 2023, 0), tmp_path, 0)
    assert named == neutral
    assert named.total() > 500


@pytest.mark.full
@pytest.mark.parametrize("seed", range(1, 100))
def test_keys_called_after_people_give_the_same_figures_in_a_hundred_streets(seed, tmp_path):
    named, neutral = both(make_small_year("松洲街道", 2023, seed), tmp_path, seed)
    assert named == neutral
