"""The report's body: for each question a few sentences and at most one table, empty where nothing was given."""

from evaltoolkit.words.body.attendance import attendance as _attendance
from evaltoolkit.words.body.changed_and_held import changed_and_held
from evaltoolkit.words.body.completion import completion as _completion
from evaltoolkit.words.body.completion import without_evidence
from evaltoolkit.words.body.coverage import coverage as _coverage
from evaltoolkit.words.body.data import data as _data
from evaltoolkit.words.body.funding import funding as _funding
from evaltoolkit.words.body.goals import goals
from evaltoolkit.words.body.goals_reached import goals_in_short
from evaltoolkit.words.body.inspections import inspections as _inspections
from evaltoolkit.words.body.outcome_box import outcome_box
from evaltoolkit.words.body.outcome_results import outcome_results
from evaltoolkit.words.body.passage import Passage
from evaltoolkit.words.body.people import people
from evaltoolkit.words.body.project_results import project_results
from evaltoolkit.words.body.punctuality import cost
from evaltoolkit.words.body.punctuality import timeliness as _timeliness
from evaltoolkit.words.body.quality import quality, supervision
from evaltoolkit.words.body.resources import resources as _resources
from evaltoolkit.words.body.rests_on import resting_on
from evaltoolkit.words.body.satisfaction import awareness as _awareness
from evaltoolkit.words.body.satisfaction import satisfaction as _satisfaction
from evaltoolkit.words.body.score import score, scoring_rules
from evaltoolkit.words.body.voices_beside import one_story, voices_beside

# A figure that rests on a part of the rows handed in says so beside it.
data = resting_on(_data)
attendance = resting_on(_attendance, "出席")
awareness = resting_on(_awareness, "知晓度")
completion = resting_on(_completion, "服务记录")
coverage = resting_on(_coverage, "服务对象")
funding = resting_on(_funding, "经费支出")
inspections = resting_on(_inspections, "督查评估")
resources = resting_on(_resources, "资源链接")
satisfaction = resting_on(_satisfaction, "满意度")
timeliness = resting_on(_timeliness, "经费拨付")

__all__ = [
    "Passage", "attendance", "awareness", "changed_and_held", "completion", "cost", "coverage", "data", "funding",
    "goals", "goals_in_short", "inspections", "one_story", "outcome_box", "outcome_results", "people",
    "project_results", "quality", "resources", "satisfaction", "score", "scoring_rules", "supervision", "timeliness",
    "voices_beside", "without_evidence",
]  # fmt: skip
