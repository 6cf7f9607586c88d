import pandas as pd

from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.instruments.versions import mixed_versions


def registry():
    scale = shipped_scales()["uls6"]
    return {"uls6": scale, "uls8": scale.model_copy(update={"id": "uls8"}), "phq9": shipped_scales()["phq9"]}


def test_two_versions_of_one_instrument_on_one_person_are_found():
    table = pd.DataFrame({"client": ["a", "a", "b", "b", "b"], "scale": ["uls6", "uls8", "uls6", "uls6", "phq9"]})
    found = mixed_versions(table, registry())
    assert found[["client", "scales"]].to_numpy().tolist() == [["a", ("uls6", "uls8")]]
