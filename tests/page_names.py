"""What the pages of made streets are called."""


def report_name(street, year=2025):
    """Return the name of the shared report on made data, as the plan of most tests asks for it."""
    return f"{year}年度{street}绩效评价报告（示例数据）.html"


def notice_name(street, year=2025):
    """Return the name of the notice in its place."""
    return report_name(street, year).replace(".html", "（未生成）.html")
