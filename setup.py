"""Put the notebooks and parameter files of the top level into the wheel; everything else stands in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

TREE = ("notebooks", "parameters", "reports/README.md")


class BuildWithTree(build_py):
    """Copies what a project folder begins with beside the package's own files."""

    def run(self) -> None:
        """Build the package and add the tree; an editable installation has it at the top level."""
        super().run()
        if self.editable_mode:
            return
        kept = shutil.ignore_patterns(".*", "__pycache__")
        for name in TREE:
            source, target = Path(name), Path(self.build_lib) / "evaltoolkit" / "tree" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True, ignore=kept)
            else:
                shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithTree})
