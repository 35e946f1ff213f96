"""Kinds of page that a body hands to a person: diplomas, certificates, awards."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pages.faces import put_portrait
from tests.pages.seals import chop, stamp
from tests.pages.sheet import Mark, Sheet, Span, Words

GOLD = (168, 120, 40)
RED = (196, 28, 34)


def _dated(sheet: Sheet) -> str:
    chance = sheet.chance
    return f"{chance.randrange(2005, 2025)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"


def _number(sheet: Sheet, digits: int = 18) -> Span:
    return Span("".join(str(sheet.chance.randrange(10)) for _ in range(digits)), "number_other")


def diploma(sheet: Sheet) -> None:
    """毕业证书, lying: a text with the name in it, portrait, the school's seal."""
    cast, w, h = sheet.cast, sheet.width, sheet.height
    sheet.frame((70, 70, w - 70, h - 70), 10, RED, "border")
    sheet.write(w / 2, 190, "毕业证书", 104, face="kai", ink=RED, gap=26, anchor="middle")
    put_portrait(sheet, (250, 480, 530, 870))
    text: Words = [
        "学生　",
        sheet.name,
        "　性别　女，一九九四年五月生，身份证号：",
        sheet.id_no,
        (
            "，于二〇一二年九月至二〇一六年七月在本校水利水电工程专业四年制本科学习，"
            "修完教学计划规定的全部课程，成绩合格，准予毕业。"
        ),
    ]
    sheet.flow((640, 500, w - 250, h), text, 50, leading=1.85)
    sheet.write(640, 1180, ["校　　名：", cast.second_issuer], 44)
    sheet.write(1480, 1180, ["校（院）长：", sheet.stranger()], 44, face="kai")
    chop(sheet, cast.strangers[0], (2020, 1150))
    sheet.write(640, 1300, ["证书编号：", _number(sheet)], 40)
    sheet.write(1480, 1300, _dated(sheet), 42)
    stamp(sheet, cast.second_issuer, (900, 1210), own=False)


def title_certificate(sheet: Sheet) -> None:
    """专业技术职务任职资格证书: two leaves, portrait with an embossed-like seal over its corner."""
    cast, w, h = sheet.cast, sheet.width, sheet.height
    sheet.rule((w / 2 - 2, 60, w / 2 + 2, h - 60), (210, 205, 190))
    put_portrait(sheet, (430, 250, 710, 640))
    sheet.write(250, 900, "持证人签名：", 40)
    sheet.write(500, 890, sheet.name, 52, face="kai")
    sheet.write(250, 1010, ["管理号：", _number(sheet, 15)], 40)
    sheet.write(250, 1100, ["File No. ", _number(sheet, 9)], 32, face="song")
    fields: list[tuple[str, str | Span]] = [
        ("姓　　名", sheet.name),
        ("性　　别", "男"),
        ("身份证号", sheet.id_no),
        ("工作单位", sheet.unit),
        ("专业名称", "农业技术推广"),
        ("资格名称", "高级农艺师"),
        ("授予时间", _dated(sheet)),
    ]
    for number, (label, value) in enumerate(fields):
        y = 300 + number * 104
        end = sheet.write(w / 2 + 120, y, [label, "："], 42)
        size = 42 if not isinstance(value, Span) or len(value.text) < 16 else 36
        sheet.write(end, y, value, size, face=sheet.style.body)
    sheet.write(w / 2 + 120, 1120, ["评审组织：", cast.issuer], 40)
    sheet.write(w / 2 + 120, 1220, ["发证时间：", _dated(sheet)], 40)
    stamp(sheet, cast.issuer, (w - 430, 1240), own=False)
    stamp(sheet, cast.second_issuer, (720, 640), own=False, diameter=300)


def further_education(sheet: Sheet) -> None:
    """继续教育证书: fields, a table of hours, the base's seal."""
    cast, w = sheet.cast, sheet.width
    sheet.frame((80, 80, w - 80, sheet.height - 80), 6, (40, 110, 90))
    sheet.write(w / 2, 180, "专业技术人员继续教育证书", 72, face=sheet.style.head, anchor="middle")
    put_portrait(sheet, (w - 460, 330, w - 210, 680))
    for number, (label, value) in enumerate(
        (
            ("姓　　名：", sheet.name),
            ("身份证号：", sheet.id_no),
            ("工作单位：", sheet.unit),
            ("证书编号：", _number(sheet, 14)),
        )
    ):
        sheet.write(180, 360 + number * 90, [label, value], 40)
    rows = [["年度", "科目", "学时", "结果"]]
    for year in range(2019, 2024):
        subject = sheet.chance.choice(("公需科目", "专业科目", "专业科目（面授）"))
        rows.append([str(year), subject, str(sheet.chance.randrange(24, 90)), "合格"])
    end = sheet.table((180, 800), (200, 640, 240, 214), rows, 36, 74)
    closing: Words = ["　　经审核，", sheet.name, "同志上述学时有效，", sheet.alias, "予以登记。"]
    sheet.flow((180, end + 70, w - 180, 0), closing, 40, indent=0)
    sheet.write(w - 240, 1760, cast.issuer, 40, anchor="right")
    sheet.write(w - 320, 1850, _dated(sheet), 40, anchor="right")
    stamp(sheet, cast.issuer, (w - 520, 1810), own=False)


