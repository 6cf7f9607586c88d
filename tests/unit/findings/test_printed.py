"""What leaves the station in a file carries the digits that a page prints."""

import json
from decimal import Decimal

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_for, protect_results, result_tables
from evaltoolkit.findings.change import interval_decimals
from evaltoolkit.findings.headlines.hours import hours_for_one
from evaltoolkit.findings.numbers import fixed, p_value, percent, signed
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.reporting.release.results_file import protected_to_json
from safety.made_evidence import make_street
from safety.made_report import made_results
from safety.readers import full_street

SHARED = [Audience.PARTNER, Audience.SHARED, Audience.PUBLIC]
STREETS = {"small": lambda: made_results(make_street(3)), "full": lambda: full_street(1)}


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


@pytest.mark.parametrize("audience", SHARED)
def test_no_number_outside_private_has_more_digits_than_a_page_prints(published, audience):
    shown, content = published[audience]
    ends = {("outcomes", name) for name in ("change_low", "change_high", "bca_low", "bca_high")}
    seen = 0
    for name, table in content["tables"].items():
        for row, said in zip(table["rows"], rows_of(shown[name]), strict=True):
            for column, value in row.items():
                if isinstance(value, float):
                    most = interval_decimals(said) if (name, column) in ends else 4 if column.startswith("p") else 3
                    most = 12 if column == "rate" else most
                    assert digits(value) <= most, (name, column, value)
                    seen += 1
    assert seen > 100


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
