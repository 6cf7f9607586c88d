"""Twenty streets, each bad in another way, among good ones: twenty notices that name nobody, and every good report."""

import os
import subprocess
import sys

import pytest

from evaltoolkit.errors import ExitCode
from evaltoolkit.reporting.release.publish import check_name
from tests.faults.intake.conftest import HOSTILE
from tests.faults.intake.made_workbooks import KINDS, NAME, NAMED
from tests.page_names import report_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
GOOD = ("good_1", "good_2", "good_3")
WORKBOOKS = {
    **{f"book_{kind}": KINDS[kind] for kind in ("encoding", "many_merges", "same_names", "merged_header")},
    **{f"file_{kind}": HOSTILE[kind] for kind in ("encrypted", "html_named_xlsx", "empty", "packed_bomb", "macros")},
    "file_truncated": lambda: NAMED[: len(NAMED) // 2],
}
PLACES = {
    "place_missing": '"data/没有.xlsx"',
    "place_outside": '"../../{name}.xlsx"',
    "place_nul": r'"data/a\0b.xlsx"',
    "place_long": '"data/' + "长" * 4_000 + '.xlsx"',
    "place_loop": '"data/圈.xlsx"',
    "place_pipe": '"data/管.xlsx"',
}


def plans_that_are_none(streets):
    """Write parameter files that cannot be read at all; return how they begin."""
    (streets / "plan_deep.yaml").write_text("[" * 100_000, encoding="utf-8")
    (streets / "plan_bytes.yaml").write_bytes(b"street: \xff\xfe\x00" + bytes(range(256)))
    (streets / "plan_circle.yaml").symlink_to(streets / "plan_circle.yaml")
    os.mkfifo(streets / "plan_pipe.yaml")
    return ("plan_deep", "plan_bytes", "plan_circle", "plan_pipe")


@pytest.fixture
def bad(home, plan):
    """Spoil twenty streets; return the stem of each."""
    data = home / "data"
    data.mkdir()
    (data / "圈.xlsx").symlink_to(data / "圈.xlsx")
    os.mkfifo(data / "管.xlsx")
    for slug, make in WORKBOOKS.items():
        (data / f"{slug}.xlsx").write_bytes(make())
    places = {**{slug: f"data/{slug}.xlsx" for slug in WORKBOOKS}, **PLACES}
    for slug, place in places.items():
        with plan(slug).open("a", encoding="utf-8") as stream:
            stream.write(f"data: {place.replace('{name}', NAME)}\n")
    return (*places, *plans_that_are_none(home / "parameters" / "streets"))


def test_twenty_bad_streets_of_twenty_kinds_give_twenty_notices_without_a_name_and_all_other_reports(home, plan, bad):
    for slug in GOOD:
        plan(slug)
    command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", "r", "--workers", "2"]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, encoding="utf-8", check=False)
    pages = {path.name: path.read_text(encoding="utf-8") for path in (home / "reports" / "r").glob("*.html")}
    notices = {name: page for name, page in pages.items() if name.endswith("（未生成）.html")}

    assert len(bad) == 20
    assert done.returncode == ExitCode.SOME_STREETS_FAILED, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr + "".join(pages.values())
    assert {report_name(f"{slug}街道") for slug in GOOD} == set(pages) - set(notices) - {"index.html"}
    assert len(notices) == 20
    assert [name for name, page in pages.items() if NAME in page + name] == []
    assert [name for name in pages if check_name(name) != name] == []
    assert not list((home / "private").rglob("*.error.log"))  # each was foreseen
