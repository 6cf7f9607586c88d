from evaltoolkit.model.results import TableClass
from evaltoolkit.words.page.prose import Kind
from evaltoolkit.words.services.needs import needs, needs_table

NEED = {"asked": 50.0, "named": 25.0, "share": 0.5, "service": None, "held": None, "source": "访谈"}
UNMET = {**NEED, "need": "入学政策", "group": "来穗人员", "met": "未回应", "non_registered": True}
MET = {
    **NEED, "need": "亲子沟通", "group": "家庭", "met": "已回应", "non_registered": False, "service": "亲子小组",
    "held": 6.0,
}  # fmt: skip


def test_non_registered_residents_stand_apart_and_unmet_needs_are_named_with_their_share(shown, zh):
    said = needs(shown([UNMET, MET]), zh)
    assert said.of_kind(Kind.BODY) == (
        "来穗人员（非户籍居民）的需求共 1 项，其中未回应 1 项。其他居民的需求共 1 项，其中已回应 1 项。",
    )
    assert said.of_kind(Kind.CAUTION) == ("尚未回应的需求：入学政策（来穗人员），提出的占 50.0%（25/50）。",)


def test_a_service_without_record_or_name_is_remarked_on(shown, zh):
    said = needs(shown([{**MET, "held": 0.0}, {**MET, "need": "就业信息", "service": None}]), zh)
    assert said.of_kind(Kind.CAUTION) == (
        "没有写明由哪项服务回应的需求（括号内为填报的回应情况）：就业信息（已回应）。"
        "列为回应服务，但本年度服务记录中没有查到同名服务，请核对名称：亲子小组。",
    )
    assert said.of_kind(Kind.MISSING) == ("来穗人员（非户籍居民）的需求：未提供。",)


def test_how_many_named_a_need_is_withheld_where_few_were_asked(shown, zh):
    table = shown(
        [{**UNMET, "asked": 4.0, "named": 2.0}], table_class=TableClass.SATISFACTION, keys=("need", "group"),
        people=("asked",), figures=("named", "share"),
    )  # fmt: skip
    assert needs(table, zh).of_kind(Kind.CAUTION) == ("尚未回应的需求：入学政策（来穗人员）。",)
    assert "2" not in needs_table(table, zh)._repr_html_()


def test_no_inquiry_is_not_provided(shown, zh):
    assert needs(shown([MET][:0], name="needs"), zh).of_kind(Kind.MISSING) == ("居民需求：未提供。",)
