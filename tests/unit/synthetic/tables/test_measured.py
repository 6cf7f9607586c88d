from dataclasses import replace

import pandas as pd
import pytest

from evaltoolkit.instruments.registry import read_scale
from evaltoolkit.synthetic.districts import known_street
from evaltoolkit.synthetic.setting import draw_setting
from evaltoolkit.synthetic.tables.measured import expected_item_change, make_measurements
from evaltoolkit.synthetic.tables.programmes import Group, programmes


def test_expected_change_of_an_item_with_one_step_worked_by_hand():
    # one step (two answers): P(not at best) = q, P(not at worst) = 1 - q; mean q of the burdens
    # = .3 x .35 + .4 x .55 + .3 x .72 = .541
    # responding 0.5: better .5 (.6/.05), same .38 (.15/.15), worse .12 (.05/.35)
    # chance better = .5 x .6 + .38 x .15 + .12 x .05 = .363; chance worse = .5 x .05 + .38 x .15 + .12 x .35 = .124
    setting = replace(draw_setting(known_street("yuncheng"), 2023, 1), responding=0.5)
    assert expected_item_change(setting, 1) == pytest.approx(0.124 * 0.459 - 0.363 * 0.541, abs=1e-12)


def test_more_people_who_respond_mean_more_change_for_the_better():
    setting = draw_setting(known_street("yuncheng"), 2023, 1)
    small, large = (expected_item_change(replace(setting, responding=share), 3) for share in (0.3, 0.7))
    assert large < small < 0


@pytest.mark.parametrize("scale", ["uls6", "phq9", "station_own_template"])
def test_the_change_planted_is_the_mean_over_very_many_people(scale):
    setting = draw_setting(known_street("yuncheng"), 2023, 3)
    members = tuple(f"c{number}" for number in range(4000))
    group = Group("甲组", "小组", "长者", "支持", scale, members, (pd.Timestamp(2023, 3, 1), pd.Timestamp(2023, 4, 1)))
    made = make_measurements(setting, (group,))
    sheet = made.measurements.set_index(["client", "wave"])
    for (_, dimension), planted in made.change.items():
        items = [f"item_{number}" for number in read_scale(scale).items_of(dimension)]
        scores = sheet[items].sum(axis=1, skipna=False).unstack("wave")
        change = (scores["后测"] - scores["前测"]).dropna()
        assert abs(change.mean() - planted) < 4 * change.std() / len(change) ** 0.5
    before, after = made.flow[scale]
    assert before == 4000
    assert abs(1 - after / before - setting.attrition) < 0.03


def test_nobody_moves_more_than_one_step_on_an_item():
    setting = draw_setting(known_street("yuncheng"), 2023, 3)
    group = Group("甲组", "小组", "长者", "支持", "uls6", tuple("abcdefgh"), (pd.Timestamp(2023, 3, 1),))
    sheet = make_measurements(setting, (group,)).measurements.set_index(["client", "wave"]).filter(like="item_")
    steps = (sheet.xs("后测", level="wave") - sheet.xs("前测", level="wave")).abs()
    assert steps.max(axis=None) == 1


def test_one_street_measures_one_scale_again_and_its_other_tests_stay_as_they_were(monkeypatch):
    members = tuple(f"c{number}" for number in range(200))
    days = (pd.Timestamp(2023, 3, 1), pd.Timestamp(2023, 5, 1))
    groups = [Group(f"{scale}组", "小组", "长者", "支持", scale, members, days) for scale in ("uls6", "phq9")]

    def made(slug):
        return make_measurements(draw_setting(known_street(slug), 2023, 3), tuple(groups)).measurements

    with_it, elsewhere = made("dayuan"), made("yuncheng")
    monkeypatch.setitem(programmes()["follow_up"], "street", "none")
    without = made("dayuan")
    again = with_it[with_it["wave"] == "跟进一"]
    assert set(again["scale"]) == {"uls6"}
    assert len(again) < len(without[(without["wave"] == "后测") & (without["scale"] == "uls6")])
    assert set(again["date"]) == {pd.Timestamp(2023, 5, 3) + pd.Timedelta(weeks=8)}
    pd.testing.assert_frame_equal(with_it[with_it["wave"] != "跟进一"], without)
    assert set(elsewhere["wave"]) == {"前测", "后测"}
