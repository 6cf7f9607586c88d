"""Whatever the figures, gaps and names: no sentence breaks, none shows a machine's word for nothing, none a cause."""

import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaltoolkit import words
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.language import Language
from evaltoolkit.model.ladder import Ladder
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Caution, ResultTable, TableClass

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LANGUAGES = (Language("zh_CN"), Language("en"))
KEYS = ("scale", "dimension", "group_kind", "group")
MACHINE = re.compile(r"\b(nan|None|inf|NaT)\b|<NA>|\{[a-z_]*\}")
CAUSAL = ("导致", "使得", "因为服务", "提升了", "because of the service", "caused")
HOSTILE = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onclick="x', "甲 & 乙", "{x!r} {0", "}{")
GAPS = st.sampled_from([float("nan"), float("inf"), None])
FIGURE = st.floats(-1e4, 1e4, allow_nan=False) | GAPS
COUNT = st.integers(0, 400).map(float) | st.sampled_from([float("nan"), None])  # no count is infinite
SHARE = st.floats(0, 1) | GAPS
P = st.floats(0, 1) | GAPS
NAME = st.sampled_from(("甲", "个案", "非户籍", "户籍", *HOSTILE))
DAY = st.sampled_from([pd.Timestamp("2023-03-31"), pd.NaT])


def outcome_rows():
    kinds = {
        "better": st.sampled_from([1, -1]), "resolution": st.sampled_from([1.0, 0.1]),
        "ladder": st.sampled_from(Ladder),
        "cautions": st.sets(st.sampled_from(Caution)).map(tuple), "dimension": st.sampled_from(["total", "d"]),
        "group_kind": st.sampled_from(["all", "group"]), "unit": st.just("分"), "p_t": P, "p_exact": P,
        "p_t_adjusted": P, "p_exact_adjusted": P,
        "share_ceiling": SHARE, **dict.fromkeys(("scale", "scale_name", "dimension_name", "group"), NAME),
        **dict.fromkeys(("n_enrolled", "n_pre", "n_post", "n_pairs"), COUNT),
    }  # fmt: skip
    row = st.fixed_dictionaries({name: kinds.get(name, FIGURE) for name in OUTCOME_COLUMNS})
    row = row.map(lambda one: one | {"group": ""} if one["group_kind"] == "all" else one)
    return st.lists(row, max_size=4, unique_by=lambda row: tuple(row[key] for key in KEYS))


TABLES = {
    "spending": {"category": NAME, "budget": FIGURE, "spent": FIGURE, "share": SHARE, "source": NAME},
    "funds": {"item": st.sampled_from(["annual", "executed", "x"]), "value": FIGURE, "unit": NAME, "source": NAME},
    "hours": {"method": NAME, "agreed": FIGURE, "done": FIGURE, "completion": FIGURE},
    "hours_by_quarter": {"quarter": st.integers(1, 4), "method": NAME, "done": FIGURE},
    "satisfaction": {
        "method": NAME, "respondent": NAME, "issued": COUNT, "returned": COUNT, "n_valid": COUNT,
        "n_satisfied": COUNT, "share": SHARE, "ci_low": SHARE, "ci_high": SHARE,
        "interval": st.sampled_from(["none", "wilson", "indicative"]),
        "index": SHARE, "asked": NAME,
    },
    "coverage": {"category": NAME, "residence": NAME, "served": COUNT, "people": COUNT, "share": SHARE},
    "residence": {"residence": NAME, "served": COUNT, "people": COUNT, "share": SHARE},
    "payments": {
        "instalment": NAME, "due_on": DAY, "paid_on": DAY, "amount": FIGURE, "days_late": COUNT,
        "on_time": st.sampled_from([True, False, None]),
    },
    "resources": {"kind": NAME, "items": COUNT, "value": FIGURE, "share": SHARE},
    "inspections": {
        "kind": st.sampled_from(["季度督查", "中期评估", *HOSTILE]), "date": DAY, "planned_on": DAY, "conclusion": NAME,
        "finding": NAME, "deadline": DAY, "fixed_on": DAY, "state": st.sampled_from(["open", "overdue", "no_finding"]),
    },
    "awareness": {"item": st.sampled_from(["站址", "知晓3项及以上"]), "n": COUNT, "known": COUNT, "share": SHARE},
    "attendance": {"group": NAME, "sessions": COUNT, "enrolled": COUNT, "mean_attendance": FIGURE, "share": SHARE},
    "flow": {
        "scale": NAME, "scale_name": NAME, "n_enrolled": COUNT, "n_pre": COUNT, "n_post": COUNT, "n_pairs": COUNT,
        "lost_share": SHARE,
    },
}  # fmt: skip
PEOPLE = {
    "satisfaction": (TableClass.SATISFACTION, ("method",), ("n_valid",)),
    "coverage": (TableClass.COVERAGE, ("category", "residence"), ("served", "people")),
    "residence": (TableClass.COVERAGE, ("residence",), ("served", "people")),
}


def protected(name, rows, audience, columns):
    kind, keys, people = PEOPLE.get(name, (TableClass.FACT, (), ()))
    frame = pd.DataFrame(rows, columns=list(columns))
    figures = tuple(column for column in columns if column not in (*keys, *people) and name in PEOPLE)
    return protect(ResultTable(name, kind, frame, keys, people, figures), shipped_policy(), audience)


def check(*shown):
    for one in shown:
        plain, html = repr(one), one._repr_html_()
        for name in HOSTILE:
            plain = plain.replace(name, "")
        assert not MACHINE.search(plain), plain
        assert "<script" not in html
        assert "<img" not in html
        assert 'onclick="' not in html
        assert not [word for word in CAUSAL if word in plain]


@pytest.mark.parametrize("examples", [10, pytest.param(30, marks=pytest.mark.full)])
def test_outcomes_are_always_readable(examples):
    every = given(rows=outcome_rows(), audience=st.sampled_from(Audience))(check_outcomes)
    settings(QUICK, max_examples=examples)(every)()


def check_outcomes(rows, audience):
    frame = pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS))
    figures = OUTCOME_COLUMNS[OUTCOME_COLUMNS.index("mean_pre") :]
    table = protect(
        ResultTable("outcomes", TableClass.SCALE, frame, KEYS, ("n_pairs",), figures), shipped_policy(), audience
    )
    for language in LANGUAGES:
        check(words.outcomes(table, language), words.outcome_table(table, language), words.cautions(table, language))


