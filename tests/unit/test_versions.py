"""pyproject.toml, constraints.txt and environment.yml say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from starter.trouble import NEWEST

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = [
    Requirement(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line.strip()
]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib": "matplotlib-base", "jupyter-client": "jupyter_client"}  # the former without Qt
PYTHONS = ("3.11.7", "3.12.8", "3.13.5", "3.14.0")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
}


def machine(python, system):
    return {
        "python_version": ".".join(python.split(".")[:2]),
        "python_full_version": python,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        **SYSTEMS[system],
    }


def pins(python, system):
    found = {}
    for pin in CONSTRAINTS:
        if pin.marker is None or pin.marker.evaluate(machine(python, system)):
            found.setdefault(canonicalize_name(pin.name), []).append(pin.specifier)
    return found


def named_in_pyproject():
    extras = PROJECT["project"]["optional-dependencies"].values()
    lists = [PROJECT["project"]["dependencies"], *extras, PROJECT["build-system"]["requires"]]
    return [Requirement(line) for names in lists for line in names]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_package_named_is_pinned_once_on_every_platform(python, system):
    pinned = pins(python, system)

    for requirement in named_in_pyproject():
        (version,) = pinned[canonicalize_name(requirement.name)]
        (clause,) = version
        assert clause.operator == "=="
        assert requirement.specifier.contains(clause.version), requirement
    assert [name for name, versions in pinned.items() if len(versions) != 1] == []


def test_no_pandas_is_taken_whose_copies_may_be_views_of_what_is_protected():
    (pandas,) = [one for one in map(Requirement, PROJECT["project"]["dependencies"]) if one.name == "pandas"]
    assert [version for version in ("2.2.3", "2.3.3", "3.0.0", "3.1.1") if version in pandas.specifier] == [
        "3.0.0", "3.1.1",
    ]  # fmt: skip


def test_the_constraints_hold_names_versions_and_markers_only():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert not [word for word in ("://", "--", "#", "@") if word in text]
    assert [pin.name for pin in CONSTRAINTS if pin.extras or len(pin.specifier) != 1] == []


def test_what_is_installed_here_is_what_the_constraints_name():
    from importlib.metadata import version

    for requirement in map(Requirement, PROJECT["project"]["dependencies"]):
        marked = [pin for pin in CONSTRAINTS if canonicalize_name(pin.name) == canonicalize_name(requirement.name)]
        here = [pin for pin in marked if pin.marker is None or pin.marker.evaluate()]
        assert [pin.specifier.contains(version(requirement.name)) for pin in here] == [True], requirement


def conda_packages():
    names = [line for line in CONDA["dependencies"] if isinstance(line, str)]
    by_pip = next(line["pip"] for line in CONDA["dependencies"] if isinstance(line, dict))
    pinned = dict(line.split("=", 1) for line in names if "=" in line)
    pinned |= dict(line.split("==", 1) for line in by_pip if "==" in line)
    return pinned


def test_the_distributions_name_is_not_taken_and_import_and_command_keep_the_plain_one():
    from importlib.metadata import entry_points, packages_distributions

    from evaltoolkit import __version__
    from evaltoolkit.reporting.release.provenance import DISTRIBUTION
    from evaltoolkit.reporting.run.inputs import package_versions

    assert PROJECT["project"]["name"] == DISTRIBUTION == "social-evaltoolkit"
    assert DISTRIBUTION in packages_distributions()["evaltoolkit"]  # an environment of before has the former too
    assert entry_points(group="console_scripts")["evaltoolkit"].value == "evaltoolkit.cli:main"
    assert package_versions()["evaltoolkit"] == __version__


def test_no_module_imports_jupyterlab():
    """The command `lab` starts it as a process; `tests/cli/test_wheel.py` makes a report without it."""
    imported = re.compile(r"^\s*(?:from|import) jupyterlab", re.MULTILINE)
    sources = (ROOT / "evaltoolkit").rglob("*.py")
    assert [path for path in sources if imported.search(path.read_text(encoding="utf-8"))] == []


def test_conda_gets_the_same_run_time_packages_in_the_same_versions():
    conda = conda_packages()
    python = conda.pop("python")
    pinned = pins(f"{python}.0", "linux")
    names = [Requirement(line).name for line in PROJECT["project"]["dependencies"]]

    assert conda == {
        CONDA_NAMES.get(name, name): str(pinned[canonicalize_name(name)][0]).removeprefix("==") for name in names
    }


def test_condas_python_is_one_that_the_project_runs_on():
    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(conda_packages()["python"])


def locked(name):
    """Return the pins of a file of hashes with how many hashes each has."""
    found = {}
    for entry in (ROOT / "locked" / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        pin, *hashes = entry.split("--hash=")
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found.strip()) for found in hashes), pin
        found[" ".join(pin.split())] = len(hashes)
    return found


def test_every_pin_has_the_hashes_of_its_files_and_no_other_package_is_installed():
    pinned = {requirement_key(str(pin)) for pin in CONSTRAINTS}
    for name in ("run.txt", "all.txt"):
        assert {requirement_key(pin) for pin in locked(name)} <= pinned
        assert min(locked(name).values()) >= 1
    assert {requirement_key(pin) for pin in locked("all.txt")} == pinned


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_packages_for_running_are_locked_on_every_platform(python, system):
    there = [Requirement(pin) for pin in locked("run.txt")]
    names = {
        canonicalize_name(pin.name)
        for pin in there
        if pin.marker is None or pin.marker.evaluate(machine(python, system))
    }
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    assert {canonicalize_name(Requirement(line).name) for line in needed} <= names


def requirement_key(pin):
    """Return name and version; a marker may be written in more or fewer words."""
    requirement = Requirement(pin)
    return canonicalize_name(requirement.name), str(requirement.specifier)


def test_the_build_is_pinned():
    (build,) = map(Requirement, PROJECT["build-system"]["requires"])
    assert requirement_key(str(build)) in {requirement_key(pin) for pin in locked("run.txt")}


def test_the_workflow_runs_both_commands_of_the_readme_on_every_system_and_python():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "two-commands.yml").read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    matrix = job["strategy"]["matrix"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Two commands", 1)[1].split("\n## ", 1)[0]

    assert {name.partition("-")[0].replace("ubuntu", "linux") for name in matrix["os"]} == set(SYSTEMS)
    assert matrix["python"] == [".".join(python.split(".")[:2]) for python in PYTHONS]
    assert [step["run"] for step in job["steps"] if "run" in step] == re.findall(
        r"^    (python start\.py \w+)", section, re.M
    )


def test_the_newest_python_that_start_takes_is_the_newest_that_is_pinned():
    assert ".".join(map(str, NEWEST)) == ".".join(PYTHONS[-1].split(".")[:2])
