"""How JupyterLab is started."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evaltoolkit.explore.lab import opening
from evaltoolkit.explore.lab.opening import lab_command, lab_environment, open_lab, write_settings
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.language import Language

EXTENSIONS = Path(opening.__file__).with_name("extensions")


@pytest.fixture
def project(tmp_path):
    for folder in ("notebooks", "parameters"):
        (tmp_path / folder).mkdir()
    return Project(tmp_path)


def test_it_opens_the_welcome_notebook_in_private_and_asks_nothing_from_outside(project):
    command = lab_command(project, ["--no-browser"])

    assert command[:2] == ("-m", "jupyterlab")
    assert f"--ServerApp.root_dir={project.private / 'lab'}" in command
    assert "--LabApp.default_url=/lab/tree/welcome.ipynb" in command
    assert "--LabApp.news_url=None" in command
    assert "--LabApp.extension_manager=readonly" in command
    assert command[-1] == "--no-browser"


def test_settings_and_signatures_are_those_of_the_project_and_not_of_the_user(project):
    environment = lab_environment(project)

    assert environment[HOME_VARIABLE] == str(project.root)
    folders = [environment[name] for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")]
    assert all(Path(folder).is_relative_to(project.private) for folder in folders)


def test_only_notebooks_that_need_no_parameters_run_by_themselves(project):
    write_settings(
        project, {"explore_outcomes.ipynb": "a", "street_report.ipynb": "b", "welcome.ipynb": "c"}, Language("zh_CN")
    )

    folder = project.private / "jupyter" / "settings"
    page = json.loads((folder / "page_config.json").read_text(encoding="utf-8"))
    assert json.loads(page["evaltoolkitNotebooks"]) == {"explore_outcomes.ipynb": "a", "welcome.ipynb": "c"}
    overrides = json.loads((folder / "overrides.json").read_text(encoding="utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert overrides["@jupyterlab/translation-extension:plugin"] == {"locale": "zh_CN"}


def test_every_setting_is_one_that_jupyterlab_knows():
    overrides = json.loads(Path(opening.__file__).with_name("overrides.json").read_text(encoding="utf-8"))
    schemas = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
    for name, settings in overrides.items():
        package, plugin = name.split(":")
        schema = json.loads((schemas / package / f"{plugin}.json").read_text(encoding="utf-8"))
        assert set(settings) <= set(schema["properties"]), name


def test_the_extension_lies_where_jupyterlab_looks_for_it_and_names_no_address():
    (package,) = EXTENSIONS.glob("*/package.json")
    content = json.loads(package.read_text(encoding="utf-8"))
    script = package.parent / content["jupyterlab"]["_build"]["load"]

    assert content["name"] == package.parent.name
    assert f"window._JUPYTERLAB['{content['name']}']" in script.read_text(encoding="utf-8")
    assert "://" not in script.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_jupyterlab_ends_with_its_launcher(project, monkeypatch):
    script = (
        "import os, sys, time; from pathlib import Path;"
        "from evaltoolkit.explore.lab import opening; from evaltoolkit.intake.files.project import Project;"
        "from evaltoolkit.language import Language;"
        "opening.lab_command = lambda *_: ('-c', 'import os, time; print(os.getpid(), flush=True); time.sleep(60)');"
        f"sys.exit(opening.open_lab(Project(Path({str(project.root)!r})), (), Language()))"
    )
    launcher = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8")
    child = int(launcher.stdout.readline())
    launcher.terminate()

    assert launcher.wait(20) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    launcher.stdout.close()


def test_its_exit_status_comes_back(project, monkeypatch):
    monkeypatch.setattr(opening, "lab_command", lambda *_: ("-c", "raise SystemExit(7)"))
    monkeypatch.setattr(opening.signal, "signal", lambda *_: None)
    assert open_lab(project, (), Language()) == 7