@pytest.mark.parametrize("name", TABLES)
@settings(QUICK, max_examples=40)
@given(data=st.data())
def test_services_are_always_readable(name, data):
    columns = TABLES[name]
    rows = data.draw(st.lists(st.fixed_dictionaries(columns), max_size=4))
    table = protected(name, rows, data.draw(st.sampled_from(Audience)), columns)
    for language in LANGUAGES:
        said = [getattr(words, each) for each in (name, f"{name}_table") if each in words.__all__]
        check(*(say(table, language) for say in said))


@QUICK
@given(low=st.floats(-50, 50), width=st.floats(0.1, 40), better=st.sampled_from([1, -1]))
def test_an_interval_reads_as_its_mirror_when_the_scale_is_turned(low, width, better):
    row = dict.fromkeys(OUTCOME_COLUMNS, float("nan")) | {
        "scale": "s", "scale_name": "甲", "dimension": "total", "group_kind": "all", "group": "", "unit": "分",
        "resolution": 1.0, "n_pairs": 20.0, "mean_pre": 10.0, "mean_post": 10.0, "mean_change": low + width / 2,
        "change_low": low, "change_high": low + width, "ladder": Ladder.TEST, "cautions": (), "better": better,
    }  # fmt: skip
    turned = row | {"better": -better, "change_low": -low - width, "change_high": -low, "mean_change": -low - width / 2}
    said = [_verdict(one) for one in (row, turned)]
    assert _sizes(said[0]) == _sizes(said[1])


def _verdict(row):
    frame = pd.DataFrame([row], columns=list(OUTCOME_COLUMNS))
    table = protect(ResultTable("outcomes", TableClass.SCALE, frame), shipped_policy(), Audience.STATION)
    return words.outcomes(table, LANGUAGES[0]).paragraphs[0].words


def _sizes(said):
    return re.findall(r"(?:好转|变差)(?:超过)? ?[\d.]+(?: 至 [\d.]+)?", said)
