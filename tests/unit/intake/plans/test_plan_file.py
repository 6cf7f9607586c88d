from collections.abc import Callable
from pathlib import Path

import pytest

from evaltoolkit.errors import ExitCode, FileError, PlanError
from evaltoolkit.intake.files.project import HOME_VARIABLE
from evaltoolkit.intake.plans import plan_file
from evaltoolkit.intake.plans.plan_file import plan_from, read_plan
from evaltoolkit.language import Language

GOOD = """
street: 云城街道
slug: yuncheng
district: 白云区
year: 2023
project: 社工站
indicator_system: yuncheng_2023
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for folder in ("parameters/streets", "notebooks", "data"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def plan(home: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = home / "parameters" / "streets" / "yuncheng_2023.yaml"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


def faults(path: Path) -> list[str]:
    with pytest.raises(PlanError) as refused:
        read_plan(path)
    assert refused.value.exit_code is ExitCode.PLAN_INVALID
    return [Language("zh_CN").say(sentence) for sentence in refused.value.sentences]


def test_a_good_plan_is_read(plan: Callable) -> None:
    assert read_plan(plan(GOOD)).key == "yuncheng_2023"


def test_an_unknown_key_gets_its_line_and_did_you_mean(plan: Callable) -> None:
    assert faults(plan(GOOD + "primary_scale: {}\n")) == [
        "yuncheng_2023.yaml 第 8 行：不认识 `primary_scale`（是不是想写 `primary_scales`？）。"
    ]


@pytest.mark.parametrize(
    "value",
    ["013", "12:30", "yes", "No", "ON", "off", "y", "1_000", "0x1F", "0b1", "2023-05-01", ".inf", "-.INF", ".nan",
     "1e3", "1.5e+3", "~", "NULL", "+5", ".5", "5.", "08", "12:30:15", "1,000", "True", "99999999999999999999"],
)  # fmt: skip
def test_a_value_that_programs_read_differently_is_refused_with_its_line(plan: Callable, value: str) -> None:
    found = faults(plan(GOOD + f"operator: {value}\n"))
    assert len(found) == 1
    assert found[0].startswith(f"yuncheng_2023.yaml 第 8 行：`{value}`")
    assert "引号" in found[0]


def test_the_same_value_in_quotes_is_text(plan: Callable) -> None:
    assert read_plan(plan(GOOD + 'operator: "013"\n')).operator == "013"


def test_a_key_that_programs_read_differently_is_refused(plan: Callable) -> None:
    assert any("`on`" in sentence for sentence in faults(plan(GOOD + "on: 1\n")))


def test_everything_wrong_is_said_at_once_in_order_of_lines(plan: Callable) -> None:
    found = faults(
        plan("street: 云城街道\nslug: Yun\nslug: yun\nyear: 02023\naudience: all\nbudget:\n  annual: {value: 240}\n")
    )
    assert [sentence.split("：")[0][-5:] for sentence in found] == [
        "第 1 行", "第 1 行", "第 1 行", "第 3 行", "第 4 行", "第 5 行", "第 7 行", "第 7 行",
    ]  # fmt: skip


def test_a_section_without_words_or_none_and_an_unknown_section_are_refused(plan: Callable) -> None:
    found = faults(plan(GOOD + "sections:\n  basis: {none: false}\n  backgroud: {words: 有}\n"))
    assert "`sections.basis` 要么写 `words`，要么写 `none: true`" in found[0]
    assert "是不是想写 `background`" in found[1]


def test_a_key_deep_inside_gets_did_you_mean_from_its_own_neighbours(plan: Callable) -> None:
    assert "是不是想写 `target_source`" in faults(plan(GOOD + "rows:\n  hours:\n    - target_sorce: 合同\n"))[0]


def test_tabs_are_named_line_by_line(plan: Callable) -> None:
    found = faults(plan(GOOD + "budget:\n\tannual:\n\t\tvalue: 3\n"))
    assert [sentence.split("：")[0] for sentence in found] == [f"yuncheng_2023.yaml 第 {n} 行" for n in (9, 10)]


def test_a_file_in_another_encoding_has_that_fault_alone(plan: Callable) -> None:
    for encoding in ("gb18030", "utf-16"):
        (said,) = faults(plan((GOOD + "yeer: 1\n").encode(encoding)))
        assert "UTF-8" in said


@pytest.mark.parametrize("content", ["- a\n- b\n", "只有一句话\n", "# 只有注释\n"])
def test_a_file_without_keys_is_refused(plan: Callable, content: str) -> None:
    assert "键: 值" in faults(plan(content))[0]


def test_anchors_and_tags_are_refused(plan: Callable) -> None:
    assert len(faults(plan(GOOD + "a: &a [1]\nb: *a\nc: !!python/name:os.system x\n"))) == 3


@pytest.mark.parametrize("content", ["street: >85%\n", "street: [1\n", "street: 'x\n", "a: b: c\n"])
def test_unreadable_yaml_is_a_sentence_with_a_line(plan: Callable, content: str) -> None:
    assert "第 " in faults(plan(content))[0]


def test_an_empty_and_a_missing_file_have_their_own_exit_codes(plan: Callable, home: Path) -> None:
    for path, code in ((plan(b"  \n"), ExitCode.FILE_EMPTY), (home / "x.yaml", ExitCode.FILE_MISSING)):
        with pytest.raises(FileError) as refused:
            read_plan(path)
        assert refused.value.exit_code is code


@pytest.mark.parametrize(
    "data",
    [
        "../x.xlsx",
        "/etc/passwd",
        "C:\\x.xlsx",
        "s3://bucket/x",
        "http://h/x",
        "\\\\server\\x",
        "//server/x",
        "a/../../x",
    ],
)
def test_data_outside_the_project_or_over_the_network_is_refused(plan: Callable, data: str) -> None:
    found = faults(plan(GOOD + f"data: '{data}'\n"))
    assert found[0].startswith("yuncheng_2023.yaml 第 8 行：`data`")


def test_a_link_that_leads_out_of_the_project_is_refused(plan: Callable, home: Path) -> None:
    (home / "data" / "weg").symlink_to("/etc")
    assert "`data`" in faults(plan(GOOD + "data: data/weg/passwd\n"))[0]


def test_data_that_are_not_there_are_missed_with_the_line(plan: Callable) -> None:
    with pytest.raises(FileError) as refused:
        read_plan(plan(GOOD + "data: data/没有.xlsx\n"))
    assert refused.value.exit_code is ExitCode.FILE_MISSING
    assert "line 8" in refused.value.sentence.english()


def test_the_parameters_of_a_notebook_make_the_same_plan(plan: Callable) -> None:
    read = read_plan(plan(GOOD))
    assert plan_from({**read.parameters(), "department": None, "pd": object(), "_": 3}) == read


def test_all_faults_of_a_notebooks_parameters_are_said_at_once() -> None:
    with pytest.raises(PlanError) as refused:
        plan_from({"street": "云城街道", "year": "2023"})
    assert len(refused.value.sentences) == 5


def test_a_day_of_the_plan_that_is_none_gets_its_line_and_what_to_write(plan: Callable) -> None:
    assert faults(plan(GOOD + 'as_of: "2023-13-01"\nreport_date: "2022-01-01"\n')) == [
        'yuncheng_2023.yaml 第 8 行：`as_of` 应为加引号的日期，例如 "2023-12-31"。',
        "yuncheng_2023.yaml 第 9 行：`report_date` 早于评价年度（`report_date` 还不得早于 `as_of`），请写更晚的日期。",
    ]
    assert read_plan(plan(GOOD + 'as_of: "2024-01-31"\n')).counted_to.isoformat() == "2024-01-31"


def test_a_street_may_have_its_own_headings_and_say_who_prepared_the_report(plan: Callable) -> None:
    read = read_plan(plan(GOOD + "headings:\n  problem_coverage: 服务人群覆盖面方面\nprepared_by: 某某街道办事处\n"))
    assert read.headings == {"problem_coverage": "服务人群覆盖面方面"}
    assert read.own_heading("problem_coverage") == "服务人群覆盖面方面"
    assert read.own_heading("problem_evidence") is None
    assert read.prepared_by == "某某街道办事处"
    assert plan_from(read.parameters()) == read
    assert read_plan(plan(GOOD)).own_heading("problem_coverage") is None
    assert not {"headings", "prepared_by"} & set(read_plan(plan(GOOD)).parameters())


def test_a_heading_for_no_section_or_that_is_none_gets_its_line(plan: Callable) -> None:
    long = "长" * 41
    assert faults(plan(GOOD + f'headings:\n  problem_cover: 覆盖\n  cost: "{long}"\n  social: ""\n')) == [
        "yuncheng_2023.yaml 第 9 行：不认识 `headings.problem_cover`（是不是想写 `problem_coverage`？）。",
        "yuncheng_2023.yaml 第 10 行：`headings.cost` 须是小标题：一行，最多 40 个字。",
        "yuncheng_2023.yaml 第 11 行：`headings.social` 须是小标题：一行，最多 40 个字。",
    ]


def test_the_real_street_keeps_the_three_headings_that_are_its_own() -> None:
    read = read_plan(Path(__file__).parents[4] / "parameters" / "streets" / "云城街道_2023.yaml")
    assert read.headings == {
        "economic_social": "经济效益和社会效益互相影响",
        "problem_coverage": "服务人群覆盖面方面",
        "problem_evidence": "服务成效提炼方面",
    }


def test_a_run_parses_the_same_parameter_file_once(plan: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    whole = plan_file.read_yaml
    monkeypatch.setattr(plan_file, "read_yaml", lambda content: parsed.append(content) or whole(content))
    content = f"{GOOD}# 只读一遍\n"
    first, again, other = read_plan(plan(content)), read_plan(plan(content)), read_plan(plan(content + "\n"))

    assert first == again == other
    assert len(parsed) == 2


@pytest.mark.parametrize("name", ["parameters", "parameters/streets", "."])
def test_a_folder_in_place_of_a_parameter_file_is_called_one(
    name: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    with pytest.raises(FileError) as refused:
        read_plan(Path(name))
    assert Language("zh_CN").say(refused.value.sentence).startswith(f"{Path(name).name or '.'} 是文件夹")
