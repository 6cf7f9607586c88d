"""What the plan reader lets through, papermill's reader and PyYAML's safe reader read as the same values."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from papermill.iorw import NoDatesSafeLoader

from evaltoolkit.intake.settings.yaml_lines import read_yaml
from evaltoolkit.model.yaml_text import load_yaml

SIGNS = "0123456789abcdefxonyes_:.,+-~<=>'\"#%@&*![]{}| \n中文年TFNON"
SCALARS = st.text(alphabet=SIGNS, max_size=12)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), SCALARS), max_size=3))
def test_what_passes_reads_the_same_everywhere(lines: list[tuple[str, str]]) -> None:
    content = "\n".join(f"{key}: {value}" for key, value in lines)
    document = read_yaml(content)
    if not document.faults:
        assert document.value == yaml.load(content, Loader=NoDatesSafeLoader)  # noqa: S506 - papermill's own
        assert document.value == yaml.safe_load(content)


@given(st.one_of(st.from_regex(r"[-+]?[0-9._:xeE,]{1,8}", fullmatch=True), SCALARS))
def test_one_value_that_passes_reads_the_same_everywhere(value: str) -> None:
    content = f"key: {value}"
    document = read_yaml(content)
    if not document.faults:
        assert repr(document.value) == repr(yaml.load(content, Loader=NoDatesSafeLoader))  # noqa: S506
        assert repr(document.value) == repr(yaml.safe_load(content))


@given(st.text(max_size=60))
def test_any_text_is_answered_without_a_traceback(content: str) -> None:
    document = read_yaml(content)
    assert all(fault.line >= 1 for fault in document.faults)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000, "{" * 100_000, "- " * 50_000, "? " * 50_000, "\n".join(" " * n + "a:" for n in range(400)),
        "x" * 300_000,
    ],
    ids=["brackets", "braces", "dashes", "marks", "indents", "length"],
)  # fmt: skip
def test_what_is_nested_or_long_beyond_reason_is_refused_before_it_is_parsed(content):
    begin = time.process_time()
    assert read_yaml(content).faults
    with pytest.raises(yaml.YAMLError):
        load_yaml(content)
    assert time.process_time() - begin < 1


def test_repetitions_are_read_while_they_make_little_and_never_within_themselves():
    assert load_yaml("a: &x [1, 2]\nb: *x")["b"] == [1, 2]
    many = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    for content in (many, "a: &a [*a]"):
        with pytest.raises(yaml.YAMLError):
            load_yaml(content)
