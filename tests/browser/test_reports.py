"""The reports that the demo makes, in a real browser: the one of real figures and a full synthetic one."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def real(batch):
    return batch.real()


@pytest.fixture(scope="module")
def made(batch):
    return batch.made(batch.names()[0])


@pytest.fixture(params=["real", "made"])
def report(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_report_asks_for_nothing_complains_of_nothing_and_never_scrolls_sideways(opened, report, width):
    with opened(report, width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(page.requests) == 1
        assert page.requests[0].startswith("file:")
        assert page.complaints == []


def test_every_picture_of_a_report_has_loaded_and_has_its_words(opened, made):
    with opened(made) as page:
        pictures = page.evaluate("[...document.images].map(i => [i.naturalWidth, i.alt.length])")
    assert len(pictures) >= 2
    assert all(width > 300 and words > 20 for width, words in pictures)


def test_every_link_within_a_report_has_its_target(opened, report):
    with opened(report) as page:
        lost = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"
        )
    assert lost == []


def test_only_made_data_are_marked_as_made(opened, real, made):
    with opened(made) as page:
        assert "示例数据（合成）" in page.locator(".band").first.inner_text()
    with opened(real) as page:
        assert page.locator(".band").count() == 0
        assert "示例数据" not in page.locator("body").inner_text()


def test_the_first_screen_of_a_phone_holds_the_total(opened, report):
    with opened(report) as page:
        box = page.locator(".total .figure").bounding_box()
    assert box["y"] + box["height"] < 844


def test_the_report_of_real_figures_quotes_its_conclusion_and_computes_no_grade(opened, real):
    with opened(real) as page:
        words = page.locator(".front").inner_text()
    assert "原文结论（原文未列各项得分）：良好" in words
    assert "等级未定" in words
