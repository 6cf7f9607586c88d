import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from evaltoolkit.reporting.page.export import export_html

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TITLE = "2025年度示例街道绩效评价报告"


def shown(data, **metadata):
    return new_code_cell("secret_code()", outputs=[new_output("display_data", data, metadata=metadata)])


def page(*cells, **options):
    return export_html(new_notebook(cells=list(cells)), **{"title": TITLE, **options})


def test_the_page_holds_prose_and_outputs_and_no_code():
    html = page(new_markdown_cell("## 一、甲\n\n乙"), shown({"text/html": "<p>丙</p>"}), shown({"text/plain": "<丁>"}))

    assert "<p>乙</p>" in html
    assert "<p>丙</p>" in html
    assert "<pre>&lt;丁&gt;</pre>" in html
    assert "secret_code" not in html


@pytest.mark.parametrize("tag", ["parameters", "injected-parameters", "remove-cell"])
def test_parameter_cells_never_reach_the_page(tag):
    cell = shown({"text/html": "<p>保密</p>"})
    cell.metadata["tags"] = [tag]

    assert "保密" not in page(cell)


def test_a_picture_keeps_its_alternative_text_escaped():
    html = page(shown({"image/png": f"{PNG[:40]}\n{PNG[40:]}\n"}, **{"image/png": {"alt": '条形图："甲" < 乙'}}))

    assert f'<figure><img alt=\'条形图："甲" &lt; 乙\' src="data:image/png;base64,{PNG}"/></figure>' in html


def test_the_head_says_charset_first_then_the_policy_language_and_title():
    html = page(new_markdown_cell("甲"))

    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    assert "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"" in html
    assert f"<title>{TITLE}</title>" in html
    assert "<script" not in html
    assert re.findall(r"https?:|url\(|@import", html) == []


def test_a_hostile_title_stays_words():
    html = page(new_markdown_cell("甲"), title='</title><script>x()</script>"; } body { display: none')

    assert "<script>" not in html
    assert "&lt;/title&gt;&lt;script&gt;" in html
    assert "display: none }" not in html


def test_the_same_notebook_gives_the_same_characters():
    cells = [new_markdown_cell("## 一、甲"), shown({"text/html": "<table><tr><td>1</td></tr></table>"})]

    assert page(*cells) == page(*cells)


def test_the_contents_list_leads_to_every_heading():
    html = page(*map(new_markdown_cell, ("## 一、甲", "### （一）乙", "有。", "## 二、丙")))
    links, ids = re.findall(r'href="#([^"]+)"', html), re.findall(r'<h[23] id="([^"]+)"', html)

    assert ids == ["c1", "c1-1", "c2"]
    assert links == ["top", *ids, *ids]


def test_synthetic_data_are_marked_on_screen_and_on_every_printed_sheet():
    made, real = page(new_markdown_cell("甲"), synthetic=True), page(new_markdown_cell("甲"))
    band = "示例数据（合成）"
    printed = "".join(f"\\{ord(character):x} " for character in band)

    assert made.count(band) == 2
    assert made.count(printed) == 2
    assert band not in real
    assert printed not in real


def test_the_english_page_has_the_words_of_the_catalogue():
    html = page(new_markdown_cell("项目背景"), language="en")

    assert '<html lang="en-GB">' in html
    assert "<p>Background of the project</p>" in html


def test_the_title_of_street_and_year_stands_in_place_of_the_notebooks_own():
    html = page(new_markdown_cell("# 社工站绩效评价报告\n\n甲"))

    assert html.count("<h1") == 1
    assert f"<h1>{TITLE}</h1>" in html
    assert "<p>甲</p>" in html


def test_the_name_of_the_street_is_kept_together_in_the_title_where_the_title_holds_it():
    html = page(new_markdown_cell("甲"), unbroken="示例<街道", title="2025年度示例<街道绩效评价报告")

    assert '<h1>2025年度<span class="unbroken">示例&lt;街道</span>绩效评价报告</h1>' in html
    assert f"<h1>{TITLE}</h1>" in page(new_markdown_cell("甲"), unbroken="别的街道")


def test_a_first_screen_with_a_heading_of_its_own_keeps_it():
    html = page(shown({"text/html": '<div class="front"><h1>自己的题目</h1></div>'}))

    assert f"<h1>{TITLE}</h1>" not in html
    assert "<h1>自己的题目</h1>" in html


def test_the_notebook_is_not_changed():
    notebook = new_notebook(
        cells=[new_markdown_cell("# 题\n\n甲"), shown({"text/html": "<p>甲</p>", "text/plain": "乙"})]
    )
    before = str(notebook)

    export_html(notebook, title=TITLE)

    assert str(notebook) == before
