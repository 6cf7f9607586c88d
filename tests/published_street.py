"""A street of one scale, and its reports as they are published one after another."""

import numpy as np
import pandas as pd

from evaltoolkit.model.links import CountCell
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.report_tables import OUTCOME_COLUMNS
from evaltoolkit.model.results import Provenance, Results, Scorecard, Total

PLAN = Plan(street="示例街道", slug="shili", district="示例区", year=2025, project="示例", indicator_system="made")
CARD = Scorecard("made", "示例", "本工具", (), Total(100.0, 0.0, 0.0, 0.0, 100.0, None, ()))
WHOLE = CountCell("outcomes", ("uls6", "total", "all", ""), "n_pairs")


def results(pairs, workbook=""):
    """Return results with one scale of so many pairs, and of each group the same for each further number."""
    rows = [("all", "", sum(pairs))] + [("group", f"{place}组", n) for place, n in enumerate(pairs)]
    frame = pd.DataFrame([dict.fromkeys(OUTCOME_COLUMNS, np.nan)] * len(rows)).astype(object)
    frame[["group_kind", "group", "n_pairs"]] = rows
    frame = frame.assign(
        scale="uls6", dimension="total", scale_name="孤独感", mean_change=-1.5, cautions=[()] * len(rows)
    )
    frame = frame.assign(n_pre=frame["n_pairs"], n_post=frame["n_pairs"], n_enrolled=np.nan)
    return Results(
        "shili_2025", "示例街道", 2025, True, CARD, frame, provenance=Provenance((("workbook", workbook),), ())
    )


def write(contents):
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return {path: path for path in contents}


def visible(shown, group=""):
    table = shown["outcomes"]
    row = table.frame.index[table.frame["group"] == group]
    return bool(len(row)) and not table.mask.at[row[0], "mean_change"]
