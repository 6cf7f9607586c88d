"""The tables that a station keeps, in its own words; column names as real stations write them.

Sheet and column names follow the headers of a Guangzhou station's public spreadsheet where it has the column,
and the official self-evaluation form (财预〔2020〕10号) for targets; the rest are 本工具 names.
"""

from __future__ import annotations

from evaltoolkit.model.columns import Column, Kind, TableSpec

METHODS = ("个案", "小组", "社区活动")
WAVES = ("前测", "后测", "跟进一", "跟进二", "回顾前测")
LEVELS = ("达成", "部分达成", "未达成")
RESIDENCE = ("户籍", "非户籍")
SEPARATION = ("户籍在人在", "户籍在人不在", "户籍不在人在")
ASKED = ("全部询问", "随机抽取", "现场发放")
RESPONDENTS = ("服务对象", "村居委及合作方")
PURPOSES = ("治疗", "预防", "发展", "支持", "补救", "照护")
PARTNER_TYPES = ("社区", "社会组织", "社会工作者", "社区志愿者", "社会慈善资源")
PROJECT_KINDS = ("核心项目", "重点项目", "基础项目", "特色项目")
QUALITY_ASPECTS = ("切合需求", "形式得当", "流程规范", "伦理守则")
QUALITY_LEVELS = ("符合", "基本符合", "不符合")
RATERS = ("督导", "社工站主任", "街道", "第三方")
SUPERVISION = ("个别督导", "团体督导", "现场督导")
HOUR_UNITS = ("每次", "每人次")
AUDITED = ("符合规范", "部分不符", "不符合规范")
RELATIONS = ("支持", "补充", "相反")
OVERALL = ("非常满意", "满意", "一般", "不满意", "非常不满意", "不适用")

_CLIENT = Column("client", "档案号", Kind.CODE, required=True, filled=True, aliases=("服务对象编号", "编号"))
_METHOD = Column("method", "服务方法", Kind.CHOICE, choices=METHODS, aliases=("方法", "服务类型"))
_FIELD = Column("field", "服务领域", aliases=("领域",))
_PROJECT = Column("project", "项目", aliases=("113X项目", "所属项目"))
_SOURCE = Column("source", "来源", aliases=("依据", "资料来源"))

CLIENTS = TableSpec(
    "clients",
    "服务对象",
    (
        _CLIENT,
        Column("name", "姓名", Kind.IDENTIFIER),
        Column("id_number", "身份证", Kind.IDENTIFIER, aliases=("身份证号", "身份证号码", "证件号码")),
        Column("sex", "性别", Kind.CHOICE, choices=("男", "女")),
        Column("age", "年龄", Kind.COUNT, low=0, high=120, unit="岁"),
        Column("phone", "联系电话", Kind.IDENTIFIER, aliases=("手机", "电话", "手机号", "常用电话")),
        Column("address", "居住地址", Kind.IDENTIFIER, aliases=("住址", "地址")),
        Column("registered_address", "户籍地址", Kind.IDENTIFIER),
        Column("labels", "人员类型", Kind.LABELS, aliases=("困境类型", "兜底类型", "人群类别")),
        Column("residence", "户籍状态", Kind.CHOICE, choices=RESIDENCE),
        Column("separation", "人户状态", Kind.CHOICE, choices=SEPARATION),
        Column("community", "社区", aliases=("社区(村居)", "村居", "社区（村居）")),
        _FIELD,
        Column("served", "本年度是否服务", Kind.FLAG),
        Column("enrolled_on", "建档日期", Kind.DATE),
        Column("worker", "负责社工", Kind.IDENTIFIER),
        Column("note", "备注", Kind.FREE_TEXT),
    ),
    key=("client",),
)

