"""The contract that keeps the rooms apart lets through what the table allows, and nothing else."""

import tomllib
from pathlib import Path
from statistics import median

from code_lines import code_lines
from rooms import circles, faults, parse_table

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "evaltoolkit"
FILES, TYPICAL_LINES, MOST_LINES = 25, 60, 470
"""Of a folder; of the median module and of the longest one, blank lines and docstrings counted."""
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
TABLE = parse_table(["__init__: *", "model:", "scoring: model", "services: model, outcomes.proportions", "outcomes:"])


def found(module, *imported):
    return list(faults({module: frozenset(imported)}, TABLE))


def test_a_room_may_import_itself_and_what_its_line_names():
    assert found("evaltoolkit.scoring.card", "evaltoolkit.scoring.rules", "evaltoolkit.model.plan") == []


def test_an_import_that_the_line_does_not_name_is_a_fault():
    assert found("evaltoolkit.model.plan", "evaltoolkit.scoring.card") == [
        "evaltoolkit.model.plan may not import evaltoolkit.scoring.card"
    ]


def test_a_line_may_open_one_module_of_a_room_and_keep_the_others_shut():
    module = "evaltoolkit.services.satisfaction"

    assert found(module, "evaltoolkit.outcomes.proportions") == []
    assert found(module, "evaltoolkit.outcomes.paired") != []


def test_a_room_that_the_table_does_not_know_is_a_fault():
    assert found("evaltoolkit.helpers.dates") == ["helpers is not in the table of rooms"]


def test_a_room_within_a_room_keeps_to_its_own_line_and_the_room_around_it_may_use_it():
    table = parse_table(["model:", "intake: model", "intake.reading: intake.faults", "intake.faults:", "words: intake"])

    def of(module, *imported):
        return list(faults({module: frozenset(imported)}, table))

    assert of("evaltoolkit.intake.reading.cells", "evaltoolkit.intake.faults.kinds", "evaltoolkit.intake.reading") == []
    assert of("evaltoolkit.intake.load", "evaltoolkit.intake.reading.cells", "evaltoolkit.model.plan") == []
    assert of("evaltoolkit.words.page", "evaltoolkit.intake.reading.cells") == []
    assert of("evaltoolkit.intake.faults.kinds", "evaltoolkit.intake.reading.cells") != []
    assert of("evaltoolkit.intake.reading.cells", "evaltoolkit.intake.load") != []
    assert of("evaltoolkit.intake.reading.cells", "evaltoolkit.model.plan") != []


def test_a_table_whose_lines_run_in_a_circle_is_a_fault():
    assert list(circles(parse_table(["model:", "words: model", "charts: words", "office: charts"]))) == []
    assert len(list(circles(parse_table(["words: office", "charts: words", "office: charts"])))) == 3


def test_the_table_of_the_package_runs_in_no_circle():
    assert list(circles(parse_table(CONTRACT[0]["rooms"]))) == []


def test_no_room_takes_names_from_the_package_itself():
    assert found("evaltoolkit.scoring.card", "evaltoolkit") != []
    assert found("evaltoolkit", "evaltoolkit.scoring.card") == []


def test_every_folder_of_the_package_has_its_line():
    table = parse_table(CONTRACT[0]["rooms"])
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert folders - {"locales"} <= table.keys()


MANY_ROOMS = ("intake", "outcomes", "services", "disclosure", "charts", "words", "reporting")


def test_every_room_within_the_largest_rooms_has_its_line():
    table = parse_table(CONTRACT[0]["rooms"])
    inner = {f"{room}.{path.parent.name}" for room in MANY_ROOMS for path in (PACKAGE / room).glob("*/__init__.py")}

    assert inner == {room for room in table if "." in room}


def test_no_folder_holds_more_files_than_one_takes_in_at_a_look():
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert {folder.name for folder in folders if len(list(folder.glob("*.py"))) > FILES} == set()


def test_a_module_is_short_enough_to_be_read_at_one_sitting():
    """The longest as it stands, docstrings and all; the usual one by its code, which explanations do not lengthen."""
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.stem != "__init__"}

    assert median(len(code_lines(source)) for source in sources.values()) <= TYPICAL_LINES
    assert [path for path, source in sources.items() if len(source.splitlines()) > MOST_LINES] == []
