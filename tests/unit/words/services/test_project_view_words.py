from evaltoolkit.findings.change import READINGS
from evaltoolkit.words.services.project_view import project_change_table, project_needs_table

UNCLEAR = {"p_t": 0.07, "p_exact": 0.07, "p_t_adjusted": 0.07, "p_exact_adjusted": 0.07}


def test_each_scale_has_its_means_its_change_with_the_interval_and_its_reading(outcome, zh):
    unsure = {"change_low": -5.0, "change_high": 0.2, **UNCLEAR}
    few = {"scale": "c", "n_pairs": 3.0}
    table = project_change_table(outcome({}, {"scale": "b", "scale_name": "乙", **unsure}, few), zh)
    cells = [[(cell.words, cell.detail) for cell in row.cells] for row in table.rows]
    assert cells[0] == [
        ("孤独感", "分数越低越好"), ("20", ""), ("15.2 → 12.8", ""), ("−2.4", "−3.9 至 −0.9"), ("变好", ""),
    ]  # fmt: skip
    assert cells[1][3:] == [("−2.4", "−5.0 至 +0.2"), ("尚不能断定", "")]
    assert [words for words, _ in cells[2][1:]] == ["1–4", *["已抑制"] * 3]


def test_every_reading_stands_in_the_words_that_stand_everywhere(reading, of_reading, outcome, zh):
    table = project_change_table(outcome(of_reading, audience="station"), zh)
    assert table.column("怎样读") == (zh.say(READINGS[reading]),)


def test_a_need_has_the_share_that_named_it_and_who_answers(shown, zh):
    rows = [
        {
            "need": "认识邻居",
            "group": "来穗人员",
            "asked": 13.0,
            "named": 5.0,
            "share": 5 / 13,
            "service": "融入日",
            "met": "部分回应",
        },
        {"need": "托管", "group": "家庭", "share": None, "service": "融入日", "met": "未回应"},
    ]
    table = project_needs_table(shown(rows), zh)
    assert [cell.words for cell in table.rows[0].cells] == [
        "认识邻居",
        "来穗人员",
        "38.5%（5/13）",
        "融入日",
        "部分回应",
    ]
    assert table.rows[1].cells[2].words == "未提供"
