"""A real browser with the network off, which writes down what a page asks for and complains of."""

from contextlib import contextmanager

import pytest

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAUNCH = 90_000  # milliseconds that a busy machine may take to start it


@pytest.fixture(scope="module")
def browser(request, chromium):
    """A browser for one file of tests, with what the file adds to its options.

    Not for the session: one that stays open keeps an event loop running in this process, and neither a second one nor
    any other test that needs a loop of its own can start beside it.
    """
    from playwright.sync_api import sync_playwright

    own = getattr(request.module, "BROWSER_OPTIONS", ())
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=[*ARGS, *own], timeout=LAUNCH)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser, tmp_path):
    @contextmanager
    def open_page(html, width=390, **options):
        path = tmp_path / "报告.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 844}, offline=True, **options)
        page = context.new_page()
        page.requests, page.complaints, page.failed = [], [], []
        page.on("requestfailed", lambda request: page.failed.append(request))
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        yield page
        context.close()

    return open_page
