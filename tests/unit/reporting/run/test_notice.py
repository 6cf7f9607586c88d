import os
import re

from evaltoolkit.language import Ours, text
from evaltoolkit.reporting.run.notice import notice_name, write_notice

PLAN = (
    "{schema_version: 1, street: 示例街道, slug: shili, district: 示例区, "
    "year: 2025, project: 示例, indicator_system: made}"
)


def notice(tmp_path, sentence):
    plan = tmp_path / "parameters" / "streets" / "shili_2025.yaml"
    plan.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "notebooks").mkdir(exist_ok=True)
    plan.write_text(PLAN, encoding="utf-8")
    return write_notice(plan, sentence, run="trial", home=tmp_path).page.read_text(encoding="utf-8")


def test_a_notice_says_what_is_wrong(tmp_path):
    assert "磁盘已满" in notice(tmp_path, text("the disk is full"))


def test_a_reason_that_names_a_person_stays_off_the_page(tmp_path):
    page = notice(tmp_path, text("{said}", said=Ours("第 3 行：13800138000 不是日期")))
    assert "13800138000" not in page
    assert "原因中含有可识别个人的信息" in page


def test_a_file_whose_name_is_no_utf_8_is_called_after_nothing_of_it(tmp_path):
    plan = tmp_path / os.fsdecode("王芳".encode() + "三元里街道".encode("gbk") + b".yaml")
    made = write_notice(plan, text("the disk is full"), run="trial", home=tmp_path)
    assert re.fullmatch(r"street_[0-9a-f]{8}", notice_name(plan))
    assert made.page.name.startswith(notice_name(plan))
    assert made.street == "…"
    assert "王芳" not in made.page.read_text(encoding="utf-8")
