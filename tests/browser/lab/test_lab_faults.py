"""What breaks beneath an open page: a sentence with its remedy, the controls off until it is done, no stale figure."""

import os
import signal

import pytest

from tests.browser.lab.driving import OPTIONS, OUTCOMES, PANEL, READY, SERVICES, Lab, draw, row, rows_of, signed

BROWSER_OPTIONS = OPTIONS
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.name != "posix", reason="ends kernels by signals"),
]
NOTICE = f"{PANEL} .evaltoolkit-notice"
OUTPUTS = f"{PANEL} .jp-OutputArea"
ADD_A_CELL = """async () => { const app = window.jupyterapp, panel = app.shell.currentWidget;
  panel.content.model.sharedModel.insertCell(panel.content.model.cells.length, { cell_type: 'code', source: '1 + 1' });
  await panel.context.save() }"""


@pytest.fixture
def opened(lab):
    lab.open(OUTCOMES)
    lab.choose("量表", "六项孤独量表（ULS-6）")
    return lab


def notice(lab):
    """Wait for the sentence above the page and return it; what stands beneath is off and pale."""
    bar = lab.page.locator(NOTICE)
    bar.wait_for()
    assert lab.page.evaluate(f"Array.from(document.querySelectorAll('{OUTPUTS}')).every(area => area.inert)")
    assert not lab.page.locator(READY).count()
    return bar.inner_text()


def mend(lab, results):
    """Do what the sentence says: the page runs anew, and what it shows is of the results files."""
    lab.page.locator(f"{NOTICE} button").click()
    lab.page.locator(f"{READY} .explore-chart img").first.wait_for()
    assert not lab.page.locator(NOTICE).count()
    assert not lab.page.evaluate(f"Array.from(document.querySelectorAll('{OUTPUTS}')).some(area => area.inert)")
    one = row(results, 2023, scale="uls6", dimension="total", group_kind="all")
    assert f"期间平均变化 {signed(one['mean_change'], 1)} " in lab.shown().words


def run_code(lab, code):
    """Run a line in the page's kernel, as a cell of one's own would."""
    lab.page.evaluate(
        """code => { const app = window.jupyterapp, panel = app.shell.currentWidget;
        return panel.sessionContext.session.kernel.requestExecute({ code }).done.then(() => null, () => null) }""",
        code,
    )


def test_a_restarted_kernel_is_told_and_mended(opened, results):
    opened.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    assert "内核已重新启动" in notice(opened)
    opened.shoot("restarted")
    mend(opened, results)


