"""The zoo of small notebooks, each named for its one defect, and a place where they run."""

from pathlib import Path

import pytest

ZOO = Path(__file__).parent / "zoo"
PARAMETERS = {"street": "示例街道", "year": 2025, "rows": {"甲": [{"actual": "≥85%", "numerator": 0.1}]}}


@pytest.fixture
def zoo():
    return ZOO


@pytest.fixture
def temp_folder(tmp_path, monkeypatch):
    """A temporary folder and a Jupyter runtime folder of this test alone."""
    folder = tmp_path / "t"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def run(tmp_path, zoo):
    """Run a notebook of the zoo with plain parameters; return the executed notebook."""
    from evaltoolkit.reporting.execute import execute_notebook

    def execute(name, parameters=PARAMETERS, **options):
        output = tmp_path / "private" / "trial" / "out.ipynb"
        return execute_notebook(zoo / f"{name}.ipynb", parameters, output, cwd=tmp_path, **options)

    return execute
