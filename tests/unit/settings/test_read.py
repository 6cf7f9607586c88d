"""What a person writes in YAML is read in one way: whatever a plan is told, a scale, a system and a policy are too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from evaltoolkit.errors import ExitCode, FaultsError, PlanError, PolicyError, RegistryError
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.intake.plans.plan_file import read_plan
from evaltoolkit.intake.plans.scale_files import project_scales
from evaltoolkit.language import Language, public
from evaltoolkit.model.yaml_text import load_yaml
from evaltoolkit.reporting.year.registries import street_policy
from evaltoolkit.scoring.registry import read_system, shipped_contents
from evaltoolkit.settings.faults import unknown_key
from evaltoolkit.settings.yaml_lines import read_yaml

PLAN = "street: 云城街道\nslug: yuncheng\ndistrict: 白云区\nyear: 2023\nproject: 社工站\nindicator_system: blank\n"
SCALE = """schema_version: 1
id: own
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
SYSTEM = """schema_version: 1
id: own
name: 本区
source: 本区文件
total: 100
levels: [一级]
grades: [{label: 合格, low: 0, high: 100, source: 本区文件}]
rows:
  - {id: hours, path: [工时], weight: 100, weight_source: 文件, rule: {kind: at_least, source: 文件}}
"""
POLICY = "\n".join(
    line for line in (files("evaltoolkit.disclosure") / "policy.yaml").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
) + "\n"  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of file: where it lies, a good one, how it is read, what refuses it, and a key that means a number."""

    place: str
    good: str
    read: Callable[[Path], object]
    error: type[FaultsError]
    code: ExitCode
    number: str
    misspelt: tuple[str, str]
    deep: tuple[str, str, str, str]

    @property
    def file(self) -> str:
        return Path(self.place).name


KINDS = {
    "plan": Kind("parameters/streets/own.yaml", PLAN, lambda home: read_plan(home / "parameters/streets/own.yaml"),
                 PlanError, ExitCode.PLAN_INVALID, "year: 2023", ("district", "distrikt"),
                 ("project: 社工站\n", "project: 社工站\nrows:\n  hours:\n    - target_sorce: 合同\n", "target_sorce",
                  "target_source")),
    "scale": Kind("parameters/scales/own.yaml", SCALE, lambda home: project_scales(Project(home)),
                  RegistryError, ExitCode.REGISTRY_INVALID, "resolution: 1", ("better", "beter"),
                  ("range: {low: 3, high: 15}", "range: {lwo: 3, low: 3, high: 15}", "lwo", "low")),
    "system": Kind("parameters/indicators/own.yaml", SYSTEM,
                   lambda home: read_system("own", [home / "parameters/indicators"]),
                   RegistryError, ExitCode.REGISTRY_INVALID, "total: 100", ("levels", "leveles"),
                   ("kind: at_least, ", "kind: at_least, parameters: {shrt: nothing}, ", "shrt", "short")),
    "policy": Kind("parameters/policy.yaml", POLICY, lambda home: street_policy(Project(home)),
                   PolicyError, ExitCode.POLICY_INVALID, "schema_version: 1", ("audiences", "audinces"),
                   ("  money: ", "  mony: shown\n  money: ", "mony", "money")),
}  # fmt: skip
TRAPS = ["013", "010", "12:30", "yes", "No", "ON", "off", "y", "1_000", "0x1F", "2023-05-01", ".inf", ".nan", "1e3",
         "~", "NULL", "+5", ".5", "5.", "08", "1,000", "True", "99999999999999999999"]  # fmt: skip


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for folder in ("parameters/streets", "parameters/scales", "parameters/indicators", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def faults(home: Path, kind: Kind) -> Callable[[str | bytes], list[str]]:
    """Write the file and return what is said against it, in Chinese, but for the line that opens a policy's."""

    def told(content: str | bytes) -> list[str]:
        (home / kind.place).write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(kind.error) as refused:
            kind.read(home)
        assert refused.value.exit_code is kind.code
        said = [Language().say(sentence) for sentence in refused.value.sentences]
        return [sentence for sentence in said if "没有写出任何文件" not in sentence]

    return told


def line_of(content: str, start: str) -> int:
    return next(number for number, line in enumerate(content.splitlines(), 1) if line.strip().startswith(start))


def test_a_good_file_is_read(home, kind):
    (home / kind.place).write_text(kind.good, encoding="utf-8")
    assert kind.read(home)


def test_an_unknown_key_gets_its_line_and_did_you_mean(faults, kind):
    right, wrong = kind.misspelt
    found = faults(kind.good.replace(f"{right}:", f"{wrong}:"))
    line = line_of(kind.good, f"{right}:")
    assert f"{kind.file} 第 {line} 行：不认识 `{wrong}`（是不是想写 `{right}`？）。" in found
    assert any(f"缺少 `{right}`" in sentence for sentence in found)


