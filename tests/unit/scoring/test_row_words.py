"""What one row shows as its actual where several sources state it."""

import pytest

from evaltoolkit.language import text
from evaltoolkit.model.plan import RowInput
from evaltoolkit.scoring.given import PARAMETER_FILE, Statement
from evaltoolkit.scoring.parts import Part, divide
from evaltoolkit.scoring.row_words import actual_words, evidence_words


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        ({"actual": "75%", "numerator": 3, "denominator": 4}, "75%（3 ÷ 4 = 75%）"),
        ({"actual": "75%"}, "75%（3 ÷ 4 = 75%）"),
        ({"numerator": 3, "denominator": 4}, "3 ÷ 4 = 75%"),
        ({"actual": "80%"}, "80%；3 ÷ 4 = 75%"),
    ],
)
def test_sources_that_agree_are_shown_once_and_those_that_do_not_beside_each_other(sheet, shown):
    given = [
        Statement(text("sheet of targets"), RowInput(target="90%", **sheet)),
        Statement(text("computed from the tables"), RowInput(numerator=3, denominator=4)),
    ]
    assert actual_words(divide(given).parts) == shown


def test_a_file_named_in_the_targets_and_on_the_sheet_of_evidence_stands_once() -> None:
    given = Part("", (Statement(PARAMETER_FILE, RowInput(evidence="工时汇总.xlsx、协议.pdf")),))
    assert evidence_words([given], ["工时汇总.xlsx", "协议.pdf", "台账.pdf"]) == "工时汇总.xlsx、协议.pdf；台账.pdf"
