"""What proves the applicant's work: replies, acceptances, awards, training, yearly assessment."""

from __future__ import annotations

from desktop.domain.case import Achievement, Case, Training
from desktop.domain.moments import chinese_day, chinese_month
from samples.applicant import BUREAU, LEADER, PREFECTURE
from samples.paper import A4_ACROSS, FANG, GOLD, GRAY, KAI, RED, SONG, SONG_BOLD, Paper


def design_reply(case: Case, item: Achievement) -> Paper:
    """An authority's reply that approves a 作业设计."""
    body = (
        f"你单位报来的《{item.title}》收悉。经组织专家审查和现场核对，该设计调查资料翔实，渠系布置和灌水"
        f"时段安排合理，投资估算符合规定，设计面积一万二千亩，设计负责人{case.person.name}。同意按此实施。"
        "请严格控制引水时段和水量，做好样地监测，完工后及时申请验收。"
    )
    return _official(
        f"关于{item.title}的批复", "塔河林发〔2019〕12号", case.unit.name, body, "2019-03-18"
    )


def planting_acceptance(case: Case, item: Achievement) -> Paper:
    """An authority's acceptance sheet of a plantation."""
    paper = Paper()
    paper.centred(140, "防沙治沙造林工程验收表", 52, SONG_BOLD)
    rows = (
        ("项目名称", item.title),
        ("施工单位", case.unit.name),
        ("技术负责人", case.person.name, "验收日期", "2022-11-16"),
        ("设计面积", "3500亩", "核实面积", "3512亩"),
        ("主要树种", "梭梭、柽柳", "栽植密度", "每亩111株"),
        ("灌溉方式", "节水滴灌", "当年成活率", "91.2%"),
        ("样地数量", "36块", "次年保存率", "88.1%"),
        (
            "验收意见",
            "造林地块、面积、树种与设计相符，滴灌设施运行正常，\n档案资料齐全，验收合格。",
        ),
        ("验收组", "邓沛霖　阿迪力·库尔班　祁若水"),
    )
    heights = [86] * 7 + [220, 110]
    below = paper.table((110, 280), (200, 320, 200, 300), rows, size=28, heights=heights)
    paper.text((1100, below + 110), BUREAU, 32, anchor="ra")
    paper.text((1100, below + 170), "2022年11月16日", 32, anchor="ra")
    paper.seal((960, below + 140), BUREAU)
    return paper


def project_acceptance(case: Case, item: Achievement) -> Paper:
    """An authority's acceptance opinion on a project."""
    body = (
        f"2022年10月14日，我局组织有关专家对{item.title}进行了验收。验收组查看了现场，抽查样地18块，审阅了"
        "技术资料。验收组认为：项目完成引洪灌溉和萌蘖更新一万二千亩，整治渠道十八公里，枯枝率由41%降到23%，"
        f"平均每亩新增萌蘖苗21株，达到设计要求。{case.person.name}同志任技术负责人。同意通过验收。"
    )
    return _official(
        f"{item.title}验收意见", "塔河林验〔2022〕9号", case.unit.name, body, "2022-10-20"
    )


def demonstration_report(case: Case, item: Achievement) -> Paper:
    """A county's evaluation of a demonstration."""
    body = (
        f"{item.title}自2022年2月实施以来，建立示范园2800亩，采取缠胶带、性诱监测、适期喷施生物药剂相结合的"
        "措施，化学农药使用次数由每年6次减到3次，虫株率控制在4%以内，示范园亩均增收430元，带动周边种植户96户。"
        f"主要完成人：祁若水、{case.person.name}。经测评，达到示范要求。"
    )
    return _official(
        f"{item.title}测评报告", "塔河林测〔2023〕5号", case.unit.name, body, "2023-11-22"
    )


def patent(case: Case, item: Achievement) -> Paper:
    """实用新型专利证书."""
    paper = Paper(ground="#fbfaf4")
    paper.border("#7d2b2b", GOLD)
    paper.spaced(210, "实用新型专利证书", 72, SONG_BOLD, "#7d2b2b", gap=10)
    paper.centred(330, "证书号第9990217号（样例）", 32, KAI)
    paper.facts(
        (170, 470),
        [
            ("名称", item.title.removesuffix("（实用新型）")),
            ("发明人", case.person.name),
            ("专利号", "ZL 2021 2 9990217.X"),
            ("专利权人", case.unit.name),
            ("授权公告日", chinese_day(f"{item.date}-14")),
        ],
        34,
        96,
        5,
        face=KAI,
    )
    y = paper.paragraph(
        (170, 1010),
        900,
        "经过初步审查，决定授予专利权，颁发本证书并在登记簿上予以登记。专利权自授权公告之日起生效。",
        32,
        KAI,
        leading=1.9,
    )
    paper.seal((620, int(y) + 190), "塔河专利登记中心", "样例专用章")
    return paper


def award(case: Case, item: Achievement) -> Paper:
    """获奖证书."""
    paper = Paper(A4_ACROSS, "#fdf6e6")
    paper.border(RED, GOLD)
    paper.spaced(170, "荣誉证书", 110, SONG_BOLD, RED, gap=60)
    paper.text((230, 420), f"{case.person.name} 同志：", 50, KAI)
    paper.paragraph(
        (230, 530),
        1300,
        f"在2022年度林业技术推广工作中成绩突出，被评为“{item.title}”，特发此证，以资鼓励。",
        48,
        KAI,
        leading=1.9,
    )
    paper.text((1500, 890), BUREAU, 42, KAI, anchor="ra")
    paper.text((1500, 970), f"{chinese_month(item.date)}28日", 42, KAI, anchor="ra")
    paper.seal((1330, 920), BUREAU)
    return paper


