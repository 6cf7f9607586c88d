import numpy as np
import pandas as pd

from evaltoolkit.instruments.alerts import ALERT_COLUMNS, find_alerts
from evaltoolkit.instruments.registry import shipped_scales


def measurements(*answers, scale="phq9"):
    clients = [f"p{number}" for number in range(len(answers))]
    return pd.DataFrame({"client": clients, "scale": scale, "wave": "前测", "item_9": answers})


def test_any_answer_above_zero_to_item_nine_of_the_phq9_is_listed_with_the_step_to_take():
    found = find_alerts(measurements(0.0, 1.0, np.nan, 3.0), shipped_scales())
    assert found["client"].tolist() == ["p1", "p3"]
    assert found["step"].str.contains("转介").all()


def test_hopelessness_is_an_alert_in_every_version_of_the_gds_at_the_number_it_has_there():
    # lso.cool 042TR12009: 13 处境没有帮助; a form of the wjx kind: 14 处境没有希望; doc.mindseed.cn: 22 绝望 of GDS-30
    expected = {"gds15": 14, "gds15_key_1_5_7_11": 13, "gds15_key_1_5_7_12_13": 14, "gds30": 22}
    scales = shipped_scales()
    assert {id_: [alert.item for alert in scales[id_].alerts] for id_ in expected} == {
        id_: [item] for id_, item in expected.items()
    }
    for id_, item in expected.items():
        said_yes = pd.DataFrame({"client": ["a"], "scale": [id_], "wave": ["前测"], f"item_{item}": [1.0]})
        assert find_alerts(said_yes, scales)["item"].tolist() == [item]
        assert item not in scales[id_].items.reversed.items  # 是 is the answer that alarms


def test_the_same_item_of_another_scale_is_no_alert():
    found = find_alerts(measurements(3.0, scale="station_own_template"), shipped_scales())
    assert (len(found), tuple(found.columns)) == (0, ALERT_COLUMNS)
