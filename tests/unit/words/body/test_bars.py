import re

from evaltoolkit.findings.numbers import money, percent
from evaltoolkit.findings.rows import Row
from evaltoolkit.words.body.bars import amount_bar, greatest, share_bar


def drawn(bar):
    return int(re.search(r"drawn w(\d+)", bar.html())[1])


def test_a_bar_is_drawn_from_the_share_as_it_is_printed():
    for share in (n / 997 for n in range(997)):
        assert drawn(share_bar(share)) == int(float(percent(share).strip("<>%"))), share


def test_what_is_not_quite_all_never_fills_the_bar():
    assert drawn(share_bar(0.99999)) == 99
    assert drawn(share_bar(1.0)) == 100


def test_two_amounts_that_print_alike_are_drawn_alike():
    one, other = (Row({"spent": spent, "budget": 50.0}) for spent in (49.996, 50.004))
    assert money(49.996) == money(50.004)
    assert amount_bar(one, "spent", 100.0).html() == amount_bar(other, "spent", 100.0).html()


def test_a_longer_amount_has_the_longer_bar_and_the_mark_stands_at_the_target():
    rows = [Row({"spent": spent, "budget": 80.0}) for spent in (20.0, 40.0, 90.0)]
    most = greatest(rows, "spent", "budget")
    bars = [amount_bar(row, "spent", most, target="budget") for row in rows]
    assert [drawn(bar) for bar in bars] == [22, 44, 100]
    assert all('<span class="at w88"><span class="target">' in bar.html() for bar in bars)


def test_without_a_figure_there_is_no_bar():
    assert share_bar(None) is None
    assert amount_bar(Row({"spent": None}), "spent", 10.0) is None
