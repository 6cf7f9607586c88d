import pytest

from evaltoolkit.language import Text
from evaltoolkit.model.texts import texts


def test_a_table_of_words_holds_a_text_for_every_value_however_deep():
    assert texts("model", "choices")["户籍"] == Text("Registered residents")
    assert texts("model", "chapters")[0] == Text("Outline of the evaluated project")
    assert texts("model", "headings")[1]["purpose"] == Text("Purpose of the evaluation")


def test_a_table_that_the_room_lacks_is_no_empty_table():
    with pytest.raises(KeyError):
        texts("model", "nothing")
