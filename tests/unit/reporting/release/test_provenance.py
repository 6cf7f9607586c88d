import hashlib

from evaltoolkit.model.plan import Plan
from evaltoolkit.reporting.release.provenance import provenance

PLAN = Plan(street="示例街道", slug="shili", district="示例区", year=2025, project="示例", indicator_system="made")


def test_inputs_that_are_known_are_hashed_and_others_left_out(tmp_path):
    notebook = tmp_path / "a.ipynb"
    notebook.write_bytes(b"{}")
    found = dict(provenance(PLAN, workbook="ab" * 32, notebook=notebook).inputs)

    assert list(found) == ["workbook", "parameters", "notebook", "policy"]
    assert found["notebook"] == hashlib.sha256(b"{}").hexdigest()
    assert [name for name, _ in provenance(PLAN).inputs] == ["parameters", "policy"]


def test_any_changed_parameter_changes_the_hash_and_the_same_plan_does_not():
    def digest(plan):
        return dict(provenance(plan).inputs)["parameters"]

    assert digest(PLAN) == digest(PLAN.model_copy())
    assert digest(PLAN) != digest(PLAN.model_copy(update={"year": 2024}))


def test_the_place_of_the_data_changes_no_hash():
    one, other = (PLAN.model_copy(update={"data": data}) for data in ("data/a.xlsx", "data/city.duckdb"))

    assert dict(provenance(one).inputs)["parameters"] == dict(provenance(other).inputs)["parameters"]


def test_the_versions_that_can_change_a_figure_are_named():
    names = [name for name, _ in provenance(PLAN).versions]

    assert {"python", "evaltoolkit", "numpy", "scipy"} <= set(names)
