"""The certificates of the made-up applicant, each drawn from the facts of the case."""

from __future__ import annotations

from desktop.domain.case import Case, Education
from desktop.domain.moments import chinese_month
from samples.applicant import COUNTY, PERSONNEL
from samples.paper import (
    A4_ACROSS,
    FANG,
    GRAY,
    HEI,
    HEI_BOLD,
    KAI,
    RED,
    SONG,
    SONG_BOLD,
    Paper,
)

CARD = (1600, 1010)


def id_front(case: Case) -> Paper:
    """身份证, the side with the portrait."""
    person = case.person
    paper = Paper(CARD, "#eef3f4", 300)
    paper.draw.rounded_rectangle((10, 10, 1589, 999), 60, outline="#9fb4ba", width=4)
    for wave in range(12):
        paper.draw.arc((-400, 120 + wave * 70, 2000, 900 + wave * 70), 200, 340, "#dbe7e6", 3)
    born = f"{person.birth[:4]} 年 {int(person.birth[5:7])} 月 {int(person.id_no[12:14])} 日"
    nation = person.ethnicity.removesuffix("族")
    for y, label, value in (
        (110, "姓 名", person.name),
        (230, "性 别", f"{person.gender}　　民 族　{nation}"),
        (350, "出 生", born),
        (470, "住 址", f"{COUNTY}胡杨路21号院"),
    ):
        paper.text((110, y), label, 44, HEI, "#3c6f8f")
        paper.text((270, y), value, 50, HEI)
    paper.text((110, 830), "公民身份号码", 44, HEI, "#3c6f8f")
    paper.text((480, 818), " ".join(person.id_no), 58, HEI)
    paper.portrait((1110, 130, 1500, 680), "#e8eeef")
    return paper


def id_back(_case: Case) -> Paper:
    """身份证, the other side."""
    paper = Paper(CARD, "#eef3f4", 300)
    paper.draw.rounded_rectangle((10, 10, 1589, 999), 60, outline="#9fb4ba", width=4)
    paper.draw.ellipse((110, 90, 370, 350), outline=RED, width=12)
    paper.text((240, 220), "样例", 76, HEI_BOLD, RED, anchor="mm")
    paper.text((930, 130), "居 民 身 份 证", 84, HEI_BOLD, anchor="ma")
    paper.text((930, 260), "（样例，非真实证件）", 52, HEI, anchor="ma")
    for y, label, value in (
        (660, "签发机关", f"{COUNTY}公安局"),
        (790, "有效期限", "2015.06.09-2025.06.09"),
    ):
        paper.text((430, y), label, 50, HEI)
        paper.text((700, y), value, 50, HEI)
    return paper


def photo(_case: Case) -> Paper:
    """一寸免冠照片, 25 mm × 35 mm at 600 dpi."""
    paper = Paper((590, 826), dpi=600)
    paper.portrait((0, 0, 590, 826))
    return paper


def social_insurance(case: Case) -> Paper:
    """社保缴费证明 of the months the case names."""
    paper = Paper()
    paper.centred(130, "企业职工基本养老保险参保缴费证明", 46, SONG_BOLD)
    paper.facts(
        (150, 270),
        [
            ("姓名", case.person.name),
            ("身份证号", case.person.id_no),
            ("单位名称", case.unit.name),
            ("参保状态", f"{case.si.status}缴费"),
        ],
        size=30,
    )
    rows = [("缴费月份", "缴费基数（元）", "单位缴费（元）", "个人缴费（元）", "到账")]
    rows += [(month, "5200.00", "832.00", "416.00", "是") for month in case.si.months]
    below = paper.table((120, 560), (210, 220, 220, 220, 130), rows, 70)
    paper.paragraph(
        (150, below + 50),
        940,
        "以上缴费记录由社会保险经办机构业务系统生成，仅用于办理职称申报。",
        28,
    )
    paper.text((1060, below + 250), f"{COUNTY}社会保险中心", 32, anchor="ra")
    paper.text((1060, below + 310), "2024年7月8日", 32, anchor="ra")
    paper.seal((880, below + 280), f"{COUNTY}社会保险中心", "业务专用章")
    return paper


