"""JupyterLab in a browser, as its reader handles it, and how what it shows is held against the results files."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evaltoolkit.findings.numbers import fixed, signed
from evaltoolkit.intake.files.project import HOME_VARIABLE
from starter.commands import command_of

ROOT = Path(__file__).resolve().parents[3]
SHOTS = os.environ.get("EVALTOOLKIT_SCREENSHOTS")  # a folder, where somebody wants to look at them
LAPTOP = {"width": 1366, "height": 768}
OPTIONS = ("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",)
NO_WAY_OUT = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
FOREIGN = re.compile(r"(EVALTOOLKIT|JUPYTER)_.*|no_proxy", re.IGNORECASE)  # of whoever runs the tests
OUTCOMES, SERVICES = "前后测：换着看", "服务、证据与得分：换着看"  # headings of the pages
STREET, YEARS = "云城街道", (2022, 2023)
REAL = ROOT / "parameters" / "streets" / "云城街道_2023.yaml"  # of a street whose pre-tests nobody has given
SECONDS = 180  # that a busy machine may take for one step
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
READY = f"{PANEL}.evaltoolkit-ready"  # has run, so that nothing kept from the last time stands there


EXPOSED = "--LabApp.expose_app_in_browser=True"  # so that a test can restart a kernel without its menus


@contextmanager
def serving(home, *options):
    """Start JupyterLab by the command, with options of the command, and yield its address."""
    given = [*options, "--no-browser", "--port=0", "--IdentityProvider.token=lab", "--allow-root", EXPOSED]
    (step,) = command_of("lab", given).steps
    own = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
    environment = {**own, **NO_WAY_OUT, HOME_VARIABLE: str(home), "PYTHONUTF8": "1"}
    log = home / "lab.log"
    with log.open("wb") as stream:
        server = subprocess.Popen([sys.executable, *step.arguments], env=environment, cwd=home, stderr=stream)
        try:
            yield _address_in(log, server)
        finally:
            server.send_signal(signal.SIGTERM)  # never killed before: JupyterLab itself would stay
            server.wait(SECONDS)


def _address_in(log, server):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        told = re.search(r"(http://127\.0\.0\.1:\d+/\S+)\?token", log.read_text(encoding="utf-8", errors="replace"))
        if told:
            return told[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@dataclass(frozen=True)
class Shown:
    """What a page shows: its sentence, the chart's words and picture, the table's rows."""

    words: str
    alt: str
    picture: str
    table: str

    @property
    def is_empty(self):
        return (self.alt, self.picture, self.table) == ("", "", "")


class Lab:
    """A page in JupyterLab, as its reader handles it."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(1000 * SECONDS)

    def open(self, link, waiting_for=".explore-chart img"):
        """Follow a link of the welcome page; the page it leads to has the link's words as its heading."""
        self.page.locator(f"{PANEL} a:text-is('{link}')").first.click()
        self.waits_for(link, waiting_for)

    def go(self, file, heading):
        """Type the address of another page in the same window."""
        self.page.goto(f"{self.page.url.rsplit('/', 1)[0]}/{file}")
        self.waits_for(heading)

    def waits_for(self, heading, part=".explore-chart img"):
        """Wait until a page stands in front and has run; where it never does, say what stands there instead."""
        from playwright.sync_api import Error

        try:
            self.page.locator(f"{READY}:has(h1:has-text('{heading}')) {part}").first.wait_for()
        except Error as error:
            raise AssertionError(f"{heading} does not come: {self.page.evaluate(STANDING)}") from error

    def title(self):
        return self.page.locator(f"{PANEL} .explore-title strong").inner_text()

    def choose(self, label, option):
        """Choose an option and return what is shown once it has changed."""
        control, before = self.control(label), self.shown()
        control.select_option(label=option)
        shown = self.changed(before)
        assert control.locator("option:checked").inner_text() == option
        return shown

    def fill(self, label, words):
        """Type something, leave the field with Enter and return what is shown once it has changed."""
        before = self.shown()
        field = self.page.locator(f"{PANEL} .widget-text:has(label:text-is('{label}')) input")
        field.fill(words)
        field.press("Enter")
        return self.changed(before)

    def closed(self, label):
        """Return the entries of a list that are greyed, each with the reason beside it."""
        found = self.control(label).locator("option:disabled").all_inner_texts()
        return dict(words.strip("\u2060）").rsplit("（", 1) for words in found)

    def open_entries(self, label):
        """Return the entries of a list that can be chosen."""
        return self.control(label).locator("option:enabled").all_inner_texts()

    def control(self, label):
        return self.page.locator(f"{PANEL} .widget-dropdown:has(label:text-is('{label}')) select")

    def changed(self, before):
        """Return what is shown as soon as it is another thing; another chart must have another picture."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            now = self.shown()
            if now != before and now.words:
                assert now.alt == before.alt or now.picture != before.picture
                return now
            time.sleep(0.05)
        raise AssertionError(f"nothing changed: {self.title()}")

    def shown(self):
        """Return what stands there at one moment; without words while a street is being read."""
        found = self.page.evaluate(READ, f"{PANEL} .explore")
        return Shown(**({**found, "words": ""} if "正在读取" in found["words"] else found))

    def press(self, words):
        before = self.shown()
        self.page.locator(f"{PANEL} button:text-is('{words}')").click()
        return self.changed(before)

    def save(self, words):
        status = self.page.locator(f"{PANEL} .explore-saved")
        before = status.inner_text() if status.count() else ""
        self.page.locator(f"{PANEL} button:text-is('{words}')").click()
        self.page.wait_for_function(
            "([panel, before]) => { const s = document.querySelector(panel + ' .explore-saved');"
            "return s && s.innerText && s.innerText !== before }",
            arg=[PANEL, before],
        )
        return status.inner_text().removeprefix("已保存：")

    def shoot(self, name):
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


STANDING = """Array.from(document.querySelectorAll('dialog, .jp-NotebookPanel'), part =>
  `${part.className}: ${part.innerText.slice(0, 200)}`)"""
"""Each dialog and each open page, with its state and its first words."""
READ = """selector => {
  const page = document.querySelector(selector);
  const words = part => { const found = page && page.querySelector(part); return found ? found.innerText : '' };
  const image = page && page.querySelector('.explore-chart img');
  return {words: words('.explore-words'), table: words('.explore-table tbody'),
          alt: image ? image.alt : '', picture: image ? image.src : ''};
}"""


def row(results, year, **keys):
    found = results[year]["outcomes"]["rows"]
    (one,) = [row for row in found if all(row[name] == value for name, value in keys.items())]
    return one


def rows_of(results, year, name):
    return results[year]["services"][name]["frame"]["rows"]


def percent(share):
    return f"{100 * share:.1f}%"


def assert_tells(shown, one):
    """Hold sentence, chart and table against a row of the results file."""
    change = signed(one["mean_change"], 1)
    assert f"{one['n_pairs']:.0f} 对" in shown.words
    assert f"期间平均变化 {change} " in shown.words
    assert f"{one['n_pairs']:.0f}" in shown.table
    assert change in shown.table
    assert fixed(one["mean_post"], 1) in shown.table
    assert signed(one["mean_change"], 1) in shown.alt


def assert_tells_hours(shown, results, year):
    """Hold the hours by method against the results file."""
    hours = rows_of(results, year, "hours")
    assert f"（{sum(one['done'] for one in hours):,g}/{sum(one['agreed'] for one in hours):,g}）" in shown.words
    assert all(f"{one['method']}：{one['done']:,g}／{one['agreed']:,g}，" in shown.alt for one in hours)
    assert all(f"{one['done']:,g}\t{percent(one['completion'])}" in shown.table for one in hours)


CHANGE = """async ([panel, kind, label, said, seconds]) => {
  const KINDS = { list: '.widget-dropdown', field: '.widget-text' };
  const every = Array.from(document.querySelectorAll(`${panel} ${KINDS[kind]}`));
  const control = every.find(each => each.offsetParent && each.querySelector('label').textContent === label);
  const input = control.querySelector('select, input');
  const plain = words => words.replaceAll('\\u00a0', ' ').replace('● ', ''); // as ipywidgets writes spaces
  const place = () => Array.from(input.options).findIndex(option => plain(option.text) === plain(said));
  let index = kind === 'list' ? place() : 0;
  for (let times = 0; index < 0 && times < 50; times += 1) {
    await new Promise(resolve => setTimeout(resolve, 100)); // a list that was filled anew is drawn a moment later
    index = place();
  }
  if (index < 0 || (kind === 'list' && input.options[index].disabled)) { return { error: `${said} is not offered` } }
  if (kind === 'list' ? input.selectedIndex === index : input.value === said) { return { milliseconds: null } }
  const page = () => document.querySelector(`${panel} .explore`);
  const before = page(), begin = performance.now();
  const drawn = new Promise((resolve, reject) => {
    const look = () => {
      const now = page();
      if (!now || now === before || /正在读取|reading …/.test(now.innerText)) { return }
      const image = now.querySelector('.explore-chart img');
      if (image && !image.complete) { image.addEventListener('load', look, { once: true }); return }
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.querySelector(panel), { childList: true, subtree: true });
    setTimeout(() => { observer.disconnect(); reject(new Error(`${label}: ${said} draws nothing`)) }, 1000 * seconds);
  });
  if (kind === 'list') { input.selectedIndex = index } else { input.value = said }
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  return { milliseconds: await drawn };
}"""
"""Choose or type something and wait until the page with it is painted; the time it took."""


def draw(lab, label, said, kind="list"):
    """Choose an entry, or type in a field, and return the milliseconds to its page; None where it stood there."""
    found = lab.page.evaluate(CHANGE, [PANEL, kind, label, said, SECONDS])
    assert "error" not in found, (label, found["error"])
    return found["milliseconds"]
