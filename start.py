# -*- coding: utf-8 -*-
"""Set the project up in its own .venv and run a command in it.

    python start.py demo | test | lint | lab | run PARAMETERS.yaml | check WORKBOOK | ...

Every Python since 2.7 must be able to read this one file, so that an old one gets a sentence instead of a traceback;
what needs a current Python stands in tools/starter.
"""

from __future__ import print_function, unicode_literals

import os
import sys

OLDEST = (3, 11)
SETUP_FAILED = 18  # the same number as in evaltoolkit/errors.py, which an old Python cannot read
TOO_OLD = (
    "本工具需要 Python 3.11 或更新的版本，当前的 Python 是 {found}。\n"
    "请安装 Python 3.12（Windows：安装时勾选“Add python.exe to PATH”），再运行一次。\n"
    "Python 3.11 or newer is needed; this one is {found}."
)


def tell(sentence, stream):
    """Write a sentence on whatever screen there is: in its own encoding if that has the signs, else in UTF-8."""
    try:
        data = sentence.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        data = sentence.encode("utf-8")
    stream.flush()
    getattr(stream, "buffer", stream).write(data + b"\n")
    stream.flush()


def finish_starter(project):
    """Put the files of tools/starter in place that a stopped update had ready, before any of them is loaded."""
    stage, place = os.path.join(project, ".update"), os.path.join("tools", "starter")
    ready = os.path.join(stage, "new", place)
    if os.path.exists(os.path.join(stage, "plan.json")) and os.path.isdir(ready):
        for name in os.listdir(ready):
            os.replace(os.path.join(ready, name), os.path.join(project, place, name))


def main():
    """Refuse an old Python, else hand over to tools/starter; return the exit status."""
    if tuple(sys.version_info[:2]) < OLDEST:
        tell(TOO_OLD.format(found=".".join(str(part) for part in sys.version_info[:3])), sys.stderr)
        return SETUP_FAILED
    project = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, os.path.join(project, "tools"))
    finish_starter(project)
    from starter.commands import start
    from starter.console import open_streams
    from starter.update import finish

    open_streams()
    return finish(project) or start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
