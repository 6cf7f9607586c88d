"""The versions of a report have one name each, wherever a user reads of them."""

import re
from pathlib import Path

from evaltoolkit.disclosure.protected import AUDIENCE_NAMES, Audience
from evaltoolkit.language import Language, messages
from evaltoolkit.words.page.audience_words import AUDIENCES

ROOT = Path(__file__).resolve().parents[3]
OTHER_NAMES = re.compile("本站版|街道版|内部版|对外版|外传版|可外传|合作方版|委托版|发布版|此版")
READ = [
    *ROOT.glob("docs/*.md"), *ROOT.glob("README*.md"), *ROOT.glob("notebooks/*.ipynb"),
    *ROOT.glob("evaltoolkit/**/*.py"), *ROOT.glob("evaltoolkit/**/*.yaml"),
]  # fmt: skip


def test_every_audience_has_a_name_and_what_it_means_begins_with_it():
    zh = Language("zh_CN")
    assert set(AUDIENCE_NAMES) == set(AUDIENCES) == set(Audience)
    for audience, name in AUDIENCE_NAMES.items():
        assert zh.say(AUDIENCES[audience]).startswith(f"{zh.say(name)}：")


def test_no_sentence_calls_a_version_by_another_name():
    assert [said for said in messages("zh_CN").values() if OTHER_NAMES.search(said)] == []


def test_no_page_calls_a_version_by_another_name():
    words = {path: path.read_text(encoding="utf-8") for path in READ}
    # two scales speak of their own edition of a questionnaire
    assert [path for path, said in words.items() if OTHER_NAMES.search(said.replace("此版题", ""))] == []
