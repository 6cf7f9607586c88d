"""The summary of one group and the view of one project on paper: two sheets, whichever of their forms."""

import re
import shutil
from pathlib import Path

import pytest

from evaltoolkit.intake.load import load
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.reporting.papers.group import GROUP
from evaltoolkit.reporting.papers.project_view import PROJECT
from evaltoolkit.reporting.papers.two_forms import Place, make_two_forms
from evaltoolkit.synthetic.__main__ import main
from tests.browser.walk import violations
from tests.sample import one_in

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
KINDS = {"group": (GROUP, "银龄同行1组"), "project": (PROJECT, "重点项目")}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("项目")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (folder / "parameters" / "streets").mkdir(parents=True)
    main(["云城街道", "--folder", str(folder)])
    return folder


@pytest.fixture(scope="module", params=one_in(2, KINDS))
def forms(request, home, kernels):
    kind, name = KINDS[request.param]
    plan = home / "parameters" / "streets" / "云城街道_2023_synthetic.yaml"
    return make_two_forms(kind, plan, name, Place("weekly", home, kernels=kernels))


@pytest.mark.parametrize("form", ["station", "shared"])
def test_one_with_every_kind_of_record_fills_at_most_two_sheets(opened, forms, form):
    with opened(getattr(forms, form).read_text(encoding="utf-8")) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("street", ["云城街道", "江高镇", "石井街道"])
def test_every_group_and_project_of_a_street_fills_at_most_two_sheets(opened, tmp_path, kernels, street, kind):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (tmp_path / "parameters" / "streets").mkdir(parents=True)
    main([street, "--folder", str(tmp_path)])
    plan = tmp_path / "parameters" / "streets" / f"{street}_2023_synthetic.yaml"
    services = load(read_plan(plan), home=tmp_path).rows("services")
    for name in sorted(set(services[kind].dropna())):
        made = make_two_forms(KINDS[kind][0], plan, name, Place("weekly", tmp_path, kernels=kernels))
        for page in (made.station, made.shared):
            with opened(page.read_text(encoding="utf-8")) as shown:
                assert shown.evaluate("document.documentElement.scrollWidth") <= 390, name
                assert len(re.findall(rb"/Type\s*/Page\b", shown.pdf(prefer_css_page_size=True))) <= 2, name


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), pytest.param(1440, "light", marks=pytest.mark.full)])
@pytest.mark.parametrize("form", ["station", "shared"])
def test_axe_finds_nothing(opened, forms, form, width, scheme):
    with opened(getattr(forms, form).read_text(encoding="utf-8"), width, color_scheme=scheme) as page:
        assert violations(page) == []
