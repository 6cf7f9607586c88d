import pytest

from evaltoolkit.services.opinions.satisfaction_items import satisfaction_items

COLUMNS = ["method", "respondent", "item", "n", "n_satisfied", "share", "index"]


def answer(*items, method="小组", respondent="服务对象", date="2023-06-01", client=None):
    rated = {f"item_{number}": float(value) for number, value in enumerate(items, start=1) if value is not None}
    return {"client": client, "method": method, "respondent": respondent, "date": date, "overall": "满意", **rated}


def test_each_item_has_its_own_share_and_index_by_method_and_respondent(plan, evidence_of):
    # item 1: 5 + 4 + 3 = 12 of 15, two of three satisfied; item 2: 5 + 1 = 6 of 10, one of two, one left blank
    rows = [answer(5, 5), answer(4, 1), answer(3), answer(2, 4, method="社区活动", respondent="村居委及合作方")]
    frame = satisfaction_items(plan, evidence_of(satisfaction=rows)).frame
    assert frame[COLUMNS].to_numpy().tolist() == [
        ["小组", "服务对象", 1, 3, 2, pytest.approx(2 / 3), 0.8],
        ["小组", "服务对象", 2, 2, 1, 0.5, 0.6],
        ["社区活动", "村居委及合作方", 1, 1, 0, 0.0, 0.4],
        ["社区活动", "村居委及合作方", 2, 1, 1, 1.0, 0.8],
    ]


def test_one_answer_a_person_and_method_counts_the_latest_of_the_year(plan, evidence_of):
    rows = [answer(1, client="a", date="2023-02-01"), answer(5, client="a", date="2023-09-01"),
            answer(1, client="b", date="2022-12-31")]  # fmt: skip
    frame = satisfaction_items(plan, evidence_of(satisfaction=rows)).frame
    assert frame[["n", "n_satisfied", "index"]].to_numpy().tolist() == [[1, 1, 1.0]]


@pytest.mark.parametrize("other", [0, 6, 10])
def test_an_item_on_another_scale_is_left_out_whole(plan, evidence_of, other):
    """Of answers out of 10 those up to 5 would pass for answers out of 5."""
    rows = [answer(5, other), answer(4, 5)]
    assert satisfaction_items(plan, evidence_of(satisfaction=rows)).frame["item"].tolist() == [1]


def test_a_form_without_items_and_no_sheet_give_an_empty_table(plan, evidence_of):
    assert satisfaction_items(plan, evidence_of(satisfaction=[answer()])).frame.empty
    assert satisfaction_items(plan, evidence_of()).frame.empty
