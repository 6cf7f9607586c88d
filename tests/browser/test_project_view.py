"""The view of one project on paper: two sheets, whichever of its forms."""

import re
import shutil
from pathlib import Path

import pytest

from evaltoolkit.reporting.project_view import report_project
from evaltoolkit.synthetic.__main__ import main

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    home = tmp_path_factory.mktemp("项目")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (home / "parameters" / "streets").mkdir(parents=True)
    main(["云城街道", "--folder", str(home)])
    plan = home / "parameters" / "streets" / "云城街道_2023_synthetic.yaml"
    return report_project(plan, "重点项目", run="weekly", home=home)


@pytest.mark.parametrize("form", ["station", "shared"])
def test_a_project_with_every_kind_of_record_fills_at_most_two_sheets(opened, forms, form):
    with opened(getattr(forms, form).read_text(encoding="utf-8")) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
