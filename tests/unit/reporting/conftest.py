"""The zoo of small notebooks, each named for its one defect, and a place where they run."""

from pathlib import Path

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.reporting.release.earlier_reports import earlier_reports
from evaltoolkit.reporting.release.ledger import digest_of
from evaltoolkit.reporting.release.release_papers import release_papers
from evaltoolkit.reporting.release.results_file import protected_to_json
from tests.published_street import PLAN, results, write

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
    from evaltoolkit.reporting.run.execute import execute_notebook

    def execute(name, parameters=PARAMETERS, **options):
        output = tmp_path / "private" / "trial" / "out.ipynb"
        return execute_notebook(zoo / f"{name}.ipynb", parameters, output, cwd=tmp_path, **options)

    return execute


@pytest.fixture
def publish(tmp_path):
    """Make the report of so many pairs in a run, publish it, and return it."""

    def make(pairs, run, audience="shared", workbook=None, policy=None, **changes):
        workbook = workbook or f"workbook of {pairs}"
        plan = PLAN.model_copy(update={"audience": audience, **changes})
        shown = protect_results(results(pairs, workbook), policy or shipped_policy(), audience,
                                earlier=earlier_reports(plan, home=tmp_path))  # fmt: skip
        path = tmp_path / "reports" / run / f"{plan.key}.results.json"
        written = release_papers(
            tmp_path, plan, {path: protected_to_json(shown, results(pairs, workbook))},
            (shown.papers, digest_of(shown.earlier)), write,
        )  # fmt: skip
        assert written == {path: path}
        return shown

    return make
