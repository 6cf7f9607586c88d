"""How JupyterLab is started: on copies of the notebooks, with settings of its own, asking nothing from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from evaltoolkit.explore.lab.copies import Digests, copy_notebooks, working_folder
from evaltoolkit.explore.lab.reachable import require_secret
from evaltoolkit.explore.memory import LAB_VARIABLE
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project, private_folder
from evaltoolkit.language import Language, text
from evaltoolkit.reporting.release.publish import write_all

WELCOME = "welcome.ipynb"
_RUN = text("Run this page anew")
NOTICES = {
    "restarted": (text("The kernel was restarted, so the controls no longer do anything and what stands here is of "
                       "before. Run the page anew; it takes a few seconds."), _RUN),
    "dead": (text("The kernel has ended, so the controls no longer do anything and what stands here is of before. Run "
                  "the page anew; if it ends again, close other pages first: the memory may have run out."), _RUN),
    "own": (text("This page holds code of your own, so it does not run by itself, and what stands here may be of an "
                 "earlier day. Run it if you know the code."), text("Run this page")),
    "elsewhere": (text("This page is open in another window. Go on there, or take it over here."),
                  text("Go on here")),
    "moved": (text("This page was taken over by another window, and what stands here is of before. Close this window, "
                   "or take the page back."), text("Go on here")),
}  # fmt: skip
"""What is said above a page whose figures no kernel keeps up, and the words on the button that mends it, by key."""
_OWN = "jupyter"  # folder in private/ with settings, signatures and open tabs: not those of the user's other work


def open_lab(project: Project, arguments: Sequence[str], language: Language) -> int:
    """Start JupyterLab on the welcome notebook and return its exit status when it ends.

    Parameters
    ----------
    project
        Whose notebooks and streets are explored.
    arguments
        Passed on to JupyterLab, such as ``--no-browser``, and where its kernels come from.
    language
        The user's; menus, notices and notebooks are in it.
    """
    require_secret(arguments, os.environ)
    write_settings(project, copy_notebooks(project, language), language)
    command = [sys.executable, *lab_command(project, arguments)]
    process = subprocess.Popen(command, env={**os.environ, **lab_environment(project)})
    for name in ("SIGTERM", "SIGHUP"):  # nobody is left behind where this process is ended
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # JupyterLab got it as well and ends in its own good order
            continue


def lab_command(project: Project, arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the arguments of the Python that runs JupyterLab."""
    own = _own_folder(project)
    settings = {
        "ServerApp.root_dir": working_folder(project),
        "LabApp.default_url": f"/lab/tree/{WELCOME}",
        "LabApp.app_settings_dir": own / "settings",
        "LabApp.user_settings_dir": own / "user-settings",
        "LabApp.workspaces_dir": own / "workspaces",
        "LabApp.extra_labextensions_path": str(files("evaltoolkit.explore.lab") / "extensions"),
        # nothing is fetched from outside
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.news_url": "None",
        "LabApp.extension_manager": "readonly",
    }
    return ("-m", "jupyterlab", *(f"--{name}={value}" for name, value in settings.items()), *arguments)


def lab_environment(project: Project) -> dict[str, str]:
    """Return what JupyterLab and its kernels need: the project, and Jupyter folders of its own."""
    own = _own_folder(project)
    return {
        HOME_VARIABLE: str(project.root),
        LAB_VARIABLE: "1",
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
    }


def write_settings(project: Project, digests: Digests, language: Language) -> None:
    """Write the settings of the page: language, calm, which notebooks run when they are opened, what notices say."""
    folder = private_folder(_own_folder(project) / "settings")
    overrides = json.loads((files("evaltoolkit.explore.lab") / "overrides.json").read_text(encoding="utf-8"))
    overrides["@jupyterlab/translation-extension:plugin"] = {"locale": language.facts.lab}
    notices = {key: {"says": language.say(says), "does": language.say(does)} for key, (says, does) in NOTICES.items()}
    page = {
        "evaltoolkitNotebooks": json.dumps({name: digests[name] for name in running(digests)}),
        "evaltoolkitWords": json.dumps(notices, ensure_ascii=False),
    }
    contents = {"overrides.json": overrides, "page_config.json": page}
    write_all({folder / name: json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")
               for name, content in contents.items()}, private=True)  # fmt: skip


def running(names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the notebooks that run when they are opened: those that need no parameters.

    Examples
    --------
    >>> running({"explore_outcomes.ipynb": "", "street_report.ipynb": "", "tutorial_scoring_a_year.ipynb": ""})
    ('explore_outcomes.ipynb', 'tutorial_scoring_a_year.ipynb')
    """
    return tuple(name for name in names if name.startswith(("explore_", "tutorial_", "welcome")))


def _own_folder(project: Project) -> Path:
    return private_folder(project.private / _OWN)
