"""What must not stand in a file that others get: addresses of registries, folders of one machine, wrong line ends."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each pattern is written so that it does not match itself.
FORBIDDEN = {
    "a registry's host": re.compile(
        r"pythonhoste[d]|py[p]i\.(org|tuna)|npm[j]s\.(org|com)|deb\.debia[n]|anacond[a]\.org"
    ),
    "a mirror's host": re.compile(r"https?://[\w.-]*(mirro[r]|simpl[e]/)"),
    "a home folder": re.compile(r"(?<![\w.])/(hom[e]|roo[t]|User[s])/\w|[A-Z]:\\User[s]\\\w"),
    "a work folder": re.compile(r"(?<![\w.])/(wor[k]|tm[p]/[a-z]\w*)/\w"),
}


def tracked_files():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files are part of the project cannot be told")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode("utf-8").split("\0") if name and (path := ROOT / name).is_file()]


def texts():
    for path in tracked_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}: {what}: {match.group()}"
        for path, text in texts()
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
    ]

    assert found == []


def test_nothing_private_generated_or_locked_is_tracked():
    names = {str(path.relative_to(ROOT).as_posix()) for path in tracked_files()}

    assert not {name for name in names if name.startswith(("private/", "data/", ".venv/"))}
    assert {name for name in names if name.startswith("reports/")} <= {"reports/README.md"}
    assert "uv.lock" not in names


def test_the_checks_patterns_catch_what_they_are_for():
    samples = {
        "a registry's host": "https://files.pythonhos" + "ted.org/x.whl",
        "a mirror's host": "https://mirr" + "ors.example.cn/x",
        "a home folder": "/ho" + "me/ann/x",
        "a work folder": "/wo" + "rk/main/x",
    }

    assert all(FORBIDDEN[what].search(sample) for what, sample in samples.items())


def test_every_name_is_one_that_windows_takes():
    names = [path.relative_to(ROOT).as_posix() for path in tracked_files()]
    device = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
    parts = {part for name in names for part in name.split("/")}

    assert not [part for part in parts if device.fullmatch(part) or part[-1] in ". " or set(part) & set('<>:"|?*')]
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) < 120  # of the 260 that Windows takes: the rest is for the folder she unpacks it in
