import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from evaltoolkit.errors import ExitCode, RunError, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting.run.execute import execute_notebook


def said(error):
    return Language().say(error.value.sentence)


def output_text(node):
    return "".join(output.get("text", "") for cell in node.cells for output in cell.get("outputs", []))


def left_by(process_log):
    """Return the names of the files beside the log of a kernel, and hold that what it printed itself tells no value.

    Jupyter's kernel may, about once in a thousand ends, print a line of its own as it goes down.
    """
    if process_log.exists():
        assert "保密的值" not in process_log.read_text(encoding="utf-8")
    return [path.name for path in process_log.parent.iterdir() if path != process_log]


def test_a_notebook_runs_with_its_parameters_and_leaves_only_the_executed_notebook(run, tmp_path, temp_folder):
    node = run("good")

    assert output_text(node) == "示例街道 2025 {'甲': [{'actual': '≥85%', 'numerator': 0.1}]}\n"
    assert left_by(tmp_path / "private" / "trial" / "out.log") == ["out.ipynb"]
    assert nbformat.read(tmp_path / "private" / "trial" / "out.ipynb", 4).cells == node.cells
    assert list(temp_folder.iterdir()) == []


def test_nothing_reaches_the_screen_not_even_what_is_written_below_python(run, capfd, tmp_path):
    run("noisy")

    assert capfd.readouterr() == ("", "")
    assert "from below Python" in (tmp_path / "private" / "trial" / "out.log").read_text()


def test_the_kernel_is_this_python_in_the_given_folder(run, tmp_path):
    folder, python = output_text(run("says_where")).split("\n")[:2]

    assert Path(folder) == tmp_path
    assert python == sys.executable


def test_an_exception_becomes_a_sentence_with_question_and_kind_and_without_the_value(run, tmp_path):
    with pytest.raises(RunError) as error:
        run("raises")

    assert said(error) == (
        "“下面这一格会出错。”这一部分出错停止：缺少所需的条目（KeyError）。出错的位置见站内结果旁保存的失败笔记本。"
    )
    assert "保密的值" not in said(error)
    anybody = Language().say(error.value.public)  # the heading is none of ours
    assert "下面这一格会出错" not in anybody
    assert re.match(r"“自编的第 \d+ 格”这一部分出错停止：缺少所需的条目（KeyError）", anybody)
    assert left_by(tmp_path / "private" / "trial" / "out.log") == ["out.failed.ipynb"]


def test_a_user_error_of_the_kernel_comes_back_with_its_sentence_and_exit_code(run):
    with pytest.raises(UserError) as error:
        run("raises_user_error")

    assert said(error) == "没有可读的文件 该文件。"
    assert error.value.exit_code is ExitCode.FILE_MISSING


def test_a_user_error_of_the_kernel_comes_back_in_the_language_of_the_report(run):
    with pytest.raises(UserError, match=r"^There is no readable file the file\.$"):
        run("raises_user_error", {"language": "en"})


def test_a_dead_kernel_becomes_a_sentence_and_leaves_nothing_behind(run, temp_folder, capfd):
    with pytest.raises(RunError) as error:
        run("dies")

    assert said(error).startswith("计算进程在“三、内存够不够？”这一部分自行终止")
    assert list(temp_folder.iterdir()) == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("limit", [{"timeout": 1}, {"whole": 2}], ids=["one cell", "all cells"])
def test_an_endless_cell_is_stopped_at_its_limit(run, limit, temp_folder):
    with pytest.raises(RunError) as error:
        run("endless_cell", **limit)

    assert said(error).startswith("“四、要等多久？”这一部分超过了时间上限")
    assert list(temp_folder.iterdir()) == []


def test_a_failed_run_leaves_the_last_good_notebook_as_it_was(run, tmp_path):
    output = tmp_path / "private" / "trial" / "out.ipynb"
    output.parent.mkdir(parents=True)
    output.write_text("the last good one", encoding="utf-8")

    with pytest.raises(RunError):
        run("raises")

    assert output.read_text(encoding="utf-8") == "the last good one"


def test_network_paths_are_refused_before_papermill_sees_them(zoo, tmp_path):
    for path in ("http://example.invalid/a.ipynb", "s3://bucket/a.ipynb"):
        with pytest.raises(RunError):
            execute_notebook(zoo / "good.ipynb", {}, Path(path), cwd=tmp_path)


def test_braces_in_a_path_are_no_fields(zoo, tmp_path):
    source = tmp_path / "{year} {0}.ipynb"
    source.write_bytes((zoo / "good.ipynb").read_bytes())

    execute_notebook(source, {}, tmp_path / "{street}.ipynb", cwd=tmp_path)

    assert (tmp_path / "{street}.ipynb").exists()


def test_a_start_prints_no_warning_of_the_kernel(zoo, tmp_path):
    code = (
        "from pathlib import Path; from evaltoolkit.reporting.run.execute import execute_notebook as run;"
        f"run(Path({str(zoo / 'good.ipynb')!r}), {{}}, Path('out.ipynb'), cwd=Path('.'))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")


def test_links_that_lead_in_a_circle_are_no_notebook(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UserError, match="loop does not exist"):
        execute_notebook(tmp_path / "loop", {}, tmp_path / "out.ipynb", cwd=tmp_path)