@pytest.mark.parametrize("value", TRAPS)
def test_a_value_that_programs_read_differently_is_refused_with_its_line(faults, kind, value):
    found = faults(kind.good.replace(kind.number, f"{kind.number.split(':')[0]}: {value}"))
    assert len(found) == 1
    assert found[0].startswith(f"{kind.file} 第 {line_of(kind.good, kind.number)} 行：`{value}`")
    assert "引号" in found[0]


def test_a_key_that_programs_read_differently_is_refused(faults, kind):
    assert any("`on`" in sentence and "引号" in sentence for sentence in faults(kind.good + "on: 1\n"))


def test_a_key_that_stands_twice_is_refused(faults, kind):
    assert any("重复" in sentence for sentence in faults(kind.good + kind.number + "\n"))


def test_everything_wrong_is_said_at_once_in_order_of_lines(faults, kind):
    right, wrong = kind.misspelt
    content = kind.good.replace(f"{right}:", f"{wrong}:").replace(kind.number, f"{kind.number.split(':')[0]}: 013")
    found = faults(content + "nix: 1\n")
    lines = [int(sentence.split("第 ")[1].split(" 行")[0]) for sentence in found]
    assert lines == sorted(lines)
    assert len(found) >= 4
    for part in (f"缺少 `{right}`", f"`{wrong}`", "`013`", "`nix`"):
        assert sum(part in sentence for sentence in found) == 1


def test_a_key_deep_inside_gets_did_you_mean_from_its_own_neighbours(faults, kind):
    before, after, wrong, near = kind.deep
    assert before in kind.good
    content = kind.good.replace(before, after)
    line = next(number for number, line in enumerate(content.splitlines(), 1) if wrong in line)
    found = [sentence for sentence in faults(content) if f"是不是想写 `{near}`" in sentence]
    assert len(found) == 1
    assert found[0].startswith(f"{kind.file} 第 {line} 行")


def test_tabs_are_named_line_by_line(faults, kind):
    found = faults(kind.good + "more:\n\ta:\n\t\tvalue: 3\n")
    end = kind.good.count("\n")
    assert [sentence.split("：")[0] for sentence in found] == [f"{kind.file} 第 {end + n} 行" for n in (2, 3)]


def test_a_file_in_another_encoding_has_that_fault_alone(faults, kind):
    for encoding in ("gb18030", "utf-16", "big5hkscs"):
        (said,) = faults((kind.good + "yeer: 1\n# 年注\n").encode(encoding, "ignore"))
        assert said.startswith(f"{kind.file} 第 1 行：文件不是 UTF-8 编码")


def test_a_file_that_is_no_text_is_refused(faults, kind):
    (said,) = faults(b"\x81\x30\xff\xff" * 9)
    assert said.startswith(f"{kind.file} 第 1 行：文件不是 UTF-8 编码")


@pytest.mark.parametrize("content", ["- a\n- b\n", "只有一句话\n", "# 只有注释\n"])
def test_a_file_without_keys_is_refused(faults, content):
    assert "键: 值" in faults(content)[0]


def test_tags_are_refused(faults, kind):
    found = faults(kind.good + "c: !!python/name:os.system x\n")
    assert found == [f"{kind.file} 第 {kind.good.count(chr(10)) + 1} 行：{found[0].split('：')[1]}"]


@pytest.mark.parametrize("content", ["street: >85%\n", "street: [1\n", "street: 'x\n", "a: b: c\n", "a: " + "[" * 99])
def test_unreadable_yaml_is_a_sentence_with_a_line(faults, kind, content):
    assert faults(content)[0].startswith(f"{kind.file} 第 ")


def test_what_is_too_large_is_refused(faults, kind):
    assert len(faults(kind.good + "# " + "x" * 300_000)) == 1


def test_the_trap_of_the_octal_step_is_closed(home):
    """`resolution: 010` was 8.0 for one reader and 10 for another."""
    (home / KINDS["scale"].place).write_text(SCALE.replace("resolution: 1", "resolution: 010"), encoding="utf-8")
    with pytest.raises(RegistryError, match=r"own\.yaml, line 11: `010` is read differently"):
        project_scales(Project(home))


def test_what_the_package_ships_reads_the_same_as_a_copy_of_it_in_the_project():
    """A station copies a shipped file and changes it: the reader of its own files must take all of it."""
    for folder in ("instruments/scales", "scoring/systems"):
        paths = [path for path in (files("evaltoolkit") / folder).iterdir() if path.name.endswith(".yaml")]
        assert paths
        for path in paths:
            content = path.read_text(encoding="utf-8")
            document = read_yaml(content, repeats=True)
            assert (path.name, document.faults) == (path.name, [])
            assert document.value == load_yaml(content), path.name
    assert set(shipped_contents())


@pytest.mark.parametrize("known", [(), ("weight",)])
def test_what_stands_for_an_unknown_key_reads_well_where_a_key_stands(known):
    said = Language().say(public(unknown_key(("weigth",), known)))
    assert "`一个不是本工具的键`" in said
    assert "weigth" not in said


def test_half_a_character_is_refused_with_its_line():
    document = read_yaml('year: 2023\nstreet: "\\ud83d甲"\nnote: "\\U0001f600"')

    assert [fault.line for fault in document.faults] == [2]
