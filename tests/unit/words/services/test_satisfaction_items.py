import pytest

from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.model.links import ShareOf
from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.satisfaction_items import satisfaction_items, satisfaction_items_table

PARTS = {
    "table_class": TableClass.SATISFACTION, "keys": ("method", "respondent", "item"), "people": ("n",),
    "figures": ("n_satisfied", "share", "index"), "counts": ("n_satisfied",),
    "shares": (ShareOf("share", "n_satisfied", "n"),),
}  # fmt: skip


def row(item, n, satisfied, index, method="小组"):
    found = {"item": item, "n": n, "n_satisfied": satisfied, "share": satisfied / n, "index": index}
    return {"method": method, "respondent": "服务对象", **found}


def test_the_item_that_satisfies_least_is_named_beside_the_best_share(shown, zh):
    rows = [row(1, 40, 38, 0.9), row(2, 40, 30, 0.8), row(3, 39, 36, 0.88), row(1, 20, 18, 0.9, method="个案")]
    said = satisfaction_items(shown(rows, **PARTS), zh).paragraphs
    assert [str(one) for one in said] == [
        "小组（服务对象） 满意率最低的是第 2 题：75.0%（30/40）；最高的一题为 95.0%。",
        "个案（服务对象） 所列 1 题的满意率均为 90.0%。",
    ]


def test_share_and_index_stand_in_columns_of_their_own(shown, zh):
    table = satisfaction_items_table(shown([row(1, 40, 38, 0.9), row(2, 8, 4, 0.55)], **PARTS), zh)
    assert table.column("题目") == ("第 1 题", "第 2 题")
    assert table.column("满意率") == ("95.0%", "50.0%")
    assert table.column("满意度指数（满分 100）") == ("90.0", "55.0")


def test_few_answers_are_withheld_in_words_and_table(shown, zh):
    table = shown([row(1, 4, 3, 0.9)], **PARTS)
    (said,) = satisfaction_items(table, zh).paragraphs
    assert said.kind is Kind.MISSING
    assert satisfaction_items_table(table, zh).column("满意") == ("已抑制",)


def test_the_public_sees_rounded_counts_and_no_index(shown, zh):
    """An index beside rounded counts would show the exact ones."""
    table = satisfaction_items_table(shown([row(1, 42, 38, 0.9)], audience=Audience.PUBLIC, **PARTS), zh)
    assert (table.column("回答人数"), table.column("满意")) == (("40",), ("40",))
    assert table.column("满意度指数（满分 100）") == ("已抑制",)


@pytest.mark.parametrize("say", [satisfaction_items, satisfaction_items_table])
def test_without_items_it_is_not_provided(say, shown, zh):
    assert "未提供" in str(
        say(shown([], **{**PARTS, "keys": (), "people": (), "figures": (), "counts": (), "shares": ()}), zh)
    )
