"""A made-up applicant with every fact that any document of any notice states."""

from datetime import datetime
from typing import Any

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import Document
from desktop.documents.catalogue import build
from desktop.documents.geometry import frame_of
from desktop.domain.case import (
    Achievement,
    Apply,
    Appointment,
    Career,
    Case,
    CivilTransfer,
    Education,
    Person,
    Publicity,
    Service,
    Summary,
    Supervisor,
    Title,
    Unit,
    Work,
)
from desktop.domain.change import put
from desktop.domain.moments import BEIJING

NOW = datetime(2024, 7, 20, 10, 0, tzinfo=BEIJING)

PACKS = ("LC22", "GT23", "BM24", "ZZ23", "GJ21")

COPYING_LAYOUT = load("BM24").layout(load("BM24").document("pledge"))
COPYING = frame_of(COPYING_LAYOUT)
FORM = frame_of(load("LC22").layout(load("LC22").document("exemption_form")))

LONG_NAME = "阿卜杜热合曼·买买提·吐尔逊"
LONG_UNIT = "巴音郭楞蒙古自治州库尔勒市塔里木河流域胡杨林生态保护修复规划设计有限责任公司某某分公司"


def full(pack: str, **changes: Any) -> Case:
    """The applicant under ``pack``; keywords set fields by path (``person__name``)."""
    case = Case(
        case_id="c1",
        pack_id=pack,
        pack_version=1,
        apply=Apply(
            year=2024,
            type="评审",
            level="高级",
            series="工程系列",
            specialty="林业和草原",
            target="高级工程师",
            first_time=False,
        ),
        person=Person(
            name="张䶮",
            gender="女",
            ethnicity="维吾尔族",
            birth="1988-05",
            id_no="659901198805120028",
            politics="中共党员",
            work_start="2010-07",
        ),
        unit=Unit(
            name="库尔勒晨露园林有限责任公司",
            contact="刘芳",
            phone="0996-7000000",
            kind="国有企业",
        ),
        supervisor=Supervisor(name="尉犁县林业和草原局"),
        title=Title(has=True, name="工程师", level="中级", obtained="2016-12", place="新疆"),
        edu=(
            Education(
                id="e1",
                level="本科",
                school="新疆农业大学",
                major="林学",
                start="2006-09",
                end="2010-06",
                degree="学士",
            ),
        ),
        appointments=(Appointment(id="a1", doc_kind="聘书", start="2017-01", end="至今"),),
        career=Career(start="2010-07", end="至今", years=13),
        civil_transfer=CivilTransfer(
            transferred=True,
            from_org="尉犁县自然资源局",
            appoint_doc="尉自然资发〔2015〕8号",
            since="2015-03",
        ),
        work=(
            Work(
                id="w1",
                start="2010-07",
                end="2018-06",
                unit="和静县林业工作站",
                post="技术员",
                professional=True,
            ),
            Work(
                id="w2",
                start="2018-07",
                end="至今",
                unit="库尔勒晨露园林有限责任公司",
                post="工程师",
                professional=True,
            ),
        ),
        service=(
            Service(
                id="s1",
                kind="访惠聚驻村",
                start="2019-01",
                end="2019-12",
                place="墨玉县扎瓦镇夏合勒克村",
                years=(2019,),
            ),
        ),
        items=(
            Achievement(
                id="i1",
                type="业绩成果",
                title="英巴扎片区防护林改造",
                date="2017-09",
                role="主持",
                prev_employer=True,
            ),
            Achievement(
                id="i2", type="论文", title="胡杨林更新初探", date="2021-05", journal="新疆林业"
            ),
        ),
        summary=Summary(text="任现职以来，认真履行岗位职责。\n一、工作态度\n勤恳务实。"),
        pub=Publicity(
            start="2024-07-22",
            end="2024-07-29",
            office="公司综合",
            phone="0996-7000001",
            political_text="政治立场坚定，遵守职业操守。",
            achievement_text="近五年完成造林设计12项，本人主持6项。",
            objection=False,
            days=5,
            result_date="2024-07-30",
            recommend_date="2024-07-30",
        ),
    )
    for path, value in changes.items():
        case = put(case, path.replace("__", "."), value)
    return case


def made(pack: str, kind: str, **changes: Any) -> Document:
    """A document of the applicant under ``pack``."""
    return build(kind, full(pack, **changes), load(pack), NOW)
