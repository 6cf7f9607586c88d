"""What multiprocessing's fork server imports: every process of a batch is forked from it, and sees what it has.

It tells nobody of a fault; what is forked from it does, and a fresh process takes its place.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import shutil

from evaltoolkit.batch.cells.preload import ASKED, UnfitError, preload

FAULT = ""
_parent = os.getppid()


def _require_parent() -> None:
    if os.getppid() != _parent:
        raise SystemExit


if ASKED in os.environ:
    _sockets, *_modules = json.loads(os.environ.pop(ASKED))
    atexit.register(shutil.rmtree, _sockets, ignore_errors=True)  # where the parent was killed and cannot
    gc.disable()
    try:
        preload(_modules, _require_parent)
    except UnfitError as fault:
        FAULT = str(fault)
    gc.enable()
