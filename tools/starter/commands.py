"""The words after ``python start.py`` and what each runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starter.console import child_environment, python_of, say
from starter.environment import PROJECT, ready_environment
from starter.trouble import INTERRUPTED, SETUP_FAILED, SetupError

USAGE = """用法：python start.py 命令 [参数……]

  demo                     生成示例报告，说明文件在哪里
  new 街道名 --year 年度    新建参数文件和供填写的录入工作簿
  check 工作簿.xlsx         检查工作簿，一次列出所有问题；加 --marked 另存标色的副本
  map 文件或文件夹          读入本站自己的台账、名册、问卷：确认一次哪一栏是什么
  progress 参数文件.yaml    查看全年进度：工时、没有后测的人、未落实的得分
  run 参数文件.yaml         生成一个街道的评估报告；加 --also docx 或 pdf 另附 Word 或 PDF
  batch parameters/streets 一次生成多个街道的报告和总目录
  form 参数文件.yaml        填好《项目支出绩效自评表》（Word 和 Excel）
  audit 自评表.docx         核对填好的自评表，逐个单元格列出错误
  lab                      打开 JupyterLab，从欢迎页开始
  update 新版本.zip         更新：换上新版本，数据、参数文件和自己改过的笔记本保留
  backup / restore 文件     备份、恢复密钥、参数文件和发布清单；加 --encrypt 用密码加密
  bundle windows 或 linux   制作离线包，供没有网络的电脑使用
  menu                     中文菜单（Windows 可双击“开始使用.bat”）
  docs                     生成说明文档（site/index.html，不联网可看，可搜索）
  test                     运行测试（test -m full 运行完整的一套）
  lint                     检查代码格式、类型和模块边界
  其他命令原样交给 evaltoolkit；python start.py evaltoolkit --help 列出它们

第一次运行会在 .venv 中安装所需的软件包：离线包从 wheels 文件夹取，否则需要联网；软件包源和代理写在 pip.ini 里，
或由 PIP_INDEX_URL 等环境变量决定。"""

USAGE_ERROR = 2
CALLED_VARIABLE = "EVALTOOLKIT_CALLED"  # as in evaltoolkit/errors.py
HOME_VARIABLE = "EVALTOOLKIT_HOME"  # as in evaltoolkit/intake/files/project.py
_SHARED = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]  # as collected: the long files come first


@dataclass(frozen=True, slots=True)
class Step:
    """One child process: arguments for the environment's Python, and whether it runs in the project's folder."""

    arguments: tuple[str, ...]
    title: str = ""
    in_project: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """The steps of one word and the extras they need."""

    steps: tuple[Step, ...]
    extras: tuple[str, ...] = ()


def command_of(word: str, arguments: Sequence[str]) -> Command:
    """Return what a word runs; a word that start.py does not know is one of evaltoolkit's."""
    if word == "test":
        quick = [] if _has(arguments, "-m") else ["-m", "not full"]
        shared = [] if _has(arguments, "-n") or _has(arguments, "--pdb") else _SHARED
        step = Step(("-m", "pytest", *quick, *shared, *arguments), in_project=True)
        return Command((step,), extras=("test",))
    if word == "lint":
        return Command(_lint_steps(), extras=("dev", "test"))
    if word == "docs":
        return Command((Step(("tools/build_site.py", *arguments), in_project=True),), extras=("docs",))
    if word == "bundle":
        return Command((Step((str(PROJECT / "tools" / "bundle.py"), *arguments)),))
    asked = arguments if word == "evaltoolkit" else (word, *arguments)
    return Command((Step(("-m", "evaltoolkit", *asked)),), extras=_extras_of(asked))


def _extras_of(asked: Sequence[str]) -> tuple[str, ...]:
    city = ("city",) if "collect" in asked[:1] else ()
    pdf = ("pdf",) if ("--also" in asked and "pdf" in asked) or "--also=pdf" in asked else ()
    return (*city, *(("cluster",) if _has(asked, "--scheduler") else ()), *pdf)


def _has(arguments: Sequence[str], option: str) -> bool:
    return any(argument.startswith(option) for argument in arguments)


def start(arguments: Sequence[str]) -> int:
    """Set the project up where needed, run the command and return its exit status."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(USAGE)
        return 0 if arguments else USAGE_ERROR
    try:
        return _start(arguments[0], arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr, flush=True)
        return SETUP_FAILED
    except KeyboardInterrupt:
        print("\n已中断。", file=sys.stderr, flush=True)
        return INTERRUPTED


def _start(word: str, arguments: Sequence[str]) -> int:
    if word == "update":
        return _update(arguments)
    if word == "menu":
        from starter.menu import Menu

        venv = ready_environment(PROJECT, ())

        def run(*words: str) -> int:
            return (
                _update(words[1:]) if words[0] == "update" else run_steps(venv, command_of(words[0], words[1:]).steps)
            )

        return Menu(PROJECT, run).open(arguments)
    command = command_of(word, arguments)
    venv = ready_environment(PROJECT, command.extras)
    if os.name == "posix" and len(command.steps) == 1:
        _become(venv, command.steps[0])
    return run_steps(venv, command.steps)


def _update(arguments: Sequence[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        say("用法：python start.py update 新版本.zip")
        return USAGE_ERROR
    from starter.update import update

    say("\n".join(update(PROJECT, Path(arguments[0]))))
    return 0


def run_steps(venv: Path, steps: Sequence[Step]) -> int:
    """Run every step, also after one that failed, and return the first exit status that is not 0."""
    statuses = []
    for step in steps:
        if step.title:
            say(f"── {step.title}")
        statuses.append(_run(venv, step))
    return next((status for status in statuses if status), 0)


def environment_of(venv: Path, step: Step) -> dict[str, str]:
    """Return the environment of a step; one that keeps the user's folder is told where the project is."""
    environment = child_environment(venv)
    environment.setdefault(CALLED_VARIABLE, "python start.py")  # how messages name a command
    if not step.in_project:
        environment.setdefault(HOME_VARIABLE, str(PROJECT))
    return environment


def _become(venv: Path, step: Step) -> None:
    """Replace this process by the step's, so that signals and the exit status need no passing on."""
    if step.in_project:
        os.chdir(PROJECT)
    python = str(python_of(venv))
    os.execve(python, [python, *step.arguments], environment_of(venv, step))


def _run(venv: Path, step: Step) -> int:
    command = [str(python_of(venv)), *step.arguments]
    folder = PROJECT if step.in_project else None
    process = subprocess.Popen(command, cwd=folder, env=environment_of(venv, step))
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:  # the child got it as well and ends in its own good order
            continue
        return status if status >= 0 else 128 - status


def _lint_steps() -> tuple[Step, ...]:
    checks = {
        "ruff format": ("-m", "ruff", "format", "--check", "."),
        "ruff check": ("-m", "ruff", "check", "."),
        "mypy": ("-m", "mypy"),
        "lint-imports": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
        "catalogues": (str(Path("tools", "catalogues.py")),),
    }
    return tuple(Step(arguments, title, in_project=True) for title, arguments in checks.items())
