from evaltoolkit.services.voices import quotes, theme_fit, themes

ROWS = [
    {"excerpt": "盼着见面", "theme": "联系", "group": "长者", "consent": True, "date": "2023-05-01"},
    {"excerpt": "盼着见面", "theme": "联系", "group": "长者", "consent": True, "date": "2023-06-01"},
    {"excerpt": "不想被引用", "theme": "联系", "group": "家庭", "consent": False, "date": "2023-05-01"},
    {"excerpt": "没有说同意", "theme": "可及", "group": None, "consent": None, "date": "2023-05-01"},
    {"excerpt": "去年的", "theme": "可及", "group": "长者", "consent": True, "date": "2022-05-01"},
]


def test_only_what_was_consented_to_is_quoted_and_once(plan, evidence_of):
    assert quotes(plan, evidence_of(voices=ROWS)).frame["excerpt"].tolist() == ["盼着见面"]


def test_themes_name_the_groups_that_raised_them(plan, evidence_of):
    frame = themes(plan, evidence_of(voices=ROWS)).frame
    assert frame.to_numpy().tolist() == [["联系", 3, 2, "长者、家庭"], ["可及", 1, 0, "未说明"]]


def test_themes_are_related_to_a_scale_only_where_the_station_says_how(plan, evidence_of):
    coded = [
        {**ROWS[0], "measured_by": "uls6", "relation": "支持"},
        {**ROWS[3], "measured_by": "uls6", "relation": "支持"},
        {**ROWS[2], "measured_by": "uls6", "relation": None},
        {**ROWS[4], "measured_by": "uls6", "relation": "相反"},
    ]
    frame = theme_fit(plan, evidence_of(voices=coded)).frame
    assert frame.to_numpy().tolist() == [["uls6", "支持", "联系、可及", 2]]
    assert theme_fit(plan, evidence_of(voices=ROWS)).frame.empty


def test_no_sheet_is_an_empty_table(plan, evidence_of):
    assert themes(plan, evidence_of()).frame.empty
    assert quotes(plan, evidence_of()).frame.empty
