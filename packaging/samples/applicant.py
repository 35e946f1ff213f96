"""The made-up applicant of the BM24 sample: every fact of the case, without its attachments.

Nobody and nothing here exists: area code 659901 is unassigned, the phone numbers only have the
form of numbers, the issuing bodies belong to a prefecture that is not on any map.
"""

from __future__ import annotations

from pathlib import Path

from desktop.domain.case import (
    Achievement,
    Apply,
    Assessment,
    Career,
    Case,
    CivilTransfer,
    Education,
    Has,
    PaperState,
    Person,
    Platform,
    Publicity,
    SocialInsurance,
    Summary,
    Tick,
    Title,
    Track,
    Training,
    Unit,
    UnitAudit,
    Witness,
    Work,
)
from desktop.domain.notice import Notice

AS_OF = "2024-07-24T17:30"
"""The moment (Beijing time) at which all is in order: after 公示结果, before the deadline."""

PREFECTURE = "塔河自治州"
COUNTY = "塔河县"
BUREAU = f"{COUNTY}林业和草原局"
PERSONNEL = f"{PREFECTURE}人力资源和社会保障局"

LEADER = "吾守尔·阿不力米提"
WITNESSES = (
    Witness(name="邓沛霖", unit=f"{COUNTY}胡杨林管护站", post="站长", contact="19900000031"),
    Witness(
        name="帕尔哈提·牙生", unit=f"{COUNTY}香梨产业协会", post="秘书长", contact="19900000032"
    ),
)

_POLITICAL = (
    "该同志拥护中国共产党的领导，自觉维护祖国统一、民族团结和社会稳定，在大是大非面前立场坚定。"
    "遵守国家法律法规和行业规范，廉洁自律，作风扎实，实事求是，从业以来没有弄虚作假、违规操作的行为，"
    "没有受过党纪政务处分。"
)
_ACHIEVEMENTS = (
    "近五年，该同志作为技术负责人完成退化胡杨林引洪灌溉与萌蘖更新一万二千亩，独立完成作业设计和全程技术指导，"
    "新增萌蘖苗每亩二十一株；负责三千五百亩梭梭、柽柳防沙林节水造林的施工技术，三年保存率百分之八十六点四，"
    "本人设计的滴灌管固定装置取得实用新型专利；负责香梨园有害生物绿色防控示范二千八百亩，本人承担虫情测报和"
    "技术培训，化学农药使用次数由每年六次减到三次。"
)


