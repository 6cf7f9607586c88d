"""Real pre/post pairs go the whole way from sheet to page and give the figures that R gives.

Source: tests/golden/01_anorexia/README; the expected figures are computed by R, not by this project.
"""

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest

from evaltoolkit.reporting.run.street import report_street

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "01_anorexia"
PLAN = """\
schema_version: 1
street: 体重街道
slug: weight
district: 甲区
year: 2001
project: 三种做法的前后测
data: data/pairs
indicator_system: national_2020
"""


@pytest.fixture(scope="module")
def report(make_project, compute):
    home = make_project()
    (home / "parameters" / "scales" / "weight_lb.yaml").write_bytes((GOLDEN / "weight_lb.yaml").read_bytes())
    folder = home / "data" / "pairs"
    folder.mkdir()
    with (
        (GOLDEN / "data.csv").open(encoding="utf-8") as source,
        (folder / "测量.csv").open("w", encoding="utf-8-sig", newline="") as target,
    ):
        rows = csv.writer(target)
        rows.writerow(["档案号", "量表", "小组", "pre_total", "post_total"])
        rows.writerows(
            [f"P{int(row['id']):03}", "weight_lb", row["Treat"], row["Prewt"], row["Postwt"]]
            for row in csv.DictReader(source)
        )
    plan = home / "parameters" / "streets" / "体重街道_2001.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    return report_street(plan, run="golden", home=home, compute=compute)


@pytest.fixture(scope="module")
def rows(report):
    content = json.loads(report.private_results.read_text(encoding="utf-8"))
    return {row["group"]: row for row in content["outcomes"]["rows"] if row["group_kind"] == "group"}


EXPECTED = json.loads((GOLDEN / "expected.json").read_text(encoding="utf-8"))["by_arm"]


@pytest.mark.parametrize("arm", sorted(EXPECTED))
def test_the_private_results_equal_r(rows, arm):
    ours, r = rows[arm], EXPECTED[arm]
    pairs = {
        "n_pairs": r["n_pairs"],
        "t": r["t"],
        "df": r["df"],
        "p_t": r["p_two_sided"],
        "change_low": r["ci95_diff"][0],
        "change_high": r["ci95_diff"][1],
        "hedges_g": r["effect"]["g_z_exact"],
        "g_low": r["effect"]["d_z_ci95_noncentral_t"][0],
        "g_high": r["effect"]["d_z_ci95_noncentral_t"][1],
        "p_exact": r["wilcoxon"]["drop_zeros"]["p_exact_midranks"],
    }
    assert {name: ours[name] for name in pairs} == pytest.approx(pairs, rel=1e-9, abs=1e-12)


def signed(value):
    return f"{value:+.2f}".replace("-", "−")


def rounded(p):
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


@pytest.mark.parametrize("arm", sorted(EXPECTED))
def test_the_table_shows_the_same_figures_rounded(report, arm):
    page = report.html.read_text(encoding="utf-8")
    cells = next(row for row in page.split("<tr") if f"体重（{arm}）" in row and f"t({EXPECTED[arm]['df']})" in row)
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", cells)))
    r = EXPECTED[arm]
    g, (g_low, g_high) = r["effect"]["g_z_exact"], r["effect"]["d_z_ci95_noncentral_t"]
    shown = (
        f" {signed(g)} {signed(g_low)} 至 {signed(g_high)} ",
        f" {rounded(r['wilcoxon']['drop_zeros']['p_exact_midranks'])} ",
        f" {rounded(r['p_two_sided'])} t({r['df']}) = {r['t']:.2f} ".replace("-", "−"),
    )
    assert [figure for figure in shown if figure not in words] == []


@pytest.mark.parametrize("arm", sorted(EXPECTED))
def test_the_page_shows_the_same_figures_rounded(report, arm):
    page = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", report.html.read_text(encoding="utf-8"))))
    r = EXPECTED[arm]
    change, low, high = (signed(value) for value in (r["mean_diff"], *r["ci95_diff"]))
    said = rf"体重（{arm}） {r['n_pairs']} 对前后测，期间平均变化 {re.escape(change)} 磅"
    assert re.search(rf"{said}.{{0,20}}{re.escape(low)} [至到] {re.escape(high)}", page)


def test_the_page_attributes_nothing_to_the_service(report):
    page = report.html.read_text(encoding="utf-8")
    assert "不能归因于服务" in page


def test_no_file_number_of_a_client_is_on_the_page_or_in_the_results(report):
    for path in (report.html, report.results, report.private_results, report.notebook):
        assert not re.search(r"P0\d\d\b", path.read_text(encoding="utf-8")), path.name
