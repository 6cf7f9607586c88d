"""Every error that a user can mend comes whole out of another process."""

import inspect
import pickle

import pytest

from evaltoolkit import errors
from evaltoolkit.errors import ExitCode, FaultsError, UserError
from evaltoolkit.language import Language, text

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, UserError)]
SAID = text("{file}: there is no such file.", file="甲.yaml")


def made(kind):
    """Return an error of a kind, with two sentences and a code of its own where it takes them."""
    if issubclass(kind, FaultsError):
        return kind([SAID, SAID], ExitCode.FILE_MISSING) if kind is FaultsError else kind(SAID, SAID)
    takes_code = len(inspect.signature(kind).parameters) > 1
    return kind(SAID, ExitCode.FILE_MISSING) if takes_code else kind(SAID)


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_the_same_there(kind):
    before = made(kind)
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own

    assert type(after) is kind
    assert (str(after), after.exit_code, after.sentences) == (str(before), before.exit_code, before.sentences)
    assert Language().say(after.sentence) == Language().say(before.sentence)


def test_words_that_a_cell_raises_are_said_to_nobody_else():
    error = UserError("组员变化 [-4.0, 1.0]")
    said = error._render_traceback_()
    assert (str(error), error.exit_code) == ("组员变化 [-4.0, 1.0]", ExitCode.RUN_FAILED)
    assert said[1:] == [
        "The notebook raised an error in words of its own, which are not repeated here.",
        "[RUN_FAILED]",
    ]
    assert "-4" not in said[0]
