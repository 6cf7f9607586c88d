"""A row of the indicator table that is withheld is said to be: never called a gap in what the station handed in."""

from types import SimpleNamespace

import pytest

from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.disclosure.report import protect_results
from evaltoolkit.findings.finding import Trouble
from evaltoolkit.findings.problems import problems
from evaltoolkit.findings.rows import rows_of
from evaltoolkit.findings.score import is_scored, is_withheld
from evaltoolkit.language import Language
from evaltoolkit.words.body import score
from evaltoolkit.words.chapters.conclusion_words import conclusion
from safety.made_evidence import make_street
from safety.made_report import made_results
from tests.sample import one_in

ZH = Language("zh_CN")
BANDS = (SimpleNamespace(low=0, label="差"), SimpleNamespace(low=60, label="良"))


@pytest.fixture(scope="module", params=one_in(3, range(3)))
def shown(request):
    return protect_results(made_results(make_street(request.param)), shipped_policy(), Audience.SHARED)


def test_no_withheld_row_is_a_problem_or_counted_as_open(shown):
    rows = rows_of(shown["scorecard"])
    hidden, scored = [row for row in rows if is_withheld(row)], [row for row in rows if is_scored(row)]
    assert hidden
    open_ = len(rows) - len(hidden) - len(scored)
    named = [row for one in problems(shown) if one.kind is Trouble.OPEN for row in one.rows]
    assert not {row.string("indicator") for row in hidden} & {row.string("indicator") for row in named}
    said = str(score(shown, ZH, bands=BANDS).prose)
    assert f"{len(hidden)} 项本版不列" in said
    assert ("项未评" in said) is bool(open_)


def test_a_group_of_withheld_rows_alone_is_not_called_unsettled(shown):
    got = {name: words for name, words, _ in conclusion(shown, (), ZH).groups}
    rows = rows_of(shown["scorecard"])
    for name, words in got.items():
        own = [row for row in rows if row.string("level_1") == name]
        assert ("本版不列" in words) is (not any(map(is_scored, own)) and any(map(is_withheld, own)))
