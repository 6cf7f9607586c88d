"""How a command is added to the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Callable[[Callable[..., Any]], click.Command]]
"""Takes what a command is for, its name where the function has another, and settings of click's."""
