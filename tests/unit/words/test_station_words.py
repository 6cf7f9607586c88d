"""The station's own version sends nobody to the station's version."""

import pandas as pd
import pytest

from evaltoolkit import words
from evaltoolkit.disclosure.protected import Audience
from evaltoolkit.instruments.registry import shipped_scales
from evaltoolkit.language import Language
from evaltoolkit.model.results import TableClass
from evaltoolkit.outcomes.design.totals import scale_totals
from evaltoolkit.outcomes.tables.compare import compare_outcomes
from evaltoolkit.outcomes.tables.follow_up_table import follow_up_table
from evaltoolkit.outcomes.tables.retrospective_table import retrospective_table
from evaltoolkit.outcomes.tables.verdict_tables import pooled_table, verdict_table

SCALES = shipped_scales()


def measured(pairs, scale):
    rows = [
        {"client": f"p{number}", "scale": scale, "dimension": "total", "wave": wave, "group": "甲组", "purpose": "照护",
         "score": 12.0 + number % 5 - (number % 3) * (wave != "前测")}
        for wave in ("前测", "后测", "跟进一", "回顾前测")
        for number in range(pairs)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["client", "scale", "dimension", "wave", "group", "purpose", "score"])


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("scale", ["uls6", "phq9"])
@pytest.mark.parametrize("pairs", [0, 1, 4, 5, 9, 10, 30])
def test_no_sentence_of_the_station_s_version_points_to_the_station_s_version(pairs, scale, language, report):
    table, reader = measured(pairs, scale), Language(language)
    totals = scale_totals(table, SCALES, language)
    made = (verdict_table(totals), pooled_table(totals), follow_up_table(table, SCALES, language),
            retrospective_table(table, SCALES, language))  # fmt: skip
    outcomes = compare_outcomes(table, SCALES, language=language).to_dict("records")
    shown = report(services={one.name: one for one in made}, outcomes=outcomes, audience=Audience.STATION)
    said = (
        words.outcomes(shown["outcomes"], reader, follow_up=shown["follow_up"]),
        words.flow(shown["flow"], reader),
        words.verdicts(shown["verdicts"], shown["verdicts_pooled"], reader),
        words.follow_up(shown["follow_up"], reader),
        words.retrospective(shown["retrospective"], reader),
    )
    assert not [one for one in map(repr, said) if "站内版" in one or "本站版" in one or "station's version" in one]
    assert {one.table_class for one in made} == {TableClass.SCALE}
