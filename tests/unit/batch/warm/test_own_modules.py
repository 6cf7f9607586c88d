"""A debugger steps into what was imported beforehand, as it does in a fresh kernel."""

import pytest

from evaltoolkit.batch.warm.forking import has_fork

OWN = """
files = get_ipython().kernel._kernel_modules
import sys
import ipykernel.ipkernel as ipkernel
import pandas, numpy, traitlets, asyncio
[module.__name__ for module in (pandas, numpy, traitlets, asyncio, ipkernel) if module.__file__ in files]
"""


@pytest.mark.skipif(not has_fork(), reason="this platform starts fresh kernels only")
def test_the_modules_a_kernel_takes_for_its_own_are_those_of_a_fresh_one(run):
    warm, fresh = run(OWN), run(OWN, fresh=True)

    assert warm[0][0]["data"] == fresh[0][0]["data"] == {"text/plain": "['traitlets', 'asyncio', 'ipykernel.ipkernel']"}


def test_only_the_modules_differ_and_only_for_a_while():
    import sys

    from ipykernel import ipkernel

    from evaltoolkit.batch.warm.own_modules import OwnModules

    own = OwnModules()
    with own.alone():
        seen = [module.__file__ for module in ipkernel.sys.modules.copy().values() if hasattr(module, "__file__")]
        version = ipkernel.sys.version

    assert pytest.__file__ in seen
    assert version == sys.version
    assert ipkernel.sys is sys
