from evaltoolkit.words.services.needs import needs_table
from evaltoolkit.words.services.project_view import project_needs_table


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


def test_no_share_stands_under_the_head_of_a_number_of_people(shown, zh):
    """On the project's page the share has a head of its own; in the annex number and share have a column each."""
    row = {"need": "认识邻居", "group": "来穗人员", "asked": 13.0, "named": 5.0, "share": 5 / 13, "met": "部分回应"}
    for table in (project_needs_table(shown([row]), zh), needs_table(shown([row]), zh)):
        (cells,) = (one.cells for one in table.rows)
        of_shares = [head for head, cell in zip(table.header, cells, strict=True) if "%" in cell.words]
        assert of_shares in (["提出的占受访者"], ["比例"])
