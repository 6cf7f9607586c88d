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
    4  换着看图表，试算得分（JupyterLab）
    5  新建录入工作簿
    6  生成报告，另附 Word 和自评表
    7  核对填好的自评表
    8  读入本站自己的表（台账、名册、问卷……）
    9  看进度：到今天的工时和场次，谁还没有后测
   10  生成报告，另附 PDF（微信里看）
   11  只填自评表（Word 和 Excel）
   12  备份密钥和参数文件（用密码加密）
   13  恢复备份
   14  更新本工具（新版本的 zip）
    0  退出
  └──────────────────────────────┘"""
UPDATE = "14"
ALREADY_EXISTS = 16  # as in evaltoolkit/errors.py
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
        """Check the file dropped on the icon, or update from a zip, then show the menu until 0; return 0."""
        for name in map(path_typed, filter(None, dropped)):
            if name.lower().endswith(".zip"):
                return self.run("update", name)
            self.run("check", name)
        choices = {str(number): entry for number, entry in enumerate(self._entries(), 1)}
        while True:
            say(ENTRIES)
            choice = self._answer("请输入数字后按回车：")
            if choice in {"0", None}:
                return 0
            if choice == UPDATE:  # what runs here is then the version before: begun anew, it is the new one
                typed = self._answer("请把新版本的 zip 拖到这个窗口，或输入它的路径，再按回车：")
                if typed:
                    return self.run("update", path_typed(typed))
                continue
            choices.get(choice or "", lambda: say("没有这一项，请输入 0 到 14。"))()

    def _entries(self) -> tuple[Callable[[], None], ...]:
        return (
            self._check,
            self._report,
            self._open,
            self._lab,
            self._new,
            self._word,
            self._audit,
            self._map,
            self._progress,
            self._pdf,
            self._form,
            self._backup,
            self._restore,
        )

    def _answer(self, question: str) -> str | None:
        try:
            return self.ask(question).strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        except EOFError:
            return None

    def _check(self) -> None:
        typed = self._answer("请把工作簿拖到这个窗口，或输入它的路径，再按回车：")
        if typed:
            self.run("check", path_typed(typed))

    def _word(self) -> None:
        self._report("--also", "docx")

    def _pdf(self) -> None:
        self._report("--also", "pdf")

    def _form(self) -> None:
        plan = self._plan()
        if plan is not None:
            self.run("form", str(plan))

    def _audit(self) -> None:
        typed = self._answer("请把自评表（Word 或 Excel）拖到这个窗口，或输入它的路径，再按回车：")
        if typed:
            self.run("audit", path_typed(typed), "--marked")

    def _map(self) -> None:
        typed = self._answer("请把文件或文件夹拖到这个窗口，或输入它的路径，再按回车：")
        if typed:
            self.run("map", path_typed(typed))

    def _backup(self) -> None:
        typed = self._answer("备份写到哪里？请输入文件的路径，如 D:\\备份.zip，再按回车：")
        if typed:
            self.run("backup", path_typed(typed), "--encrypt")

    def _restore(self) -> None:
        typed = self._answer("请把备份文件拖到这个窗口，或输入它的路径，再按回车：")
        if typed:
            self.run("restore", path_typed(typed))

    def _progress(self) -> None:
        plan = self._plan()
        if plan is not None:
            self.run("progress", str(plan))

    def _report(self, *options: str) -> None:
        plan = self._plan()
        if plan is not None:
            self.run("run", str(plan), *options)

    def _plan(self) -> Path | None:
        files = (self.project / "parameters" / "streets").glob("*.yaml")
        plans = sorted(filter(Path.is_file, files), key=_hers_first)
        return self._choose(plans, "parameters/streets 中还没有参数文件。")

    def _open(self) -> None:
        reports = sorted((self.project / "reports").rglob("*.html"), key=_age)
        report = self._choose(reports[:_SHOWN], "reports 中还没有报告，请先选 2 生成报告。")
        if report is not None:
            self.show(report)

    def _lab(self) -> None:
        say("正在打开 JupyterLab 的欢迎页；用完后在这个窗口按 Ctrl+C 结束。")
        self.run("lab")

    def _new(self) -> None:
        street = self._answer("请输入街道（镇）全称，如 云城街道（直接回车返回）：")
        year = self._answer("请输入评价年度，如 2026：") if street else None
        if not street or not year:
            return
        scales = (self._answer("要用的量表编号，几个之间空一格，如 uls6 phq9（没有就直接回车）：") or "").split()
        words = ("new", street, "--year", year)
        if self.run(*words, *(word for scale in scales for word in ("--scale", scale))) == ALREADY_EXISTS and scales:
            answer = self._answer("这一年的工作簿已经有了。要在里面加上这些量表吗？是请输入 y（直接回车返回）：")
            if answer in {"y", "Y"}:
                self.run(*words, *(word for scale in scales for word in ("--add-scale", scale)))

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


def _hers_first(path: Path) -> tuple[bool, float]:
    """Order the parameter files: the station's own before the examples, the newest first."""
    words = path.read_text(encoding="utf-8", errors="replace")
    return "\nsynthetic: true" in words, _age(path)


def _age(path: Path) -> float:
    return -path.stat().st_mtime
