"""Whether JupyterLab would stand open to other computers, with everybody's answers in it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.language import text

_ADDRESS = re.compile(r"--(?:\w+\.)?ip")
_SECRET = re.compile(r"--\w+\.(?:token|password|hashed_password)")
_OF_THE_ENVIRONMENT = "JUPYTER_TOKEN"


def require_secret(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Refuse to listen to other computers without a token or password of the user's own.

    Raises
    ------
    UserError
        The arguments open JupyterLab to the network and give neither, or an empty one.

    Examples
    --------
    >>> require_secret(["--no-browser", "--ip=127.0.0.1"], {})
    >>> require_secret(["--ip=0.0.0.0"], {})
    Traceback (most recent call last):
    ...
    evaltoolkit.errors.UserError: JupyterLab would be open to every computer of the network ...
    """
    given = list(_pairs(arguments))
    secrets = [value for name, value in given if _SECRET.fullmatch(name)] or [environment.get(_OF_THE_ENVIRONMENT, "")]
    is_open = any(not _is_own(value) for name, value in given if _ADDRESS.fullmatch(name))
    if is_open and not all(secrets):
        raise UserError(
            text(
                "JupyterLab would be open to every computer of the network (--ip). It holds people's answers: leave "
                "--ip out, or give a token of your own as well, --IdentityProvider.token=…"
            ),
            ExitCode.USAGE,
        )


def _pairs(arguments: Sequence[str]) -> list[tuple[str, str]]:
    """Return each option with its value, written with an equals sign or after a space."""
    following = (*arguments, "")[1:]
    return [
        (name, value.strip("\"' ") if equals else after if not after.startswith("--") else "")
        for (name, equals, value), after in zip((word.partition("=") for word in arguments), following, strict=True)
    ]


def _is_own(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