SERVICES = TableSpec(
    "services",
    "服务记录",
    (
        Column("service", "服务编号", required=True, filled=True),
        Column("date", "日期", Kind.DATE, required=True, filled=True),
        Column("method", "服务方法", Kind.CHOICE, required=True, filled=True, choices=METHODS),
        _FIELD,
        _PROJECT,
        Column("group", "小组", aliases=("小组名称", "组别")),
        Column("title", "服务名称", Kind.FREE_TEXT, aliases=("活动名称",)),
        Column("hours", "工时", Kind.NUMBER, required=True, low=0, unit="小时", aliases=("服务工时",)),
        Column("participants", "人次", Kind.COUNT, low=0, unit="人次"),
        Column("planned_participants", "计划人次", Kind.COUNT, low=0, unit="人次"),
        Column("planned_on", "计划日期", Kind.DATE),
        Column("worker", "负责社工", Kind.IDENTIFIER),
    ),
    key=("service",),
)

ATTENDANCE = TableSpec(
    "attendance",
    "出席",
    (
        Column("service", "服务编号", required=True, filled=True),
        _CLIENT,
        Column("attended", "是否出席", Kind.FLAG, required=True),
    ),
    key=("service", "client"),
)

MEASUREMENTS = TableSpec(
    "measurements",
    "测量",
    (
        _CLIENT,
        Column("name", "姓名", Kind.IDENTIFIER),
        Column("scale", "量表", required=True, filled=True, aliases=("量表编号",)),
        Column("wave", "时点", Kind.CHOICE, required=True, filled=True, choices=WAVES, aliases=("测量时点",)),
        Column("date", "测量日期", Kind.DATE),
        Column("group", "小组", aliases=("小组名称", "组别")),
        _METHOD,
        _FIELD,
        _PROJECT,
        Column("purpose", "服务性质", Kind.CHOICE, choices=PURPOSES),
        Column("total", "总分", Kind.NUMBER, aliases=("得分",)),
    ),
    key=("client", "scale", "wave", "group"),
    items=True,
)

SATISFACTION = TableSpec(
    "satisfaction",
    "满意度",
    (
        Column("client", "档案号", Kind.CODE, aliases=("服务对象编号",)),
        Column("method", "服务方法", Kind.CHOICE, required=True, filled=True, choices=METHODS),
        Column("respondent", "受访者类型", Kind.CHOICE, choices=RESPONDENTS),
        Column("date", "填写日期", Kind.DATE),
        Column("overall", "总体满意度", Kind.CHOICE, required=True, choices=OVERALL),
        Column("opinion", "意见建议", Kind.FREE_TEXT),
    ),
    items=True,
)

SURVEYS = TableSpec(
    "surveys",
    "问卷发放",
    (
        Column("method", "服务方法", Kind.CHOICE, required=True, filled=True, choices=METHODS),
        Column("respondent", "受访者类型", Kind.CHOICE, choices=RESPONDENTS),
        Column("asked", "收集方式", Kind.CHOICE, required=True, filled=True, choices=ASKED),
        Column("issued", "发放份数", Kind.COUNT, low=0, unit="份"),
        Column("returned", "回收份数", Kind.COUNT, low=0, unit="份"),
        Column("last_asked", "上年收集方式", Kind.CHOICE, choices=ASKED),
        Column("last_valid", "上年有效份数", Kind.COUNT, low=0, unit="份"),
        Column("last_satisfied", "上年满意份数", Kind.COUNT, low=0, unit="份"),
    ),
    key=("method", "respondent"),
)

AWARENESS = TableSpec(
    "awareness",
    "知晓度",
    (
        Column("site", "站址", Kind.FLAG, required=True),
        Column("content", "服务内容", Kind.FLAG, required=True),
        Column("workers", "社工人员名单", Kind.FLAG, required=True),
        Column("help", "求助渠道", Kind.FLAG, required=True),
        Column("funding", "项目经费来源", Kind.FLAG, required=True),
        Column("agrees", "认同", Kind.FLAG),
    ),
)

