"""The fixed words of the workbook in the reader's language; every other word of the data stands as written.

Sentences, tables and pictures all take them from here.
"""

from __future__ import annotations

from evaltoolkit.language import Text, text

UNSEEN = "未见服务记录"
"""Stands for a need that the station calls met or partly met while no service of the year answers it."""

CHOICES: dict[str, Text] = {
    "个案": text("Casework"),
    "小组": text("Group work"),
    "社区活动": text("Community activities"),
    "户籍": text("Registered residents"),
    "非户籍": text("Non-registered residents"),
    "服务对象": text("Service users"),
    "村居委及合作方": text("Committees and partners"),
    "全部询问": text("Everyone asked"),
    "随机抽取": text("Drawn at random"),
    "现场发放": text("Handed out on site"),
    "季度督查": text("Quarterly inspection"),
    "中期评估": text("Mid-term assessment"),
    "末期评估": text("Final assessment"),
    "资金": text("Funds"),
    "物资": text("Goods"),
    "服务": text("Services in kind"),
    "场地": text("Premises"),
    "其他": text("Other"),
    "合计": text("All together"),
    "优": text("excellent (优)"),
    "良": text("good (良)"),
    "中": text("fair (中)"),
    "差": text("poor (差)"),
    "达成": text("Reached"),
    "部分达成": text("Partly reached"),
    "未达成": text("Not reached"),
    "已回应": text("Met"),
    "部分回应": text("Partly met"),
    "未回应": text("Not met"),
    UNSEEN: text("Stated as met, no service on record"),
    "社区": text("Communities"),
    "社会组织": text("Social organisations"),
    "社会工作者": text("Social workers"),
    "社区志愿者": text("Community volunteers"),
    "社会慈善资源": text("Charitable resources"),
    "万元": text("× 10,000 yuan"),
    "分": text("points"),
    "全部": text("All residents"),
    "未说明": text("Not stated"),
    "人户分离": text("Registered here, living elsewhere"),
    "站址": text("Where the station is"),
    "服务内容": text("What it offers"),
    "社工人员名单": text("Who its social workers are"),
    "求助渠道": text("How to ask for help"),
    "项目经费来源": text("Who pays for it"),
    "知晓3项及以上": text("Knows three or more of the five"),
    "认同": text("Agrees with the service"),
    "非常满意": text("Very satisfied"),
    "满意": text("Satisfied"),
    "一般": text("Neither satisfied nor dissatisfied"),
    "不满意": text("Dissatisfied"),
    "非常不满意": text("Very dissatisfied"),
    "核心项目": text("Core project"),
    "重点项目": text("Key project"),
    "基础项目": text("Basic project"),
    "特色项目": text("Special project"),
    "切合需求": text("Fits the need"),
    "形式得当": text("Proper form"),
    "流程规范": text("Sound procedure"),
    "伦理守则": text("Professional ethics"),
    "符合": text("Met in full"),
    "基本符合": text("Met for the most part"),
    "不符合": text("Not fulfilled"),
    "督导": text("Supervisor"),
    "社工站主任": text("Head of the station"),
    "街道": text("Street office"),
    "第三方": text("Third party"),
    "个别督导": text("Individual supervision"),
    "团体督导": text("Group supervision"),
    "现场督导": text("Supervision on site"),
    "每次": text("each time"),
    "每人次": text("each attendance"),
    "符合规范": text("In order"),
    "部分不符": text("Partly not in order"),
    "不符合规范": text("Not in order"),
    "小时": text("hours"),
    "经费拨付": text("Instalments paid"),
    "督查评估": text("Inspections, assessments"),
    "督导记录": text("Supervision records"),
    "质量评定": text("Ratings of quality"),
    "前测": text("Pre-test"),
    "后测": text("Post-test"),
    "跟进一": text("First follow-up"),
    "跟进二": text("Second follow-up"),
    "回顾前测": text("Retrospective pre-test"),
    "治疗": text("Treatment"),
    "预防": text("Prevention"),
    "发展": text("Development"),
    "支持": text("Support"),
    "补救": text("Remedy"),
    "照护": text("Care"),
}
"""Source of the words: the choices and headers of :mod:`evaltoolkit.model.workbook`, the grades of 财预〔2020〕10号,
and what the tables of the services put for a choice left blank."""


def say_choice(word: str) -> Text | str:
    """Return the Text of a fixed word, or the word itself where it is the street's own.

    Examples
    --------
    >>> say_choice("个案").english()
    'Casework'
    >>> say_choice("春风农场")
    '春风农场'
    """
    return CHOICES.get(word, word)
