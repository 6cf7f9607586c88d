from bs4 import BeautifulSoup

from evaltoolkit.reporting.page.foreign_words import mark_chinese


def test_every_chinese_run_of_an_english_page_says_its_language_once():
    soup = BeautifulSoup(
        '<p>Of 人和镇（2023年） and <b lang="zh-CN">甲</b>; 3 people said “好，谢谢” twice</p>', "html.parser"
    )
    mark_chinese(soup)

    assert [part.get_text() for part in soup.find_all(lang="zh-CN")] == ["人和镇（2023年）", "甲", "好，谢谢"]
    assert soup.get_text() == "Of 人和镇（2023年） and 甲; 3 people said “好，谢谢” twice"