def award(sheet: Sheet) -> None:
    """荣誉证书, lying: several winners, among them people of like names."""
    cast, w, h = sheet.cast, sheet.width, sheet.height
    sheet.frame((60, 60, w - 60, h - 60), 22, RED, "border")
    sheet.pen.ellipse((w / 2 - 50, 120, w / 2 + 50, 220), fill=RED)
    sheet.decoys.append(Mark("red_other", "emblem", [(w / 2 - 50, 120, w / 2 + 50, 220)]))
    sheet.write(w / 2, 260, "荣 誉 证 书", 110, face=sheet.style.head, ink=RED, anchor="middle")
    people = [sheet.name, sheet.alike(0), sheet.alike(1), sheet.stranger(0), sheet.stranger(1)]
    sheet.chance.shuffle(people)
    to = [part for person in people for part in (person, "、")][:-1]
    y = sheet.flow((260, 480, w - 260, h), [*to, "："], 50, indent=0)
    text: Words = [
        (
            "你们完成的项目“干旱区绿洲土壤改良与高效节水集成技术”荣获二〇二一年度科学技术进步奖"
            "三等奖。主要完成单位："
        ),
        sheet.unit,
        "、",
        Span(cast.unit_alike, "unit_other"),
        "。特发此证，以资鼓励。",
    ]
    sheet.flow((260, y + 20, w - 260, h), text, 50)
    sheet.write(300, 1330, ["证书编号：", _number(sheet, 12)], 36)
    sheet.write(w - 330, 1200, cast.issuer, 46, anchor="right")
    sheet.write(w - 420, 1290, _dated(sheet), 46, anchor="right")
    stamp(sheet, cast.issuer, (w - 620, 1240), own=False)


def upright_text(sheet: Sheet) -> None:
    """聘书 in columns from right to left: names stand vertically."""
    cast, w = sheet.cast, sheet.width
    sheet.frame((70, 70, w - 70, sheet.height - 70), 8, GOLD)
    size, step = 58, 118
    x = w - 300
    sheet.write_down(x, 240, "聘　书", 110, sheet.style.head)
    columns: tuple[Sequence[str | Span], ...] = (
        ["兹聘请", sheet.name, "同志为"],
        ["本会专业技术评审委员，聘期三年，"],
        ["与", sheet.alike(0), "、", sheet.stranger(0), "共事。"],
        ["原任职于", sheet.unit],
        ["此聘"],
    )
    for number, parts in enumerate(columns):
        long = sum(len(part.text) if isinstance(part, Span) else len(part) for part in parts)
        fit = min(size, int(1180 / long / 1.12))
        sheet.write_down(x - 190 - number * step, 260, parts, fit, sheet.style.body)
    sheet.write_down(x - 190 - 6 * step, 700, cast.issuer, 48, sheet.style.body)
    sheet.write_down(x - 190 - 7 * step, 900, "二〇一九年六月一日", 48, sheet.style.body)
    stamp(sheet, cast.issuer, (x - 150 - 6.4 * step, 1240), own=False)


def patent(sheet: Sheet) -> None:
    """实用新型专利证书: inventors and owner in small type, a large round seal of the office."""
    cast, w = sheet.cast, sheet.width
    sheet.rule((0, 0, w, 130), (178, 34, 40), "head bar")
    sheet.write(180, 220, ["证书号第", _number(sheet, 8), "号"], 34, face="song")
    sheet.write(w / 2, 420, "实用新型专利证书", 92, face=sheet.style.head, anchor="middle")
    rows: tuple[tuple[str, list[str | Span]], ...] = (
        ("实用新型名称", ["一种用于滴灌管网的自清洗过滤装置"]),
        ("发　明　人", [sheet.alike(0), "；", sheet.name, "；", sheet.stranger(0)]),
        ("专　利　号", ["ZL 2021 2 ", _number(sheet, 7), ".5"]),
        ("专利申请日", [_dated(sheet)]),
        ("专 利 权 人", [sheet.unit]),
        ("地　　址", ["999000 某自治区金桥市文化路12号"]),
        ("授权公告日", [_dated(sheet)]),
    )
    for number, (label, value) in enumerate(rows):
        sheet.write(220, 640 + number * 88, [label, "：", *value], 36, face="song")
    text = "本局依照法律经过初步审查，决定授予专利权，颁发本证书并在登记簿上予以登记。"
    sheet.flow((220, 1320, w - 220, 0), text, 34, face="song")
    sheet.write(260, 1800, "局长", 36, face="song")
    sheet.write(360, 1780, sheet.stranger(2), 60, face="kai")
    stamp(sheet, cast.issuer, (w - 480, 1800), own=False, diameter=360)
