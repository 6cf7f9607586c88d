from evaltoolkit.findings.rows import rows_of
from evaltoolkit.words.body import data

ASKED = {
    "method": "小组", "respondent": "服务对象", "issued": 40.0, "returned": 30.0, "response_rate": 0.75,
    "n_valid": 30.0, "n_satisfied": 24.0, "share": 0.8, "asked": "随机抽取",
}  # fmt: skip
FLOW = {
    "scale": "uls6",
    "scale_name": "孤独感",
    "n_pre": 40.0,
    "n_post": 30.0,
    "n_pairs": 30.0,
    "n_lost": 10.0,
    "lost_share": 0.25,
}


def test_each_kind_of_data_has_its_way_of_asking_number_and_response(told, zh):
    table = data(told(satisfaction=[ASKED], needs=[{"need": "托管", "group": "家庭", "asked": 69.0}]), zh).table
    assert table.column("收集方式") == ("随机抽取", "需求调研")
    assert table.column("有效数") == ("30 份", "1 项需求")
    assert [row.cells[2].detail for row in table.rows] == ["", "每项问 69 人"]
    assert (table.column("回收")[0], table.rows[0].cells[3].detail) == ("75.0%", "30/40")


def test_a_response_rate_that_is_hidden_is_not_worked_out_from_the_counts_beside_it(small_reports, zh):
    rates = [row.is_withheld("response_rate") for row in rows_of(small_reports["public"]["satisfaction"])]
    assert any(rates)
    told = [
        row.cells[3] for row in data(small_reports["public"], zh).table.rows if row.cells[0].words.startswith("满意度")
    ]
    assert [cell.words == "已抑制" and not cell.detail for cell in told] == rates


def test_forms_handed_out_on_site_are_said_not_to_speak_for_all(told, zh):
    assert "现场发放" not in repr(data(told(satisfaction=[ASKED]), zh).prose)
    assert "现场发放" in repr(data(told(satisfaction=[{**ASKED, "asked": "现场发放"}]), zh).prose)