TARGETS = TableSpec(
    "targets",
    "目标",
    (
        Column("indicator", "指标编号", required=True, filled=True),
        Column("name", "指标名称", aliases=("三级指标",)),
        Column("part", "分项"),
        Column("part_weight", "分项权重", Kind.NUMBER, low=0),
        Column("target", "年度指标值", Kind.TARGET, aliases=("目标值",)),
        Column("target_source", "指标值来源"),
        Column("actual", "实际完成值", Kind.TARGET, aliases=("完成值",)),
        Column("numerator", "分子", Kind.NUMBER, low=0),
        Column("denominator", "分母", Kind.NUMBER, low=0),
        Column("level", "完成档次", Kind.CHOICE, choices=LEVELS),
        Column("points", "评定得分", Kind.NUMBER, low=0, high=100, unit="分"),
        Column("conclusion", "第三方结论"),
        Column("evidence", "佐证材料"),
        Column("deviation", "偏差原因及改进措施", Kind.FREE_TEXT, aliases=("偏差原因分析及改进措施",)),
    ),
    key=("indicator", "part"),
)

GOALS = TableSpec(
    "goals",
    "年度目标",
    (
        Column("goal", "目标编号", required=True, filled=True),
        Column("year", "年度", Kind.COUNT, low=2000, high=2100),
        Column("expected", "预期目标", Kind.FREE_TEXT, required=True),
        Column("measure", "衡量方式", Kind.FREE_TEXT),
        Column("target", "指标值", Kind.TARGET),
        Column("actual", "实际完成情况", Kind.FREE_TEXT),
        Column("reached", "是否达成", Kind.CHOICE, choices=LEVELS),
        Column("evidence", "佐证材料"),
        _SOURCE,
    ),
    key=("goal", "year"),
)

AGREEMENTS = TableSpec(
    "agreements",
    "工时约定",
    (
        Column("method", "服务方法", Kind.CHOICE, required=True, filled=True, choices=METHODS),
        _FIELD,
        Column("hours", "约定工时", Kind.NUMBER, required=True, filled=True, low=0, unit="小时"),
        Column("times", "约定次数", Kind.COUNT, low=0, unit="次"),
        _SOURCE,
    ),
    key=("method", "field"),
)

PAYMENTS = TableSpec(
    "payments",
    "经费拨付",
    (
        Column("instalment", "期次", required=True, filled=True),
        Column("due_on", "约定日期", Kind.DATE, required=True, filled=True),
        Column("paid_on", "实际日期", Kind.DATE),
        Column("amount", "金额", Kind.NUMBER, required=True, low=0, unit="万元", aliases=("金额（万元）",)),
        _SOURCE,
    ),
    key=("instalment",),
)

SPENDING = TableSpec(
    "spending",
    "经费支出",
    (
        Column("category", "支出类别", required=True, filled=True),
        Column("budget", "预算", Kind.NUMBER, low=0, unit="万元", aliases=("预算（万元）", "预算(万元)")),
        Column("spent", "支出", Kind.NUMBER, required=True, low=0, unit="万元", aliases=("支出（万元）", "支出(万元)")),
        Column("audited", "审计结论", Kind.CHOICE, choices=AUDITED),
        _SOURCE,
    ),
    key=("category",),
)

RESOURCES = TableSpec(
    "resources",
    "资源链接",
    (
        Column("item", "资源名称", Kind.FREE_TEXT, required=True),
        Column("date", "日期", Kind.DATE),
        Column("kind", "资源类别", Kind.CHOICE, choices=("资金", "物资", "服务", "场地", "其他")),
        Column("provider", "提供方"),
        Column("value", "折价", Kind.NUMBER, required=True, low=0, unit="万元", aliases=("折价（万元）", "折价(万元)")),
        Column("basis", "计价依据"),
    ),
)

PARTNERS = TableSpec(
    "partners",
    "合作",
    (
        Column("partner", "合作方", required=True, filled=True),
        Column("type", "合作方类型", Kind.CHOICE, choices=PARTNER_TYPES),
        Column("activities", "联合活动数", Kind.COUNT, low=0, unit="场"),
        Column("incubated", "本年度培育", Kind.FLAG),
    ),
    key=("partner",),
)

VOLUNTEERS = TableSpec(
    "volunteers",
    "志愿者",
    (
        Column("volunteer", "志愿者编号", Kind.CODE, required=True, filled=True),
        Column("name", "姓名", Kind.IDENTIFIER),
        Column("joined_on", "加入日期", Kind.DATE),
        Column("core", "骨干", Kind.FLAG),
        Column("trained", "受训", Kind.FLAG),
        Column("active", "本年度活跃", Kind.FLAG),
        Column("hours", "服务时数", Kind.NUMBER, low=0, unit="小时"),
        Column("team", "队伍"),
    ),
    key=("volunteer",),
)

