import ast
from pathlib import Path

import pytest

import evaltoolkit.reporting
from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.release.release import release

ROSTER = Roster(names=frozenset({"禤小漏"}))


def written(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_clean_files_are_written_together(tmp_path):
    release({tmp_path / "a.html": "<p>甲</p>", tmp_path / "a.results.json": '{"a": 1}'}, ROSTER)
    assert written(tmp_path) == ["a.html", "a.results.json"]


@pytest.mark.parametrize(
    "contents",
    [
        {"a.html": "<p>禤小漏</p>", "b.json": "{}"},
        {"a.html": "<p>甲</p>", "b.json": '{"x": ["禤 小 漏"]}'},
        {"a.html": "<p>甲</p>", "禤小漏.json": "{}"},
        {"a.html": "<p>甲</p>", "13800138000.html": "<p>乙</p>"},
    ],
    ids=["page", "results", "name of a file", "number in a file's name"],
)
def test_one_hit_keeps_every_file_back(contents, tmp_path):
    with pytest.raises(UserError) as error:
        release({tmp_path / name: words for name, words in contents.items()}, ROSTER)
    assert error.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert written(tmp_path) == []


@pytest.mark.parametrize("name", ["a.csv", "a.docx", "a.xlsx", "a.png", "a"])
def test_a_kind_of_file_without_a_search_is_not_published(name, tmp_path):
    with pytest.raises(RunError):
        release({tmp_path / name: "甲"}, ROSTER)
    assert written(tmp_path) == []


def test_no_other_module_writes_files_that_others_may_read():
    """Every call of the writing functions is private, but those in the two modules that search first."""
    package = Path(evaltoolkit.reporting.__file__).parents[1]
    public = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("write_all", "write_whole")
            if is_call and not any(
                word.arg == "private" and isinstance(word.value, ast.Constant) and word.value.value is True
                for word in node.keywords
            ):
                public.append(path.relative_to(package).as_posix())
    made = {name for name in public if name.startswith("synthetic/")}  # of nobody
    restored = {"reporting/release/backup.py"}  # parameter files, to where they were
    assert set(public) - made - restored <= {
        "reporting/release/release.py",
        "reporting/release/release_files.py",
        "intake/files/whole_files.py",
    }
