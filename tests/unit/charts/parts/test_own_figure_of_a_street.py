"""Nearly whatever table of a street's report is drawn, column by column in the usual ways, the picture is shown.

It is refused, with the remedy, where so many figures are withheld that the rest may be numbers of somebody's.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaltoolkit.charts.parts.own_figure import OwnFigureError, show

ALMOST_NONE = 0.05


def draw_all(axes, names, low, high):
    place = np.arange(len(low))
    first, second, third, fourth, fifth, sixth = axes
    first.barh(names, low)
    second.errorbar(low, place, xerr=[low - np.minimum(low, high), np.maximum(low, high) - low], fmt="o")
    for row in zip(low, high, strict=True):
        third.plot([0, 1], row, "o-")
    third.set_xticks([0, 1], ["前", "后"])
    fourth.hlines(place, low, high)
    fourth.scatter(high, place)
    fourth.set_yticks(place, names)
    fifth.fill_between(place, low, high)
    sixth.scatter(low, high)


@pytest.mark.parametrize("step", [18, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.filterwarnings("ignore")
def test_every_pair_of_columns_of_every_table(small_reports, step):
    pairs, refused = 0, list[tuple[str, str, str]]()
    for table in small_reports["shared"].tables.values():
        frame = table.frame
        numbers = [name for name in frame if pd.api.types.is_float_dtype(frame[name]) and frame[name].notna().any()]
        words = [name for name in frame if pd.api.types.is_string_dtype(frame[name]) and frame[name].notna().all()]
        names = frame[words[0]].tolist() if words else [f"行 {'甲' * row}" for row in range(len(frame))]
        for low, high in pairwise(numbers):
            pairs += 1
            if pairs % step:
                continue
            figure = Figure()
            draw_all(figure.subplots(6).ravel(), names, frame[low].to_numpy(float), frame[high].to_numpy(float))
            try:
                assert show(figure, of=table, alt="数字见表") is not None, (table.name, low, high)
            except OwnFigureError:
                refused.append((table.name, low, high))
                assert frame[[low, high]].isna().any(axis=None), refused[-1]
    assert pairs > 50
    assert len(refused) <= ALMOST_NONE * pairs, refused