def applicant(notice: Notice) -> Case:
    """The case, complete but for its attachments; every rule to confirm is ticked."""
    return Case(
        case_id="sample-bm24",
        pack_id=notice.id,
        pack_version=notice.version,
        apply=Apply(
            year=notice.year,
            type="评审",
            level="中级",
            series="工程系列",
            specialty="林业和草原",
            sub_specialty="森林培育",
            target="工程师",
            first_time=False,
        ),
        has=Has(ip="有", awards="有", papers="没有", books="没有", representative="有"),
        person=Person(
            name="迪丽努尔·艾则孜",
            gender="女",
            ethnicity="维吾尔族",
            birth="1991-04",
            id_no="65990119910417022X",
            politics="中共党员",
            phone="19900000021",
            email="case021@example.com",
            status="在职",
            work_start="2013-08",
            wechat_bound=True,
        ),
        unit=Unit(
            name="巴州绿洲笙林业科技有限公司",
            aliases=("绿洲笙林业", "绿洲笙公司"),
            kind="民营企业",
            tier="县市",
            prefecture="巴音郭楞蒙古自治州",
            county="尉犁县",
            registered_prefecture="巴音郭楞蒙古自治州",
            platform_registered=True,
            admin_name="赵可欣",
            admin_phone="19900000022",
            procedure_body="单位",
            contact="赵可欣",
            phone="19900000022",
        ),
        platform=Platform(receiver="尉犁县公共就业服务中心", channel="民营企业专项"),
        si=SocialInsurance(
            status="正常", months=tuple(f"2024-{month:02}" for month in range(1, 7))
        ),
        edu=(
            Education(
                id="edu1",
                level="大专",
                kind="全日制",
                school="塔河职业技术学院",
                major="林业技术",
                start="2010-09",
                end="2013-07",
                degree="无",
                cert_no="999901201306000217",
                chsi="可查",
            ),
            Education(
                id="edu2",
                level="本科",
                kind="函授",
                school="塔河农林大学",
                major="林学",
                start="2016-03",
                end="2018-07",
                degree="无",
                cert_no="999905201805000463",
                chsi="可查",
            ),
        ),
        title=Title(
            has=True,
            name="助理工程师",
            level="初级",
            series="工程系列",
            specialty="林业和草原",
            obtained="2018-12",
            place="新疆",
            basis="职称",
        ),
        civil_transfer=CivilTransfer(transferred=False),
        career=Career(start="2013-08", end="至今", years=10),
        work=(
            Work(
                id="work1",
                start="2013-08",
                end="2017-05",
                unit="塔河县红柳苗木专业合作社",
                post="技术员",
                kind="正式",
                professional=True,
            ),
            Work(
                id="work2",
                start="2017-06",
                end="至今",
                unit="巴州绿洲笙林业科技有限公司",
                post="生产技术部技术负责人",
                kind="正式",
                professional=True,
            ),
        ),
        items=_achievements(),
        ce=tuple(
            Training(
                id=f"ce{year}{letter}",
                year=year,
                kind=kind,
                hours=hours,
                cert_no=f"TH{year}{letter.upper()}00217",
                form="网络",
            )
            for year in (2023, 2024)
            for kind, letter, hours in (("公需", "a", 24), ("专业", "b", 60))
        ),
        assess=tuple(
            Assessment(id=f"assess{year}", year=year, grade=grade)
            for year, grade in ((2021, "合格"), (2022, "优秀"), (2023, "合格"))
        ),
        summary=Summary(
            text=Path(__file__).with_name("summary.txt").read_text("utf-8").strip(),
            topics=notice.summary.topics,
        ),
        unit_audit=UnitAudit(
            at="2024-07-11",
            items=("漏项", "真实", "准确", "完整", "时效"),
            opinion_text=notice.wording["unit_opinion"],
            leader_name=LEADER,
        ),
        pub=Publicity(
            start="2024-07-12",
            end="2024-07-19",
            office="综合",
            phone="19900000023",
            political_text=_POLITICAL,
            achievement_text=_ACHIEVEMENTS,
            contents=("近五年实践能力和业绩成果", "实际贡献"),
            photo=True,
            objection=False,
            days=5,
            result_date="2024-07-22",
            recommend_date="2024-07-22",
        ),
        papers=(
            PaperState(
                id="publicity",
                kind="公示",
                signed=("单位负责人",),
                sealed=True,
                date="2024-07-12",
                originals=1,
            ),
            PaperState(id="result", kind="公示结果", sealed=True, date="2024-07-22", originals=1),
            PaperState(
                id="recommendation", kind="推荐意见", sealed=True, date="2024-07-22", originals=1
            ),
            PaperState(
                id="pledge",
                kind="个人承诺书",
                handwritten=True,
                signed=("承诺人",),
                fingerprint=True,
                date="2024-07-22",
                originals=1,
            ),
        ),
        track=Track(registered_at="2024-07-10T10:20"),
        ticks=tuple(
            Tick(id=f"tick{number:02}", rule=rule.id, at="2024-07-22T18:00")
            for number, rule in enumerate(notice.rules)
            if rule.kind == "confirm"
        ),
    )


def _achievements() -> tuple[Achievement, ...]:
    return (
        Achievement(
            id="practice1",
            type="实践能力",
            title="胡杨林引洪灌溉作业设计",
            start="2019-03",
            date="2020-10",
            condition_no="第十条（一）",
            role="设计负责人，第1名",
            workload="独立完成作业设计3期，面积1.2万亩",
            intro="完成地形测量、渠系布置、闸口流量计算和灌水时段安排，提出分区轮灌的做法。",
        ),
        Achievement(
            id="practice2",
            type="实践能力",
            title="防沙治沙节水造林施工技术管理",
            start="2021-03",
            date="2022-11",
            condition_no="第十条（三）",
            role="技术负责人，第1名",
            workload="施工技术管理3500亩",
            intro="负责整地、滴灌安装、栽植和抚育全过程的技术要求、交底与检查验收。",
        ),
        Achievement(
            id="result1",
            type="业绩成果",
            title="退化胡杨林修复项目",
            start="2019-03",
            date="2022-10",
            condition_no="第十一条（一）",
            role="技术负责人，第1名",
            workload="修复退化胡杨林1.2万亩",
            intro="枯枝率由41%降到23%，每亩新增萌蘖苗21株，项目通过县级验收。",
            witness=WITNESSES[0],
        ),
        Achievement(
            id="result2",
            type="业绩成果",
            title="香梨园有害生物绿色防控示范",
            start="2022-02",
            date="2023-11",
            condition_no="第十一条（二）",
            role="主要完成人，第2名",
            workload="示范2800亩，培训种植户96户",
            intro="化学农药使用次数由每年6次减到3次，虫株率控制在4%以内。",
            witness=WITNESSES[1],
        ),
        Achievement(
            id="patent1",
            type="知识产权",
            title="一种风沙区滴灌管固定装置（实用新型）",
            date="2022-06",
        ),
        Achievement(
            id="award1",
            type="获奖",
            title="林业技术推广先进个人",
            date="2022-12",
            commendation_doc="塔河林发〔2022〕71号",
        ),
        Achievement(
            id="report1",
            type="代表作",
            title="荒漠河岸退化胡杨林引洪灌溉与萌蘖更新技术报告",
            date="2023-03",
            sealed=True,
        ),
    )
