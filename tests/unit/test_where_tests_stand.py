"""A test stands where the name of its module is sought: in the same folder, under the same name."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE, UNIT = ROOT / "evaltoolkit", ROOT / "tests" / "unit"
OF_SEVERAL = {
    "batch/cells/test_equality.py",
    "batch/cells/test_isolation.py",
    "batch/cells/test_streams.py",
    "charts/test_every_chart.py",
    "charts/test_outcome_charts.py",
    "charts/test_services_charts.py",
    "disclosure/test_version_names.py",
    "explore/test_every_choice.py",
    "explore/test_in_english.py",
    "findings/test_extremes.py",
    "findings/test_one_definition.py",
    "findings/test_one_form.py",
    "findings/test_own_threshold.py",
    "forms/test_changed_by_hand.py",
    "intake/mapping/test_street_data.py",
    "intake/reading/test_other_formats.py",
    "intake/test_identifier_kinds.py",
    "intake/test_measures_sheet.py",
    "intake/test_public_words.py",
    "intake/test_remedies.py",
    "intake/test_rows_told.py",
    "model/test_feeds.py",
    "model/test_shipped_words.py",
    "outcomes/test_given.py",
    "reporting/release/test_damaged_private.py",
    "reporting/test_import.py",
    "reporting/test_sections_of_a_street.py",
    "reporting/test_years_without_rows.py",
    "scoring/rules/test_names.py",
    "scoring/test_yuncheng_plan.py",
    "services/test_known_on.py",
    "services/test_missing_sheets.py",
    "services/test_part_of_year.py",
    "services/test_process.py",
    "services/test_true_sentences.py",
    "synthetic/test_intake.py",
    "synthetic/test_recovery.py",
    "words/body/test_body.py",
    "words/services/test_other_services.py",
    "words/test_hardly_anybody.py",
    "words/test_station_words.py",
    "words/test_true_to_the_row.py",
}
"""Tests of what several modules do together, named by the sentence that they hold."""


def is_found(test: Path) -> bool:
    """Return whether a module, or a room, of the test's folder has its name, or the first words of it."""
    folder, words = PACKAGE / test.parent, test.stem.removeprefix("test_").split("_")
    names = ("_".join(words[:length]) for length in range(len(words), 0, -1))
    return any((folder / f"{name}.py").is_file() or (folder / name / "__init__.py").is_file() for name in names)


def test_each_test_has_the_name_of_its_module_or_is_of_several():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tests = [path.relative_to(UNIT) for path in sorted(UNIT.rglob("test_*.py"))]
    sought = {test for test in tests if test.parts[0] in rooms}

    assert {test.as_posix() for test in sought if not is_found(test)} == OF_SEVERAL
