"""The report's body: for each question a few sentences and at most one table, empty where nothing was given."""

from evaltoolkit.words.body.attendance import attendance
from evaltoolkit.words.body.completion import completion, without_evidence
from evaltoolkit.words.body.coverage import coverage
from evaltoolkit.words.body.data import data
from evaltoolkit.words.body.funding import funding
from evaltoolkit.words.body.goals import goals
from evaltoolkit.words.body.inspections import inspections
from evaltoolkit.words.body.passage import Passage
from evaltoolkit.words.body.people import people
from evaltoolkit.words.body.punctuality import cost, timeliness
from evaltoolkit.words.body.quality import quality, supervision
from evaltoolkit.words.body.resources import resources
from evaltoolkit.words.body.satisfaction import awareness, satisfaction
from evaltoolkit.words.body.score import score, scoring_rules

__all__ = [
    "Passage", "attendance", "awareness", "completion", "cost", "coverage", "data", "funding", "goals", "inspections",
    "people", "quality", "resources", "satisfaction", "score", "scoring_rules", "supervision", "timeliness",
    "without_evidence",
]  # fmt: skip
