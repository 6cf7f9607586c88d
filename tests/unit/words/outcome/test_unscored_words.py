"""What is said of forms that cannot be scored."""

from itertools import product

import pandas as pd
import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.results import TableClass
from evaltoolkit.outcomes.tables.unscored_table import UNSCORED_COLUMNS
from evaltoolkit.words import unscored_forms

ROWS = [("uls6", "孤独感", "前测", 8), ("uls6", "孤独感", "后测", 3)]


@pytest.fixture
def told(shown, zh):
    def make(rows, audience=Audience.STATION):
        frame = pd.DataFrame(rows, columns=list(UNSCORED_COLUMNS))
        parts = {"keys": ("scale", "wave"), "people": ("n_forms",)}
        return repr(unscored_forms(shown(frame, "unscored_forms", TableClass.SCALE, audience, **parts), zh))

    return make


def test_the_station_reads_how_many_of_each_wave(told):
    assert "（缺答，或答案超出范围）：前测 8 份、后测 3 份。" in told(ROWS)


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PARTNER])
@pytest.mark.parametrize("rows", [ROWS, ROWS[1:]])
def test_a_shared_report_says_the_same_of_no_unscored_form_and_of_few(told, rows, audience):
    said = {told([*rows[:-1], (*rows[-1][:3], few)], audience) for few in range(5)}
    assert len(said) == 1
    assert "0–4 份" in said.pop()


@pytest.mark.parametrize("forms", list(product((0, 3, 8), repeat=3)))
def test_the_sentence_on_what_is_not_told_names_every_scale_and_wave_that_it_stands_for(told, forms):
    cells = [("uls6", "孤独感", "前测"), ("uls6", "孤独感", "后测"), ("phq9", "抑郁", "后测")]
    said = told([(*cell, n) for cell, n in zip(cells, forms, strict=True)], Audience.SHARED)
    veiled = [cell[1:] for cell, n in zip(cells, forms, strict=True) if n < 5]
    waves = {scale: [wave for name, wave in veiled if name == scale] for scale, _ in veiled}
    each = "、".join(f"{scale}（{'、'.join(found)}）" for scale, found in waves.items())
    assert ("0–4 份" in said) is bool(veiled)
    assert not veiled or f"{each}：不能计分的问卷均写作 0–4 份" in said
    assert "以上" not in said


def test_a_station_without_unscored_forms_reads_nothing(told):
    assert told([("uls6", "孤独感", "前测", 0), ("uls6", "孤独感", "后测", 0)]) == ""


def test_where_every_form_can_be_scored_nothing_is_said(told):
    assert told([]) == ""
