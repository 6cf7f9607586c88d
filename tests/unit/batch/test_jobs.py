import pytest

from evaltoolkit.batch.jobs import street_jobs
from evaltoolkit.errors import RunError


def test_every_file_gets_a_job_and_none_clashes_where_the_keys_differ(plan, home):
    jobs = street_jobs([plan("甲.yaml", "jia"), plan("乙.yaml", "yi")], run="2025", home=home)

    assert [(job.plan.name, job.name, job.clash) for job in jobs] == [
        ("甲.yaml", "甲", None),
        ("乙.yaml", "乙", None),
    ]


def test_earlier_years_come_first_and_streets_of_one_year_as_they_were_named(plan, home):
    """Or a street's two years are made at once, and the later one again when the earlier is published."""
    files = [plan(f"{slug}_{year}.yaml", slug, year=year) for slug in ("yi", "jia") for year in (2025, 2023, 2024)]
    jobs = street_jobs(files, run="2025", home=home)

    assert [job.key for job in jobs] == [f"{slug}_{year}" for year in (2023, 2024, 2025) for slug in ("yi", "jia")]


def test_files_with_one_slug_and_year_clash_and_each_names_the_other(plan, home):
    files = [plan("a.yaml", "jia"), plan("b.yaml", "yi"), plan("copy.yaml", "jia")]
    first, other, copy = street_jobs(files, run="2025", home=home)

    assert other.clash is None
    assert first.clash.english().startswith("a.yaml states the same slug and year as copy.yaml:")
    assert copy.clash.english().startswith("copy.yaml states the same slug and year as a.yaml:")


def test_unreadable_files_of_one_name_get_notices_of_different_names_also_on_windows(home):
    files = [home / "one" / "Street.yaml", home / "two" / "street.yaml", home / "three" / "street.yaml"]
    jobs = street_jobs(files, run="2025", home=home)

    assert [job.name for job in jobs] == ["Street", "street_2", "street_3"]
    assert [job.clash for job in jobs] == [None, None, None]


def test_the_notice_of_an_unreadable_file_is_not_called_as_another_streets_would_be(plan, home):
    broken = home / "parameters" / "streets" / "jia_2025.yaml"
    broken.write_text("street: [", encoding="utf-8")
    job, _ = street_jobs([broken, plan("甲.yaml", "jia")], run="2025", home=home)

    assert job.name == "jia_2025_2"


@pytest.mark.parametrize("run", ["../elsewhere", "/tmp", "con", ""])  # noqa: S108 - never written to
def test_a_run_whose_name_leads_elsewhere_is_refused_before_anything_is_run(plan, home, run):
    with pytest.raises(RunError):
        street_jobs([plan("甲.yaml", "jia")], run=run, home=home)
