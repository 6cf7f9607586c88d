"""Run a command whose notebooks, and those of every process it starts, execute in kernels of one server.

python -m evaltoolkit.batch.warm [--import MODULE,…] COMMAND …
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import nullcontext

from evaltoolkit.batch.warm.forking import has_fork
from evaltoolkit.batch.warm.provisioner import NAME
from evaltoolkit.batch.warm.servers import named_modules, shared_server

_PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"  # jupyter_client's


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options().parse_args(arguments)
    modules = options.modules.split(",") if options.modules else named_modules()
    with shared_server([sys.executable], modules) if has_fork() else nullcontext():
        return subprocess.run([options.command, *options.words], env={**os.environ, _PROVISIONER: NAME}).returncode


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaltoolkit.batch.warm", description=__doc__.split("\n")[0])
    parser.add_argument("--import", dest="modules", metavar="MODULE,…", help="what is imported beforehand")
    parser.add_argument("command", help="what to run, such as: papermill")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="its arguments")
    return parser


if __name__ == "__main__":
    sys.exit(main())
