import datetime

import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from evaltoolkit.errors import RunError
from evaltoolkit.reporting.run.parameters import check_parameters, declared_parameters, is_plain

CELL = new_code_cell("street: str = ''  # which\nyear = 2023\n", metadata={"tags": ["parameters"]})


def test_the_declared_names_are_those_the_parameters_cell_assigns():
    assert declared_parameters(new_notebook(cells=[new_code_cell("other = 1"), CELL])) == ("street", "year")


@pytest.mark.parametrize("name", ["steet", "x = __import__('os')  #", "street\nimport os", "pm"])
def test_a_name_the_notebook_does_not_declare_is_refused(name):
    with pytest.raises(RunError) as error:
        check_parameters(new_notebook(cells=[CELL]), {name: 1})

    assert "import" not in str(error.value)


def test_a_notebook_without_a_parameters_cell_takes_no_parameters():
    with pytest.raises(RunError):
        check_parameters(new_notebook(cells=[new_code_cell("street = ''")]), {"street": "甲"})


class Words(str):
    """A foreign string that papermill would translate by its own methods."""

    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [np.float64(1.5), datetime.date(2023, 1, 1), (1, 2), {1: "a"}, {"a": [Words("b")]}, Words("c"), b"d", {"e"}],
    ids=["numpy", "date", "tuple", "number as key", "nested", "subclass", "bytes", "set"],
)
def test_only_exact_builtin_types_pass(value):
    assert not is_plain(value)
    with pytest.raises(RunError):
        check_parameters(new_notebook(cells=[CELL]), {"street": value})
