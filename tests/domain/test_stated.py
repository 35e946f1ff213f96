"""What documents state of a case: fields as printed, and texts put together from several."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case import (
    Achievement,
    Apply,
    Appointment,
    Career,
    Case,
    Education,
    Objection,
    Person,
    Publicity,
    Service,
    Title,
    Unit,
    Work,
)
from desktop.domain.change import get
from desktop.domain.stated import PLACES, STATED, filled
from tests.domain.good import moment
from tests.domain.hand import NOW, case

COLLEGE = Education(id="a", level="大专", school="某学院", major="测绘", end="2008-07")
DEGREE = Education(
    id="b", level="本科", degree="学士", school="某大学", major="林学专业", end="2012-06"
)
WORK = Work(start="2012-08", end="至今", unit="甲站", post="技术员", professional=True)
HIRED = Appointment(doc_kind="聘书", start="2016-01", end="至今")
LEFT = Work(start="2010-08", end="2012-07", unit="乙站")
EARLY = Achievement(type="业绩成果", title="设计", date="2011-06")
SERVED = Service(id="s", kind="访惠聚驻村", start="2018-01", end="2019-12", place="某村")

TEXTS: list[tuple[str, Case, str]] = [
    ("name", case(person=Person(name="周文博")), "周文博"),
    ("series", case(apply=Apply(series="工程系列")), "工程"),
    ("series", case(apply=Apply(series="系列")), ""),
    ("office", case(pub=Publicity(office="人事办公室")), "人事"),
    ("office", case(pub=Publicity(office="办公室")), "办公室"),
    ("days", case(pub=Publicity(days=0)), ""),
    ("specialty", case(apply=Apply(specialty="测绘专业")), "测绘"),
    ("office", case(pub=Publicity(office="人事办公室")), "人事"),
    ("birth", case(person=Person(birth="1988-03")), "1988年3月"),
    ("start", case(pub=Publicity(start="2023-08-21")), "2023年8月21日"),
    ("days", case(pub=Publicity(days=5)), "5"),
    ("title", case(title=Title(has=True, name="工程师")), "工程师"),
    ("title", case(title=Title(has=False)), "无"),
    ("title", case(), ""),
    # 学历
    ("highest_level", case(edu=(DEGREE, COLLEGE)), "本科"),
    ("highest_level", case(edu=(Education(level="高级工班"),)), "高级工班"),
    ("highest_degree", case(edu=(COLLEGE, DEGREE)), "学士"),
    ("highest_degree", case(edu=(COLLEGE,)), ""),
    ("graduated", case(edu=(COLLEGE, DEGREE)), "2012年6月某大学林学专业毕业"),
    ("graduated", case(edu=(Education(level="本科", end="2012-06"),)), ""),
    ("graduated", case(edu=(DEGREE.model_copy(update={"major": "无"}),)), "2012年6月某大学毕业"),
    ("educations", case(edu=(COLLEGE, DEGREE)),
     "2008年7月某学院测绘专业大专毕业；2012年6月某大学林学专业本科毕业"),
    ("educations", case(), ""),
    # 免考理由
    ("exemption_reason", case(service=(SERVED,)),
     "2018年1月至2019年12月在某村参加“访惠聚”驻村工作，免2018、2019年度继续教育"),
    ("exemption_reason", case(service=(SERVED.model_copy(update={"years": (2018,)}),)),
     "2018年1月至2019年12月在某村参加“访惠聚”驻村工作，免2018年度继续教育"),
    ("exemption_reason", case(service=(SERVED.model_copy(update={"kind": "“访惠聚”驻村工作"}),)),
     "2018年1月至2019年12月在某村参加“访惠聚”驻村工作，免2018、2019年度继续教育"),
    ("exemption_reason", case(service=(Service(kind="驻村管寺", reason="驻村管寺一年"),)),
     "驻村管寺一年"),
    ("exemption_reason", case(service=(Service(kind="驻村管寺", years=(2018,)),)), ""),
    ("exemption_reason", case(service=(Service(kind="少数民族科技骨干特培", reason="特培"),)), ""),
    ("service_years", case(service=(SERVED, Service(kind="驻村管寺", years=(2021, 2018)))),
     "2018、2019、2021"),
    # 公示 lists
    ("title_certificate", case(title=Title(has=True, name="工程师", obtained="2015-12")),
     "工程师，2015年12月取得"),
    ("title_certificate", case(title=Title(has=False)), "无"),
    ("appointments", case(appointments=(HIRED,)), "聘书，2016年1月至今"),
    ("appointments", case(), "无"),
    ("papers", case(items=(Achievement(type="论文", title="胡杨", journal="林业", date="2019-06",
                                       first_author=True),)),
     "《胡杨》，《林业》，2019年6月，第一作者"),
    ("papers", case(items=(Achievement(type="获奖", title="三等奖"),)), "无"),
    ("representative_works", case(items=(Achievement(type="代表作", title="规划"),)), "规划"),
    ("papers", case(items=(Achievement(type="论文", title="初探", journal="无", role="无"),)),
     "《初探》"),
    ("awards", case(items=(Achievement(type="获奖", title="三等奖", date="2019-06"),)),
     "三等奖，2019年6月"),
    ("achievements", case(items=(Achievement(type="业绩成果", title="设计", date="2019-06"),
                                 Achievement(type="实践能力", title="管护"))),
     "设计，2019年6月；管护"),
    ("former_achievements", case(items=(EARLY,), work=(LEFT, WORK)), "设计，2011年6月"),
    ("former_achievements", case(), ""),
    ("objection", case(pub=Publicity(objection=False)), "无异议"),
    ("objection", case(pub=Publicity(objection=True, objection_note="业绩存疑")),
     "有异议（业绩存疑）"),
    ("objection", case(), ""),
    # the list of what came in stands above what was answered
    ("objection", case(pub=Publicity(objection=False, objections=(Objection(),))), ""),
    ("objection", case(pub=Publicity(objection=False, objections=(Objection(outcome="成立"),))),
     "有异议"),
    ("objection", case(pub=Publicity(objection=False, objections=(Objection(outcome="不成立"),))),
     "无异议"),
    # what began at no known time
    ("appointments", case(appointments=(HIRED.model_copy(update={"start": ""}),)), "聘书，至今"),
    ("service_years", case(service=(SERVED.model_copy(update={"start": "2091-01"}),)), ""),
    ("career", case(work=(WORK, Work(start="2010", unit="兼职", professional=False))),
     "2012年8月至今，甲站技术员"),
    # what a notice wants said as 无 is no part of a longer text
    ("career", case(work=(WORK.model_copy(update={"post": "无"}),)),
     "2012年8月至今，甲站"),
    ("career", case(), ""),
    # 从事现专业年限, counted to the month up to 2023-09
    ("work_years", case(work=(WORK,)), "11年1个月"),
    ("work_years", case(career=Career(years=11)), "11年"),
    ("work_years", case(), ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "held", "text"), TEXTS)
def test_stated(name: str, held: Case, text: str) -> None:
    assert STATED[name].read(held, moment(NOW)) == text


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ("人事", ("可向人事办公室反映", ())),
        ("办公室", ("可向办公室反映", ())),
        ("", ("", ("pub.office",))),
    ],
)
def test_a_wording_is_filled_whole_or_not_at_all(
    office: str, said: tuple[str, tuple[str, ...]]
) -> None:
    assert filled("可向{office}办公室反映", case(pub=Publicity(office=office))) == said


def test_every_name_is_tried() -> None:
    plain = {"gender", "ethnicity", "politics", "id_no", "work_start", "unit", "supervisor"}
    plain |= {"level", "target", "end", "phone", "basic_facts"}
    assert {name for name, _, _ in TEXTS} | plain == STATED.keys()


def test_without_a_moment_what_still_goes_on_is_not_counted() -> None:
    assert STATED["work_years"].read(case(work=(WORK,), career=Career(years=11))) == "11年"


GAPS: list[tuple[str, Case, tuple[str, ...]]] = [
    ("name", case(), ("person.name",)),
    ("title", case(), ("title.has",)),
    ("title", case(title=Title(has=True)), ("title.name",)),
    ("graduated", case(), ("edu",)),
    ("graduated", case(edu=(Education(id="x", level="本科", school="某大学"),)),
     ("edu.x.end", "edu.x.major")),
    ("highest_degree", case(edu=(COLLEGE,)), ("edu.a.degree",)),
    ("exemption_reason", case(service=(Service(id="s", kind="驻村管寺"),)), ("service.s.reason",)),
    ("exemption_reason", case(), ("service",)),
    ("papers", case(), ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "held", "paths"), GAPS)
def test_what_is_lacking_is_named(name: str, held: Case, paths: tuple[str, ...]) -> None:
    assert STATED[name].lacking(held, moment(NOW)) == paths


def test_basic_facts_want_all_of_them() -> None:
    facts: dict[str, Any] = {"name": "周文博", "gender": "男", "ethnicity": "汉族"}
    facts |= {"birth": "1988-03", "politics": "群众"}
    held = case(person=Person(**facts), unit=Unit(name="甲站"), title=Title(has=False))
    assert STATED["basic_facts"].read(held) == (
        "姓名：周文博，性别：男，族别：汉族，出生年月：1988年3月，政治面貌：群众，工作单位：甲站，"
        "现任专业技术职务：无"
    )
    bare = case(person=Person(**(facts | {"politics": ""})), unit=Unit(name="甲站"))
    assert STATED["basic_facts"].lacking(bare) == ("person.politics", "title.has")


def test_the_number_of_an_identity_card_is_stated_only_where_it_is_asked_for() -> None:
    held = case(person=Person(id_no="65990119880312093X"))
    assert [name for name, one in STATED.items() if "65990119" in one.read(held)] == ["id_no"]


def test_every_name_leads_to_fields_and_a_page() -> None:
    for name, paths in PLACES.items():
        assert STATED[name].page
        for path in paths:
            get(case(), path)