def diploma(case: Case, edu: Education) -> Paper:
    """毕业证书."""
    paper = Paper(A4_ACROSS, "#fbf7ee")
    paper.border()
    paper.spaced(150, "毕业证书", 96, SONG_BOLD, RED, gap=46)
    paper.portrait((200, 330, 440, 666))
    years = f"{chinese_month(edu.start)}至{chinese_month(edu.end)}"
    how = "" if edu.kind == "全日制" else f"（{edu.kind}）"
    study = "专科" if edu.level == "大专" else "专科起点本科"
    paper.paragraph(
        (520, 340),
        1040,
        f"学生 {case.person.name}，{case.person.gender}，{chinese_month(case.person.birth)}生，"
        f"于{years}在本校{edu.major}专业{study}学习{how}，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        40,
        KAI,
        leading=1.8,
    )
    paper.text((220, 960), f"校名：{edu.school}", 36, KAI)
    paper.text((220, 1030), f"证书编号：{edu.cert_no}", 36, KAI)
    paper.text((1080, 960), "校（院）长：", 36, KAI)
    paper.signature((1280, 980), "贺兰舟", 58)
    paper.text((1080, 1030), f"{chinese_month(edu.end)}1日", 36, KAI)
    paper.seal((1130, 900), edu.school, "")
    return paper


def registration(case: Case, edu: Education) -> Paper:
    """教育部学历证书电子注册备案表."""
    paper = Paper()
    paper.centred(150, "教育部学历证书电子注册备案表", 50, SONG_BOLD)
    paper.text((120, 250), "更新日期：2024年7月10日", 26, SONG, GRAY)
    born = f"{chinese_month(case.person.birth)}{int(case.person.id_no[12:14])}日"
    study = "专科" if edu.level == "大专" else "专科起点本科"
    paper.table(
        (120, 310),
        (180, 320, 180, 320),
        (
            ("姓名", case.person.name, "性别", case.person.gender),
            ("出生日期", born, "证件号码", case.person.id_no),
            ("学校名称", edu.school),
            ("专业", edu.major, "学历层次", study),
            ("学习形式", edu.kind, "毕（结）业", "毕业"),
            ("入学日期", chinese_month(edu.start), "毕业日期", chinese_month(edu.end)),
            ("证书编号", edu.cert_no),
            ("校（院）长", "贺兰舟"),
            ("在线验证码", "TH24 0710 0217 SAMP"),
        ),
        82,
    )
    paper.portrait((900, 1110, 1100, 1390))
    paper.paragraph(
        (130, 1130),
        700,
        "本表依据学历证书电子注册信息生成，内容如有修改，以最新在线验证的内容为准。样例文件，验证码无效。",
        26,
        fill=GRAY,
    )
    return paper


def qualification_notice(case: Case) -> Paper:
    """任职资格文件: the red-headed notice that lists who has passed."""
    paper = Paper()
    paper.spaced(130, f"{PERSONNEL}文件", 58, SONG_BOLD, RED, gap=4)
    paper.centred(260, "塔河人社职〔2018〕96号", 30, FANG)
    paper.draw.line((110, 320, 1130, 320), fill=RED, width=5)
    paper.centred(380, "关于公布2018年工程系列初级专业技术职务", 42, SONG_BOLD)
    paper.centred(445, "任职资格人员名单的通知", 42, SONG_BOLD)
    y = paper.paragraph(
        (130, 560),
        980,
        "各县（市）人力资源和社会保障局，各有关单位：经评审委员会评审通过，现将取得林业和草原专业"
        f"{case.title.name}任职资格人员名单予以公布，任职资格自2018年12月20日起算。",
        32,
        FANG,
        leading=1.9,
    )
    rows = (
        ("序号", "姓名", "性别", "任职资格"),
        ("1", "邵怀瑾", "男", case.title.name),
        ("2", case.person.name, case.person.gender, case.title.name),
        ("3", "木合塔尔·依明", "男", case.title.name),
    )
    below = paper.table((140, int(y) + 40), (120, 420, 140, 280), rows, 74, 30)
    paper.text((1080, below + 130), PERSONNEL, 32, FANG, anchor="ra")
    paper.text((1080, below + 190), "2018年12月28日", 32, FANG, anchor="ra")
    paper.seal((890, below + 160), PERSONNEL)
    return paper


def title_certificate(case: Case) -> Paper:
    """职称证书."""
    paper = Paper(A4_ACROSS, "#fbf7ee")
    paper.border()
    paper.spaced(150, "专业技术职务任职资格证书", 66, SONG_BOLD, RED, gap=14)
    paper.facts(
        (200, 350),
        [
            ("姓名", case.person.name),
            ("性别", case.person.gender),
            ("身份证号", case.person.id_no),
            ("工作单位", case.unit.name),
            ("系列名称", case.title.series),
            ("专业名称", case.title.specialty),
            ("资格名称", case.title.name),
            ("取得时间", "2018年12月20日"),
            ("证书编号", "TH201812200096"),
        ],
        36,
        76,
        4,
        face=KAI,
    )
    paper.portrait((1300, 340, 1540, 676))
    paper.text((1560, 930), f"发证机关：{PERSONNEL}", 34, KAI, anchor="ra")
    paper.text((1560, 1000), "2018年12月28日", 34, KAI, anchor="ra")
    paper.seal((1360, 950), PERSONNEL)
    return paper
