"""A third language is a line in `language.py` and a folder of catalogues: made here of marked strings, and read."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.language import messages
from evaltoolkit.synthetic.plan_file import plan_yaml
from evaltoolkit.synthetic.sheets import write_workbook
from evaltoolkit.synthetic.streets import data_path
from tests.small_street import make_small_year

ROOT = Path(__file__).resolve().parents[2]
CODE, TAG, MARK = "qq", "qq-QQ", "¤"
LINE = '        "en": Facts("en-GB"),\n'
BLOCKS = ("p", "li", "th", "td", "h1", "h2", "h3", "figcaption", "dt", "dd", "summary", "caption")
TWO_WORDS = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,}")
pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A copy of the package with the third language."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "evaltoolkit", site / "evaltoolkit", ignore=shutil.ignore_patterns("__pycache__"))
    module = site / "evaltoolkit" / "language.py"
    content = module.read_text(encoding="utf-8")
    assert content.count(LINE) == 1
    module.write_text(content.replace(LINE, f'{LINE}        "{CODE}": Facts("{TAG}"),\n'), encoding="utf-8")
    marked = Catalog()
    for id_ in (*messages("zh_CN"), *messages("en")):  # of the package's words, and of the names that it ships as data
        marked.add(id_, MARK + id_)
    folder = site / "evaltoolkit" / "locales" / CODE
    folder.mkdir()
    with (folder / "marked.po").open("wb") as stream:
        write_po(stream, marked, omit_header=True)
    return site


@pytest.fixture(scope="module")
def page(site, tmp_path_factory):
    """The report of a small street in the third language, with its Word paper."""
    home = tmp_path_factory.mktemp("home") / "project"
    for folder in ("notebooks", "parameters/streets", "data/synthetic"):
        (home / folder).mkdir(parents=True)
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(notebook, home / "notebooks")
    made = make_small_year("yuncheng", 2023, 2023)
    plan = plan_yaml(made, data_path(made)).replace("language: zh_CN\n", "")
    (home / "parameters/streets/yuncheng.yaml").write_text(f"{plan}language: {CODE}\n", encoding="utf-8")
    write_workbook(made.tables, home / data_path(made))
    environment = {**os.environ, "PYTHONPATH": str(site), "EVALTOOLKIT_HOME": str(home)}
    words = ["run", "parameters/streets/yuncheng.yaml", "--also", "docx"]
    done = subprocess.run(
        [sys.executable, "-m", "evaltoolkit", *words], cwd=home, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = (home / "reports/2023").glob("*.html")
    assert list((home / "reports/2023").glob("*.docx"))
    return path.read_text(encoding="utf-8")


def test_a_report_is_made_in_a_language_that_nobody_thought_of(page):
    assert f'<html lang="{TAG}"' in page
    assert page.count(MARK) > 500


def test_every_sentence_of_ours_is_said_in_it(page):
    """What is not marked is data: names, numbers, words of a person; of scales the English name is shipped."""
    parts = [part for scale in shipped_scales().values() for part in (scale, *scale.dimensions)]
    names = {part.names.en for part in parts}
    blocks = BeautifulSoup(page, "html.parser").find("main").find_all(BLOCKS)
    said = [block.get_text(" ", strip=True) for block in blocks]
    ours = [words for words in said if TWO_WORDS.search(words) and words not in names]
    assert len(ours) > 500
    assert not [words for words in ours if MARK not in words]