INSPECTIONS = TableSpec(
    "inspections",
    "督查评估",
    (
        Column("kind", "类别", Kind.CHOICE, required=True, filled=True, choices=("季度督查", "中期评估", "末期评估")),
        Column("date", "日期", Kind.DATE, required=True, filled=True),
        Column("planned_on", "计划日期", Kind.DATE),
        Column("conclusion", "结论"),
        Column("finding", "发现问题", Kind.FREE_TEXT),
        Column("deadline", "整改期限", Kind.DATE),
        Column("fixed_on", "整改完成日期", Kind.DATE),
    ),
)

STAFF = TableSpec(
    "staff",
    "人员",
    (
        Column("staff", "人员编号", Kind.CODE, required=True, filled=True),
        Column("name", "姓名", Kind.IDENTIFIER),
        Column("post", "岗位"),
        Column("licence", "证书", Kind.CHOICE, choices=("高级社会工作师", "中级社会工作师", "助理社会工作师", "无")),
        Column("joined_on", "入职日期", Kind.DATE),
        Column("left_on", "离职日期", Kind.DATE),
        Column("training_hours", "培训学时", Kind.NUMBER, low=0, unit="小时"),
    ),
    key=("staff",),
)

NEEDS = TableSpec(
    "needs",
    "需求调研",
    (
        Column("need", "需求", Kind.FREE_TEXT, required=True),
        Column("group", "人群", required=True),
        Column("asked", "询问人数", Kind.COUNT, low=0, unit="人"),
        Column("named", "提出人数", Kind.COUNT, low=0, unit="人"),
        Column("service", "回应服务"),
        Column("met", "回应情况", Kind.CHOICE, choices=("已回应", "部分回应", "未回应")),
        _SOURCE,
    ),
)

VOICES = TableSpec(
    "voices",
    "质性资料",
    (
        Column("excerpt", "摘录", Kind.FREE_TEXT, required=True),
        Column("theme", "主题", required=True),
        Column("group", "人群"),
        Column("consent", "同意引用", Kind.FLAG, required=True),
        Column("date", "日期", Kind.DATE),
        _PROJECT,
        Column("measured_by", "对应量表"),
        Column("relation", "与结果的关系", Kind.CHOICE, choices=RELATIONS),
        _SOURCE,
    ),
)

PROJECTS = TableSpec(
    "projects",
    "项目",
    (
        Column("project", "项目", required=True, filled=True, aliases=("113X项目", "所属项目", "项目名称")),
        Column("kind", "项目类型", Kind.CHOICE, choices=PROJECT_KINDS),
        Column("need", "回应的需求", Kind.FREE_TEXT),
        Column("people", "服务人群"),
        Column("budget", "经费", Kind.NUMBER, low=0, unit="万元", aliases=("经费（万元）", "经费(万元)")),
        Column("staff", "投入人数", Kind.NUMBER, low=0, unit="人"),
        Column("hours", "约定工时", Kind.NUMBER, low=0, unit="小时"),
        Column("change", "预期变化", Kind.FREE_TEXT),
        Column("impact", "长远影响", Kind.FREE_TEXT),
        _SOURCE,
    ),
    key=("project",),
)

CONVERSIONS = TableSpec(
    "conversions",
    "工时折算",
    (
        Column("method", "服务方法", Kind.CHOICE, required=True, filled=True, choices=METHODS),
        Column("unit", "单位", Kind.CHOICE, required=True, filled=True, choices=HOUR_UNITS),
        Column("hours", "折算工时", Kind.NUMBER, required=True, filled=True, low=0, unit="小时"),
        Column("counted", "计入口径", Kind.FREE_TEXT),
        _SOURCE,
    ),
    key=("method",),
)

