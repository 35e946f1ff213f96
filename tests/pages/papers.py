"""Kinds of page that a unit writes about its people: proofs, contracts, lists, forms."""

from __future__ import annotations

from tests.pages.cast import id_number
from tests.pages.faces import put_portrait
from tests.pages.seals import SealStyle, stamp
from tests.pages.sheet import Sheet, Span, Words

RED = (196, 28, 34)
FILLER = (
    "工作认真负责，业务能力突出，能够独立解决生产中的技术难题。",
    "主持完成多项技术改造，提高了作业效率，降低了运行成本。",
    "积极承担新进人员的带教任务，在本单位起到了示范作用。",
    "该成果经推广应用，取得了较好的经济效益和社会效益。",
    "严格遵守规章制度，团结同事，群众反映良好。",
)


def _filler(sheet: Sheet, count: int) -> str:
    return "".join(sheet.chance.choice(FILLER) for _ in range(count))


def _dated(sheet: Sheet) -> str:
    chance = sheet.chance
    return f"{chance.randrange(2005, 2025)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"


def proof(sheet: Sheet) -> None:
    """工作证明 under a red letterhead: the unit also at a line's end, the seal over it."""
    cast, w = sheet.cast, sheet.width
    head = 84 if len(cast.unit) < 13 else 60
    sheet.write(w / 2, 210, [sheet.unit], head, face=sheet.style.head, ink=RED, anchor="middle")
    sheet.rule((200, 340, w - 200, 346), RED, "rule")
    sheet.write(w / 2, 430, "工 作 证 明", 64, face=sheet.style.head, anchor="middle")
    text: Words = [
        "兹证明",
        sheet.name,
        "，身份证号：",
        sheet.id_no,
        "，自2008年7月起在",
        sheet.unit,
        "工作，现任工程师。" + _filler(sheet, 2) + "同组人员还有",
        sheet.alike(0),
        "（身份证号：",
        Span(cast.other_id, "id_other"),
        "）、",
        sheet.alike(1),
        "。",
    ]
    y = sheet.flow((230, 570, w - 230, 0), text, 42)
    sheet.write(314, y + 30, "特此证明。", 42)
    sheet.write(w - 300, 1560, sheet.unit, 42, anchor="right")
    sheet.write(w - 360, 1650, _dated(sheet), 42, anchor="right")
    stamp(sheet, cast.unit, (w - 560, 1600), own=True)


