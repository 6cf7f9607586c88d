import pandas as pd
import pytest

from evaltoolkit.model.columns import Kind
from evaltoolkit.model.workbook import TABLES, table
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.year import make_year


def test_every_sheet_of_the_workbook_is_filled(made):
    assert list(made.tables) == [spec.name for spec in TABLES]
    assert all(len(frame) > 0 for frame in made.tables.values())


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_columns_choices_and_keys_are_those_of_the_workbook(made, spec):
    frame = made.tables[spec.name]
    items = {name for name in frame.columns if name.startswith("item_")} if spec.items else set()
    assert set(frame.columns) - items <= {column.name for column in spec.columns}
    for column in spec.columns:
        if column.required:
            assert column.name in frame
        if column.filled:
            assert frame[column.name].notna().all()
        if column.kind is Kind.CHOICE and column.name in frame:
            assert set(frame[column.name].dropna()) <= set(column.choices)
    if spec.key:
        assert not frame.duplicated([name for name in spec.key if name in frame]).any()


def test_sizes_are_those_of_a_real_street():
    for slug in ("jingtai", "renhe", "baiyunhu"):
        made = make_year(known_street(slug), 2023, 2023)
        assert 1500 <= len(made.tables["clients"]) <= 4000
        assert 800 <= len(made.tables["services"]) <= 1400
        assert 200 <= len(made.tables["satisfaction"]) <= 550
        assert 10 <= sum(after for _, after in made.truth.flow.values()) <= 300
        members = made.tables["measurements"].dropna(subset=["group"]).groupby("group")["client"].nunique()
        assert members.between(6, 15).all()


def test_the_same_seed_gives_the_same_tables_and_another_seed_others(made):
    again = make_year(known_street("yuncheng"), 2023, 7)
    for name, frame in made.tables.items():
        pd.testing.assert_frame_equal(frame, again.tables[name])
    assert again.truth == made.truth
    assert make_year(known_street("yuncheng"), 2023, 8).truth.hours != made.truth.hours


def test_sheets_refer_to_people_and_services_that_are_there(made):
    people, services = set(made.tables["clients"]["client"]), set(made.tables["services"]["service"])
    assert set(made.tables["attendance"]["client"]) <= people
    assert set(made.tables["attendance"]["service"]) <= services
    assert set(made.tables["measurements"]["client"]) <= people
    assert set(made.tables["satisfaction"]["client"].dropna()) <= people


def test_who_came_or_was_measured_counts_as_served(made):
    clients = made.tables["clients"]
    served = set(clients.loc[clients["served"].astype(bool), "client"])
    assert set(made.tables["attendance"]["client"]) <= served
    assert set(made.tables["measurements"]["client"]) <= served


def test_participants_of_a_group_session_are_those_on_its_list(made):
    services = made.tables["services"].dropna(subset=["group"]).set_index("service")["participants"]
    lists = made.tables["attendance"]
    came = lists[lists["attended"].astype(bool)].groupby("service").size().reindex(services.index, fill_value=0)
    assert (services == came).all()


def test_dates_lie_in_the_year(made):
    for name, column in (
        ("services", "date"),
        ("measurements", "date"),
        ("satisfaction", "date"),
        ("payments", "due_on"),
    ):
        assert set(made.tables[name][column].dt.year) == {2023}


def test_answers_lie_within_the_scales_range(made):
    measurements = made.tables["measurements"]
    for scale, low, high, count in (("uls6", 1, 4, 6), ("phq9", 0, 3, 9), ("station_own_template", 1, 5, 12)):
        answers = measurements.loc[measurements["scale"] == scale].filter(like="item_")
        used = answers[[f"item_{number}" for number in range(1, count + 1)]]
        assert used.stack().dropna().between(low, high).all()
        assert answers.drop(columns=used.columns).isna().all(axis=None)
        assert used.isna().to_numpy().mean() < 0.02


def test_identifiers_are_made_up(made):
    clients = made.tables["clients"]
    assert clients["id_number"].str.startswith("190000").all()
    assert clients["phone"].str.startswith("1600000").all()
    assert table("clients").column("name").kind is Kind.NAME
