"""Warm kernels for JupyterLab."""

import os
from importlib.util import find_spec

import pytest

from evaltoolkit.batch import lab_kernels as module
from evaltoolkit.batch.lab_kernels import LAB_MODULES, PROVISIONER, lab_kernels
from evaltoolkit.batch.warm.forking import has_fork
from evaltoolkit.batch.warm.servers import ADDRESS


def test_every_module_named_is_there_and_none_brings_widgets():
    named = [name.removesuffix(".*") for name in LAB_MODULES]
    assert [name for name in named if find_spec(name) is None] == []
    assert not [name for name in named if name.endswith(("desk", "controls", "notebook_output"))]


@pytest.mark.skipif(not has_fork(), reason="no fork here")
def test_the_environment_selects_the_provisioner_while_the_server_stands():
    before = os.environ.get(ADDRESS)
    with lab_kernels() as environment:
        assert environment == {PROVISIONER: "warm-kernels"}
        assert os.environ[ADDRESS] != before
    assert os.environ.get(ADDRESS) == before


def test_without_fork_kernels_are_fresh(monkeypatch):
    monkeypatch.setattr(module, "has_fork", lambda: False)
    with lab_kernels() as environment:
        assert environment == {}
