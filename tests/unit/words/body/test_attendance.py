from evaltoolkit.words.body import attendance


def test_attendance_is_one_paragraph_without_a_table(small_reports, zh):
    said = attendance(small_reports["shared"], zh)
    assert len(said.paragraphs) == 1
    assert "<table" not in said._repr_html_()
    assert "平均出席率" in said.paragraphs[0].words
