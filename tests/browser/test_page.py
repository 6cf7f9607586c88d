"""The finished page in a real browser, with the network off."""

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageChops

from evaltoolkit.reporting.page.export import export_html
from tests.sample import one_in

pytestmark = pytest.mark.browser

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
CHAPTERS = (
    "一、评价项目概述",
    "二、绩效评价概述",
    "三、评价结论与绩效分析",
    "四、项目主要绩效或成功经验",
    "五、存在问题或不足",
    "六、相关建议",
)
PARAGRAPH = "社工站建设之前，基层治理引入专业社会工作机构参与公共服务。" * 8


def shown(html):
    return new_code_cell(outputs=[new_output("display_data", {"text/html": html})])


def wide_table(columns=12):
    head = "".join(f'<th scope="col">第{number}列的名称</th>' for number in range(columns))
    row = "".join(f'<td class="num">{number * 1234.5}</td>' for number in range(columns))
    return (
        f"<table><caption>看这里</caption><thead><tr>{head}</tr></thead><tbody>{f'<tr>{row}</tr>' * 4}</tbody></table>"
    )


def fixture_page():
    picture = new_output("display_data", {"image/png": PNG}, metadata={"image/png": {"alt": "条形图"}})
    cells = [shown('<div class="front"><h1>2025年度示例街道绩效评价报告</h1><p class="message">总分 64.97</p></div>')]
    for chapter in CHAPTERS:
        cells += [new_markdown_cell(f"## {chapter}"), new_markdown_cell("### （一）情况"), shown(f"<p>{PARAGRAPH}</p>")]
        cells += [shown(wide_table()), new_code_cell(outputs=[picture])]
    cells.append(shown(f"<p>{'x' * 300}</p><pre>{'y' * 300}</pre>"))
    return export_html(new_notebook(cells=cells), title="2025年度示例街道绩效评价报告", synthetic=True)


