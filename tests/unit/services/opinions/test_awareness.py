from evaltoolkit.disclosure.policy import shipped_policy
from evaltoolkit.disclosure.protect import protect
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.services.opinions.awareness import AT_LEAST_THREE, awareness

NAMES = ("site", "content", "workers", "help", "funding", "agrees")
FIGURES = ["n", "known", "share"]


def asked(*answers):
    return [dict(zip(NAMES, answer, strict=True)) for answer in answers]


def test_three_of_five_facts_are_enough_and_a_blank_decides_nothing(evidence_of):
    rows = asked(
        (True, True, True, False, False, True),
        (True, True, False, False, False, False),
        (True, True, None, False, False, None),  # a yes to the blank would make three: not decided
        (True, True, True, None, None, True),  # three already
        (False, False, None, None, False, True),  # cannot reach three
    )
    frame = awareness(evidence_of(awareness=rows)).frame.set_index("item")
    assert frame.loc["社工人员名单", FIGURES].tolist() == [3, 2, 2 / 3]
    assert frame.loc[AT_LEAST_THREE, FIGURES].tolist() == [4, 2, 0.5]
    assert frame.loc["认同", FIGURES].tolist() == [4, 3, 0.75]


def test_the_question_of_agreement_may_be_left_out(evidence_of):
    rows = [dict.fromkeys(NAMES[:5], True)]
    frame = awareness(evidence_of(awareness=rows)).frame.set_index("item")
    assert frame.loc["认同", "n"] == 0
    assert frame["share"].isna()["认同"]


def test_no_sheet_is_an_empty_table(evidence_of):
    assert awareness(evidence_of()).frame.empty


def test_where_few_are_decided_every_fact_is_hidden_with_them_and_agreement_stands(evidence_of):
    """Nine know two facts and leave two blank, which decides nothing; three know three: 3 are few, 12 are not."""
    rows = asked(*[(True, True, None, None, False, True)] * 9, *[(True, True, True, False, False, True)] * 3)
    shown = protect(awareness(evidence_of(awareness=rows)), shipped_policy(), Audience.SHARED)
    hidden = shown.frame["item"][shown.mask["n"]].tolist()
    assert AT_LEAST_THREE in hidden
    assert len(hidden) == 6
    assert "认同" not in hidden
