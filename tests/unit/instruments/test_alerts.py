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


def test_the_same_item_of_another_scale_is_no_alert():
    found = find_alerts(measurements(3.0, scale="station_own_template"), shipped_scales())
    assert (len(found), tuple(found.columns)) == (0, ALERT_COLUMNS)
