"""Each refusal names the true cause, and the remedy that helps."""

import random
import sys
from pathlib import Path

import pytest

from evaltoolkit.errors import ExitCode, FileError, UserError
from evaltoolkit.intake.files.project import Project
from evaltoolkit.intake.people.pseudonyms import key_path, pseudonyms, station_key
from evaltoolkit.intake.plans.plan_file import data_path, plan_from, read_plan
from evaltoolkit.intake.reading import limits
from evaltoolkit.intake.reading.memory_limit import limited_memory
from evaltoolkit.intake.reading.workbook_reader import read_workbook
from evaltoolkit.language import Language
from tests.faults.intake.conftest import ROW, cells, package

ROOT = Path(__file__).parents[3]
GIVEN = {
    "street": "甲街道", "slug": "jia", "district": "乙区", "year": 2023, "project": "社工站",
    "indicator_system": "national_2020",
}  # fmt: skip


def test_a_damaged_archive_is_never_said_to_hold_too_many_pictures(tmp_path):
    whole, chance, said = package(cells(ROW)), random.Random(7), set()  # noqa: S311
    directory = whole.index(b"PK\x01\x02")
    for _ in range(300):
        changed = bytearray(whole)
        for _ in range(chance.randrange(1, 8)):
            changed[chance.randrange(directory, len(changed))] = chance.randrange(256)
        path = tmp_path / "表.xlsx"
        path.write_bytes(changed)
        try:
            read_workbook(path)
        except FileError as error:
            said.add(Language("zh_CN").say(error.sentence))
    assert any("已损坏" in words for words in said)
    assert not [words for words in said if "图片" in words]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is no file there either, but with another error")
def test_a_key_that_cannot_be_read_is_not_laid_to_the_workbook(tmp_path):
    project = Project(tmp_path)
    key_path(project).mkdir(parents=True)  # for root, too, no file that can be read
    with pytest.raises(FileError) as refused:
        station_key(project)
    said = Language("zh_CN").say(refused.value.sentence)
    assert "密钥" in said
    assert "另存" not in said


@pytest.mark.parametrize("data", ["a\0b", "长" * 4_000, "a\u202eb", "a\n\u202eb", "a\n\nb"])
def test_a_place_of_data_that_no_file_can_have_is_a_fault_with_its_line(tmp_path, data):
    with pytest.raises(UserError) as refused:
        plan_from({**GIVEN, "data": data})
    assert refused.value.exit_code is ExitCode.PLAN_INVALID


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
@pytest.mark.parametrize("kind", ["circle", "pipe", "long"])
def test_a_place_that_is_no_file_is_refused_at_once(tmp_path, kind):
    import os

    for folder in ("parameters", "notebooks", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data" / "circle").symlink_to(tmp_path / "data" / "circle")
    os.mkfifo(tmp_path / "data" / "pipe")
    place = f"data/{'a' * 300 if kind == 'long' else kind}"
    plan = tmp_path / "parameters" / "jia.yaml"
    plan.write_text("".join(f"{name}: {value}\n" for name, value in {**GIVEN, "data": place}.items()), encoding="utf-8")
    for ask in (lambda: read_plan(plan), lambda: data_path(plan_from({**GIVEN, "data": place}), Project(tmp_path))):
        with pytest.raises(FileError):
            ask()
    with pytest.raises(FileError):
        read_workbook(tmp_path / place)


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of the process's data, which Linux keeps")
def test_what_takes_too_much_memory_is_refused_and_the_limit_ends_with_it():
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(FileError) as refused, limited_memory("表.xlsx"):
        assert bytearray(3_000_000_000)
    assert refused.value.exit_code is ExitCode.FILE_TOO_LARGE
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_codes_of_a_hundred_thousand_people_take_seconds_and_are_all_different():
    codes = pseudonyms((f"A{number}" for number in range(100_000)), b"0" * 32, prefix="C")
    assert len(set(codes.values())) == 100_000


@pytest.mark.parametrize(("page", "million"), [("privacy.md", "{} million"), ("privacy.zh.md", "{}00 万")])
def test_the_pages_on_privacy_state_the_limits_and_on_which_systems_memory_is_one(page, million):
    words = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (said,) = [part for part in words.split("\n\n") if "tests/faults" in part]
    stated = [f"{limits.MAX_FILE_BYTES // 10**6} MB", f"{limits.MAX_UNPACKED_BYTES // 10**6} MB",
              million.format(limits.MAX_WORKBOOK_CELLS // 10**6), f"{limits.MAX_MEMORY_BYTES // 10**9} GB"]  # fmt: skip
    assert [part for part in (*stated, "Linux", "Windows", "macOS") if part not in said] == []
