"""Kinds of page printed by a machine or a press: records, listings, cards, journals."""

from __future__ import annotations

from tests.pages.cast import id_number
from tests.pages.faces import put_portrait
from tests.pages.seals import stamp
from tests.pages.sheet import Mark, Sheet, Span, Words

BLUE = (30, 78, 140)
ABSTRACT = (
    "针对干旱区绿洲农田水资源利用效率偏低的问题，开展了连续三年的田间试验。",
    "结果表明，优化后的灌溉制度使作物产量提高百分之十二，水分生产率提高百分之十八。",
    "通过对比不同处理下土壤盐分的变化，提出了适宜的灌水定额与灌水周期。",
    "该方法操作简便，成本较低，适合在同类地区推广应用。",
    "试验采用随机区组设计，设置三次重复，数据采用方差分析处理。",
)


def _digits(sheet: Sheet, count: int) -> str:
    return "".join(str(sheet.chance.randrange(10)) for _ in range(count))


def journal(sheet: Sheet) -> None:
    """A paper's first page: co-authors with marks, both units, an author's note below."""
    cast, w = sheet.cast, sheet.width
    sheet.write(150, 110, f"第{sheet.chance.randrange(8, 40)}卷　第3期", 28)
    sheet.write(w / 2, 110, "绿洲农业科技", 28, anchor="middle")
    sheet.write(w - 150, 110, "Vol.28 No.3", 28, face="song", anchor="right")
    sheet.rule((150, 160, w - 150, 162))
    sheet.write(
        w / 2, 240, "干旱区滴灌棉田水盐运移规律研究", 60, face=sheet.style.head, anchor="middle"
    )
    people = [sheet.alike(0), sheet.name, sheet.stranger(0), sheet.alike(1)]
    sheet.chance.shuffle(people)
    line = [part for person in people for part in (person, "，")][:-1]
    sheet.write(
        w / 2,
        350,
        line,
        36 if sum(len(p.text) for p in people) < 30 else 30,
        face="kai",
        anchor="middle",
    )
    units: list[str | Span] = [
        "（1.",
        sheet.unit,
        "，999000；2.",
        Span(cast.unit_alike, "unit_other"),
        "，999000）",
    ]
    total = sum(len(part.text if isinstance(part, Span) else part) for part in units)
    sheet.write(w / 2, 415, units, 28 if total < 46 else 22, anchor="middle")
    summary = "摘　要：" + "".join(sheet.chance.choice(ABSTRACT) for _ in range(4))
    y = sheet.flow((200, 490, w - 200, 0), summary, 28, leading=1.6)
    y = sheet.flow(
        (200, y, w - 200, 0), "关键词：滴灌；土壤盐分；水分生产率；绿洲", 28, leading=1.6
    )
    for heading in ("0　引言", "1　材料与方法", "2　结果与分析"):
        sheet.write(150, y + 30, heading, 34, face="hei")
        text = "".join(sheet.chance.choice(ABSTRACT) for _ in range(7))
        y = sheet.flow((150, y + 90, w - 150, 0), text, 30, leading=1.6)
    sheet.rule((150, 2130, 600, 2132))
    note: Words = [
        "作者简介：",
        sheet.name,
        "（1983—），高级工程师，",
        sheet.alias,
        "，主要从事节水灌溉研究。通信作者：",
        sheet.stranger(0),
        "。",
    ]
    sheet.flow((150, 2150, w - 150, 0), note, 26, leading=1.5)


