import sys

import pytest

from evaltoolkit.batch.warm import forking


@pytest.mark.parametrize(
    ("platform", "wished", "forks"),
    [("linux", None, True), ("darwin", None, False), ("darwin", "1", True), ("darwin", "0", False)],
)
def test_macos_forks_only_where_it_is_asked_for(platform, wished, forks, monkeypatch):
    if not hasattr(forking.os, "fork"):
        pytest.skip("this platform has no fork")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv(forking.ON_MACOS, raising=False)
    if wished is not None:
        monkeypatch.setenv(forking.ON_MACOS, wished)

    assert forking.has_fork() is forks


def test_a_platform_without_fork_has_none(monkeypatch):
    monkeypatch.delattr(forking.os, "fork", raising=False)

    assert not forking.has_fork()
