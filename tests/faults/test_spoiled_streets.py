"""Of a district's streets five are spoiled in five ways: the others have their reports, these have notices."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest

from evaltoolkit.errors import ExitCode
from evaltoolkit.reporting.release.publish import check_name
from evaltoolkit.synthetic.districts import known_street
from tests.page_names import notice_name, report_name

RUN = "spoiled"
UNREADABLE, ENCRYPTED, UNKNOWN_KEY, NO_COLUMN, DYING, NO_SHEET, NO_PAIRS = range(7)
ENCRYPTED_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
DIES = "dies"
"""A file: while it lies there, one street's kernel dies."""
SAID = {
    UNREADABLE: "已损坏或没有拷贝完整",
    ENCRYPTED: "密码",
    UNKNOWN_KEY: "不是本工具的键",
    NO_COLUMN: "工时",
    DYING: "内存不足",
}
"""A word of each notice."""
CHARTS = ("outcomes",)
"""Those of the quick profile: a chart takes its time in every street."""
DISTRICTS = [7, pytest.param(24, marks=pytest.mark.full)]


def spoil(district):
    slugs = district.slugs
    district.make(
        changes={
            slugs[NO_COLUMN]: lambda tables: {**tables, "services": tables["services"].drop(columns="hours")},
            slugs[NO_SHEET]: lambda tables: {name: frame for name, frame in tables.items() if name != "measurements"},
            slugs[NO_PAIRS]: lambda tables: {
                **tables,
                "measurements": tables["measurements"][tables["measurements"]["wave"] == "前测"],
            },
        }
    )
    broken = district.workbook(slugs[UNREADABLE])
    broken.write_bytes(broken.read_bytes()[:20_000])
    district.workbook(slugs[ENCRYPTED]).write_bytes(ENCRYPTED_FILE)
    with district.plan(slugs[UNKNOWN_KEY]).open("a", encoding="utf-8") as stream:
        stream.write("tagret: 1\n")
    die = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "die"}
    die["source"] = f"import os\nslug.startswith({slugs[DYING]!r}) and os.path.exists('data/{DIES}') and os._exit(9);"
    (district.home / "data" / DIES).touch()
    notebook = json.loads(district.notebook.read_text(encoding="utf-8"))
    notebook["cells"].insert(4, die)
    district.notebook.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def run_batch(district, *, run, workers):
    command = [sys.executable, "-m", "evaltoolkit", "batch", "parameters/streets", "--run", run]
    return subprocess.run(
        [*command, "--workers", str(workers)], cwd=district.home, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


@pytest.fixture(scope="module", params=DISTRICTS)
def spoiled(request, make_district):
    district = make_district(request.param, charts=CHARTS)
    spoil(district)
    return district, run_batch(district, run=RUN, workers=4)


def test_five_notices_and_as_many_reports_as_other_streets(spoiled):
    district, done = spoiled
    pages = district.published(RUN)
    notices = {name for name in pages if name.endswith("（未生成）.html")}
    reports = {name for name in pages if name.endswith("（示例数据）.html")}

    assert done.returncode == ExitCode.SOME_STREETS_FAILED, done.stdout + done.stderr
    assert done.stderr == ""
    assert len(notices) == 5
    assert reports == {page_of(slug) for slug in district.slugs[5:]}
    assert f"生成报告 {len(district.slugs) - 5} 份，未能生成 5 份" in done.stdout


def test_each_notice_says_in_chinese_what_to_put_right(spoiled):
    district, _ = spoiled
    pages = district.published(RUN)
    for place, words in SAID.items():
        slug = district.slugs[place]
        known = notice_name(known_street(slug).name, 2023)
        notice = pages[known if place != UNKNOWN_KEY else f"{district.plan(slug).stem}（未生成）.html"]
        assert words in notice
        assert "Traceback" not in notice


def test_the_index_shows_reports_and_notices_alike(spoiled):
    district, _ = spoiled
    pages = district.published(RUN)
    index = pages.pop("index.html")
    cards = re.findall(r'<li class="card" data-state="(\w+)"', index)

    assert sorted(set(re.findall(r'href="([^"]+\.html)"', index))) == sorted(pages)
    assert set(re.findall(r'href="([^"]+\.xlsx)"', index)) == {"2023年度各街镇绩效评价得分（示例数据）.xlsx"}
    assert cards.count("failed") == 5
    assert len(cards) == len(district.slugs)


def test_every_published_file_has_a_name_that_windows_and_wechat_take(spoiled):
    district, _ = spoiled
    names = [path.name for path in (district.home / "reports" / RUN).iterdir()]

    assert [check_name(name) for name in names] == names
    assert len({name.casefold() for name in names}) == len(names)


def page_of(slug):
    return report_name(known_street(slug).name, 2023)


def section(page, heading):
    """Return the words between a heading and the next of its kind."""
    after = page.split(f">{heading}</h3>", 1)[1]
    return unescape(re.sub(r"<[^>]+>", "", after.split("<h3", 1)[0]))


def test_a_street_without_measurements_or_without_pairs_has_a_report_that_says_so(spoiled):
    district, _ = spoiled
    pages = district.published(RUN)
    no_sheet, no_pairs = (pages[page_of(district.slugs[place])] for place in (NO_SHEET, NO_PAIRS))

    assert "未提供前测后测，服务对象有何变化无从得知" in no_sheet
    assert "配对" in section(no_pairs, "（二）社会效益") + section(no_pairs, "（二）评价设计与实施")


def test_no_report_holds_the_marker_of_another_street(spoiled):
    district, _ = spoiled
    assert_own_marker_alone(district, RUN, district.slugs[5:])


def test_put_right_and_run_again_every_street_has_its_own_report_and_only_the_spoiled_ones_are_made(spoiled):
    district, _ = spoiled
    district.make(district.slugs[: DYING + 1])
    (district.home / "data" / DIES).unlink()
    done = run_batch(district, run=RUN, workers=4)
    kept = [slug for slug in district.slugs[DYING + 1 :] if f"{known_street(slug).name}：没有变化" in done.stdout]

    assert done.returncode == ExitCode.OK, done.stdout + done.stderr
    assert kept == district.slugs[DYING + 1 :]
    assert not [name for name in district.published(RUN) if name.endswith("（未生成）.html")]
    assert_own_marker_alone(district, RUN, district.slugs)


def assert_own_marker_alone(district, run, slugs):
    pages = district.published(run)
    for slug in slugs:
        page = pages[page_of(slug)]
        assert set(re.findall(r"标记\d\d号", page)) == {district.marker(slug)}


@pytest.mark.full
def test_in_twenty_batches_of_a_whole_district_no_report_holds_the_marker_of_another_street(make_district):
    district = make_district(24)
    district.make()
    for number in range(20):
        done = run_batch(district, run=f"r{number}", workers=4)
        assert done.returncode == ExitCode.OK, done.stdout + done.stderr
        assert_own_marker_alone(district, f"r{number}", district.slugs)
        district.forget(f"r{number}")