def online_record(sheet: Sheet) -> None:
    """学历证书电子注册备案表: printed from a screen, portrait at the right, no seal."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 220, "学历证书电子注册备案表", 60, face="song-bold", anchor="middle")
    sheet.write(
        w - 170,
        320,
        f"更新日期：{sheet.chance.randrange(2019, 2025)}年6月3日",
        28,
        face="song",
        anchor="right",
    )
    put_portrait(sheet, (w - 420, 392, w - 180, 712))
    first: tuple[tuple[str | Span, ...], ...] = (
        ("姓名", sheet.name),
        ("性别", "女"),
        ("出生日期", "1988年11月02日"),
        ("学习形式", "普通全日制"),
    )
    y = sheet.table((150, 390), (250, 830), first, 32, 84, face="song")
    rows: tuple[tuple[str | Span, ...], ...] = (
        ("学校名称", cast.second_issuer, "层次", "本科"),
        ("专业", "农业资源与环境", "学制", "4年"),
        ("证书编号", Span(_digits(sheet, 18), "number_other"), "毕（结）业", "毕业"),
        ("校（院）长", sheet.stranger(1), "证件号码", ""),
    )
    y = sheet.table((150, y), (250, 520, 210, 374), rows, 32, 84, face="song")
    y = sheet.table((150, y), (250, 1104), (("身份证号", sheet.id_no),), 32, 84, face="song")
    sheet.write(
        150,
        y + 60,
        ["在线验证码 ", Span("A8" + _digits(sheet, 10), "number_other")],
        34,
        face="song",
    )
    for row in range(25):
        for column in range(25):
            if sheet.chance.random() < 0.48:
                left, top = 1150 + column * 11, y + 60 + row * 11
                sheet.pen.rectangle((left, top, left + 10, top + 10), fill=(10, 10, 10))
    note = "备案表是依据有关规定，对学历证书电子注册信息所做的备案，有效期内可在线验证。"
    sheet.flow((150, y + 420, w - 150, 0), note, 28, face="song")


def id_card(sheet: Sheet) -> None:
    """Both sides of an identity card copied onto one sheet."""
    cast, w = sheet.cast, sheet.width
    wide, high = 1000, 630
    left = (w - wide) / 2
    for top in (330, 1220):
        sheet.pen.rounded_rectangle(
            (left, top, left + wide, top + high), 36, (228, 238, 244), (150, 160, 170), 2
        )

    def label(x: float, y: float, text: str) -> None:
        sheet.write(left + x, y, text, 30, face="hei", ink=BLUE)

    top = 330
    label(60, top + 62, "姓　名")
    sheet.write(
        left + 190, top + 56, sheet.name, 42 if len(sheet.name.text) < 9 else 34, face="song"
    )
    label(60, top + 142, "性　别　　　　民　族")
    sheet.write(left + 190, top + 138, "男", 36, face="song")
    sheet.write(left + 460, top + 138, "汉", 36, face="song")
    label(60, top + 222, "出　生")
    born = cast.id_no[6:14]
    sheet.write(
        left + 190,
        top + 218,
        f"{born[:4]} 年 {int(born[4:6])} 月 {int(born[6:])} 日",
        34,
        face="song",
    )
    label(60, top + 312, "住　址")
    sheet.flow(
        (left + 190, top + 306, left + 610, 0),
        "某自治区金桥市团结路街道幸福里小区8号楼2单元301室",
        34,
        face="song",
        leading=1.3,
        indent=0,
    )
    label(60, top + 536, "公民身份号码")
    sheet.write(left + 320, top + 526, sheet.id_no, 46, face="song", gap=4)
    put_portrait(sheet, (left + 680, top + 90, left + 950, top + 430), framed=False)
    top = 1220
    sheet.pen.ellipse((left + 70, top + 60, left + 220, top + 210), fill=(200, 40, 50))
    sheet.decoys.append(Mark("red_other", "emblem", [(left + 70, top + 60, left + 220, top + 210)]))
    sheet.write(left + 560, top + 80, "某国居民", 64, face="hei", anchor="middle", gap=14)
    sheet.write(left + 560, top + 190, "居民身份样证", 74, face="hei-bold", anchor="middle", gap=8)
    label(170, top + 450, "签发机关")
    sheet.write(left + 330, top + 446, "金桥市公安局", 36, face="song")
    label(170, top + 536, "有效期限")
    sheet.write(left + 330, top + 532, "2016.05.11-2036.05.11", 36, face="song")
    sheet.write(left, 1960, "此复印件仅供申报使用，再次复印无效。", 36)


def insurance(sheet: Sheet) -> None:
    """A social-insurance listing as a screenshot: months, sums, name and unit on top."""
    cast, w = sheet.cast, sheet.width
    sheet.rule((0, 0, w, 96), BLUE)
    sheet.write(40, 30, "社会保险个人权益查询", 38, face="hei", ink=(255, 255, 255))
    sheet.write(
        w - 40, 36, ["欢迎您，", sheet.name], 28, face="hei", ink=(255, 255, 255), anchor="right"
    )
    rows: list[list[str | Span]] = [
        ["姓名", sheet.name, "证件号码", sheet.id_no],
        ["单位名称", sheet.unit, "个人编号", Span(_digits(sheet, 12), "number_other")],
        ["参保状态", "正常参保", "参保地", "金桥市本级"],
    ]
    scale = (w - 80) / 1800
    y = sheet.table((40, 150), [c * scale for c in (220, 760, 220, 600)], rows, 30, 66, face="hei")
    listing: list[list[str | Span]] = [["年月", "险种", "缴费单位", "基数", "个人缴费"]]
    year = sheet.chance.randrange(2018, 2024)
    for month in range(1, 13):
        base = sheet.chance.randrange(4000, 9000)
        body = sheet.unit if month > 3 else Span(cast.unit_alike, "unit_other")
        listing.append([f"{year}{month:02d}", "养老", body, str(base), f"{base * 0.08:.2f}"])
    shares = [c * scale for c in (220, 180, 900, 240, 260)]
    sheet.table((40, y + 50), shares, listing, 28, 50, face="hei")


def registry(sheet: Sheet) -> None:
    """A roll in two columns: names and certificate numbers of many, one's own among them."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 150, "专业技术资格人员花名册", 58, face=sheet.style.head, anchor="middle")
    sheet.write(150, 260, ["填报单位（盖章）：", sheet.unit], 36)
    people = [sheet.name, sheet.alike(0), sheet.alike(1), *(sheet.stranger(n) for n in range(11))]
    sheet.chance.shuffle(people)
    half = (len(people) + 1) // 2
    widths = (70, 330, 270)
    for column, group in enumerate((people[:half], people[half:])):
        rows: list[list[str | Span]] = [["序号", "姓名", "资格证号"]]
        rows += [
            [str(column * half + n), person, Span(_digits(sheet, 10), "number_other")]
            for n, person in enumerate(group, 1)
        ]
        sheet.table((150 + column * 690, 360), widths, rows, 32, 92)
    y = 360 + 92 * (half + 1) + 60
    rows = [["姓名", "身份证号码", "所在单位"], [sheet.name, sheet.id_no, sheet.unit]]
    rows.append(
        [
            sheet.alike(0),
            Span(id_number(sheet.chance), "id_other"),
            Span(cast.unit_alike, "unit_other"),
        ]
    )
    end = sheet.table((150, y), (300, 440, 620), rows, 32, 84)
    sheet.write(w - 300, end + 160, ["填表人：", sheet.stranger(0)], 36, anchor="right")
    stamp(sheet, cast.unit, (560, end + 260), own=True)
    stamp(sheet, cast.issuer, (1130, end + 320), own=False)
