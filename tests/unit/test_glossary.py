"""The glossary lists every sheet and column that the workbook has now."""

import pytest

from glossary import GLOSSARY, with_listing


def test_the_list_of_sheets_and_columns_is_the_present_one():
    page = GLOSSARY.read_text(encoding="utf-8")

    assert page == with_listing(page), "run: python tools/glossary.py"


def test_a_page_that_lost_its_marks_is_refused():
    with pytest.raises(ValueError, match="lacks its marks"):
        with_listing("# 术语对照\n")
