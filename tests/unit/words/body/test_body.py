"""What holds for every passage of the body: its numbers are those of the annex, it is short, silent without data."""

import re

import pytest

from evaltoolkit.disclosure.protected import ProtectedTable
from evaltoolkit.disclosure.report import ProtectedReport
from evaltoolkit.findings.numbers import percent, trimmed
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.targets import satisfaction_target
from evaltoolkit.language import Language
from evaltoolkit.words import body, flow, flow_table, score_table
from evaltoolkit.words.services import (
    awareness,
    coverage,
    delivery,
    goals,
    hours,
    inspections,
    money,
    needs,
    practice,
    resources,
    satisfaction,
    satisfaction_change,
    staff,
)

NUMBER = re.compile(r"[−<>]?\d[\d,]*(?:\.\d+)?%?")
HAN = re.compile(r"[一-鿿]")
MOST_ROWS, MOST_HAN = 75, 2400
SENTENCES = ("attendance", "awareness", "cost", "supervision", "timeliness", "without_evidence")
TABLES = {
    "goals": {"goals": (goals.goals_reached_table,)},
    "funding": {"spending": (money.spending_table,)},
    "completion": {"hours": (hours.hours_table,), "delivery": (delivery.delivery, delivery.delivery_table)},
    "data": {
        "flow": (flow, flow_table), "satisfaction": (satisfaction.satisfaction, satisfaction.satisfaction_table),
        "awareness": (awareness.awareness_table,), "needs": (needs.needs_table,),
    },
    "inspections": {"inspections": (inspections.inspections_table,)},
    "score": {"scorecard": (score_table,)},
    "resources": {"resources": (resources.resources_table,)},
    "satisfaction": {
        "satisfaction": (satisfaction.satisfaction_table,),
        "satisfaction_change": (satisfaction_change.satisfaction_change, satisfaction_change.satisfaction_change_table),
    },
    "quality": {"quality_checks": (practice.quality_checks_table,)},
    "people": {
        "staff": (staff.staff,), "volunteers": (staff.volunteers, staff.volunteers_table),
        "partners": (staff.partners, staff.partners_table),
    },
    "coverage": {
        "coverage": (coverage.coverage_table,), "residence": (coverage.residence_table,),
        "priority": (coverage.priority,),
    },
}  # fmt: skip
WITH_BANDS = ("score",)
PASSAGES = tuple(TABLES)


def say(name, shown, language, bands):
    return getattr(body, name)(shown, language, **({"bands": bands} if name in WITH_BANDS else {}))


def text_of(html):
    return re.sub(r"<[^>]+>", " ", html)


def table_of(passage):
    html = passage.table._repr_html_() if passage.table else ""
    return html.split("</table>")[0]


@pytest.mark.parametrize("name", PASSAGES)
def test_every_number_of_a_table_stands_in_the_same_form_in_annex_2(street, zh, bands, name):
    found = set(NUMBER.findall(text_of(table_of(say(name, street, zh, bands)).split("</thead>")[-1])))
    old = "".join(tell(street[table], zh)._repr_html_() for table, ways in TABLES[name].items() for tell in ways)
    assert found <= set(NUMBER.findall(text_of(old))) | (beside_annex_2(street) if name == "data" else set())


def beside_annex_2(street):
    """Return what the table of data tells besides: rows of two tables, response rates, and how many were lost."""
    counts = {str(len(rows_of(street[table]))) for table in ("needs", "attendance")}
    rates = {
        percent(rate) for row in rows_of(street["satisfaction"]) if (rate := row.number("response_rate")) is not None
    }
    return counts | rates | {trimmed(row.number("n_lost") or 0.0) for row in rows_of(street["flow"])}


def test_the_body_keeps_to_its_budget(street, zh, bands):
    passages = [say(name, street, zh, bands) for name in PASSAGES]
    rest = [getattr(body, name)(street, zh) for name in SENTENCES] + [body.scoring_rules(street, zh, bands=bands)]
    told = "".join(one._repr_html_() for one in (*passages, *rest))
    assert sum(len(one.table.rows) for one in passages if one.table) <= MOST_ROWS
    assert len(HAN.findall(text_of(told))) <= MOST_HAN
    assert told.count("<table") == len([one for one in passages if one.table]) <= len(TABLES)


@pytest.mark.parametrize("name", [*PASSAGES, *SENTENCES, "scoring_rules"])
def test_a_passage_without_data_says_nothing(street, zh, bands, name):
    bare = ProtectedReport(street.audience, {table: emptied(street[table]) for table in street})
    more = {"bands": bands} if name in (*WITH_BANDS, "scoring_rules") else {}
    for nothing in (bare, ProtectedReport(street.audience, {})):
        assert getattr(body, name)(nothing, zh, **more)._repr_html_() == ""


def emptied(table: ProtectedTable) -> ProtectedTable:
    return table.keep(table.mask.index.to_numpy() < 0)


@pytest.mark.parametrize("name", PASSAGES)
def test_a_table_never_stands_without_a_sentence_that_points_to_it(street, zh, bands, name):
    passage = say(name, street, zh, bands)
    if passage.table:
        assert f'href="#t-{passage.table.name}"' in passage.prose._repr_html_()
        assert f'id="t-{passage.table.name}"' in passage.table._repr_html_()


def test_the_sentences_read_no_table_out(small_reports, zh, bands):
    for name in PASSAGES:
        passage = say(name, small_reports["shared"], zh, bands)
        said = re.sub(r"总分 [\d.]+ 分（", "（", passage.prose._repr_html_())  # the total alone stands in both
        told, shown = (set(NUMBER.findall(text_of(html))) for html in (said, table_of(passage)))
        assert not {one for one in told & shown if "%" in one or "." in one}, name


def test_a_bar_of_a_share_is_as_long_as_the_share_beside_it_reads(street, zh, bands):
    for name in ("satisfaction", "people", "coverage"):
        for share, drawn in re.findall(r">([\d.]+)%[^%]*?drawn w(\d+)", table_of(say(name, street, zh, bands))):
            assert int(drawn) == int(min(float(share), 100))


def test_what_is_hidden_has_no_bar_and_is_marked(street, zh, bands):
    for name in PASSAGES:
        cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", table_of(say(name, street, zh, bands)))
        for cell in cells:
            if "已抑制" in cell.split("<small")[0]:
                assert "withheld" in cell
                assert 'class="bar"' not in cell


@pytest.mark.parametrize("name", [*PASSAGES, *SENTENCES, "scoring_rules"])
def test_an_english_reader_meets_chinese_in_the_streets_own_words_alone(small_reports, bands, name):
    more = {"bands": bands} if name in (*WITH_BANDS, "scoring_rules") else {}
    english = text_of(getattr(body, name)(small_reports["shared"], Language("en"), **more)._repr_html_())
    own = " ".join(
        str(value) for table in small_reports["shared"].tables.values() for value in table.frame.to_numpy().ravel()
    )
    for words in re.findall(r"[一-鿿]+", english):
        assert words in own or words in english_aids(), words


def english_aids():
    """Return the Chinese names that English words carry in brackets."""
    return ("人次", "五社联动", "优", "良", "中", "差")


def test_satisfaction_names_the_target_that_its_bars_mark(street, zh, bands):
    target = satisfaction_target(street["scorecard"])
    passage = say("satisfaction", street, zh, bands)
    if passage.table and target.share is not None:
        assert target.words in " ".join(passage.table.notes)
        assert f"at w{int(100 * target.share)}" in table_of(passage)
