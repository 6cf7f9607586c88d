"""The station's own version sends nobody to the station's version: whoever reads it has it."""

import re
from html import unescape

import pytest

from evaltoolkit.reporting.run.street import Edition, report_street
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.year import make_year

SENT = re.compile("(?:见|请见|在|查看)站内版|站内版(?:可以|可)看")


@pytest.mark.parametrize("pupils", ["few", pytest.param("many", marks=pytest.mark.full)])
def test_the_stations_version_sends_nobody_to_the_stations_version(pupils, make_project, compute):
    home = make_project()
    made = make_year(known_street("jingtai"), 2023, 7)
    tables = dict(made.tables)
    if pupils == "few":
        kept = tables["measurements"]["client"].drop_duplicates().head(3)
        tables["measurements"] = tables["measurements"][tables["measurements"]["client"].isin(kept)]
    write_workbook(tables, home / "data" / "a.xlsx")
    plan = home / "parameters" / "streets" / "a.yaml"
    plan.write_text(plan_yaml(made, "data/a.xlsx"), encoding="utf-8", newline="\n")
    report = report_street(plan, run="a", home=home, compute=compute, edition=Edition("station"))
    words = unescape(re.sub(r"<style.*?</style>|<[^>]+>", "", report.html.read_text("utf-8"), flags=re.DOTALL))
    assert "站内版" in words
    assert [words[hit.start() - 60 : hit.end() + 20] for hit in SENT.finditer(words)] == []
