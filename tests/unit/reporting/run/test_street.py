import json

import pytest

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.reporting.release.gate import Roster
from evaltoolkit.reporting.run.compute import compute_here
from evaltoolkit.reporting.run.street import report_street

PAGE = "2025年度示例街道绩效评价报告（示例数据）.html"
PLAN = """\
schema_version: 1
street: 示例街道
slug: shili
district: 示例市示例区
year: 2025
project: 家庭综合服务中心运营经费
synthetic: true
indicator_system: made
audience: {audience}
sections:
  background: {{words: 王小明说服务很好, source: 示例}}
"""


@pytest.fixture
def report(tmp_path, zoo, compute):
    home = tmp_path / "项目 {一}"
    plan = home / "parameters" / "streets" / "shili_2025.yaml"
    plan.parent.mkdir(parents=True)
    (home / "notebooks").mkdir()

    def run(notebook="street", audience="shared", **options):
        plan.write_text(PLAN.format(audience=audience), encoding="utf-8")
        return report_street(plan, run="trial", notebook=zoo / f"{notebook}.ipynb", **{"compute": compute, **options})

    run.home = home
    return run


def published(report):
    return sorted(path.name for path in report.home.glob("reports/**/*") if path.is_file())


def test_a_street_ends_with_a_page_and_its_protected_results(report, temp_folder):
    done = report(compute=compute_here)  # plain processes have no folder
    page = done.html.read_text(encoding="utf-8")

    assert done.html == report.home.resolve() / "reports" / "trial" / PAGE
    assert "<title>2025年度示例市示例区示例街道绩效评价报告</title>" in page
    assert "示例街道：王小明说服务很好" in page
    assert json.loads(done.results.read_text(encoding="utf-8"))["audience"] == "shared"
    assert done.private_results.exists()
    assert published(report) == [PAGE, "shili_2025.results.json"]
    assert [name for name, _ in done.inputs] == ["parameters/streets/shili_2025.yaml", "street.ipynb"]
    assert list(temp_folder.iterdir()) == []


def test_the_same_street_gives_the_same_bytes(report):
    done = report()
    first = [path.read_bytes() for path in (done.html, done.results)]
    report()

    assert [path.read_bytes() for path in (done.html, done.results)] == first


def test_the_stations_own_version_never_lies_under_reports(report):
    done = report(audience="station")

    assert done.html == report.home.resolve() / "private" / "trial" / PAGE.replace(".html", "（站内版）.html")
    assert published(report) == []


@pytest.mark.parametrize(
    ("notebook", "options", "kind"),
    [
        ("street_with_a_phone_number", {}, "a telephone number"),
        ("street", {"roster": Roster(names=frozenset({"王小明"}))}, "a name from the roster"),
    ],
)
def test_what_names_a_person_is_never_published(report, notebook, options, kind):
    with pytest.raises(UserError) as error:
        report(notebook, **options)

    assert error.value.exit_code is ExitCode.IDENTIFIER_FOUND
    assert kind in str(error.value)
    assert published(report) == []


@pytest.mark.parametrize("notebook", ["street_that_saves_nothing", "street_with_a_silent_picture"])
def test_a_report_that_lacks_its_results_or_a_pictures_words_is_not_published(report, notebook):
    with pytest.raises(RunError):
        report(notebook)

    assert published(report) == []


def test_another_street_of_the_same_code_takes_no_ones_place(report):
    done = report()
    before = done.html.read_bytes()
    plan = report.home / "parameters" / "streets" / "other.yaml"
    plan.write_text(PLAN.format(audience="shared").replace("示例街道", "另一街道"), encoding="utf-8")

    with pytest.raises(UserError) as caught:
        report_street(plan, run="trial", notebook=done.notebook)

    assert caught.value.exit_code is ExitCode.ALREADY_EXISTS
    assert "示例街道" in str(caught.value)
    assert done.html.read_bytes() == before


def test_a_report_for_other_readers_takes_the_place_of_the_page_that_was_there(report):
    first = report()
    (first.html.parent / "shili_2025.html").write_text("of an earlier version", encoding="utf-8")
    public = report(audience="public")

    assert public.html.name == PAGE.replace(".html", "（公开版）.html")
    assert published(report) == sorted([public.html.name, "shili_2025.results.json"])
    assert not public.is_aside