def report_cover(case: Case, item: Achievement) -> Paper:
    """Cover of the technical report, sealed by the unit."""
    paper = Paper()
    half = len(item.title.removesuffix("技术报告")) // 2 + 2
    paper.centred(360, item.title[:half], 56, SONG_BOLD)
    paper.centred(450, item.title[half:], 56, SONG_BOLD)
    paper.facts(
        (330, 820),
        [
            ("编写人", case.person.name),
            ("编写单位", case.unit.name),
            ("完成时间", chinese_month(item.date)),
        ],
        36,
        100,
        4,
        face=FANG,
    )
    paper.text((1060, 1380), case.unit.name, 34, FANG, anchor="ra")
    paper.text((1060, 1445), chinese_day(f"{item.date}-24"), 34, FANG, anchor="ra")
    paper.seal((850, 1420), case.unit.name)
    return paper


def training(case: Case, one: Training) -> Paper:
    """继续教育培训合格证书."""
    paper = Paper(A4_ACROSS, "#fbf7ee")
    paper.border("#24557a", GOLD)
    paper.spaced(150, "继续教育培训合格证书", 74, SONG_BOLD, "#24557a", gap=14)
    paper.text((230, 360), f"{case.person.name}：", 44, KAI)
    paper.paragraph(
        (230, 450),
        1300,
        f"身份证号 {case.person.id_no}，于{one.year}年度参加专业技术人员继续教育"
        f"{one.kind}科目学习，共{one.hours}学时，经考核成绩合格，特发此证。",
        44,
        KAI,
        leading=1.9,
    )
    paper.text((230, 900), f"证书编号：{one.cert_no}", 36, KAI)
    paper.text((230, 970), f"科目类别：{one.kind}科目", 36, KAI)
    paper.text((1520, 900), f"{PREFECTURE}继续教育中心", 38, KAI, anchor="ra")
    end = "2023年10月20日" if one.year == 2023 else "2024年6月28日"
    paper.text((1520, 970), end, 38, KAI, anchor="ra")
    paper.seal((1340, 930), f"{PREFECTURE}继续教育中心")
    return paper


def assessment_front(case: Case, year: int) -> Paper:
    """年度考核表, front."""
    paper = Paper()
    paper.centred(110, f"专业技术人员年度考核登记表（{year}年度）", 44, SONG_BOLD)
    about = (
        f"本人{year}年度主要承担荒漠河岸林管护与造林技术工作，\n按时完成年度任务，外业调查、作业设计和检查验收\n"
        "资料齐全；参加继续教育学习并考核合格；组织护林员\n和种植户现场培训，反映良好。工作中注意安全生产，\n"
        "全年没有发生责任事故。存在的不足是数据分析还不够\n深入，今后要加强学习，进一步提高专业水平。"
    )
    rows = (
        ("姓名", case.person.name, "性别", case.person.gender),
        ("单位", case.unit.name),
        ("岗位", case.work[-1].post, "职称", case.title.name),
        ("个\n人\n总\n结", about),
    )
    below = paper.table((110, 230), (130, 480, 130, 280), rows, size=30, heights=(90, 90, 90, 1000))
    paper.text((550, below - 90), "本人签字：", 30)
    paper.signature((700, below - 72), case.person.name, 40, 3)
    return paper


def assessment_back(case: Case, year: int, grade: str) -> Paper:
    """年度考核表, back: the leader's remark and the grade."""
    paper = Paper()
    remark = "该同志工作认真，技术熟练，较好地完成了年度任务。"
    rows = (
        ("主管领导\n评语", remark),
        ("考核等次", f"经考核，确定为　{grade}　等次。"),
        ("本人意见", "同意。"),
        ("备注", "无"),
    )
    below = paper.table((110, 150), (200, 820), rows, size=32, heights=(420, 420, 300, 120))
    paper.signature((640, 500), LEADER, 44)
    paper.signature((700, 1230), case.person.name, 44, 3)
    paper.text((1040, 930), f"{year + 1}年1月12日", 30, anchor="ra")
    paper.seal((930, 880), case.unit.name, radius=104)
    paper.text((110, below + 30), "注：本页为背面，与正面双面印制。", 26, SONG, GRAY)
    return paper


def _official(title: str, number: str, to: str, body: str, day: str) -> Paper:
    """A letter of the county's bureau, red head and seal."""
    paper = Paper()
    paper.spaced(130, BUREAU, 72, SONG_BOLD, RED, gap=20)
    paper.draw.line((110, 270, 1130, 270), fill=RED, width=5)
    paper.text((1120, 300), number, 30, FANG, anchor="ra")
    paper.centred(420, title, 44, SONG_BOLD)
    paper.text((130, 540), f"{to}：", 34, FANG)
    y = paper.paragraph((130, 610), 980, body, 34, FANG, leading=2)
    paper.text((1080, y + 160), BUREAU, 34, FANG, anchor="ra")
    paper.text((1080, y + 230), chinese_day(day), 34, FANG, anchor="ra")
    paper.seal((930, int(y) + 190), BUREAU)
    return paper
