from base64 import b64encode

import pytest
from nbformat.v4 import new_code_cell, new_output

from evaltoolkit.reporting.page.clean import allowed_outputs, clean_html

PNG = "data:image/png;base64,iVBORw0KGgo="

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="2">甲</text></svg>'
DRAWING = "data:image/svg+xml;base64," + b64encode(SVG.encode()).decode()


def test_tables_headings_and_classes_survive():
    body = (
        '<h2 id="c1" class="a">一</h2><table class="figures"><caption>看</caption><thead><tr>'
        '<th scope="col" class="num">甲</th></tr></thead><tbody><tr><td colspan="2">乙</td></tr></tbody></table>'
    )
    assert clean_html(body) == body


@pytest.mark.parametrize(
    "address", ["https://a.example", "//a.example", "javascript:x()", "data:text/html,x", "a.html"]
)
def test_a_link_leads_nowhere_but_into_the_page(address):
    assert clean_html(f'<a href="{address}">甲</a>') == "<a>甲</a>"
    assert clean_html('<a href="#c1-2">甲</a>') == '<a href="#c1-2">甲</a>'


@pytest.mark.parametrize(
    "address",
    ["https://a.example/a.png", "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,&quot;x", "a.png"],
)
def test_a_picture_is_png_data_an_inert_drawing_or_nothing(address):
    assert clean_html(f'<img src="{address}" alt="甲">') == '<img alt="甲">'
    for data in (PNG, DRAWING):
        assert clean_html(f'<img src="{data}" alt="甲">') == f'<img src="{data}" alt="甲">'


def test_styles_handlers_scripts_and_drawings_go_with_their_content():
    body = '<p style="color:red" onclick="x()">甲<script>x()</script><style>p{}</style><svg><text>y</text></svg></p>'
    assert clean_html(body) == "<p>甲</p>"


def test_streams_tracebacks_and_other_types_are_no_outputs_of_a_report():
    cell = new_code_cell(
        outputs=[
            new_output("stream", name="stderr", text="a"),
            new_output("error", ename="KeyError", evalue="b", traceback=["b"]),
            new_output("display_data", {"application/javascript": "c"}),
            new_output("display_data", {"image/svg+xml": "<svg>d</svg>"}),
            new_output("display_data", {"text/latex": "e", "text/plain": "f"}),
        ]
    )
    assert [dict(output.data) for output in allowed_outputs(cell)] == [{"text/plain": "f"}]


def test_html_goes_before_a_picture_and_a_picture_before_text():
    data = {"text/plain": "a", "image/png": "b", "text/html": "c"}
    cell = new_code_cell(
        outputs=[new_output("display_data", data), new_output("execute_result", {**data, "text/html": "d"})]
    )
    assert [dict(output.data) for output in allowed_outputs(cell)] == [{"text/html": "c"}, {"text/html": "d"}]
