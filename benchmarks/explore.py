"""Time how long a page in JupyterLab takes to show another choice, and what that time is made of.

    python benchmarks/explore.py [--repeats N] [--most MILLISECONDS] [--in-browser]

Makes two of the demo's streets in a folder of its own, opens both pages as the notebooks do, and goes through choices:
outcomes, services, a trial of the score, and another street that was opened before. Prints the median of a redraw and,
for each part, the median of its share: the chart (drawing it and turning it into a picture), the words and tables, and
the rest (controls, HTML, remembering the choice). With `--in-browser` the same choices are made in JupyterLab, in a
browser without a window (Chromium, Chrome or Edge), and timed from the choice until its page is painted. Ends with exit
status 1 where a median is above `--most`, 250 by default.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from evaltoolkit.charts.parts import chart as chart_module
from evaltoolkit.explore import outcome_view, service_view
from evaltoolkit.explore.desk import Desk
from evaltoolkit.explore.outcome_desk import OutcomeDesk
from evaltoolkit.explore.service_desk import ServiceDesk
from evaltoolkit.explore.session import Session
from evaltoolkit.explore.subjects import SUBJECTS
from evaltoolkit.explore.view import Page
from evaltoolkit.intake.files.project import HOME_VARIABLE, Project
from evaltoolkit.language import Language
from evaltoolkit.synthetic.streets import make_street

STREET, OTHER, YEAR, SEED = "云城街道", "三元里街道", 2023, 2023
Steps = tuple[tuple[str, str], ...]
OUTCOME_STEPS = (
    ("scale", "uls6"), ("group", "project:基础项目"), ("group", "all"), ("scale", "station_own_template"),
    ("dimension", "skill"), ("dimension", ""), ("picture", "forest"), ("picture", "slopes"), ("scale", "phq9"),
)  # fmt: skip
SERVICE_STEPS = tuple(
    ("subject", key)
    for key in ("fields", "quarters", "coverage", "residence", "satisfaction", "levels", "awareness", "attendance",
                "evidence", "spending", "needs", "hours")
)  # fmt: skip
TRIAL_STEPS = (
    ("indicator", "service_hours"), ("actual", "4800小时"), ("actual", "9000小时"), ("indicator", "satisfaction"),
    ("actual", "200 ÷ 316"), ("actual", "300 ÷ 316"), ("indicator", "social_benefit"),
    ("points", "9"), ("points", "10"),
)  # fmt: skip
STREET_STEPS = (("street", f"{OTHER}|True"), ("street", f"{STREET}|True"))
"""Both were opened before: what is timed is going back and forth."""
ROOT = Path(__file__).resolve().parents[1]
LIST, FIELD = "list", "field"
_BACK_AND_FORTH = ((LIST, "街镇", f"{OTHER}（示例数据）"), (LIST, "街镇", f"{STREET}（示例数据）"))
_TRIED = ((LIST, "主题", "试算：如果……得分会怎样"),)
BROWSER_STEPS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...]], ...] = (
    ("outcomes", "explore_outcomes", _BACK_AND_FORTH, (
        (LIST, "量表", "六项孤独量表（ULS-6）"), (LIST, "分组", "项目：基础项目"), (LIST, "分组", "全体"),
        (LIST, "量表", "本站自编量表（模板）"), (LIST, "维度", "技能"), (LIST, "维度", "总分与各维度"),
        (LIST, "图形", "变化有多大（标准化，可并列比较）"), (LIST, "图形", "前测到后测的变化"),
        (LIST, "量表", "患者健康问卷抑郁量表（PHQ-9）"))),
    ("services", "explore_services", _BACK_AND_FORTH, tuple(
        (LIST, "主题", said)
        for said in ("各服务领域工时", "各季度工时", "兜底人群的覆盖", "户籍与非户籍居民", "服务对象满意度",
                     "满意度各档分布", "社工站知晓度", "小组出席", "各指标的佐证材料", "各服务方法工时"))),
    ("trial", "explore_services", (*_BACK_AND_FORTH, *_TRIED), (
        (LIST, "指标", "服务对象满意度"), (LIST, "指标", "社工站服务工时"), (FIELD, "若实际值为", "4800小时"),
        (FIELD, "若实际值为", "9000小时"), (FIELD, "若实际值为", "7000小时"))),
    ("another street", "explore_outcomes", _BACK_AND_FORTH, _BACK_AND_FORTH),
)  # fmt: skip
"""Name, notebook, what is done before, and what is timed: list or field, its label, and what is chosen or typed."""


class Stopwatch:
    """Adds up the time spent in the charts and in the words of one redraw."""

    def __init__(self) -> None:
        self.chart = self.words = 0.0

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function`, its time added to a part."""

        def run(*arguments: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                setattr(self, part, getattr(self, part) + time.perf_counter() - begin)

        return run


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--most", type=float, default=250.0)
    parser.add_argument("--in-browser", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ[HOME_VARIABLE] = folder
        (home / "notebooks").mkdir()
        for street in (STREET, OTHER):
            make_street(street, SEED, home, year=YEAR)
        if chosen.in_browser:
            return 0 if max(_in_browser(home, chosen.repeats)) <= chosen.most else 1
        medians = (
            _report("outcomes", OutcomeDesk, OUTCOME_STEPS, home, chosen.repeats),
            _report("services", ServiceDesk, SERVICE_STEPS, home, chosen.repeats),
            _report("trial", ServiceDesk, TRIAL_STEPS, home, chosen.repeats, before=(("subject", "trial"),)),
            _report("another street", OutcomeDesk, STREET_STEPS, home, chosen.repeats, before=STREET_STEPS),
        )
    return 0 if max(medians) <= chosen.most else 1


def _report(name: str, kind: type[Desk], steps: Steps, home: Path, repeats: int, *, before: Steps = ()) -> float:
    """Print the medians of a page's redraws and return that of the whole, in milliseconds."""
    watch, shown = Stopwatch(), list[str]()
    with _timing(watch):
        begin = time.perf_counter()
        desk = kind(Session(Project(home), "zh_CN"), Language(), lambda page: shown.append(_html(page)))
        desk.open(STREET, YEAR)
        opening = time.perf_counter() - begin
        for control, value in before:
            getattr(desk, control).value = value
        parts = [_step(desk, control, value, watch) for _ in range(repeats) for control, value in steps]
    whole, charts, words = (median(column) for column in zip(*parts, strict=True))
    share = median(chart / total for total, chart, _ in parts)
    said = f"{name}: opened in {opening:.1f} s; {len(parts)} redraws, median {1000 * whole:.0f} ms: "
    rest = 1000 * (whole - charts - words)
    sys.stdout.write(f"{said}chart {1000 * charts:.0f} ms ({share:.0%}), words and tables {1000 * words:.0f} ms, ")
    sys.stdout.write(f"the rest {rest:.0f} ms\n")
    return 1000 * whole


def _step(desk: Desk, control: str, value: str, watch: Stopwatch) -> tuple[float, float, float]:
    watch.chart = watch.words = 0.0
    begin = time.perf_counter()
    getattr(desk, control).value = value
    return time.perf_counter() - begin, watch.chart, watch.words


def _in_browser(home: Path, repeats: int) -> Iterator[float]:
    """Print and yield the medians of redraws in JupyterLab, in milliseconds."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import ARGS
    from tests.browser.lab.driving import LAPTOP, READY, Lab, draw, serving
    from tests.conftest import find_chromium

    shutil.copytree(ROOT / "notebooks", home / "notebooks", dirs_exist_ok=True)
    with serving(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        for name, notebook, before, steps in BROWSER_STEPS:
            lab = Lab(browser.new_context(viewport=LAPTOP).new_page())
            lab.page.goto(f"{address.replace('welcome', notebook)}?token=lab&reset")
            lab.page.locator(f"{READY} .explore-chart img").first.wait_for()
            for kind, label, said in before:
                draw(lab, label, said, kind)
            found = [draw(lab, label, said, kind) for _ in range(repeats) for kind, label, said in steps]
            times = [one for one in found if one is not None]
            sys.stdout.write(f"{name}, in the browser: {len(times)} redraws, median {median(times):.0f} ms, ")
            sys.stdout.write(f"longest {max(times):.0f} ms\n")
            yield median(times)
            lab.page.context.close()
        browser.close()


def _html(page: Page) -> str:
    return page.html


@contextmanager
def _timing(watch: Stopwatch) -> Iterator[None]:
    """Put the stopwatch around what draws and what speaks."""
    places: tuple[tuple[Any, str, str], ...] = (
        (outcome_view, "_chart", "chart"),
        (chart_module.Chart, "svg", "chart"),
        (outcome_view, "outcomes", "words"),
        (outcome_view, "outcome_table", "words"),
        (outcome_view, "method_notes", "words"),
        (service_view, "method_notes", "words"),
    )
    before = [(place, name, getattr(place, name)) for place, name, _ in places]
    subjects = {one.key: (one.draw, one.say, one.tabulate) for one in SUBJECTS}
    for place, name, part in places:
        setattr(place, name, watch.timed(part, getattr(place, name)))
    for one in SUBJECTS:
        for field, part in (("draw", "chart"), ("say", "words"), ("tabulate", "words")):
            object.__setattr__(one, field, watch.timed(part, getattr(one, field)))
    try:
        yield
    finally:
        for place, name, function in before:
            setattr(place, name, function)
        for one in SUBJECTS:
            for field, function in zip(("draw", "say", "tabulate"), subjects[one.key], strict=True):
                object.__setattr__(one, field, function)


if __name__ == "__main__":
    sys.exit(main())
