"""What tells a stranger where things stand is true: each file that it names is there and has the word to look for."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHERE = (ROOT / "docs" / "where.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ANSWER = re.compile(r"^\| .+\? \| `(?P<file>[\w/.]+)` \| `(?P<word>\w+)` \|$", re.MULTILINE)
COUNTED = re.compile(r"^\*\*A (?P<what>[^*]+)\*\* — (?P<count>\d+) files", re.MULTILINE)
MADE_IN_A_RUN = ("reports/", "private/", "site/")


def test_every_question_is_answered_by_a_file_with_the_word_in_it():
    answers = [match.groupdict() for match in ANSWER.finditer(WHERE)]
    asked = [line for line in WHERE.splitlines() if line.startswith("| ")][1:]

    assert len(answers) == len(asked) >= 10
    for answer in answers:
        assert re.search(rf"\b{answer['word']}\b", (ROOT / answer["file"]).read_text(encoding="utf-8")), answer


def test_every_path_that_the_guide_names_is_there():
    named = set(re.findall(r"`((?:evaltoolkit|tests|tools|docs|notebooks|parameters|benchmarks)/[\w/.-]*)`", GUIDE))

    assert len(named) > 60
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_room_and_every_room_within_it_is_named_in_the_guide():
    table = GUIDE[GUIDE.index("## What lies where") : GUIDE.index("The table of what a room may import")]
    rows = dict(re.findall(r"^\| `evaltoolkit/(\w+)/` \| (.*)$", table, re.MULTILINE))
    rooms = {path.parent.name for path in (ROOT / "evaltoolkit").glob("*/__init__.py")}
    inner = {(path.parent.parent.name, path.parent.name) for path in (ROOT / "evaltoolkit").glob("*/*/__init__.py")}

    assert rooms - {"commands", "locales"} == set(rows)
    assert [place for place in sorted(inner) if f"`{place[1]}/`" not in rows[place[0]]] == []


def test_a_new_sheet_takes_at_most_fifteen_files_and_every_count_is_that_of_its_list():
    parts = {match["what"]: (int(match["count"]), GUIDE[match.end() :]) for match in COUNTED.finditer(GUIDE)}
    assert {"chart", "rule of scoring"} < set(parts)
    for what, (count, rest) in parts.items():
        rows = [line for line in rest.split("\n\n")[1].splitlines() if line.startswith("| ")][1:]
        files = sum(2 if "two files" in row else 1 for row in rows)
        assert files == count, what
        assert count <= 15, what
