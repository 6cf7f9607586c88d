"""What the sections of a street's report say: each indicator's number where its pointer leads, one form of number.

The report's own notebook is read: its headings, and under each what its cells show.
"""

import ast
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from evaltoolkit import charts, metrics, protect_results, street_policy, street_scales, street_system, words
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.chapters import section
from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import Quality
from evaltoolkit.model.workbook import TABLES
from evaltoolkit.reporting.year.street_results import street_analysis
from evaltoolkit.scoring.evidence_index import section_of
from evaltoolkit.scoring.registry import find_system
from evaltoolkit.scoring.rules.specs import ExecutionRule
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.plan_file import plan_of
from evaltoolkit.synthetic.year import make_year

NOTEBOOK = Path(__file__).resolve().parents[3] / "notebooks" / "street_report.ipynb"
SYSTEMS = ("yuncheng_2023", "national_2020")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
LONG = re.compile(r"(?<![\d.,A-Za-z])\d{4,}(?![\d\-a-z])")


class Street:
    """A made street measured and scored once; its sections for every audience."""

    def __init__(self):
        self.made = make_year(known_street("人和镇"), 2023, 2023)
        self.plan = plan_of(self.made, "data/x.xlsx")
        stored = {spec.name: [column.name for column in spec.stored] for spec in TABLES}
        tables = {
            name: table.filter([*stored[name], *(column for column in table if str(column).startswith("item_"))])
            for name, table in self.made.tables.items()
        }
        for written in ("goals", "voices"):  # the station's own words, as it wrote them
            tables.pop(written)
        found = pd.DataFrame(columns=["table", "level", "kind", "rows"])
        counts = Quality(found, tables_present=tuple(tables))
        self.evidence = Evidence(tables, counts, "ab" * 32)
        rows = {name: tuple(one.model_copy(update={"target": _with_commas(one.target)}) for one in given)
                for name, given in self.plan.rows.items()}  # fmt: skip
        self.plan = self.plan.model_copy(update={"rows": rows})
        self.analysis = street_analysis(self.plan, self.evidence)
        self.metrics = metrics(self.analysis.results.services)

    def sections(self, audience):
        """Return what every section shows, by its place such as 一（五）, in the order of the notebook."""
        plan = self.plan.model_copy(update={"audience": audience.value})
        results = self.analysis.results
        shown = protect_results(results, street_policy(), audience.value, individuals=self.analysis.people)
        names = {"words": words, "charts": charts, "plan": plan, "reader": Language(), "shown": shown,
                 "card": results.scorecard, "results": results, "evidence": self.evidence,
                 "outcomes": self.analysis.outcomes, "services": results.services,
                 "body": words.body, "system": street_system(plan), "street_system": street_system,
                 "street_scales": street_scales, "street_policy": street_policy}  # fmt: skip
        pages, chapter, place = {}, "", ""
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                if source.startswith("## "):
                    chapter = place = source[3]
                place = f"{chapter}{source[4:7]}" if source.startswith("### （") else place
                place = "附录" if source.startswith("## 附录") else place
            elif "section_heading" in source:
                place = section("economic_social").place
            elif place and place != "附录":
                pages.setdefault(place, []).append(str(_shown(source, names)))
        return {place: "\n".join(said) for place, said in pages.items()}


def _with_commas(target):
    return target and NUMBER.sub(lambda found: f"{float(found[0]):,g}" if len(found[0]) > 3 else found[0], target)


def _shown(source, names):
    tree = ast.parse(source)
    *steps, last = tree.body
    exec(compile(ast.Module(steps, []), "cell", "exec"), names)  # noqa: S102 - cells of the shipped notebook
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
    return getattr(value, "alt", value)


@pytest.fixture(scope="module")
def street():
    return Street()


@pytest.fixture(scope="module", params=[Audience.STATION, Audience.SHARED], ids=str)
def sections(request, street):
    return street.sections(request.param)


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{name}-{row.id}") for name in SYSTEMS
                                 for row in find_system(name).rows])  # fmt: skip
def test_the_section_to_which_an_indicator_points_holds_its_number_or_what_is_told_of_it(row, street, sections):
    named = section_of(row)
    place = section(named).place
    said = sections[place if place in sections else place[0]]
    feed = "execution_rate" if isinstance(row.rule, ExecutionRule) else row.metric
    if feed is None:  # a person states it: the score table holds it, or the section has tables on the matter
        assert any(one.section == named for one in REPORT_TABLES.values())
        assert named != "conclusion" or row.name in said or row not in street_system(street.plan).rows
        return
    metric, numbers = street.metrics[feed], {float(found.replace(",", "")) for found in NUMBER.findall(said)}
    wanted = [metric.value] if metric.numerator is None else [metric.numerator, metric.denominator]
    assert {round(number, 2) for number in wanted} <= numbers


def test_every_number_of_a_page_has_its_thousands_wherever_it_stands(sections):
    for place, said in sections.items():
        bare = [said[max(0, found.start() - 20) : found.end() + 20] for found in LONG.finditer(said)
                if not 1900 < int(found[0]) < 2100]  # fmt: skip
        assert bare == [], place