@pytest.mark.parametrize("width", one_in(3, [320, 390, 768, 1440]))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_asks_for_nothing_complains_of_nothing_and_never_scrolls_sideways(opened, width, scheme):
    with opened(fixture_page(), width, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [url.startswith("file:") for url in page.requests] == [True]
        assert page.complaints == []


def test_a_line_holds_at_most_38_chinese_characters(opened):
    with opened(fixture_page(), 1440) as page:
        width, size = page.evaluate(
            "(() => { const p = document.querySelector('main > h3 + p');"
            "return [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)] })()"
        )
    assert size == 17
    assert width / size <= 38


def test_a_wide_table_scrolls_in_its_own_box(opened):
    with opened(fixture_page()) as page:
        inner, outer = page.evaluate(
            "(() => { const b = document.querySelector('.box'); return [b.scrollWidth, b.clientWidth] })()"
        )
    assert inner > outer


def test_the_caption_of_a_wide_table_can_be_read_on_a_phone_without_scrolling(opened):
    table = wide_table().replace("看这里", "每行指标的证据在本报告哪一节、有哪些材料" * 2)
    with opened(export_html(new_notebook(cells=[shown(table)]), title="甲")) as page:
        box = page.evaluate(
            "(() => { const b = document.querySelector('.box'); b.scrollLeft = b.scrollWidth;"
            "const c = document.querySelector('caption').getBoundingClientRect(); return [c.left, c.right] })()"
        )
    assert box[0] >= 0
    assert box[1] <= 390


def test_every_link_of_the_contents_leads_to_its_heading(opened):
    with opened(fixture_page()) as page:
        page.locator("nav.contents summary").click()
        links = page.locator("nav.contents a")
        assert links.count() == 12
        for position in range(links.count()):
            links.nth(position).click()
            target = page.evaluate("document.querySelector(':target').innerText")
            assert target == links.nth(position).inner_text()


def test_the_contents_stand_beside_the_text_on_a_desktop_and_fold_on_a_phone(opened):
    html = fixture_page()
    with opened(html, 1440) as page:
        assert page.locator("nav.side").is_visible()
        assert not page.locator("nav.contents").is_visible()
    with opened(html) as page:
        assert not page.locator("nav.side").is_visible()
        assert page.locator("nav.contents summary").is_visible()


def glyph(page, character):
    """Return the picture of one character as a heading shows it."""
    page.evaluate("words => { document.querySelector('main > h2').innerText = words }", character * 4)
    return Image.open(BytesIO(page.locator("main > h2").first.screenshot())).convert("L")


def test_a_chinese_font_is_installed_and_headings_have_ink(opened):
    with opened(fixture_page()) as page:
        first, second = glyph(page, "评"), glyph(page, "绩")

    dark = sum(first.point(lambda value: value < 100).histogram()[1:])
    assert dark > 200
    assert ImageChops.difference(first, second).getbbox() is not None, (
        "two Chinese characters look alike: no Chinese font is installed (Debian: apt-get install fonts-noto-cjk)"
    )


def test_every_printed_sheet_is_a4_marked_and_numbered(opened, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine (Debian: apt-get install poppler-utils)")
    path = tmp_path / "printed.pdf"
    with opened(fixture_page()) as page:
        pdf = page.pdf(path=path, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    sheets = done.stdout.decode("utf-8").split("\f")[:-1]

    boxes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)}
    assert boxes == {(0, 0, 595, 842)}
    assert len(sheets) >= 3
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.count("示例数据（合成）") >= 2
        assert f"{number}/{len(sheets)}" in sheet.replace(" ", "")


LIVE = "document.title='live'"
PAYLOADS = {
    "script": f"<script>{LIVE}</script>",
    "script in a picture": f'<img src="x" onerror="{LIVE}">',
    "drawing": f'<svg onload="{LIVE}"><script>{LIVE}</script></svg>',
    "drawing with a foreign object": f'<svg><foreignObject><img src=x onerror="{LIVE}"></foreignObject></svg>',
    "animation": f'<svg><animate onbegin="{LIVE}" attributeName=x dur=1s></svg>',
    "frame": f'<iframe srcdoc="<script>parent.{LIVE}</script>"></iframe>',
    "frame of data": f'<iframe src="data:text/html,<script>parent.{LIVE}</script>"></iframe>',
    "object": f'<object data="javascript:{LIVE}"></object>',
    "embed": f'<embed src="javascript:{LIVE}">',
    "form": f'<form action="javascript:{LIVE}"><input type=submit autofocus onfocus="{LIVE}"></form>',
    "link": f'<a id="bait" href="javascript:{LIVE}">甲</a>',
    "link with a tab": f'<a id="bait" href="java&#9;script:{LIVE}">甲</a>',
    "open details": f'<details open ontoggle="{LIVE}">甲</details>',
    "style": "<style>@import 'http://outside.invalid/a.css'; body{display:none}</style>",
    "style of an element": "<p style=\"background:url('http://outside.invalid/a.png')\">甲</p>",
    "outside picture": '<img src="http://outside.invalid/a.png" alt="甲">',
    "outside source set": '<img srcset="http://outside.invalid/a.png 1x" alt="甲">',
    "refresh": '<meta http-equiv="refresh" content="0;url=http://outside.invalid/">',
    "base": '<base href="http://outside.invalid/"><a href="a">甲</a>',
    "outside style sheet": '<link rel="stylesheet" href="http://outside.invalid/a.css">',
    "video": f'<video><source onerror="{LIVE}"></video>',
    "mathematics": f'<math><mtext></form><form><mglyph><style></math><img src onerror="{LIVE}">',
    "comment": f'<!--><img src=x onerror="{LIVE}">-->',
    "broken tag": f"<p title='--><img src=x onerror={LIVE}>'>甲",
    "template": f'<template><img src=x onerror="{LIVE}"></template>',
    "closing tags": f"</main></body></html><script>{LIVE}</script>",
    "closing style": f"</style><script>{LIVE}</script>",
}
SWALLOWING = {"mathematics"}  # its style sheet is never closed
WAYS = {
    "html": shown,
    "prose": new_markdown_cell,
    "table": lambda payload: shown(f"<table><tr><td>{payload}</td></tr></table>"),
    "text": lambda payload: new_code_cell(outputs=[new_output("display_data", {"text/plain": payload})]),
    "alt": lambda payload: new_code_cell(
        outputs=[new_output("display_data", {"image/png": PNG}, metadata={"image/png": {"alt": payload}})]
    ),
    "script type": lambda payload: new_code_cell(
        outputs=[new_output("display_data", {"application/javascript": LIVE, "image/svg+xml": payload})]
    ),
}


def planted(name):
    """Return each page of a payload: the ways together, those apart whose payload opens what swallows the rest."""
    for ways in [[way] for way in WAYS] if name in SWALLOWING else [list(WAYS)]:
        cells = [new_markdown_cell("## 一、甲")]
        for way in ways:
            cells += [WAYS[way](PAYLOADS[name]), new_markdown_cell(f"这之后是{way}。")]
        yield export_html(new_notebook(cells=cells), title=PAYLOADS[name])


@pytest.mark.parametrize("name", one_in(3, PAYLOADS))
def test_no_planted_payload_is_live(opened, name):
    """Each payload by every way a street's words can take; the title is planted with it too."""
    for html in planted(name):
        with opened(html) as page:
            for bait in page.locator("#bait").all():
                bait.click()
            page.wait_for_timeout(15)
            words = page.locator("main").inner_text()
            assert page.title() != "live"
            assert (page.requests[1:], page.complaints) == ([], [])
            assert page.locator("main").is_visible()
            assert name in SWALLOWING or all(f"这之后是{way}。" in words for way in WAYS)


def test_the_policy_alone_stops_a_script_that_cleaning_would_have_missed(opened):
    planted = f"<script>{LIVE}</script><img src='http://outside.invalid/a.png'></main>"
    with opened(fixture_page().replace("</main>", planted)) as page:
        assert page.title() != "live"
        assert [request.failure for request in page.failed] == ["csp"]
