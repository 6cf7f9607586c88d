"""The documentation site is searched from a folder, without a server and without a network."""

import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
pytestmark = [pytest.mark.browser, pytest.mark.full]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "说明 1"
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "html", str(DOCS), str(folder)], check=True)
    return folder


@pytest.mark.parametrize(
    ("sought", "found"),
    [("满意率", "方法"), ("端口", "排除故障"), ("可靠变化", "方法"), ("reliable_change", "reliable_change")],
)
def test_words_of_either_language_are_found_from_a_file(browser, site, sought, found):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{(site / 'search.html').as_uri()}?q={sought}")
    page.wait_for_selector("#search-results ul.search li a", timeout=20_000)
    titles = page.locator("#search-results ul.search li > a").all_inner_texts()
    context.close()
    assert any(found in title for title in titles), titles


def test_what_stands_nowhere_is_not_found(browser, site):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{(site / 'search.html').as_uri()}?q=鼷鼠")
    page.wait_for_function("document.querySelector('#search-results p.search-summary')?.innerText.length > 0")
    assert page.locator("#search-results ul.search li").count() == 0
    context.close()
