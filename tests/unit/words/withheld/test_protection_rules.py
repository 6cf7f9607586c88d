"""Beneath the list of what is withheld each class of tables has its rule, with the number from which it shows."""

import re

import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.model.report_tables import REPORT_TABLES
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.withheld.hidden_words import hidden_table
from evaltoolkit.words.withheld.protection_rules import RULES, protection_rules
from tests.attacked_street import reports_of

COUNTING = {name for name, table in REPORT_TABLES.items() if table.protection.get("people")}
FIRST_RULE, LAST_RULE = next(iter(RULES)), [*RULES][-1]


def test_every_table_that_counts_people_has_its_rule_on_the_page():
    ruled = [one for tables in RULES.values() for one in tables]
    assert len(set(ruled)) == len(ruled)
    named, classes = ({one for one in ruled if isinstance(one, TableClass) == is_class} for is_class in (False, True))
    by_class = {name for name in COUNTING - named if REPORT_TABLES[name].table_class in classes}
    assert named | by_class == COUNTING
    assert {REPORT_TABLES[name].table_class for name in by_class} == classes


@pytest.mark.parametrize("audience", ["partner", "shared", "public"])
def test_every_rule_stands_beneath_the_list_with_its_number(audience, zh):
    shown = reports_of(1)[audience].shown
    notes = hidden_table(shown, zh).notes
    assert notes[: len(RULES)] == tuple(map(zh.say, protection_rules(shown)))[: len(RULES)]
    for rule, said in zip(RULES, notes, strict=False):
        is_of_none = rule in (FIRST_RULE, LAST_RULE) or "按实数显示" in said
        assert is_of_none or re.search(f"(?<!\\d)(?:{shown.min_people}|{shown.min_people - 1})(?!\\d)", said), said


UNSTATED = ("coverage", "coverage_by_community", "residence", "priority")  # 未说明 is told, by the rule on coverage


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_what_the_rules_say_is_what_the_tables_show(audience):
    shown = reports_of(1)[audience].shown
    for name in COUNTING - {*UNSTATED}:
        column = REPORT_TABLES[name].protection["people"][0]
        rows = rows_of(shown[name])
        assert name not in RULES[LAST_RULE] or not rows
        counts = [row.number(column) for row in rows if row.has(column) and not row.band(column)]
        assert not [n for n in counts if 0 < n < shown.min_people], name
    for row in rows_of(shown["unscored_forms"]):
        assert row.bands.get("n_forms", (0, shown.min_people - 1)) == (0, shown.min_people - 1)
    for row in rows_of(shown["follow_up"]):
        lost = row.number("n_lost")
        assert not row.has("mean_change") or lost is None or not 0 < lost < shown.min_people


def test_the_stations_version_has_no_rule_since_nothing_is_hidden_there():
    assert [*protection_rules(reports_of(1)["station"].shown)] == []
