from base64 import b64encode

import pytest

from evaltoolkit.charts.gallery import gallery
from evaltoolkit.language import Language
from evaltoolkit.reporting.page.clean import clean_html
from evaltoolkit.reporting.page.inert_drawing import drawing_words, is_inert

NS = 'xmlns="http://www.w3.org/2000/svg"'
LIVE = "document.title='live'"
OUTSIDE = "http://outside.invalid/a"


def address(source, kind="data:image/svg+xml;base64,"):
    return kind + b64encode(source.encode() if isinstance(source, str) else source).decode()


def svg(inside="", attributes=NS):
    return f"<svg {attributes}>{inside}</svg>"


NESTED = address(svg(f"<script>{LIVE}</script>"))
PAYLOADS = {
    "script": svg(f"<script>{LIVE}</script>"),
    "script of its own space": svg(f'<h:script xmlns:h="http://www.w3.org/1999/xhtml">{LIVE}</h:script>'),
    "handler of the root": svg(attributes=f'{NS} onload="{LIVE}"'),
    "handler of a shape": svg(f'<path d="M1 1" onclick="{LIVE}"/>'),
    "foreign object": svg('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>'),
    "animation": svg(f'<animate onbegin="{LIVE}" attributeName="x" dur="1s"/>'),
    "set": svg('<set attributeName="href" to="javascript:x"/>'),
    "style sheet": svg(f"<style>@import '{OUTSIDE}.css';</style>"),
    "style of an element": svg(f'<path d="M1 1" style="fill:url({OUTSIDE})"/>'),
    "fill by address": svg(f'<path d="M1 1" fill="url({OUTSIDE}#a)"/>'),
    "fill by fragment": svg('<path d="M1 1" fill="url(#a)"/>'),
    "use of a fragment": svg('<use href="#a"/>'),
    "use of another file": svg(f'<use href="{OUTSIDE}.svg#a"/>'),
    "use in the old way": svg(f'<use xlink:href="{OUTSIDE}#a"/>', f'{NS} xmlns:xlink="http://www.w3.org/1999/xlink"'),
    "link": svg('<a href="javascript:x()"><text x="1" y="1">a</text></a>'),
    "outside picture": svg(f'<image href="{OUTSIDE}.png"/>'),
    "drawing in a drawing": svg(f'<image href="{NESTED}"/>'),
    "svg in svg": svg(svg("")),
    "base": svg(attributes=f'{NS} xml:base="{OUTSIDE}"'),
    "document type": f"<!DOCTYPE svg>{svg()}",
    "entity": f'<!DOCTYPE svg [<!ENTITY a "b">]>{svg("<text x=&quot;1&quot; y=&quot;1&quot;>&a;</text>")}',
    "outside entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{svg()}',
    "entity bomb": '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + svg("<text>&b;</text>"),
    "undeclared entity": svg('<text x="1" y="1">&a;</text>'),
    "instruction": f'<?xml-stylesheet href="{OUTSIDE}.css"?>{svg()}',
    "declaration": f'<?xml version="1.0" encoding="UTF-7"?>{svg()}',
    "data section": svg(f"<![CDATA[<script>{LIVE}</script>]]>"),
    "comment": svg(f"<!-- <script>{LIVE}</script> -->"),
    "text between the shapes": svg("110105"),
    "shape without its space": "<svg><path/></svg>",
    "shape of another space": svg('<path xmlns="http://www.w3.org/1999/xhtml"/>'),
    "words in an attribute": svg('<path d="M1 1" class="张三"/>'),
    "words in a font": svg('<g font-family="张三"/>'),
    "words in a path": svg('<path d="M1 1 张三"/>'),
    "a coordinate with many digits": svg('<circle cx="1.23456" cy="1" r="1"/>'),
    "a page": "<html><script>1</script></html>",
    "no mark-up": "x",
    "unclosed": "<svg>",
    "other letters": svg().encode("utf-16"),
    "no letters": b"\xff\xfe\xff",
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_drawing_with_anything_that_is_not_listed_is_left_out(name):
    planted = address(PAYLOADS[name])
    assert not is_inert(planted)
    assert clean_html(f'<img src="{planted}" alt="甲">') == '<img alt="甲">'


@pytest.mark.parametrize(
    "kind",
    [
        "data:image/svg+xml,",
        "data:image/svg+xml;utf8,",
        "data:image/svg+xml;charset=utf-8;base64,",
        "data:text/html;base64,",
    ],
)
def test_no_other_way_to_write_the_address_is_read(kind):
    assert not is_inert(address(svg(), kind))


def test_a_drawing_beyond_any_chart_is_not_even_decoded():
    assert is_inert(address(svg()))
    assert not is_inert(address(svg('<path d="M1 1"/>' * 20_000)))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_chart_is_inert_small_and_its_words_can_be_searched(language):
    for name, chart in gallery(Language(language)).items():
        drawn = chart.svg()
        words = drawing_words(address(drawn))
        assert words, name
        assert len(drawn.encode()) <= 20_000, name
        assert chart.source[:6] in "".join(words), name
