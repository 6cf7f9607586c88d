"""Words on hover and focus, JupyterLab's own dark theme, and JupyterLab in English."""

import io
import os
import re

import pytest
from PIL import Image

from tests.browser.lab.driving import LAPTOP, OPTIONS, OUTCOMES, PANEL, SERVICES, draw
from tests.browser.walk import violations
from tests.sample import one_in

BROWSER_OPTIONS = OPTIONS
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends JupyterLab by signals"),
]
MARKS = f"{PANEL} :is(.explore-spot, .explore-tile, .explore-person)"
SEEN = """marks => Array.from(document.querySelectorAll(marks)).map(mark => {
  const tip = mark.querySelector('.explore-tip'), box = tip.getBoundingClientRect();
  return { shown: getComputedStyle(tip).display !== 'none', words: tip.innerText.trim(),
           inside: box.left >= -1 && box.right <= innerWidth + 1 };
})"""
FOCUSED = """marks => Array.from(document.querySelectorAll(marks)).indexOf(document.activeElement)"""


def seen(lab):
    """Return the number of each mark whose words are seen now, with whether they are within the window."""
    return {number: one for number, one in enumerate(lab.page.evaluate(SEEN, MARKS)) if one["shown"]}


def assert_every_mark_speaks(lab, least=1):
    """Reach every mark by the Tab key and by the mouse: its words alone are seen, within the window."""
    count = lab.page.locator(MARKS).count()
    assert count >= least
    focus_first(lab)
    for number in range(count):
        assert lab.page.evaluate(FOCUSED, MARKS) == number
        assert_is_seen(lab, number)
        steps = 1 + lab.page.locator(MARKS).nth(number).locator("button").count()
        for _ in range(steps):
            lab.page.keyboard.press("Tab")
    lab.page.evaluate("document.activeElement.blur()")
    for number in range(count):
        mark = lab.page.locator(MARKS).nth(number)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        lab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert_is_seen(lab, number)
    lab.page.mouse.move(0, 0)
    assert seen(lab) == {}


def focus_first(lab):
    """Put the focus on the first mark; JupyterLab takes it once more when a page has just been opened."""
    for _ in range(20):
        lab.page.locator(MARKS).first.focus()
        lab.page.wait_for_timeout(300)
        if lab.page.evaluate(FOCUSED, MARKS) == 0:
            return
    raise AssertionError("the first mark does not keep the focus")


def assert_is_seen(lab, number):
    now = seen(lab)
    assert list(now) == [number]
    assert now[number]["words"]
    assert now[number]["inside"]


@pytest.mark.parametrize("width", one_in(2, [LAPTOP["width"], 390]))
def test_every_mark_tells_its_words_to_the_mouse_and_to_the_tab_key(lab, width):
    lab.page.set_viewport_size({"width": width, "height": 768})
    lab.open(OUTCOMES)
    assert_every_mark_speaks(lab)
    draw(lab, "量表", "全部量表")
    assert_every_mark_speaks(lab, least=2)
    focus_first(lab)
    lab.shoot(f"words_on_focus_{width}")


@pytest.mark.full
def test_the_first_control_is_reached_and_changed_by_keys_alone(lab):
    lab.open(OUTCOMES)
    before = lab.shown()
    for _ in range(20):  # JupyterLab takes the focus once more when a page has just been opened
        lab.control("量表").focus()
        lab.page.wait_for_timeout(300)
        if lab.page.evaluate("document.activeElement.tagName") == "SELECT":
            break
    lab.page.keyboard.press("ArrowDown")
    assert lab.changed(before).alt != before.alt
    assert lab.page.evaluate("document.activeElement.tagName") == "SELECT"


DARK = "window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })"
PALE = """panel => {
  const parts = '.explore, .evaltoolkit-controls, .jp-RenderedMarkdown';
  const numbers = color => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => { const c = [r, g, b].map(v => { v /= 255; return v <= .03928 ? v / 12.92 :
    Math.pow((v + .055) / 1.055, 2.4) }); return .2126 * c[0] + .7152 * c[1] + .0722 * c[2] };
  const under = node => { for (let at = node; at; at = at.parentElement) {
    const color = numbers(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] >= .99) { return color } } return [255, 255, 255] };
  const found = [];
  for (const node of document.querySelectorAll(`${panel} :is(${parts}) *`)) {
    const own = Array.from(node.childNodes).some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.offsetParent || node.closest('option') || node.matches('style, :disabled')) { continue }
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(under(node))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    const said = `${node.className || node.tagName} ${node.textContent.trim().slice(0, 20)}`;
    if (ratio < 4.5) { found.push(`${said} ${ratio.toFixed(1)}`) }
  }
  return found;
}"""
"""Text whose contrast with what lies under it is below 4.5 : 1 (WCAG 2.2, 1.4.3); what is off is left out."""


def test_in_jupyterlab_s_own_dark_theme_every_word_can_be_read(lab):
    lab.page.evaluate(DARK)
    lab.page.locator("body[data-jp-theme-light='false']").wait_for(state="attached")
    lab.shoot("dark_welcome")
    lab.open(OUTCOMES)
    lab.page.locator(f"{PANEL} .explore-why summary").click()
    assert lab.page.evaluate(PALE, PANEL) == []
    focus_first(lab)
    assert lab.page.evaluate(PALE, PANEL) == []
    lab.shoot("dark_outcomes")


@pytest.mark.full
def test_in_the_dark_theme_every_word_of_the_services_can_be_read(lab):
    lab.page.evaluate(DARK)
    lab.open(SERVICES)
    draw(lab, "主题", "满意度各档分布")
    assert lab.page.evaluate(PALE, PANEL) == []
    tile = lab.page.locator(f"{PANEL} .explore-tile").first.screenshot()
    lightness = sorted(Image.open(io.BytesIO(tile)).convert("L").get_flattened_data())
    assert lightness[len(lightness) // 2] < 64  # its ground is dark, as the page is
    assert lightness[-len(lightness) // 50] > 150  # and its words are light
    lab.shoot("dark_services")


@pytest.mark.full
@pytest.mark.parametrize("link", [OUTCOMES, SERVICES])
def test_a_checker_of_accessibility_finds_nothing_in_the_pages_own_parts(lab, link):
    lab.open(link)
    lab.page.evaluate("""panel => document.querySelectorAll('body > *').forEach(part => {
      if (!part.contains(document.querySelector(`${panel} .explore`))) { part.remove() } })""", PANEL)  # fmt: skip
    own = re.compile(r"explore|evaltoolkit|widget-")
    assert [one for one in violations(lab.page) if own.search(one[1])] == []