@pytest.mark.full
def test_a_killed_kernel_is_told_and_mended(opened, results):
    run_code(opened, f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")
    assert "内核已" in notice(opened)
    mend(opened, results)


@pytest.mark.full
def test_a_kernel_that_was_shut_down_is_told_and_mended(opened, results):
    opened.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    assert "内核已经停止" in notice(opened)
    mend(opened, results)


@pytest.fixture(params=["各服务领域工时", "试算：如果……得分会怎样"], ids=["services", "trial"])
def services(request, lab):
    """The page on services, on a subject that it does not open with, and where a run anew leads: the same subject."""
    lab.open(SERVICES)
    draw(lab, "主题", request.param)
    return lab, request.param


def mend_services(lab, results, subject):
    """Do what the sentence says: the page runs anew on the same subject, with the figures of the results file."""
    lab.page.locator(f"{NOTICE} button").click()
    lab.page.locator(f"{READY} .explore-chart img").first.wait_for()
    assert not lab.page.locator(NOTICE).count()
    assert lab.control("主题").locator("option:checked").inner_text().replace("\u00a0", " ") == subject
    shown = lab.shown()
    if "试算" in subject:
        assert f"总分 {results[2023]['scorecard']['total']['scored']:.2f} 分" in shown.words
    else:
        assert all(f"{one['done']:,g}" in shown.alt for one in rows_of(results, 2023, "hours_by_field"))


@pytest.mark.full
def test_on_the_services_and_in_a_trial_a_restarted_and_a_killed_kernel_are_told_and_mended(services, results):
    lab, subject = services
    lab.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    assert "内核已重新启动" in notice(lab)
    mend_services(lab, results, subject)
    run_code(lab, f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")
    assert "内核已" in notice(lab)
    mend_services(lab, results, subject)


@pytest.mark.full
def test_a_fault_of_the_services_or_of_a_trial_shows_no_figure_of_before(services):
    lab, _ = services
    run_code(lab, "def broken(*_): raise RuntimeError('planted')\npage.view = broken")
    draw(lab, "年度", "2022")
    shown = lab.shown()
    assert "程序在这里出了错" in shown.words
    assert shown.is_empty
    assert not lab.page.locator(f"{PANEL} .explore-more").count()
    run_code(lab, "del page.view")
    draw(lab, "年度", "2023")
    assert not lab.shown().is_empty


@pytest.mark.full
def test_of_two_windows_with_the_services_only_one_is_on(services, results):
    first, subject = services
    second = Lab(first.page.context.new_page())
    second.page.goto(first.page.url)
    assert "另一个窗口" in notice(second)
    mend_services(second, results, subject)
    assert "转到另一个窗口" in notice(first)


@pytest.mark.full
def test_services_with_code_of_its_own_wait_for_their_reader(services, results, home):
    lab, subject = services
    notebook, address = home / "private" / "lab" / "explore_services.ipynb", lab.page.url
    as_it_came = notebook.read_bytes()
    lab.page.evaluate(ADD_A_CELL)
    lab.page.close(run_before_unload=False)
    again = Lab(page_of(lab))
    again.page.goto(address)
    try:
        assert "自己加的代码" in notice(again)
        mend_services(again, results, subject)
    finally:
        notebook.write_bytes(as_it_came)


def test_a_fault_in_drawing_shows_the_sentence_and_no_figure_of_before(opened, home):
    run_code(opened, "def broken(*_): raise RuntimeError('planted')\npage.view = broken")
    shown = opened.choose("图形", "多少人确实变好")
    assert "程序在这里出了错" in shown.words
    assert "private/explore/fault.txt" in shown.words
    assert shown.is_empty
    assert "planted" not in shown.words
    assert "planted" in (home / "private" / "explore" / "fault.txt").read_text(encoding="utf-8")
    opened.shoot("fault")
    run_code(opened, "del page.view")
    assert not opened.choose("图形", "前测到后测的变化").is_empty


@pytest.mark.full
def test_a_page_with_code_of_its_own_waits_for_its_reader(opened, results, home):
    page, notebook = opened.page, home / "private" / "lab" / "explore_outcomes.ipynb"
    as_it_came = notebook.read_bytes()
    page.evaluate(ADD_A_CELL)
    address = page.url
    page.close(run_before_unload=False)
    again = Lab(page.context.pages[0] if page.context.pages else page_of(opened))
    again.page.goto(address)
    try:
        assert "自己加的代码" in notice(again)
        mend(again, results)
    finally:
        notebook.write_bytes(as_it_came)


def page_of(lab):
    return lab.page.context.new_page()


SLOW = """const soon = window.setTimeout;
window.setTimeout = (call, after, ...given) => soon(call, after === 300 ? 3000 : after, ...given);"""
"""The question whether another window has a page waits for its answer ten times as long."""


def test_a_page_whose_address_is_typed_stands_in_front_whatever_was_open_and_runs_alone(opened):
    opened.page.add_init_script(SLOW)
    opened.go("explore_services.ipynb", SERVICES)
    opened.page.wait_for_timeout(4000)  # the page of before would have been run by now
    assert opened.page.locator(f"{READY}:has(h1:has-text('{SERVICES}'))").count() == 1
    assert opened.page.locator(".evaltoolkit-ready").count() == 1
    assert opened.page.locator("dialog.jp-Dialog").count() == 0
    assert "个案" in opened.shown().table


@pytest.mark.full
def test_of_two_windows_with_one_page_only_one_is_on(opened, results):
    first, second = opened, Lab(opened.page.context.new_page())
    second.page.goto(first.page.url)
    assert "另一个窗口" in notice(second)
    assert not first.page.locator(NOTICE).count()
    mend(second, results)
    assert "转到另一个窗口" in notice(first)
    first.shoot("moved")
