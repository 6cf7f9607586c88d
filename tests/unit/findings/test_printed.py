"""What leaves the station in a file carries the digits that a page prints."""

import json
import re
from decimal import Decimal

import pandas as pd
import pytest

from evaltoolkit import words
from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_for, protect_results, result_tables
from evaltoolkit.explore.subjects import listing
from evaltoolkit.findings.change import decimals, interval_decimals
from evaltoolkit.findings.headlines.hours import hours_for_one
from evaltoolkit.findings.numbers import fixed, p_value, percent, signed
from evaltoolkit.findings.printed import printed
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.language import Language
from evaltoolkit.model.report_tables import make_table
from evaltoolkit.reporting.release.results_file import protected_to_json
from evaltoolkit.words import any_table
from safety.made_evidence import make_street
from safety.made_report import made_results
from safety.readers import full_street

SHARED = [Audience.PARTNER, Audience.SHARED, Audience.PUBLIC]
STREETS = {
    "cared for": lambda: made_results(make_street(13)), "followed up": lambda: made_results(make_street(11)),
    "full": lambda: full_street(1),
}  # fmt: skip
SCALES = {"cared for": {"retrospective", "maintenance", "attrition"}, "followed up": {"retrospective", "follow_up"}}
"""Tables of whose figures the shared version of a street shows some, with decimals."""


@pytest.fixture(scope="module", params=STREETS)
def results(request):
    return STREETS[request.param]()


@pytest.fixture(scope="module")
def published(results):
    """What each reader is shown of the results and the file with it, made together."""
    own = protect_results(results, shipped_policy(), Audience.STATION)
    shown = (own, *protect_for(results, shipped_policy(), SHARED))
    return {one.audience: (one, json.loads(protected_to_json(one, results))) for one in shown}


def digits(value):
    return max(0, -Decimal(repr(value)).normalize().as_tuple().exponent)


SAID_ELSEWHERE = {
    **dict.fromkeys(("scorecard", "total", "outcomes", "hours_by_field", "hours_by_month", "projects",
                     "satisfaction_levels", "verdicts", "verdicts_pooled", "priority"), "every"),
    "satisfaction": ("response_rate",), "attendance": ("dropped_share",), "attrition": ("difference",),
    "maintenance": ("p_equivalent",),
    "follow_up": ("p_t", "p_exact", "p_t_adjusted", "p_exact_adjusted"),
    "retrospective": ("change_low", "change_high", "looking_back_low", "looking_back_high"),
}  # fmt: skip
"""Tables and columns whose figures other words than the table's own say, or none."""
SCORES = ("mean_", "sd_", "hl_", "shift", "looking_back", "change", "difference", "detectable", "regression", "hodges_")
SHARES = ("share", "better_", "unchanged_", "worse_", "bound_", "completion", "response_rate")
TWO = {"t", "hedges_g", "g_low", "g_high", "rank_biserial", "s_diff"}
"""Figures that a page prints to two digits."""
NOT_OF_PEOPLE = {"weight", "points", "points_low", "points_high", "scored", "scored_weight", "low", "high", "done",
                 "agreed", "overshoot", "budget", "first", "second", "threshold"}  # fmt: skip


def most_digits(column, row):
    """Return with how many digits a page prints what the table's own words do not say in full."""
    if column in ("change_low", "change_high", "bca_low", "bca_high"):
        return interval_decimals(row)
    if column.startswith("p_"):
        return 4
    if column.startswith(SHARES) or column.endswith("_share"):
        return 3
    if column.startswith(SCORES):
        return decimals(row)
    return 2 if column in TWO | NOT_OF_PEOPLE else 0


def said_of(table):
    """Return the numbers in the sentences and the list of a table, where it has its own."""
    sentences = None if table.name in ("quality", "two_sources") else getattr(words, table.name, None)
    says = [say for say in (sentences, listing(table.name)) if say not in (None, any_table)]
    page = " ".join(say(table, Language("en"))._repr_html_() for say in says)
    return {Decimal(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", re.sub("<[^>]*>", " ", page))}


@pytest.mark.parametrize("audience", SHARED)
def test_no_number_outside_private_has_more_digits_than_a_page_prints(published, audience, request):
    shown, content = published[audience]
    seen = set()
    for name, table in content["tables"].items():
        elsewhere = SAID_ELSEWHERE.get(name, ())
        said = set() if elsewhere == "every" else said_of(shown[name])
        for row, of_row in zip(table["rows"], rows_of(shown[name]), strict=True):
            for column, value in row.items():
                if not isinstance(value, float) or not digits(value):
                    continue
                if elsewhere == "every" or column in elsewhere:
                    assert digits(value) <= most_digits(column, of_row), (name, column, value)
                else:
                    size = abs(Decimal(repr(value)))
                    assert {size, 100 * size} & said, (name, column, value)
                seen.add(name)
    street = request.node.callspec.params["results"]
    assert {"outcomes", "satisfaction"} <= seen
    assert audience is Audience.PUBLIC or SCALES.get(street, set()) <= seen


@pytest.mark.parametrize("audience", SHARED)
def test_every_figure_reads_the_same_from_the_file_as_from_the_full_result(published, audience):
    shown, content = published[audience]
    for row, said in zip(content["tables"]["outcomes"]["rows"], rows_of(shown["outcomes"]), strict=True):
        for name, say in (("mean_change", lambda value: signed(value, 1)), ("p_t", p_value), ("p_exact", p_value),
                          ("hedges_g", lambda value: fixed(value, 2)), ("mean_pre", lambda value: fixed(value, 1)),
                          ("share_floor", percent)):  # fmt: skip
            full = said.number(name)
            assert (row[name] is None) == (full is None)
            assert full is None or say(row[name]) == say(full)
        for name in ("change_low", "change_high"):
            full, most = said.number(name), interval_decimals(said)
            assert full is None or signed(row[name], most) == signed(full, most)
    for row, said in zip(content["tables"]["satisfaction"]["rows"], rows_of(shown["satisfaction"]), strict=True):
        assert said.number("share") is None or percent(row["share"]) == percent(said.number("share"))


@pytest.mark.parametrize("audience", SHARED)
def test_the_hours_for_one_unit_have_in_the_file_the_digits_of_the_page(published, audience):
    shown, content = published[audience]
    for row, said in zip(content["tables"]["conversions"]["rows"], rows_of(shown["conversions"]), strict=True):
        assert row["rate"] == pytest.approx(float(hours_for_one(said)), abs=1e-12)
        assert fixed(row["rate"] * row["units"], 1) == fixed(row["converted"], 1)


def test_the_stations_own_file_keeps_every_digit(results, published):
    _, content = published[Audience.STATION]
    full = result_tables(results)["outcomes"].frame["mean_change"].dropna()
    assert [row["mean_change"] for row in content["tables"]["outcomes"]["rows"] if row["mean_change"] is not None] == (
        full.tolist()
    )


def test_means_of_a_scale_of_unknown_steps_have_one_digit_in_the_file_as_on_the_page():
    row = {"scale": "s", "scale_name": "甲", "resolution": float("nan"), "n_kept": 20.0, "n_lost": 20.0}
    rows = pd.DataFrame([{**row, "mean_kept": 11.46, "mean_lost": 12.0}])
    shown = protect(make_table("attrition", rows), shipped_policy(), Audience.SHARED)
    assert printed(shown).at[0, "mean_kept"] == 11.5
    assert "11.5" in words.attrition(shown, Language("en"))._repr_html_()