QUALITY_CHECKS = TableSpec(
    "quality_checks",
    "质量评定",
    (
        Column("subject", "评定对象", required=True, filled=True),
        Column("aspect", "评定方面", Kind.CHOICE, required=True, filled=True, choices=QUALITY_ASPECTS),
        Column("level", "评定结果", Kind.CHOICE, required=True, choices=QUALITY_LEVELS),
        Column("rater", "评定人身份", Kind.CHOICE, choices=RATERS),
        Column("person", "评定人", Kind.IDENTIFIER),
        Column("date", "评定日期", Kind.DATE),
        Column("finding", "依据和改进", Kind.FREE_TEXT),
    ),
    key=("subject", "aspect", "rater", "date"),
)

SUPERVISIONS = TableSpec(
    "supervisions",
    "督导记录",
    (
        Column("date", "日期", Kind.DATE, required=True, filled=True),
        Column("form", "督导形式", Kind.CHOICE, choices=SUPERVISION),
        Column("person", "督导员", Kind.IDENTIFIER),
        Column("hours", "时数", Kind.NUMBER, low=0, unit="小时"),
        Column("participants", "参加社工人数", Kind.COUNT, low=0, unit="人"),
        Column("topic", "督导内容", Kind.FREE_TEXT),
        Column("follow_up", "跟进情况", Kind.FREE_TEXT),
    ),
)

STORIES = TableSpec(
    "stories",
    "案例故事",
    (
        Column("story", "案例", required=True, filled=True),
        _PROJECT,
        Column("situation", "处境和需求", Kind.FREE_TEXT, required=True),
        Column("service", "服务过程", Kind.FREE_TEXT),
        Column("change", "变化", Kind.FREE_TEXT),
        Column("limits", "没有改变的和下一步", Kind.FREE_TEXT),
        Column("consent", "同意引用", Kind.FLAG, required=True),
        Column("date", "日期", Kind.DATE),
    ),
    key=("story",),
)

EVIDENCE = TableSpec(
    "evidence",
    "佐证材料",
    (
        Column("indicator", "指标编号", required=True, filled=True),
        Column("file", "文件", required=True),
        Column("date", "日期", Kind.DATE),
        Column("person", "经手人", Kind.IDENTIFIER),
    ),
)

POPULATION = TableSpec(
    "population",
    "人口底数",
    (
        Column("category", "人群类别", required=True, filled=True),
        Column("residence", "户籍状态", Kind.CHOICE, choices=RESIDENCE),
        Column("people", "人数", Kind.COUNT, required=True, filled=True, low=0, unit="人"),
        Column("as_of", "截止日期", Kind.DATE),
        _SOURCE,
    ),
    key=("category", "residence"),
)

BASICS = TableSpec(
    "basics",
    "基本信息",
    (Column("item", "项目", required=True, filled=True), Column("value", "内容", required=True), _SOURCE),
    key=("item",),
)

COMMENTARY = TableSpec(
    "commentary",
    "文字说明",
    (
        Column("section", "章节", required=True, filled=True),
        Column("words", "内容", Kind.FREE_TEXT, required=True),
        _SOURCE,
    ),
)

TABLES: tuple[TableSpec, ...] = (
    BASICS, TARGETS, GOALS, CLIENTS, POPULATION, PROJECTS, SERVICES, ATTENDANCE, AGREEMENTS, CONVERSIONS, MEASUREMENTS,
    SATISFACTION, SURVEYS, AWARENESS, PAYMENTS, SPENDING, RESOURCES, PARTNERS, VOLUNTEERS, INSPECTIONS, QUALITY_CHECKS,
    SUPERVISIONS, STAFF, NEEDS, VOICES, STORIES, EVIDENCE, COMMENTARY,
)  # fmt: skip


def table(name: str) -> TableSpec:
    """Return the description of the table of that English name; KeyError where there is none."""
    for spec in TABLES:
        if spec.name == name:
            return spec
    raise KeyError(name)


def table_of_sheet(sheet: str) -> TableSpec | None:
    """Return the table kept on the sheet of that Chinese name, or None for a sheet the toolkit does not know."""
    return next((spec for spec in TABLES if spec.sheet == sheet.strip()), None)
