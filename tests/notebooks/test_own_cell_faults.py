"""What stops a cell of one's own is said with the cell's number, in Chinese, and a refused picture with its remedy."""

import re

import nbformat
import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import Language
from evaltoolkit.reporting.run.street import report_street
from tests.sample import one_in

PICTURE = "from matplotlib.figure import Figure\nfrom evaltoolkit import show\nown = Figure()\n"
SHOW = "\nshow(own, of=shown['hours'], alt='图')"
WAYS = {
    "a picture": (PICTURE + "own.subplots().plot([1.37, 2.11])" + SHOW, "2 个数不在 of 写明的表里"),
    "a kind": (PICTURE + "own.subplots().pie([1, 2])" + SHOW, "图里有 Wedge"),
    "a number in alt": (
        PICTURE + "show(own, of=shown['hours'], alt=f'有 {evidence.rows(\"clients\")[\"age\"].max() + 0.5} 岁')",
        "alt 有 1 个数不在",
    ),
    "words of a person": (
        PICTURE + "own.suptitle(str(evidence.rows('clients')['sex'].iloc[0]) + '性')" + SHOW, "图里有 1 处文字",
    ),
    "words": (PICTURE + "show(own, of=shown['hours'], alt='')", "请在 alt 里"),
    "an error of ours": ("from evaltoolkit import compare\ncompare([1], [2], low=0, high=1, better='high')", None),
    "words of one's own": (
        "from evaltoolkit.errors import UserError\nraise UserError(f'有 {2 + 3} 人')",
        "笔记本自己报出一个错误，原话不在这里重复",
    ),
    "other readers": ("protect_results(results, street_policy(), 'station')", "站内版"),
    "protected again": (
        "protect_results(results, street_policy(), plan.audience)['outcomes']", "请在 save_results 那一格之后",
    ),
    "another's words": (
        "words.author_words(plan.model_copy(update={'project': '某'}), 'social', reader)", "请写在参数文件里",
    ),
    "a table built by hand": (
        "from dataclasses import replace\nreplace(shown['funds'], frame=evidence.rows('clients'))",
        "不要换成自己的数据",
    ),
    "syntax": ("x = = 1", "代码的写法 Python 读不懂（SyntaxError）"),
    "indentation": ("if x:\ny", "代码的缩进不一致（IndentationError）"),
    "a name": ("nothing_of_it", "（NameError）"),
    "a table": ("shown['hourz']", "（UnknownTableError）"),
    "a stop": ("raise KeyboardInterrupt", "运行被中断（KeyboardInterrupt）"),
    "an exit": ("raise SystemExit('x')", "（SystemExit）"),
    "an error of one's own": ("raise type('Own', (Exception,), {})('x')", "意外错误（笔记本自定义的错误）"),
}  # fmt: skip

# what one writes in Python, which no sentence translates
WRITTEN = {"of", "alt", "shown", "frame", "Python", "plan", "audience", "station", "better", "high", "lower", "higher",
           "save", "results"}  # fmt: skip
WRITTEN |= {"Wedge", "low"}


@pytest.mark.parametrize("way", one_in(3, WAYS))
def test_the_cell_is_named_by_its_number_and_the_words_are_its_own(project, compute, way):
    source, said = WAYS[way]
    notebook = nbformat.read(project / "notebooks" / "street_report.ipynb", 4)
    place = 14  # what stands after is not needed
    notebook.cells[place:] = [nbformat.v4.new_markdown_cell("## 附件"), nbformat.v4.new_code_cell(source)]
    nbformat.write(notebook, project / "notebooks" / "own.ipynb")
    plan = project / "parameters" / "streets" / "a.yaml"
    with pytest.raises(UserError) as refused:
        report_street(plan, run="a", home=project, notebook=project / "notebooks" / "own.ipynb", compute=compute)
    sentence = Language().say(refused.value.public)
    assert f"笔记本第 {place + 3} 格" in sentence  # an executed notebook begins with one cell more
    assert said is None or said in sentence
    assert "附件" not in sentence
    names = re.sub(r"（\w+）", "", sentence)
    assert set(re.findall(r"[A-Za-z]+", names)) <= WRITTEN
    assert refused.value.exit_code in (ExitCode.RUN_FAILED, ExitCode.USAGE)
