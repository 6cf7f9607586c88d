import pytest

from evaltoolkit.errors import ExitCode, UserError
from evaltoolkit.explore.lab.reachable import require_secret

OPEN = (
    "--ip=0.0.0.0",
    "--ip=*",
    "--ip=",
    "--ServerApp.ip=192.168.1.7",
    "--LabApp.ip='0.0.0.0'",
    "--ip=::",
    "--ip=pc-3",
)


@pytest.mark.parametrize("address", OPEN)
def test_to_be_open_to_other_computers_needs_a_token_of_ones_own(address):
    for more in ([], ["--IdentityProvider.token="], ["--ServerApp.token", "--no-browser"], ["--ServerApp.password=''"]):
        with pytest.raises(UserError) as refused:
            require_secret(["--no-browser", address, *more], {})
        assert refused.value.exit_code is ExitCode.USAGE
    with pytest.raises(UserError):
        require_secret(["--ip", address.rpartition("=")[2], "--IdentityProvider.token="], {"JUPYTER_TOKEN": "x"})
    require_secret([address, "--IdentityProvider.token=abc"], {})
    require_secret([address, "--ServerApp.token", "abc"], {})
    require_secret([address], {"JUPYTER_TOKEN": "abc"})


@pytest.mark.parametrize("address", ["--ip=127.0.0.1", "--ip=localhost", "--ip=::1", "--no-browser"])
def test_this_computer_alone_needs_none(address):
    require_secret([address], {})
