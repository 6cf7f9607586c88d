import pytest

from evaltoolkit.scoring.registry import find_system
from evaltoolkit.synthetic.contents import contents
from evaltoolkit.synthetic.districts import known_streets
from evaltoolkit.synthetic.setting import draw_setting
from evaltoolkit.synthetic.tables import measures as made_measures
from evaltoolkit.synthetic.tables.prose import commentary
from evaltoolkit.synthetic.tables.station import inspections
from evaltoolkit.synthetic.tables.targets import Counted, targets

NOW, BEFORE = "本年度建议", "上年度建议"
COUNTED = (
    Counted({"个案": (100.0, 90.0)}, {"个案": (80, 100)}, 10.0),
    Counted({"个案": (90.0, 90.0)}, {"个案": (99, 100)}, 90.0),
)


@pytest.fixture(scope="module")
def streets():
    found = []
    for number, street in enumerate(known_streets()):
        setting = draw_setting(street, 2023, 2023)
        promised, inspected = targets(setting, COUNTED[number % 2]), inspections(setting)
        found.append((setting, promised, inspected, made_measures.measures(setting, promised, inspected)))
    return found


def test_a_made_street_answers_its_own_troubles_and_no_others(streets):
    for setting, promised, inspected, frame in streets:
        troubles = list(made_measures.troubles(setting, promised, inspected))
        answers = {entry["action"]: trouble for trouble, found in contents()["measures"].items() for entry in found}
        told = [answers[action] for action in frame.loc[frame["kind"] == NOW, "action"]]
        assert told == troubles[: len(told)]
        assert ("satisfaction" in told) == promised.set_index("indicator")["deviation"].notna()["satisfaction"]


def test_what_is_made_for_a_town_calls_it_no_street_office():
    for street in known_streets():
        words = "".join(commentary(street, ())["words"])
        assert ("街道" in words, "镇" in words) == (street.office == "街道", street.office == "镇")


def test_each_trouble_of_a_made_street_has_an_answer(streets):
    told = {name for setting, *sheets, _ in streets for name in made_measures.troubles(setting, *sheets)}
    assert told <= set(contents()["measures"])
    assert len(told) >= 8


def test_made_streets_differ_in_what_they_do_and_leave_some_units_and_times_open(streets):
    frames = [frame[frame["kind"] == NOW] for *_, frame in streets]
    assert len({tuple(frame["action"]) for frame in frames}) > len(frames) / 2
    for column in ("responsible", "due_on"):
        open_rows = sum(frame[column].isna().sum() for frame in frames)
        assert 0 < open_rows < sum(map(len, frames)) / 2


def test_last_years_advice_of_a_made_street_is_done_under_way_or_not_begun(streets):
    states = {state for *_, frame in streets for state in frame.loc[frame["kind"] == BEFORE, "state"]}
    assert states == {"已完成", "进行中", "未开始"}


def test_the_row_that_a_made_measure_is_about_stands_in_the_indicator_table(streets):
    rows = find_system("yuncheng_2023").rows
    known = {row.id for row in rows} | {row.path[-1] for row in rows}
    assert {name for *_, frame in streets for name in frame["indicator"].dropna()} <= known
