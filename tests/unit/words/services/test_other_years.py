"""What is taken in and not printed is counted beside what is printed, with the reason."""

import random
import re

import pandas as pd
import pytest

from evaltoolkit.model.evidence import Evidence
from evaltoolkit.model.plan import Plan
from evaltoolkit.model.results import Quality
from evaltoolkit.services.opinions.voices import quotes
from evaltoolkit.services.other_years import other_years
from evaltoolkit.services.work.practice import stories
from evaltoolkit.words.services import practice, voices

PLAN = Plan(street="甲街", slug="jia", district="乙区", year=2023, project="项目", indicator_system="yuncheng_2023")


def told(name, records, shown, zh):
    """Return what the page says of the records of a sheet."""
    frame = pd.DataFrame(records).astype({"consent": "boolean", "date": "datetime64[ns]"})
    evidence = Evidence({name: frame}, Quality(pd.DataFrame()))
    make, say = (quotes, voices.quotes) if name == "voices" else (stories, practice.stories)
    left_out = shown(other_years(PLAN, evidence).frame, "other_years")
    return str(say(shown(make(PLAN, evidence).frame), zh, other_years=left_out))


@pytest.mark.parametrize("seed", range(20))
def test_excerpts_printed_beyond_two_a_theme_and_without_consent_add_up_to_those_taken_in(seed, shown, zh):
    rng = random.Random(seed)  # noqa: S311
    same, rows = {"group": "长者", "date": "2023-05-01"}, range(rng.randint(1, 20))
    words = rng.randint(1, 20)  # the fewer, the more often an excerpt is written down again
    chosen = [{"theme": rng.choice("甲乙丙"), "consent": rng.choice([True, False, None])} for _ in rows]
    records = [{**same, **one, "excerpt": f"原话{rng.randrange(words)}"} for one in chosen]
    said = told("voices", records, shown, zh)
    printed = len(re.findall(r"“原话\d+”", said))
    beyond = sum(map(int, re.findall(r"超出每个主题 2 条的 (\d+) 条", said)))
    again = sum(map(int, re.findall(r"与其他摘录相同的 (\d+) 条", said)))
    refused = sum(map(int, re.findall(r"未征得同意的 (\d+) 条", said)))
    assert refused == sum(not record["consent"] for record in records)
    assert printed + beyond + again + refused == len(records)


def test_stories_without_consent_are_counted_beside_those_told(shown, zh):
    story = {"situation": "独居", "service": "上门", "change": "常下楼", "limits": None, "date": "2023-05-01"}
    records = [{**story, "story": f"案例{n}", "consent": consent} for n, consent in enumerate([True, False, None])]
    assert "未在此列出：未征得同意的 2 条。" in told("stories", records, shown, zh)
    assert "未在此列出：未征得同意的 2 条。" in told("stories", records[1:], shown, zh)
    assert "未在此列出" not in told("stories", records[:1], shown, zh)
