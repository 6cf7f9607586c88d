from copy import deepcopy
from importlib.resources import files

import pytest
import yaml

from evaltoolkit.disclosure.policy import check_office_policy, check_policy, shipped_policy
from evaltoolkit.errors import ExitCode, PolicyError
from evaltoolkit.settings.yaml_lines import YamlDocument

CONTENT = yaml.safe_load((files("evaltoolkit.disclosure") / "policy.yaml").read_text(encoding="utf-8"))


def places(content, above=()):
    for key, value in content.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from places(value, (*above, key))


def changed(place, change):
    """Return the shipped policy with one key changed, and the mapping that holds it."""
    content = deepcopy(CONTENT)
    holder = content
    for key in place[:-1]:
        holder = holder[key]
    change(holder, place[-1])
    return content


def numbers():
    return [place for place in places(CONTENT) if place[-1] in ("min_people", "min_spread", "round_to")]


def refused(content, check=check_office_policy):
    with pytest.raises(PolicyError) as error:
        check(YamlDocument(content))
    assert error.value.exit_code is ExitCode.POLICY_INVALID
    return str(error.value)


EVERY_KEY = list(places(CONTENT))


@pytest.mark.parametrize("check", [check_policy, check_office_policy])
def test_every_key_is_needed(check):
    for place in EVERY_KEY:
        sentence = refused(changed(place, lambda holder, key: holder.pop(key)), check)
        assert ".".join(place) in sentence


def test_every_key_must_be_spelt_right():
    for place in EVERY_KEY:
        sentence = refused(changed(place, lambda holder, key: holder.update({key + "x": holder.pop(key)})))
        assert ".".join(place) + "x" in sentence


@pytest.mark.parametrize("place", numbers(), ids=".".join)
def test_no_number_may_be_below_the_packages(place):
    sentence = refused(changed(place, lambda holder, key: holder.update({key: holder[key] - 1})))
    assert ".".join(place) in sentence


@pytest.mark.parametrize("wrong", ["5", 5.0, None, True, -1, 0])
def test_a_number_is_a_whole_number_above_0_and_nothing_else(wrong):
    for place in numbers():
        refused(changed(place, lambda holder, key: holder.update({key: wrong})))


@pytest.mark.parametrize("wrong", ["none", "", None, False, "SHOWN", "Counts"])
def test_an_unknown_rule_of_a_class_never_becomes_no_rule(wrong):
    for name in CONTENT["classes"]:
        said = refused(changed(("classes", name), lambda holder, key: holder.update({key: wrong})))
        assert f"classes.{name}" in said


@pytest.mark.parametrize("name", [name for name, rule in CONTENT["classes"].items() if rule != "shown"])
def test_no_class_may_be_shown_that_the_package_protects(name):
    laxer = changed(("classes", name), lambda holder, key: holder.update({key: "shown"}))
    assert f"classes.{name}" in refused(laxer)


@pytest.mark.parametrize("audience", ["shared", "public"])
def test_exact_coverage_cannot_be_given_away(audience):
    place = ("audiences", audience, "exact_coverage")
    assert ".".join(place) in refused(changed(place, lambda holder, key: holder.update({key: True})))


@pytest.mark.parametrize("content", [None, [], "policy", 5, {}, {"audiences": {}}])
def test_what_is_no_policy_is_refused(content):
    refused(content)


def test_an_office_may_raise_numbers_and_choose_stricter_rules():
    content = deepcopy(CONTENT)
    content["audiences"]["shared"].update(min_people=8, min_spread=12, round_to=5)
    content["audiences"]["partner"]["exact_coverage"] = False
    content["classes"].update(attendance="counts", money="denominators")
    content["floor"]["min_people"] = 8
    content["audiences"]["partner"]["min_people"] = 8
    assert check_office_policy(YamlDocument(content)).audiences.shared.min_people == 8


def test_a_floor_that_is_raised_holds_for_every_audience_but_the_stations():
    content = deepcopy(CONTENT)
    content["floor"]["min_people"] = 11
    assert "audiences.partner.min_people" in refused(content)


def test_every_number_has_its_source_beside_it():
    assert shipped_policy().sources.small.startswith("5:")
    assert shipped_policy().sources.published.startswith("10:")
