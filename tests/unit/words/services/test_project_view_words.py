from evaltoolkit.words.services.project_view import project_change_table, project_needs_table


def test_each_scale_has_its_means_its_change_with_the_interval_and_its_reading(outcome, zh):
    table = project_change_table(outcome({}, {"scale": "b", "scale_name": "乙", "change_low": -5.0, "change_high": 0.2,
                                              "p_t": 0.07, "p_exact": 0.08, "p_t_adjusted": 0.07,
                                              "p_exact_adjusted": 0.08}, {"scale": "c", "n_pairs": 3.0}), zh)  # fmt: skip
    cells = [[(cell.words, cell.detail) for cell in row.cells] for row in table.rows]
    assert cells[0] == [
        ("孤独感", "分数越低越好"), ("20", ""), ("15.2 → 12.8", ""), ("−2.4", "−3.9 至 −0.9"), ("变好", ""),
    ]  # fmt: skip
    assert cells[1][3:] == [("−2.4", "−5.0 至 +0.2"), ("尚不能断定", "")]
    assert [words for words, _ in cells[2][1:4]] == ["已抑制"] * 3


def test_a_need_has_the_share_that_named_it_and_who_answers(shown, zh):
    rows = [
        {"need": "认识邻居", "group": "来穗人员", "share": 0.385, "service": "融入日", "met": "部分回应"},
        {"need": "托管", "group": "家庭", "share": None, "service": "融入日", "met": "未回应"},
    ]
    table = project_needs_table(shown(rows), zh)
    assert [cell.words for cell in table.rows[0].cells] == ["认识邻居", "来穗人员", "38.5%", "融入日", "部分回应"]
    assert table.rows[1].cells[2].words == "未提供"
