"""The Chinese menu behind a double click on 开始使用.bat."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from starter.console import say

ENTRIES = """
  ┌──────────────────────────────┐
    社会工作服务评估工具
    1  检查工作簿
    2  生成报告
    3  打开报告
    4  打开 JupyterLab
    0  退出
  └──────────────────────────────┘"""
_SHOWN = 20  # files offered at once, newest first


def open_in_browser(path: Path) -> None:
    """Open a finished report with the program the system has for pages."""
    if os.name == "nt":
        os.startfile(path)  # type: ignore[attr-defined]
    else:
        webbrowser.open(path.as_uri())


@dataclass(frozen=True, slots=True)
class Menu:
    """Asks, runs, asks again.

    Parameters
    ----------
    project
        Folder of the project.
    run
        Runs the words of one command and returns its exit status.
    ask
        Shows a question and returns what was typed.
    show
        Opens a report.
    """

    project: Path
    run: Callable[..., int]
    ask: Callable[[str], str] = input
    show: Callable[[Path], None] = open_in_browser

    def open(self, dropped: Sequence[str] = ()) -> int:
        """Check the file dropped on the icon, if any, then show the menu until 0; return 0."""
        for name in filter(None, dropped):
            self.run("check", path_typed(name))
        choices = {"1": self._check, "2": self._report, "3": self._open, "4": self._lab}
        while True:
            say(ENTRIES)
            choice = self._answer("请输入数字后按回车：")
            if choice in {"0", None}:
                return 0
            choices.get(choice or "", lambda: say("没有这一项，请输入 0 到 4。"))()

    def _answer(self, question: str) -> str | None:
        try:
            return self.ask(question).strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        except EOFError:
            return None

    def _check(self) -> None:
        typed = self._answer("请把工作簿拖到这个窗口，或输入它的路径，再按回车：")
        if typed:
            self.run("check", path_typed(typed))

    def _report(self) -> None:
        plans = sorted((self.project / "parameters" / "streets").glob("*.yaml"))
        plan = self._choose(plans, "parameters/streets 中还没有参数文件。")
        if plan is not None:
            self.run("run", str(plan))

    def _open(self) -> None:
        reports = sorted((self.project / "reports").rglob("*.html"), key=_age)
        report = self._choose(reports[:_SHOWN], "reports 中还没有报告，请先选 2 生成报告。")
        if report is not None:
            self.show(report)

    def _lab(self) -> None:
        say("正在打开 JupyterLab；用完后在这个窗口按 Ctrl+C 结束。")
        self.run("lab")

    def _choose(self, files: Sequence[Path], none: str) -> Path | None:
        if not files:
            say(none)
            return None
        for number, file in enumerate(files, start=1):
            say(f"  {number:>3}  {file.relative_to(self.project)}")
        typed = self._answer("请输入序号（直接回车返回）：") or ""
        if typed.isdecimal() and 1 <= int(typed) <= len(files):
            return files[int(typed) - 1]
        if typed:
            say("没有这个序号。")
        return None


def path_typed(typed: str) -> str:
    r"""Return the path in what a console makes of a dragged file.

    Examples
    --------
    >>> path_typed('"D:\\我的 资料\\云城.xlsx" ')
    'D:\\我的 资料\\云城.xlsx'
    >>> path_typed("& 'D:\\云城.xlsx'")
    'D:\\云城.xlsx'
    """
    return typed.strip().removeprefix("&").strip().strip("\"'")


def _age(path: Path) -> float:
    return -path.stat().st_mtime
