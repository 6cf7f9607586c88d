"""What is read of each sheet."""

from __future__ import annotations

from collections.abc import Mapping

SHEETS: Mapping[str, str] = {
    "基本信息": "项目:item:text! 内容:value:text!",
    "目标": """指标编号:indicator:text! 分项:part:text 年度指标值:target:text 实际完成值:actual:text
        分子:numerator:number 分母:denominator:number 完成档次:level:text 评定得分:points:number
        佐证材料:evidence:text""",
    "佐证材料": "指标编号:indicator:text! 文件:file:text!",
    "服务对象": """档案号:client:code! 人员类型:labels:labels 户籍状态:residence:text 人户状态:separation:text
        社区:community:text 本年度是否服务:served:flag 建档日期:enrolled_on:day""",
    "人口底数": "人群类别:category:text! 户籍状态:residence:text 人数:people:number!",
    "项目": "项目:project:text! 经费:budget:number 投入人数:staff:number 约定工时:hours:number",
    "服务记录": """服务编号:service:text! 日期:date:day! 服务方法:method:method! 服务领域:field:text 项目:project:text
        小组:group:text 工时:hours:number 人次:participants:number 计划人次:planned_participants:number""",
    "出席": "服务编号:service:text! 档案号:client:code! 是否出席:attended:flag!",
    "工时约定": "服务方法:method:method! 服务领域:field:text 约定工时:hours:number! 约定次数:times:number",
    "测量": """档案号:client:code! 量表:scale:text! 时点:wave:text! 小组:group:text 服务方法:method:method
        服务领域:field:text 项目:project:text 总分:total:number""",
    "满意度": """档案号:client:code 服务方法:method:method! 受访者类型:respondent:text 填写日期:date:day
        总体满意度:overall:level!""",
    "问卷发放": """服务方法:method:method! 受访者类型:respondent:text 收集方式:asked:text! 发放份数:issued:number
        回收份数:returned:number""",
    "知晓度": """站址:site:flag 服务内容:content:flag 社工人员名单:workers:flag 求助渠道:help:flag
        项目经费来源:funding:flag 认同:agrees:flag""",
    "经费拨付": "期次:instalment:text! 约定日期:due_on:day! 实际日期:paid_on:day 金额:amount:number",
    "经费支出": "支出类别:category:text! 预算:budget:number 支出:spent:number",
    "资源链接": "日期:date:day 资源类别:kind:text 折价:value:number",
    "志愿者": """志愿者编号:volunteer:code! 加入日期:joined_on:day 骨干:core:flag 受训:trained:flag
        本年度活跃:active:flag 服务时数:hours:number 队伍:team:text""",
    "人员": """人员编号:staff:code! 证书:licence:text 入职日期:joined_on:day 离职日期:left_on:day
        培训学时:training_hours:number""",
}
"""Header, name and kind of each column that is read; ``!`` marks an entry without which a row is no record."""

KEYED = frozenset({"服务对象", "服务记录", "出席", "测量", "经费拨付", "经费支出", "志愿者", "人员"})
"""Sheets on which a row that repeats another one counts once."""