def contract(sheet: Sheet) -> None:
    """聘用合同: the parties, clauses, both signatures, the unit's seal, sometimes an oval one."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 170, "事业单位聘用合同书", 68, face=sheet.style.head, anchor="middle")
    parties: tuple[Words, ...] = (
        ["甲方（聘用单位）：", sheet.unit],
        ["法定代表人：", sheet.stranger(3)],
        ["乙方（受聘人）：", sheet.name],
        ["身份证号码：", sheet.id_no],
    )
    for number, parts in enumerate(parties):
        sheet.write(220, 330 + number * 82, parts, 40)
    y = 690.0
    for number, clause in enumerate(("聘用期限", "岗位职责", "工作报酬")):
        sheet.write(220, y, f"第{'一二三'[number]}条　{clause}", 40, face="hei")
        y = sheet.flow((220, y + 70, w - 220, 0), _filler(sheet, 2), 40) + 14
    y = sheet.flow((220, y, w - 220, 0), ["乙方在", sheet.alias, "的服务年限连续计算。"], 40)
    sheet.write(220, 1690, "甲方（盖章）：", 40)
    sheet.write(260, 1780, sheet.unit, 34)
    sheet.write(960, 1690, "乙方（签字）：", 40)
    sheet.write(1240, 1670, sheet.name, 58, face="kai")
    sheet.write(960, 1790, ["鉴证：", sheet.stranger(4)], 40)
    sheet.write(220, 1900, _dated(sheet), 40)
    oval = sheet.chance.random() < 0.4
    style = SealStyle(flat=0.68, row="合同专用章", star=False, turned=sheet.chance.uniform(-8, 8))
    stamp(sheet, cast.unit, (500, 1790), own=True, style=style if oval else None, diameter=340)
    stamp(sheet, cast.issuer, (1230, 1960), own=False, diameter=310)


def appointment(sheet: Sheet) -> None:
    """任职文件: red head, a list of names in a grid with one's own among them."""
    cast, w = sheet.cast, sheet.width
    title = Span(cast.unit, "unit")
    head = 84 if len(cast.unit) < 11 else 56
    sheet.write(w / 2, 200, [title, "文件"], head, face=sheet.style.head, ink=RED, anchor="middle")
    sheet.write(
        w / 2,
        340,
        f"人发〔{sheet.chance.randrange(2008, 2025)}〕{sheet.chance.randrange(1, 99)}号",
        36,
        anchor="middle",
    )
    sheet.rule((180, 410, w - 180, 416), RED, "rule")
    sheet.write(
        w / 2, 480, "关于聘任专业技术职务的通知", 56, face=sheet.style.head, anchor="middle"
    )
    sheet.write(220, 620, "各科室：", 40)
    text: Words = [
        "经研究，并报",
        Span(cast.unit_alike, "unit_other"),
        "备案，聘任以下同志专业技术职务，聘期三年：",
    ]
    y = sheet.flow((220, 700, w - 220, 0), text, 40) + 20
    people = [sheet.name, sheet.alike(0), sheet.alike(1), *(sheet.stranger(n) for n in range(9))]
    sheet.chance.shuffle(people)
    columns = 3
    for number, person in enumerate(people):
        place = (240 + number % columns * 400, y + number // columns * 84)
        sheet.write(*place, person, 38 if len(person.text) < 9 else 34)
    y += (len(people) + columns - 1) // columns * 84 + 40
    sheet.flow((220, y, w - 220, 0), "以上人员任职时间自发文之日起计算。" + _filler(sheet, 1), 40)
    sheet.write(w - 320, 1700, sheet.unit, 40, anchor="right")
    sheet.write(w - 380, 1790, _dated(sheet), 40, anchor="right")
    stamp(sheet, cast.unit, (w - 560, 1740), own=True)


def assessment(sheet: Sheet) -> None:
    """年度考核登记表: cells, portrait, opinions with two seals."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 130, "专业技术人员年度考核登记表", 56, face="hei-bold", anchor="middle")
    put_portrait(sheet, (w - 390, 262, w - 170, 562))
    rows = (
        ("姓　名", sheet.name, "性别", "男"),
        ("身份证号", sheet.id_no, "民族", "汉族"),
        ("单　位", sheet.unit, "职务", "工程师"),
        ("政治面貌", "群众", "学历", "本科"),
    )
    end = sheet.table((150, 250), (190, 470, 130, 290), rows, 34, 80, face="song")
    sheet.write(170, end + 30, "本人总结", 38, face="hei")
    text: Words = [
        "我叫",
        sheet.name,
        "，本年度在",
        sheet.unit,
        _filler(sheet, 4) + "感谢",
        sheet.alike(1),
        "、",
        sheet.stranger(0),
        "等同事的支持。",
    ]
    y = sheet.flow((180, end + 100, w - 180, 0), text, 36, face="song")
    sheet.frame((150, end, w - 150, y + 30), 2)
    sheet.frame((150, y + 30, w - 150, y + 430), 2)
    sheet.write(170, y + 50, "单位意见：", 38, face="hei")
    sheet.write(
        260, y + 130, ["经", sheet.alias, "考核委员会研究，确定为优秀等次。"], 38, face="song"
    )
    sheet.write(w - 520, y + 250, ["负责人：", sheet.alike(0)], 38, face="kai")
    sheet.write(w - 520, y + 330, _dated(sheet), 36, face="song")
    stamp(sheet, cast.unit, (w - 640, y + 280), own=True, diameter=310)
    sheet.frame((150, y + 430, w - 150, y + 800), 2)
    sheet.write(170, y + 450, "主管部门意见：", 38, face="hei")
    sheet.write(260, y + 540, "同意。", 38, face="song")
    stamp(sheet, cast.issuer, (w - 620, y + 620), own=False, diameter=310)


def publicity(sheet: Sheet) -> None:
    """公示: a table of people, identity numbers partly starred, the unit's seal under it."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 170, "申报人员情况公示", 68, face=sheet.style.head, anchor="middle")
    text: Words = ["根据通知要求，现将", sheet.unit, "推荐申报专业技术职务任职资格人员予以公示。"]
    y = sheet.flow((200, 320, w - 200, 0), text, 40) + 20
    others = [
        sheet.alike(0),
        sheet.stranger(0),
        sheet.alike(1),
        sheet.stranger(1),
        sheet.stranger(2),
    ]
    people = [*others]
    people.insert(sheet.chance.randrange(len(others)), sheet.name)
    rows: list[list[str | Span]] = [["序号", "姓名", "身份证号", "申报专业"]]
    for number, person in enumerate(people, 1):
        code = id_number(sheet.chance)
        shown = Span(code[:6] + "********" + code[14:], "number_other")
        rows.append([str(number), person, shown, sheet.chance.choice(("水利", "农艺", "测绘"))])
    y = sheet.table((200, y), (110, 460, 460, 224), rows, 36, 76)
    y = sheet.flow(
        (200, y + 50, w - 200, 0), ["公示期间如有异议，请向", sheet.alias, "人事科反映。"], 40
    )
    sheet.write(
        200,
        y + 20,
        ["联系电话：", Span("0999-6512" + str(sheet.chance.randrange(100, 999)), "number_other")],
        40,
    )
    sheet.write(w - 260, y + 200, sheet.unit, 40, anchor="right")
    sheet.write(w - 320, y + 290, _dated(sheet), 40, anchor="right")
    stamp(sheet, cast.unit, (w - 500, y + 250), own=True)


def pledge(sheet: Sheet) -> None:
    """个人承诺书 written in a hand: name and number in the text and as a signature."""
    w = sheet.width
    sheet.write(w / 2, 200, "个 人 承 诺 书", 70, face=sheet.style.head, anchor="middle")
    text: Words = [
        "本人",
        sheet.name,
        "，系",
        sheet.unit,
        "职工，身份证号：",
        sheet.id_no,
        "。本人郑重承诺：所提交的申报材料真实、准确、有效，如有弄虚作假，愿承担一切后果。"
        + _filler(sheet, 1),
    ]
    y = sheet.flow((220, 400, w - 220, 0), text, 48, face="kai", leading=1.9)
    sheet.write(w - 720, y + 160, ["承诺人：", sheet.name], 52, face="kai")
    sheet.write(w - 720, y + 270, _dated(sheet), 46, face="kai")
    sheet.write(220, y + 420, ["见证人：", sheet.stranger(0), "　", sheet.alike(0)], 46, face="kai")
