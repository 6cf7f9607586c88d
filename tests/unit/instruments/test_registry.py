import pytest

from evaltoolkit.errors import ExitCode, RegistryError
from evaltoolkit.instruments.registry import build_registry, list_scales, read_scale, shipped_scales
from evaltoolkit.settings.yaml_lines import read_yaml

OWN = """
schema_version: 1
id: garden
names: {zh: 春风农场技能, en: Garden skills}
measures: {zh: 种植技能, en: gardening skills}
source: 本站自编 2023
status: confirmed
better: higher
unit: {zh: 分, en: points}
scoring: sum
range: {low: 3, high: 15}
resolution: 1
items: {count: 3, low: 1, high: 5}
licence: {words: 自编, wording_allowed: true, status: confirmed, source: 本站}
"""


def faults_of(**files):
    with pytest.raises(RegistryError) as caught:
        build_registry({f"{name}.yaml": read_yaml(content, repeats=True) for name, content in files.items()})
    assert caught.value.exit_code is ExitCode.REGISTRY_INVALID
    return str(caught.value)


def test_every_shipped_scale_can_be_read():
    assert {"phq9", "uls6", "station_own_template"} <= set(list_scales())


def test_a_scale_that_is_not_known_is_answered_with_the_nearest_one():
    with pytest.raises(RegistryError, match="did you mean uls6"):
        read_scale("ulls6")


def test_a_street_s_own_scale_joins_the_shipped_ones():
    registry = build_registry({"garden.yaml": read_yaml(OWN)})
    assert set(registry) == {"garden", *shipped_scales()}
    assert registry["garden"].range_of("total").high == 15


def test_a_shipped_id_is_replaced_only_by_a_file_that_says_so():
    other = OWN.replace("id: garden", "id: uls6")
    assert "uls6 is shipped already" in faults_of(other=other)
    replaced = build_registry({"other.yaml": read_yaml(other + "overrides: true\n")})
    assert replaced["uls6"].items.count == 3


def test_a_version_takes_over_what_it_does_not_say_from_the_one_it_is_based_on():
    version = "based_on: rses_zh\nid: own_rses\nnames: {zh: 甲, en: a}\nsource: x\nstatus: confirmed\n"
    version += "items: {count: 10, low: 1, high: 4, reversed: {items: [1], status: confirmed, source: x}}\n"
    own = build_registry({"own.yaml": read_yaml(version)})["own_rses"]
    assert (own.family, own.range.high, own.better) == ("rses", 40, "higher")
    assert (own.items.reversed.items, own.reliability, own.remarks) == ((1,), (), ())


@pytest.mark.parametrize(("base", "advice"), [("rses_zhh", "did you mean `rses_zh`"), ("rses_en", "rses_en")])
def test_a_version_cannot_be_based_on_one_that_is_not_there_or_not_complete(base, advice):
    said = faults_of(own=OWN + f"based_on: {base}\n")
    assert f"`based_on: {base}` cannot be built on" in said
    assert advice in said


def test_two_files_with_one_id_are_refused():
    assert "one.yaml and two.yaml both define garden" in faults_of(one=OWN, two=OWN)


def test_all_faults_of_all_files_are_said_at_once():
    said = faults_of(
        key=OWN.replace("better:", "beter:"),
        range=OWN.replace("high: 15", "high: 12"),
        yaml="id: [",
    )
    assert "key.yaml, line 8: `beter` is not known (did you mean `better`?)." in said
    assert "`better` is missing" in said
    assert "`range` does not fit the items, which allow 3 to 15" in said
    assert "yaml.yaml, line 1: cannot be read as YAML" in said


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("high: 5}", "high: 5, reversed: {items: [4], status: confirmed, source: x}}", "item 4 is named"),
        ("licence:", "dimensions: [{id: total, names: {zh: 一, en: a}, items: [1]}]\nlicence:", "stands twice"),
        ("licence:", "dimensions: [{id: a, names: {zh: 一, en: a}, items: [1, 1]}]\nlicence:", "names an item twice"),
        ("items: {", "norms: [{mean: 1, sd: 1, population: x, dimension: a, status: confirmed, source: x}]\nitems: {",
         "the dimension a is named"),
        ("scoring: sum", "scoring: total_only", "takes no `items`"),
        ("scoring: sum", "dimensions: [{id: a, names: {zh: 一, en: a}, items: [1]}]\nscoring: gas_t", "no dimensions"),
        ("high: 5}", "high: 5, exceptions: [{item: 1, low: 2, high: 9, form: parts}]}", "needs `parts`"),
        ("high: 5}", "high: 5, exceptions: [{item: 1, low: 1, high: 9, form: ticked}]}", "its answers are digits"),
        ("high: 5}", "high: 5, exceptions: [{item: 1, low: 0, high: 5, form: ticked}], "
         "reversed: {items: [1], status: confirmed, source: x}}", "cannot be reversed"),
        ("licence:", "screening: [{population: x, status: confirmed, source: x}]\nlicence:", "exactly one of"),
        ("items: {count: 3, low: 1, high: 5}", "", "`items` is missing"),
        ("low: 3, high: 15", "low: 15, high: 3", "its low end must be below"),
        ("resolution: 1", "resolution: 0", "`resolution` must be above 0"),
        ("better: higher", "better: up", "`better` must be one of"),
        ("id: garden", "id: 013", "`013` is read differently"),
        ("schema_version: 1", "schema_version: 2", "`schema_version` must be one of 1"),
    ],
)  # fmt: skip
def test_a_scale_that_contradicts_itself_is_refused_with_the_reason(old, new, sentence):
    assert old in OWN
    assert sentence in faults_of(own=OWN.replace(old, new))


def test_item_wording_needs_a_licence_that_allows_it_and_one_text_an_item():
    wording = "wording: {status: confirmed, source: x, items: [{zh: 甲, en: a}]}"
    said = faults_of(own=OWN.replace("high: 5}", f"high: 5, {wording}}}").replace("allowed: true", "allowed: false"))
    assert "`licence` does not allow it" in said
    assert "`wording` has 1 texts for 3 items" in said


def test_wording_is_shipped_only_where_the_licence_is_confirmed_to_allow_it():
    for scale in shipped_scales().values():
        if scale.items is not None and scale.items.wording is not None:
            assert scale.licence.wording_allowed
            assert scale.licence.is_confirmed
